import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Workplace } from '../support/apim.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';

const canary = 'canary-1618';
const shop = 'ShopInc/MobileShop@2.1';
const environments = (url: string) => `environments:\n  test:\n    gateway: { url: "${url}" }\n  prod:\n    gateway: { url: "${url}" }\n    protected: true\n  draftless:\n    gateway: { url: "${url}" }\n    exclude: ["shopinc.apim"]\ndefaultEnvironment: test\n`;

describe('an action on the source that is refused leaves the source as it is', () => {
    const cases: [name: string, args: string[], environment: Record<string, string>, exit: number, message: RegExp][] = [
        ['without a confirmation', ['retire', shop], {}, 6, /Nothing was changed: confirm with --yes, or look first with --dry-run/],
        ['without the name of a protected environment', ['retire', shop, '-e', 'prod', '--yes'], {}, 6, /'prod' is protected\. Confirm with --confirm prod/],
        ['with the name of another environment', ['delete', shop, '--confirm', 'prod'], {}, 6, /--confirm names 'prod', and the environment is 'test'/],
        ['without the role', ['delete', shop, '--yes'], { APIM_USER: 'ben@shop.example' }, 6, /'ben@shop\.example' may not delete in ShopInc: that takes the role editor\. Ask anna@shop\.example/],
        ['without a role for a new version', ['new-version', shop, '3', '--yes'], { APIM_USER: 'eve@elsewhere.example' }, 6, /may not make versions in ShopInc/],
        ['where it is retired already', ['retire', 'ShopInc/MobileShop@1.0', '--yes'], {}, 6, /Nothing was changed: ShopInc\/MobileShop@1\.0 is retired already/],
        ['where it is published already', ['publish', 'Acme/Orders@1.0', '--yes'], {}, 6, /published already/],
        ['where it can never be published again', ['publish', 'Acme/Orders@0.9', '--yes'], {}, 6, /new version of it: apim new-version Acme\/Orders@0\.9/],
        ['where contracts name it', ['delete', 'Acme/Orders@1.0', '--yes'], {}, 6, /2 contracts name it/],
        ['where an API offers it', ['delete', 'Acme/Gold@1.0', '--yes'], {}, 6, /Acme\/Orders@1\.0 offers it/],
        ['where nothing has this name', ['publish', 'Acme/Order@1.0', '--yes'], {}, 64, /There is no API Acme\/Order@1\.0 in this project\. Did you mean Acme\/Orders@1\.0\?/],
        ['where it is of another kind', ['publish', shop, '--yes'], {}, 64, /is a client, and this is done to APIs only/],
        ['where the version is taken', ['new-version', 'Acme/Orders@1.0', '0.9', '--yes'], {}, 6, /declared already/],
        ['where there is no key to keep', ['retire', 'Acme/Catalog@1.0', '--keep-key', 'keys.json', '--yes'], {}, 64, /loses no API key by this/],
        ['where the file of keys cannot be used', ['retire', shop, '--keep-key', 'apim.yaml', '--yes'], {}, 6, /cannot be used as a file of API keys|chmod 600/],
        ['where a secret has no value', ['publish', 'Acme/Draft@1', '--yes'], { APIM_SECRET_SHOPPASSWORD: '' }, 6, /shopPassword/],
        ['where the gateway is pinned to another address', ['retire', shop, '--yes'], { APIM_GATEWAY_TEST: 'https://gateway.example' }, 6, /Nothing was sent/],
        ['where there is nothing to put back', ['restore'], {}, 6, /nothing to put back/],
        ['where what was removed cannot be read', ['restore', 'apim.yaml'], {}, 6, /cannot be used/]
    ];
    for (const [name, args, environment, exit, message] of cases) {
        it(`${name} (${exit})`, async () => {
            const gateway = await startStubGateway();
            const place = new Workplace();
            place.write({
                'apim.yaml': environments(gateway.url),
                'draft.apim': 'organization Acme {\n  public api Draft@1 {\n    endpoint: "https://a.example"\n    policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: shopPassword }] } }\n  }\n}\n'
            });
            Object.assign(place.environment, { APIM_SECRET_SHOPPASSWORD: canary });
            assert.equal((await place.apim('register', shop, '--yes')).exit, 0);
            Object.assign(place.environment, environment);
            const before = snapshot(place.folder);
            const run = await place.apim(...args);
            assert.equal(run.exit, exit, run.err);
            assert.match(run.err, message);
            assert.equal(run.out, '');
            assert.deepEqual(snapshot(place.folder), before);
            assert.ok(!existsSync(join(place.folder, '.apim/restore')));
            assert.doesNotMatch(place.printed, new RegExp(`${canary}|\\bat .*\\.ts:`));
            await gateway.stop();
            place.remove();
        });
    }

    it('where the edited source would have errors, which are shown with their places (1)', async () => {
        const place = new Workplace({ 'a.apim': 'organization A {\n  api X@1\n  // The next one\n  plan G@1\n}\n' });
        const before = snapshot(place.folder);
        const { exit, err } = await place.apim('publish', 'A/X@1', '--yes');
        assert.equal(exit, 1);
        assert.match(err, /a\.apim:2:17: error: API 'X' has no implementation endpoint\. \[missing-endpoint\]\n {2}2 \| {3}published api X@1\n/);
        assert.match(err, /private-without-plan[^]*Nothing was changed: with this edit the source would have these 2 errors/);
        assert.deepEqual(snapshot(place.folder), before);
        place.remove();
    });

    it('and not where errors elsewhere have nothing to do with it, and no gateway hears of it', async () => {
        const place = new Workplace({ 'a.apim': 'organization A {\n  plan G@1\n  published api X@1\n}\n' });
        assert.equal((await place.apim('check')).exit, 1);
        assert.equal((await place.apim('new-version', 'A/G@1', '2', '--yes')).exit, 0);
        assert.equal(readFileSync(join(place.folder, 'a.apim'), 'utf8'), 'organization A {\n  plan G@1\n  plan G@2\n  published api X@1\n}\n');
        place.remove();
    });

    it('where the gateway does not answer (5)', async () => {
        const place = new Workplace();
        place.write({ 'apim.yaml': environments('http://127.0.0.1:9') });
        const before = snapshot(place.folder);
        const { exit, err } = await place.apim('delete', shop, '--yes');
        assert.equal(exit, 5);
        assert.match(err, /cannot be reached .*The source was left as it is\.\n$/);
        assert.deepEqual(snapshot(place.folder), before);
        place.remove();
    });
});

describe('an action on the source', () => {
    let gateway: StubGateway;
    let place: Workplace;
    let answer: (request: IncomingMessage, response: ServerResponse) => boolean;
    beforeEach(async () => {
        answer = () => false;
        gateway = await startStubGateway((request, response) => answer(request, response));
        place = new Workplace();
        place.write({ 'apim.yaml': environments(gateway.url) });
        place.environment['APIM_SECRET_SHOPPASSWORD'] = canary;
    });
    afterEach(async () => {
        await gateway.stop();
        assert.doesNotMatch(place.printed, new RegExp(canary));
        place.remove();
    });
    const refusing = (method: string) => (request: IncomingMessage, response: ServerResponse) => {
        if (request.method !== method) return false;
        response.writeHead(400, { 'content-type': 'application/json' }).end('{"errorType":"InvalidApi"}');
        return true;
    };
    const text = (file: string) => readFileSync(join(place.folder, file), 'utf8');

    it('says what failed at the gateway, and that the source stays edited', async () => {
        await place.apim('new-version', 'Acme/Catalog@1.0', '2', '--yes');
        answer = refusing('PUT');
        const { exit, out, err } = await place.apim('publish', 'Acme/Catalog@2', '--yes');
        assert.equal(exit, 4);
        assert.match(out, /✓ edited {3}acme\.apim\n✗ failed {2}publish {4}Acme\/Catalog@2 \(new\)/);
        assert.match(err, /Not completely applied: .*answered 400 InvalidApi.* The source stays edited; what is left is done by: apim register Acme\/Catalog@2\n/);
        assert.match(text('acme.apim'), /published public api Catalog@2/);
        answer = () => false;
        assert.equal((await place.apim('register', 'Acme/Catalog@2', '--yes')).exit, 0);
    });

    it('deletes nothing that the gateway did not forget', async () => {
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        const before = snapshot(place.folder);
        answer = refusing('DELETE');
        const { exit, err } = await place.apim('delete', shop, '--yes');
        assert.equal(exit, 4);
        assert.match(err, /The source was left as it is: run the command again once that is put right\.\n/);
        assert.deepEqual(snapshot(place.folder), before);
        assert.ok(!existsSync(join(place.folder, '.apim/restore')));
    });

    it('writes all of its files or none', async () => {
        // Too long for the file beside it that is written first: it can be read, and not be written.
        const long = `${'z'.repeat(245)}.apim`;
        rmSync(join(place.folder, 'shopinc.apim'));
        place.write({ [long]: 'organization ShopInc {\n  client Far@1 { contract Acme/Orders@1.0 via Trial }\n}\n', 'acme.apim': text('acme.apim').replace(' with approval for ShopInc/MobileShop@2.1, ShopInc/BackOffice@1.0', '') });
        const before = snapshot(place.folder);
        const { exit, err } = await place.apim('retire', 'Acme/Orders@1.0', '--with-contracts', '--yes');
        assert.equal(exit, 4);
        assert.match(err, /The source was left as it is: .* cannot be written \(ENAMETOOLONG\)/);
        assert.deepEqual(snapshot(place.folder), before);
        assert.deepEqual(readdirSync(join(place.folder, '.apim/restore')), []);
        assert.deepEqual(gateway.requests.filter(request => !request.startsWith('GET')), []);
    });

    it('asks no gateway where none ever hears of it, and none of an environment that leaves the file out', async () => {
        assert.equal((await place.apim('new-version', 'Acme/Gold@1.0', '2', '--yes', '-e', 'prod')).exit, 0);
        assert.equal((await place.apim('delete', 'Acme/Gold@2', '--yes', '-e', 'prod')).exit, 0);
        const run = await place.apim('retire', shop, '--yes', '-e', 'draftless');
        assert.equal(run.exit, 0, run.err);
        assert.match(run.err, /not part of the environment 'draftless': no gateway hears of it/);
        assert.deepEqual(gateway.requests, []);
    });

    it('says that another environment still has what is deleted, by its record', async () => {
        assert.equal((await place.apim('register', '-e', 'prod', '--confirm', 'prod')).exit, 0);
        assert.match((await place.apim('delete', shop, '--dry-run')).out, /still registered in the environment 'prod' by its record: .*apim delete ShopInc\/MobileShop@2\.1 -e prod --gateway-only/);
    });

    it('concerns the one that is meant where an API and a client have one key', async () => {
        place.write({ 'both.apim': 'organization Both {\n  published public api X@1 { endpoint: "https://a.example" }\n  client X@1 { contract Acme/Orders@1.0 via Trial }\n}\n' });
        const unclear = await place.apim('retire', 'Both/X@1', '--yes');
        assert.equal(unclear.exit, 64);
        assert.match(unclear.err, /an API and a client\. Say which one is meant: --kind api, or --kind client/);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        const run = await place.apim('retire', 'Both/X@1', '--kind', 'client', '--yes');
        assert.match(run.out, /✓ edited {3}both\.apim\n✓ done {4}unregister Both\/X@1 \(retired\)\n$/);
        assert.match(text('both.apim'), /published public api X@1[^]*retired client X@1/);
    });

    it('repeats no line with a secret in it', async () => {
        place.write({ 'clear.apim': `organization Clear {\n  api X@1 {\n    endpoint: "https://a.example"\n    policy BasicAuthentication {\n      realm: "r"\n      staticIdentity: { identities: [{ username: "u", password: "${canary}" }] }\n    }\n  }\n}\n` });
        const run = await place.apim('delete', 'Clear/X@1', '--yes');
        assert.equal(run.exit, 0, run.err);
        assert.match(run.err, /- {6}\(a line with a secret\)/);
        assert.equal((await place.apim('restore')).exit, 0);
        assert.match(text('clear.apim'), new RegExp(canary));
    });
});

function snapshot(folder: string): Record<string, string> {
    return Object.fromEntries(readdirSync(folder).filter(name => name !== '.apim').map(name => [name, readFileSync(join(folder, name), 'utf8')]));
}
