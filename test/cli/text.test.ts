import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../support/apim.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';

const lines = (...all: string[]) => all.map(line => `${line}\n`).join('');

describe('what a user reads', () => {
    let stub: StubGateway;
    before(async () => { stub = await startStubGateway(); });
    after(() => stub.stop());

    it('a finding: place, severity, sentence, code, the line with its place marked, and what it relates to', async () => {
        const place = new Workplace({
            'apim.yaml': 'rules: { missing-description: off, empty-plan: off, unused-plan: off }\n',
            'a.apim': 'organization A {\n\tlocked plan Gold@1\n  plan Gold@1\n}\n',
            'b.apim': 'organization B {\n  client C@1 { contract A/Nowhere@1 via Gold }\n  client\n}\n'
        });
        const { exit, out, err } = await place.apim('check');
        assert.equal(exit, 1);
        assert.equal(err, '3 errors in 2 files.\n');
        assert.equal(out, lines(
            'a.apim:3:8: error: Version \'1\' of plan \'Gold\' is declared twice. [duplicate-version]',
            '  3 |   plan Gold@1',
            '    |        ^^^^',
            '  a.apim:2:14: It is declared here first.',
            '',
            'b.apim:2:25: error: \'A/Nowhere@1\' cannot be resolved. [unresolved-reference]',
            '  2 |   client C@1 { contract A/Nowhere@1 via Gold }',
            '    |                         ^^^^^^^^^^^',
            '',
            'b.apim:3:3: error: A name is missing behind \'client\'. [syntax]',
            '  3 |   client',
            '    |   ^^^^^^',
            ''
        ));
        place.remove();
    });

    it('a plan, what was done, and My Clients', async () => {
        const place = new Workplace();
        place.write({ 'apim.yaml': `environments:\n  test:\n    gateway: { url: "${stub.url}" }\n` });
        place.environment['APIM_SECRET_SHOPPASSWORD'] = 'canary-4711';
        const plan = await place.apim('plan');
        assert.deepEqual(plan, {
            exit: 0,
            out: lines('+ publish    Acme/Catalog@1.0 (new)', '+ publish    Acme/Orders@1.0 (new)', '+ register   ShopInc/BackOffice@1.0 (new)', '+ register   ShopInc/MobileShop@2.1 (new)'),
            err: lines('4 changes in \'test\', 0 unchanged. Carry out with: apim register -e test')
        });
        assert.deepEqual(await place.apim('register', '--yes'), {
            exit: 0,
            out: lines('✓ done    publish    Acme/Catalog@1.0 (new)', '✓ done    publish    Acme/Orders@1.0 (new)', '✓ done    register   ShopInc/BackOffice@1.0 (new)', '✓ done    register   ShopInc/MobileShop@2.1 (new)'),
            err: lines('as anna@shop.example', '4 changes are in force.')
        });
        place.write({
            'shopinc.apim': readFileSync(join(place.folder, 'shopinc.apim'), 'utf8').replace('X-Shop-Key', 'X-Client-Key'),
            'parameters.apim': readFileSync(join(place.folder, 'parameters.apim'), 'utf8').replace('9001', '9002')
        });
        place.environment['APIM_SECRET_SHOPPASSWORD'] = 'canary-4712';
        assert.equal((await place.apim('plan')).out, lines(
            '~ publish    Acme/Orders@1.0 (changed)',
            '      endpoint: "http://localhost:9001/v1" → "http://localhost:9002/v1"',
            '~ register   ShopInc/BackOffice@1.0 (changed)',
            '      contracts[Acme/Orders@1.0].policies[BasicAuthenticationPolicy].config.staticIdentity.identities[0].password: another value (secret)',
            '~ register   ShopInc/MobileShop@2.1 (changed)',
            '      contracts[Acme/Orders@1.0].policies[ApiKeyPolicy].config.requestHeader: "X-Shop-Key" → "X-Client-Key"',
            '      contracts[Acme/Orders@1.0].policies[BasicAuthenticationPolicy].config.staticIdentity.identities[0].password: another value (secret)'
        ));
        const url = `${stub.url}/gateway/Acme/Orders/1.0`;
        assert.deepEqual(await place.apim('clients'), {
            exit: 0,
            out: lines(
                'Organization  Client      Version  State    Contracts                 Managed URL',
                `ShopInc       BackOffice  1.0      changed  Acme/Orders@1.0 via Gold  ${url}`,
                'ShopInc       MobileShop  1.0      retired',
                `ShopInc       MobileShop  2.1      changed  Acme/Orders@1.0 via Gold  ${url}`
            ),
            err: lines('as anna@shop.example')
        });
        assert.doesNotMatch(place.printed, /canary/);
    });

    it('a plan in Markdown for a pull request', async () => {
        const place = new Workplace();
        place.write({ 'apim.yaml': `environments:\n  other:\n    gateway: { url: "${stub.url}" }\n` });
        const { exit, out } = await place.apim('plan', '--format', 'markdown', 'ShopInc/BackOffice@1.0');
        assert.equal(exit, 0);
        assert.match(out, /^# Registration in other\n/);
    });

    it('that a project is empty, and what to write', async () => {
        const place = new Workplace({ 'apim.yaml': '' });
        assert.deepEqual(await place.apim('check'), {
            exit: 0, out: '', err: lines(`The project ${place.folder} has no .apim file yet. Write one, for example shop.apim with: organization Shop { }`, 'No problems in 0 files.')
        });
        assert.equal((await place.apim('build')).out, '{\n  "apis": [],\n  "clients": []\n}\n');
        place.remove();
    });

    it('which files were left unformatted, and why', async () => {
        const place = new Workplace({ 'a.apim': 'organization {', 'b.apim': 'organization B{}' });
        const { exit, out, err } = await place.apim('format');
        assert.deepEqual([exit, out, err], [1, 'b.apim\n', lines('a.apim: left as it is: it has a syntax error; look with apim check.', '1 of 2 files changed.')]);
        assert.equal(readFileSync(join(place.folder, 'a.apim'), 'utf8'), 'organization {');
        place.remove();
    });
});
