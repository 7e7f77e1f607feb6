import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { gatewayClients } from '../../registration/gateway-client.ts';
import { callLeniently, type CallRequest } from '../../registration/lenient-call.ts';
import { Masking } from '../../registration/masking.ts';
import { Secret } from '../../registration/secret.ts';
import { smokeCalls, type SmokeResult } from '../../registration/smoke.ts';
import type { GatewayTarget } from '../../registration/target.ts';
import type { World } from '../../registration/world.ts';
import { client } from './compiled.ts';
import { bench } from './registering.ts';

type Answer = { status: number; headers?: Record<string, string> };
const shop = 'ShopInc/MobileShop@2.1', orders = 'Acme/Orders@1.0';

/** Registered clients at a gateway that is not there; `answer` is what a call gets. */
function smoke(answer: (url: string, request: CallRequest) => Answer | Promise<Answer>, more: Partial<GatewayTarget> = {}, url?: string) {
    const on = bench();
    if (url !== undefined) Object.assign(on.gateway, { url });
    on.gateway.clients.set(shop, { ...client(shop, {}), apiKey: 'canary-4711' });
    const calls: { url: string; key: string | undefined }[] = [];
    const world: World = {
        ...on.world,
        call: async (url, request) => {
            calls.push({ url, key: request.headers['X-API-Key'] });
            const { status, headers = {} } = await answer(url, request);
            return { status, headers: { get: name => headers[name] ?? null } };
        }
    };
    const masking = new Masking([new Secret('canary-secret')]);
    const [gateway] = gatewayClients(on.gateway.target({ publicUrl: 'http://127.0.0.1:8082/', ...more }), world);
    assert.ok(gateway);
    const run = (apis = [orders], signal?: AbortSignal, who = shop): Promise<SmokeResult[]> =>
        smokeCalls([{ client: who, apis, gateway: gateway.name }], [gateway], { world, masking, patience: 200, signal });
    return { on, calls, run };
}

const failing = (headers: Record<string, string>, status = 500) => smoke(() => ({ status, headers }));

async function errorOf({ run }: ReturnType<typeof smoke>): Promise<string> {
    const [result] = await run();
    assert.equal(result?.outcome, 'failed');
    assert.doesNotMatch(JSON.stringify(result), /canary/);
    return result.error ?? '';
}

describe('a smoke call', () => {
    it('is a GET at the address of the API, with the key of the client', async () => {
        const { run, calls, on } = smoke(() => ({ status: 200 }));
        assert.deepEqual(await run([orders, 'Acme/A B@1.0']), [orders, 'Acme/A B@1.0'].map(api => ({ client: shop, api, gateway: on.gateway.url, outcome: 'answered', status: 200 })));
        assert.deepEqual(calls, [
            { url: 'http://127.0.0.1:8082/Acme/Orders/1.0/', key: 'canary-4711' }, { url: 'http://127.0.0.1:8082/Acme/A%20B/1.0/', key: 'canary-4711' }
        ]);
        assert.equal(on.gateway.requests.filter(({ path }) => path.includes('/clients/')).length, 1, 'the key is read once');
    });

    const others: [status: number, headers: Record<string, string>][] = [
        [200, {}], [302, { location: 'http://evil.example/' }], [404, {}], [410, {}], [500, {}], [503, {}],
        [401, { 'x-policy-failure-code': '10004' }], [429, { 'x-policy-failure-code': '10005' }], [500, { 'x-policy-failure-code': '10014' }]
    ];
    for (const [status, headers] of others) {
        it(`leaves to others what they answer: ${status} ${Object.keys(headers).join()}`, async () => {
            const { run, calls } = smoke(() => ({ status, headers }));
            assert.deepEqual((await run()).map(({ outcome, status: seen }) => [outcome, seen]), [['answered', status]]);
            assert.equal(calls.length, 1);
        });
    }

    it('says what the gateway or a policy that is set up wrongly answers, without secrets', async () => {
        assert.equal(await errorOf(failing({ 'x-gateway-error': 'Policy not found: x.Y' })), 'The gateway answered 500: Policy not found: x.Y.');
        assert.equal(await errorOf(failing({ 'x-gateway-error': '' }, 502)), 'The gateway answered 502.');
        assert.equal(await errorOf(failing({ 'x-policy-failure-code': '10010', 'x-policy-failure-message': 'No roles.' })), 'A policy answered 500: No roles.');
        assert.equal(await errorOf(failing({ 'x-gateway-error': 'bad "canary-secret" of canary-4711' })), 'The gateway answered 500: bad "(secret)" of (secret).');
    });

    it('keeps to itself the configuration that Jackson quotes, and names the option', async () => {
        const quoted = '[Source: (String)"{"password":"half a cana"[truncated 3 chars]; line: 1, column: 9]';
        assert.equal(await errorOf(failing({ 'x-gateway-error': `Cannot read it (start marker at ${quoted}) at ${quoted} (through reference chain: x.Y["staticIdentity"]->z.Z["password"])` })),
            'The gateway answered 500: Cannot read it (option staticIdentity.password).');
        assert.equal(await errorOf(failing({ 'x-gateway-error': `Unexpected character\n at ${quoted}` })), 'The gateway answered 500: Unexpected character.');
    });

    it('waits a moment until the gateway serves what it took, and no longer', async () => {
        let left = 3;
        const soon = smoke(() => left-- > 0 ? { status: 404, headers: { 'x-gateway-error': 'No client found for API Key canary-4711' } } : { status: 200 });
        assert.deepEqual((await soon.run()).map(({ outcome }) => outcome), ['answered']);
        const never = failing({ 'x-gateway-error': 'No client found for API Key canary-4711' }, 404);
        assert.equal(await errorOf(never), 'The gateway answered 404: No client found for API Key (secret).');
        assert.ok(never.on.clock.now < 3_000);
    });

    it('sends no key where others could read it', async () => {
        const cases: [Partial<GatewayTarget>, RegExp][] = [
            [{ publicUrl: 'http://api.acme.example' }, /^It was not called: the API key would be readable on the way to http:\/\/api\.acme\.example\. Give an https address as "publicUrl"/],
            [{ publicUrl: undefined as never }, /^It was not called: the API key would be readable on the way to http:\/\/10\.0\.0\.1:8082/]
        ];
        for (const [target, words] of cases) {
            const attempt = smoke(() => ({ status: 200 }), target);
            assert.match(await errorOf(attempt), words);
            assert.deepEqual(attempt.calls, []);
        }
    });

    it('is made to localhost where the gateway says so, but not because one elsewhere does', async () => {
        const here = smoke(() => ({ status: 200 }), { publicUrl: undefined as never });
        here.on.gateway.endpoint = 'http://localhost:8082';
        assert.deepEqual((await here.run()).map(({ outcome }) => outcome), ['answered']);
        const elsewhere = smoke(() => ({ status: 200 }), { publicUrl: undefined as never }, 'https://gateway.acme.example');
        elsewhere.on.gateway.endpoint = 'http://localhost:8082';
        assert.match(await errorOf(elsewhere), /^It was not called: the gateway does not say where it serves calls\. Give it as "publicUrl"/);
        assert.deepEqual(elsewhere.calls, []);
    });

    it('fails where the client has no key there', async () => {
        const { run } = smoke(() => ({ status: 200 }));
        assert.match((await run([orders], undefined, 'ShopInc/Nobody@1'))[0]?.error ?? '', /its API key could not be read/);
    });

    it('gives up what is never answered, and says why that may be', async () => {
        const hanging = smoke((_, { signal }) => new Promise((__, reject) => {
            signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        }));
        assert.match(await errorOf(hanging), /^No answer within 0\.2 seconds\. .*regular expression/);
        assert.equal(await errorOf(smoke(() => { throw Object.assign(new Error('x'), { code: 'ECONNREFUSED' }); })), 'No answer: connection refused.');
    });

    it('ends at once when it is cancelled, and begins no other', async () => {
        const controller = new AbortController();
        const { run, calls } = smoke((_, { signal }) => new Promise((__, reject) => {
            signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
            setTimeout(() => controller.abort(), 20);
        }));
        const results = await run(Array.from({ length: 100 }, (_, index) => `Acme/Api${index}@1.0`), controller.signal);
        assert.equal(calls.length, 20, 'at most 20 at once');
        assert.equal(results.length, 100);
        assert.ok(results.every(({ outcome, error }) => outcome === 'failed' && error === 'It was cancelled before it was answered.'));
    });
});

describe('a call that reads what Apiman answers', () => {
    let server: Server;
    afterEach(() => { server.close(); });

    /** Answers every connection with these bytes. */
    async function answering(text: string): Promise<string> {
        server = createServer(socket => { socket.on('error', () => undefined).once('data', () => socket.end(text)); });
        await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
        return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    }
    const call = (url: string) => callLeniently(url, { headers: {}, signal: AbortSignal.timeout(5_000) });

    it('understands a line break in a header, which fetch does not', async () => {
        const url = await answering('HTTP/1.1 500 Internal Server Error\r\nX-Gateway-Error: Unexpected character\n at [Source: (String)"{"; line: 1]\r\nContent-Length: 0\r\n\r\n');
        await assert.rejects(fetch(url));
        const answer = await call(url);
        assert.equal(answer.status, 500);
        assert.match(answer.headers.get('X-Gateway-Error') ?? '', /^Unexpected character/);
    });

    it('follows no redirect, and does not wait for a body that never ends', async () => {
        const url = await answering('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 1000000\r\n\r\nx');
        assert.equal((await call(url)).status, 302);
    });

    it('rejects what is no HTTP, and what nobody answers', async () => {
        await assert.rejects(call(await answering('hello\r\n')));
        await assert.rejects(call('http://127.0.0.1:9/'), { code: 'ECONNREFUSED' });
    });
});
