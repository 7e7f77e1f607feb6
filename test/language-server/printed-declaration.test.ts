import assert from 'node:assert/strict';
import { openProject } from '../support/project.ts';
import { printContract, printDocumentation, printHead, printOffer, printParameter } from '../../language-server/features/printed-declaration.ts';

describe('a declaration that we write', () => {
    it('begins with what it is, its name and its title, each so that it can be read again', () => {
        assert.equal(printHead({ kind: 'organization', name: 'plan' }), 'organization `plan`');
        assert.equal(printHead({ kind: 'plan', name: 'Gold', version: '1.0', locked: true, title: 'For "partners"' }), 'locked plan Gold@1.0 "For \\"partners\\""');
        assert.equal(printHead({ kind: 'api', name: 'Orders', version: '2.0', state: 'draft', access: 'private' }), 'private api Orders@2.0');
        assert.equal(printHead({ kind: 'api', name: 'Orders', version: '2.0', state: 'published', access: 'public' }), 'published public api Orders@2.0');
        assert.equal(printHead({ kind: 'client', name: 'Mobile shop', version: '1.0', retired: true }), 'retired client `Mobile shop`@1.0');
    });

    it('leaves out its own organization, and the version of a plan that nobody can mistake', () => {
        assert.equal(printOffer('Acme/Gold@1.0', 'Acme'), 'offers Gold@1.0');
        assert.equal(printContract({ api: 'Acme/Orders@1.0', plan: 'Gold' }, 'Shop'), 'contract Acme/Orders@1.0 via Gold');
        assert.equal(printContract({ api: 'Acme/Orders@1.0', plan: 'Gold', planVersion: '2.0' }, 'Acme'), 'contract Orders@1.0 via Gold@2.0');
    });

    it('writes a parameter with its type and its value', () => {
        assert.equal(printParameter({ name: 'password', secret: true }), 'secret parameter password');
        assert.equal(printParameter({ name: 'host', secret: false, type: { kind: 'basic', name: 'url' }, default: { kind: 'template', parts: ['https://x.example/', { parameter: 'stage' }] } }), 'parameter host: url = "https://x.example/${stage}"');
    });

    it('keeps a dollar sign in front of a parameter', () => {
        const parameter = { name: 'price', secret: false, default: { kind: 'template' as const, parts: ['$', { parameter: 'amount' }, ' ${'] } };
        const { project, uri } = openProject(`parameter amount = "5"\n${printParameter(parameter)}`);
        const read = [...project.index.inFile(uri('example.apim'))].at(-1)?.declaration;
        assert.deepEqual(read?.kind === 'parameter' && read.default, parameter.default);
    });

    it('has documentation that cannot end its own comment', () => assert.equal(printDocumentation('Calls /*/ and */ more'), '/** Calls /* / and * / more */'));
});
