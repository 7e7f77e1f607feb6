import assert from 'node:assert/strict';
import { CodeLensRefreshRequest, CodeLensRequest } from 'vscode-languageserver-protocol';
import type { Example } from '../../language/rule.ts';
import { atOnce } from '../../language/in-turns.ts';
import { codeLenses, type LensActions } from '../../language-server/features/code-lens.ts';
import { openProject } from '../support/project.ts';
import { ServerClient } from './server-client.ts';

const acme = `organization Acme {
  locked plan Gold@1.0
  published private api Orders@1.0 { endpoint: "https://o.example" offers Gold@1.0 }
  published private api Stock@1.0 { endpoint: "https://s.example" offers Gold@1.0 with approval }
  published public api Catalog@1.0 { endpoint: "https://c.example" }
}
`;
const shop = (client: string) => `${acme}organization Shop {\n  ${client}\n}\n`;
const mobile = (body = '') => shop(`client Mobile@1.0 { contract Acme/Orders@1.0 via Gold ${body} }`);
const extension: LensActions = { commands: new Set(['apim.registerClient', 'apim.copyApiKey']), project: 'file:///project' };

/** What stands over each line that has a lens. */
function lenses(example: Example, actions = extension): string[] {
    const { project, uri } = openProject(example);
    const shown = atOnce(codeLenses(project, uri('example.apim'), actions));
    const lines = Map.groupBy(shown, ({ range }) => range.start.line);
    const text = project.files.get(uri('example.apim'))?.document.textDocument.getText().split('\n') ?? [];
    return [...lines].map(([line, list]) => `${/\w+@[\d.]+/.exec(text[line] ?? '')?.[0]}: ${list.map(lens => {
        const { title = '', command, arguments: given } = lens.command ?? {};
        return command ? `[${title}]` + (JSON.stringify(given) === JSON.stringify([{ project: 'file:///project', key: 'Shop/Mobile@1.0' }]) ? '' : JSON.stringify(given)) : title;
    }).join(' | ')}`);
}

/** What stands over the client. */
function overClient(text: string, before?: string, live?: 'registered' | 'changed'): string | undefined {
    return lenses({
        files: { 'example.apim': text }, ...(before === undefined ? {} : { before: { 'example.apim': before } }), ...(live ? { live: { 'Shop/Mobile@1.0': live } } : {})
    }).find(line => line.startsWith('Mobile'))?.slice('Mobile@1.0: '.length);
}

describe('code lenses', () => {
    it('say where a client stands by the record, and what can be done', () => {
        assert.equal(overClient(mobile()), 'declared | [Register]');
        assert.equal(overClient(mobile(), mobile()), 'registered | [Register again] | [Copy key]');
        assert.equal(overClient(mobile('policy LogHeaders'), mobile()), 'changed since registration | [Register again] | [Copy key]');
        assert.equal(overClient(mobile('description: "x"'), mobile()), 'registered | [Register again] | [Copy key]');
    });

    it('say what a gateway told where the record knows nothing of it', () => {
        assert.equal(overClient(mobile(), undefined, 'registered'), 'registered | [Register again] | [Copy key]');
        assert.equal(overClient(mobile(), undefined, 'changed'), 'changed since registration | [Register again] | [Copy key]');
        assert.equal(overClient(mobile(), mobile(), 'changed'), 'changed since registration | [Register again] | [Copy key]');
        assert.equal(overClient(mobile('policy LogHeaders'), mobile(), 'registered'), 'changed since registration | [Register again] | [Copy key]');
    });

    it('publish a draft, and nothing else', () => {
        const text = 'organization Acme {\n  api Orders@2.0\n  public api Catalog@2.0\n  published public api Catalog@1.0\n  retired api Orders@0.9\n}\n';
        const all = { commands: new Set([...extension.commands, 'apim.publishApi']), project: 'file:///project' };
        const publish = (key: string) => `[Publish]${JSON.stringify([{ project: 'file:///project', key }])}`;
        assert.deepEqual(lenses(text, all), [`Orders@2.0: ${publish('Acme/Orders@2.0')} | no consumers`, `Catalog@2.0: ${publish('Acme/Catalog@2.0')}`, 'Orders@0.9: no consumers']);
        assert.deepEqual(lenses(text), ['Orders@2.0: no consumers', 'Orders@0.9: no consumers']);
    });

    it('say that a client is retired, and whether it still stands at the gateway', () => {
        const retired = shop('retired client Mobile@1.0');
        assert.equal(overClient(retired), 'retired');
        assert.equal(overClient(retired, retired), 'retired');
        assert.equal(overClient(retired, mobile()), 'changed since registration | [Copy key]');
        assert.equal(overClient(mobile(), retired), 'declared | [Register]');
    });

    it('say that a contract waits or is broken, before anything else', () => {
        assert.equal(overClient(mobile('contract Acme/Stock@1.0 via Gold'), mobile()), 'awaiting approval | [Register again] | [Copy key]');
        assert.equal(overClient(shop('client Mobile@1.0 { contract Acme/Stock@1.0 via Gold }')), 'awaiting approval');
        assert.equal(overClient(mobile('contract Acme/Catalog@1.0 via Gold')), 'broken contract');
        assert.equal(overClient(mobile().replace('published private api Orders', 'retired private api Orders'), mobile()), 'broken contract | [Copy key]');
        assert.equal(overClient(shop('client Mobile@1.0')), 'declared');
    });

    it('count the consumers of an API', () => {
        assert.deepEqual(lenses(mobile()).slice(1, 4), ['Orders@1.0: 1 consumer', 'Stock@1.0: no consumers', 'Mobile@1.0: declared | [Register]']);
        assert.deepEqual(lenses(`${mobile()}organization B { client C@1.0 { contract Acme/Orders@1.0 via Gold } }\n`)[1], 'Orders@1.0: 2 consumers');
    });

    it('count the contracts by a plan, those of retired clients left out', () => {
        const plans = acme.replace('offers Gold@1.0 }', 'offers Gold@1.0 offers Silver@1.0 }').replace('  published', '  locked plan Silver@1.0\n  published');
        const clients = ['client A@1.0', 'client B@1.0', 'retired client C@1.0'].map(client => `${client} { contract Acme/Orders@1.0 via Gold }\n`).join('');
        const by = (more: string) => lenses(`${plans}organization Shop {\n${clients}${more}}\n`).filter(line => /^(Gold|Silver)/.test(line));
        assert.deepEqual(by(''), ['Gold@1.0: 2 contracts', 'Silver@1.0: no contracts']);
        assert.deepEqual(by('client D@1.0 { contract Acme/Orders@1.0 via Silver contract Acme/Stock@1.0 via Gold }'), ['Gold@1.0: 3 contracts', 'Silver@1.0: 1 contract']);
    });

    it('compare a client with the gateway, once it was registered there', () => {
        const all = { ...extension, commands: new Set(['apim.previewRegistration', 'apim.copyApiKey']) };
        const over = (example: Example) => lenses(example, all).find(line => line.startsWith('Mobile'));
        assert.equal(over({ files: { 'example.apim': mobile('policy LogHeaders') }, before: { 'example.apim': mobile() } }), 'Mobile@1.0: changed since registration | [Diff] | [Copy key]');
        assert.equal(over(mobile()), 'Mobile@1.0: declared');
    });

    it('copy the URL of a published API, where it is known', () => {
        const files = { 'example.apim': acme, 'apim.yaml': 'environments:\n  test:\n    gateway: { url: "https://admin.example", publicUrl: "https://gateway.example/" }\n' };
        const all = { ...extension, commands: new Set(['apim.copyUrl']) };
        assert.equal(lenses({ files }, all)[1], 'Orders@1.0: no consumers | [Copy URL][{"url":"https://gateway.example/Acme/Orders/1.0"}]');
        assert.equal(lenses({ files: { 'example.apim': acme } }, all)[1], 'Orders@1.0: no consumers');
    });

    it('draw who the consumers are, where there are some and the editor can draw', () => {
        const all = { ...extension, commands: new Set(['apim.showContractGraph']) };
        assert.deepEqual(lenses(mobile(), all).slice(0, 3), [
            'Gold@1.0: [1 contract][{"project":"file:///project","key":"Acme/Gold@1.0"}]', 'Orders@1.0: [1 consumer][{"project":"file:///project","key":"Acme/Orders@1.0"}]', 'Stock@1.0: no consumers'
        ]);
    });

    it('open the page of a client, where the editor has one', () => {
        const all = { ...extension, commands: new Set(['apim.showClient']) };
        assert.equal(lenses(mobile(), all).at(-1), 'Mobile@1.0: [declared]');
    });

    it('offer nothing that the editor cannot do, or that has no project', () => {
        assert.equal(lenses(mobile(), { ...extension, commands: new Set() }).at(-1), 'Mobile@1.0: declared');
        assert.equal(lenses(mobile(), { ...extension, project: undefined }).at(-1), 'Mobile@1.0: declared');
    });
});

describe('the code lenses of the language server', () => {
    it('are asked for again when something else has changed what they say', async () => {
        const client = await ServerClient.start({ 'acme.apim': acme, 'shop.apim': 'organization Shop {\n  client Mobile@1.0 { contract Acme/Orders@1.0 via Gold }\n}\n' }, {
            initialize: { capabilities: { workspace: { codeLens: { refreshSupport: true } } }, initializationOptions: { commands: ['apim.registerClient', 7] } }
        });
        let refreshed = 0;
        client.connection.onRequest(CodeLensRefreshRequest.type, () => { refreshed += 1; });
        const shown = async () => {
            const found = await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: client.uri('shop.apim') } }) ?? [];
            return found.map(({ command }) => command);
        };
        try {
            assert.deepEqual(await shown(), [
                { title: 'declared', command: '' },
                { title: 'Register', command: 'apim.registerClient', arguments: [{ project: client.uri('.'), key: 'Shop/Mobile@1.0' }] }
            ]);
            const before = refreshed;
            await client.watched({ name: 'acme.apim', type: 2, text: acme.replace('offers Gold@1.0 }', '}') });
            await client.until(() => refreshed > before, 'a request to ask again');
            assert.deepEqual(await shown(), [{ title: 'broken contract', command: '' }]);
        } finally {
            await client.stop();
        }
    });
});
