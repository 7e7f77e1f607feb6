import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callForWhole, type CallRequest, type WholeAnswer } from '../../registration/lenient-call.ts';
import { Secret } from '../../registration/secret.ts';
import type { GatewayTarget } from '../../registration/target.ts';
import { testCall, type TestCallAnswer, type TestCallWish } from '../../registration/test-call.ts';
import { client } from './compiled.ts';
import { bench } from './registering.ts';

const shop = 'ShopInc/MobileShop@2.1', orders = 'Acme/Orders@1.0', key = 'canary-4711', token = 'canary-token';

/** A call of a client that is registered at a gateway that is not there. */
async function call(wish: Partial<TestCallWish> = {}, answer: Partial<WholeAnswer> & { body?: Buffer } = {}, more: Partial<GatewayTarget> = {}) {
    const on = bench();
    on.gateway.clients.set(shop, { ...client(shop, {}), apiKey: key });
    const sent: { url: string; request: CallRequest }[] = [];
    const world = { ...on.world, callForWhole: async (url: string, request: CallRequest) => { sent.push({ url, request }); return { status: 200, headers: [], body: Buffer.from(''), truncated: false, ...answer }; } };
    const found = await testCall({ client: shop, api: orders, path: '/orders', ...wish }, on.gateway.target({ publicUrl: 'https://api.acme.example/', ...more }), world, new AbortController().signal);
    return { found, sent };
}

async function answered(...args: Parameters<typeof call>): Promise<Extract<TestCallAnswer, { kind: 'answered' }>> {
    const { found } = await call(...args);
    assert.ok(found.ok && found.value.kind === 'answered', JSON.stringify(found));
    return found.value;
}

describe('a test call', () => {
    it('carries the key and what proves who calls', async () => {
        const { sent } = await call({ authorization: new Secret(`Bearer ${token}`), secrets: [new Secret(token)] });
        assert.deepEqual(sent.map(({ url, request: { headers } }) => [url, headers]), [['https://api.acme.example/Acme/Orders/1.0/orders', { 'X-API-Key': key, accept: '*/*', authorization: `Bearer ${token}` }]]);
        assert.deepEqual((await call()).sent[0]?.request.headers['authorization'], undefined);
    });

    it('is sent as it was asked for, a body with what it is', async () => {
        const sentBy = async (wish: Partial<TestCallWish>) => (await call(wish)).sent.map(({ request: { method, body, headers } }) => [method, body, headers['content-type']])[0];
        assert.deepEqual(await sentBy({}), ['GET', undefined, undefined]);
        assert.deepEqual(await sentBy({ method: 'DELETE' }), ['DELETE', undefined, undefined]);
        assert.deepEqual(await sentBy({ method: 'POST', body: '{"a":1}' }), ['POST', '{"a":1}', 'application/json']);
        assert.deepEqual(await sentBy({ method: 'PUT', body: ' <a/>' }), ['PUT', ' <a/>', 'application/xml']);
        assert.deepEqual(await sentBy({ method: 'PATCH', body: '{half' }), ['PATCH', '{half', 'text/plain; charset=utf-8']);
    });

    it('shows nothing of them that an answer repeats, in any form', async () => {
        const basic = Buffer.from(`u:${token}`).toString('base64');
        const { headers, body } = await answered({ authorization: new Secret(`Basic ${basic}`), secrets: [new Secret(token)] }, {
            headers: [['X-Echo', `${key}, Basic ${basic}`], ['X-Other', 'fine']], body: Buffer.from(`${key} ${encodeURIComponent(token)} ${basic} 0b9f7c1e-5a1d-4f0e-9b57-2f4c1de7a001`)
        });
        assert.deepEqual(headers, [['X-Echo', '(secret), (secret)'], ['X-Other', 'fine']]);
        assert.equal(body, '(secret) (secret) (secret) 0b9f7c1e-5a1d-4f0e-9b57-2f4c1de7a001', 'a number of the back end is no secret of ours');
    });

    it('shows no picture as text', async () => assert.equal((await answered({}, { body: Buffer.from([0x89, 0x50, 0, 1]) })).body, ''));

    it('stays below the address of the API', async () => {
        const url = async (path: string) => (await call({ path })).sent[0]?.url;
        assert.equal(await url(''), 'https://api.acme.example/Acme/Orders/1.0/');
        assert.equal(await url('?a=1'), 'https://api.acme.example/Acme/Orders/1.0?a=1');
        assert.equal(await url('a b/../c'), 'https://api.acme.example/Acme/Orders/1.0/c');
        for (const path of ['/..', '/../1.00/', '/../../../x', '/%2e%2e/x']) assert.equal(await url(path), undefined, path);
        assert.equal(await url('@evil.example/'), 'https://api.acme.example/Acme/Orders/1.0/@evil.example/');
        assert.equal(await url('//evil.example/'), 'https://api.acme.example/Acme/Orders/1.0//evil.example/');
    });

    it('sends no key where others could read it, and nothing for a client that is not registered', async () => {
        const { found, sent } = await call({}, {}, { publicUrl: 'http://api.acme.example' });
        assert.match(JSON.stringify(found), /would be readable on the way/);
        const { found: unknown, sent: none } = await call({ client: 'ShopInc/Nobody@1.0' });
        assert.deepEqual([sent, none, !unknown.ok && unknown.failure.kind], [[], [], 'not-registered']);
    });
});

describe('a whole answer', () => {
    let server: Server;
    before(async () => {
        server = createServer((request, response) => {
            response.writeHead(200, [['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2']].flat());
            if (request.url === '/endless') {
                const more = () => { while (!response.destroyed && response.write('x'.repeat(1000))); };
                response.on('drain', more);
                more();
            } else response.end('äöü');
        });
        await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    });
    after(() => new Promise(resolve => { server.close(resolve); server.closeAllConnections(); }));
    const get = (path: string) => callForWhole(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: {}, signal: AbortSignal.timeout(5000) }, 5000);

    it('has every header, also those that come twice, and the body', async () => {
        const { status, headers, body, truncated } = await get('/');
        assert.deepEqual([status, headers.filter(([name]) => name === 'Set-Cookie').map(([, value]) => value), body.toString(), truncated], [200, ['a=1', 'b=2'], 'äöü', false]);
    });

    it('ends where enough of a body was read', async () => {
        const { body, truncated } = await get('/endless');
        assert.deepEqual([body.length, truncated], [5000, true]);
    });
});
