import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workplace } from '../support/apim.ts';
import { startApim } from '../support/apim-process.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';

/** Planted as password of the gateway and as value of a secret parameter; with characters that are written otherwise in JSON and URLs. */
const password = `canary-password-"\\&ü-${randomUUID()}`;
const parameter = `canary-parameter-"\\&ü-${randomUUID()}`;
const shop = 'ShopInc/MobileShop@2.1';

/** Every form in which a text may carry a secret. */
function forms(secret: string): string[] {
    return [secret, JSON.stringify(secret).slice(1, -1), JSON.stringify(JSON.stringify(secret)).slice(3, -3), encodeURIComponent(secret), Buffer.from(secret).toString('base64'), Buffer.from(`apimanager:${secret}`).toString('base64')];
}

describe('secrets are found nowhere', () => {
    const place = new Workplace();
    const urls: string[] = [];
    let stub: StubGateway;
    let trouble: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
    const source = readFileSync(join(place.folder, 'shopinc.apim'), 'utf8');

    before(async () => {
        stub = await startStubGateway((request, response) => {
            urls.push(request.url ?? '');
            return trouble?.(request, response) ?? false;
        });
        place.write({ 'apim.yaml': `environments:\n  test:\n    gateway: { url: "${stub.url}", auth: { type: basic, username: apimanager } }\n` });
        Object.assign(place.environment, { APIM_PASSWORD_TEST: password, APIM_SECRET_SHOPPASSWORD: parameter });
    });
    after(async () => {
        await stub.stop();
        place.remove();
    });
    afterEach(() => { trouble = undefined; });

    /** The API keys that stand at the gateway. */
    function keys(): string[] {
        return [...stub.held.values()].flatMap(text => (JSON.parse(text) as { apiKey?: string }).apiKey ?? []);
    }

    function assertClean(what: string, text: string): void {
        for (const secret of [password, parameter, ...keys()]) {
            for (const form of forms(secret)) assert.ok(!text.includes(form), `${what} holds ${form.slice(0, 16)}…`);
        }
    }

    function filesBelow(folder: string): string[] {
        return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
            const path = join(folder, entry.name);
            return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
        });
    }

    /** Runs it and looks at what it printed, wrote, and sent as an address. */
    async function clean(...args: string[]): Promise<number> {
        const begun = Date.now() - 1_000;
        const { exit, out, err } = await place.apim(...args);
        assertClean(`the output of apim ${args.join(' ')}`, out + err);
        for (const file of filesBelow(place.folder)) assertClean(file, readFileSync(file, 'utf8'));
        for (const name of readdirSync(tmpdir()).filter(entry => entry.startsWith('apim') && !place.folder.endsWith(entry))) {
            const path = join(tmpdir(), name);
            const status = statSync(path, { throwIfNoEntry: false });
            if (status?.isFile() && status.mtimeMs > begun) assertClean(path, readFileSync(path, 'utf8'));
        }
        assertClean('an address', urls.join('\n'));
        return exit;
    }

    it('in what the commands print and write', async () => {
        assert.equal(await clean('plan', '--out', 'plan.json'), 0);
        assert.equal(await clean('register', '--plan', 'plan.json', '--yes', '--format', 'json'), 0);
        for (const args of [
            ...['text', 'json', 'sarif', 'junit', 'github', 'markdown'].map(format => ['check', '--format', format]), ['format', '--check', '--format', 'github'],
            ['clients', '--format', 'markdown'], ['graph'], ['graph', '--format', 'svg', '--out', 'graph.svg'], ['graph', '--format', 'dot'], ['register', '--yes', '--format', 'markdown'], ['register', '--yes', '--format', 'github'], ['build'], ['build', '--out', 'all.json'], ['plan'], ['plan', '--format', 'json'], ['plan', '--format', 'markdown'],
            ['clients'], ['clients', '--format', 'json'], ['clients', '--offline'], ['key', 'rotate', shop, '--yes'], ['record', 'rebuild', '--yes'], ['register', '--yes', '--adopt', '--prune']
        ]) assert.equal(await clean(...args), 0, args.join(' '));
    });

    it('in a plan that changes a secret, or a value beside one, in source or at the gateway', async () => {
        place.environment['APIM_SECRET_SHOPPASSWORD'] = `${parameter}-new`;
        for (const format of ['text', 'json', 'markdown']) assert.equal(await clean('plan', '--format', format, '--out', 'plan.json'), 0);
        place.environment['APIM_SECRET_SHOPPASSWORD'] = parameter;
        for (const [path, text] of stub.held) stub.held.set(path, text.replaceAll('orders', 'ordered').replaceAll('"plan":"Gold"', `"plan":"${keys()[0]}"`));
        for (const format of ['text', 'json', 'markdown']) assert.equal(await clean('plan', '--format', format), 0);
        assert.equal(await clean('register', '--yes'), 0);
    });

    const troubles: [name: string, answer: (response: ServerResponse) => void][] = [
        ['refuses the credentials and repeats them', response => response.writeHead(401, { 'www-authenticate': `Basic realm="${encodeURIComponent(password)}"` }).end(password)],
        ['echoes everything in an error', response => response.writeHead(500, { 'content-type': 'application/json' })
            .end(JSON.stringify({ errorType: `X${parameter}`, message: `${password} ${parameter} ${keys().join(' ')} No client found for API Key ${keys()[0]}`, stacktrace: parameter }))],
        ['answers with a page that holds them', response => response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${password}${parameter}${keys()[0]}</html>`)],
        ['redirects', response => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
        ['breaks off, and answers the next time', response => response.destroy()]
    ];
    for (const [name, answer] of troubles) {
        it(`when the gateway ${name}`, async () => {
            place.write({ 'shopinc.apim': source.replace('X-Shop-Key', `X-${name.length}-Key`) });
            for (const method of ['GET', 'PUT']) {
                let times = name.includes('next time') ? 2 : Infinity;
                trouble = (request, response) => {
                    if (request.method !== method || times-- <= 0) return false;
                    answer(response);
                    return true;
                };
                for (const args of [['register', '--yes'], ['plan'], ['clients'], ['key', 'rotate', shop, '--yes'], ['record', 'rebuild', '--yes']]) await clean(...args);
                assertClean('what apim key says on stderr', (await place.apim('key', shop)).err);
            }
        });
    }

    it('when the source, the record or a plan is damaged, or a secret is missing, empty or in the wrong place', async () => {
        place.write({ 'shopinc.apim': source.replace('policy ApiKey', `policy ApiKey { requestHeader: "${'x'.repeat(200)}" } policy BasicAuthentication`) });
        assert.equal(await clean('register', '--yes'), 1);
        place.write({ 'shopinc.apim': source });
        const record = join(place.folder, 'apim.record.test.jsonl');
        const whole = readFileSync(record, 'utf8');
        writeFileSync(record, `${whole}{`);
        assert.equal(await clean('register', '--yes'), 6);
        writeFileSync(record, whole);
        writeFileSync(join(place.folder, 'plan.json'), '{"environment":');
        assert.equal(await clean('register', '--yes', '--plan', 'plan.json'), 6);
        const { APIM_SECRET_SHOPPASSWORD: given = '' } = place.environment;
        delete place.environment['APIM_SECRET_SHOPPASSWORD'];
        place.environment['APIM_DEBUG'] = '1';
        assert.equal(await clean('plan'), 0);
        place.environment['APIM_SECRET_SHOPPASSWORD'] = given;
        const printed = place.printed.length;
        assert.equal((await place.apim('register', '--yes', `--password=${password}`)).exit, 64);
        assertClean('the answer to a secret as an argument', place.printed.slice(printed));
    });

    it('in the arguments and the journal of a run that is killed', async () => {
        place.write({ 'shopinc.apim': source.replace('X-Shop-Key', 'X-Killed-Key') });
        const { child, ended } = startApim(['register', '--yes'], { folder: place.folder, environment: { ...place.environment } });
        let commandLine = '';
        trouble = request => {
            if (request.method !== 'PUT') return false;
            commandLine ||= readFileSync(`/proc/${child.pid}/cmdline`, 'utf8');
            child.kill('SIGKILL');
            return true;
        };
        const { out, err } = await ended;
        trouble = undefined;
        assertClean('what it printed', out + err + commandLine);
        assert.ok(filesBelow(join(place.folder, '.apim')).some(path => path.includes('journal')));
        assert.equal(await clean('plan'), 0);
        assert.equal(await clean('register', '--yes'), 0);
    });

    it('but where they are asked for: apim key, and build with secrets', async () => {
        const { out } = await place.apim('key', shop);
        assert.ok(keys().includes(out.trim()));
        assert.ok((await place.apim('build', '--with-secrets')).out.includes(JSON.stringify(JSON.stringify(parameter)).slice(3, -3)));
    });
});
