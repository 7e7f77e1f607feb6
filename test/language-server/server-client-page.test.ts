import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as protocol from '../../language-server/protocol.ts';
import { ServerClient } from './server-client.ts';

const shop = join(import.meta.dirname, '../../samples/shop');
const files = Object.fromEntries(['acme.apim', 'shopinc.apim', 'parameters.apim', 'apim.yaml', 'orders.openapi.yaml'].map(name => [name, readFileSync(join(shop, name), 'utf8')]));
const mobile = 'ShopInc/MobileShop@2.1', orders = 'Acme/Orders@1.0';

async function start({ trusted = true, user = 'anna@shop.example', changed = {} }: { trusted?: boolean; user?: string; changed?: Record<string, string> } = {}): Promise<ServerClient> {
    const client = await ServerClient.start({ ...files, ...changed }, { machine: { environment: { PATH: process.env['PATH'], APIM_SECRET_SHOPPASSWORD: 'canary-4711' } } });
    await client.connection.sendNotification(protocol.SessionNotification, { trusted, user });
    return client;
}

describe('the page of a client', () => {
    let client: ServerClient;
    afterEach(() => client.stop());
    const page = (key = mobile) => client.connection.sendRequest(protocol.ClientPageRequest, { client: key });

    it('says what its contracts promise, before any gateway was asked', async () => {
        client = await start();
        const { contracts: [contract, ...more], versions, changes, ...told } = await page();
        assert.deepEqual(more, []);
        assert.deepEqual([told.name, told.version, told.title, told.organization.name, told.environment, told.connection, told.state], ['MobileShop', '2.1', 'Mobile shop', 'ShopInc', { name: 'local', protected: false }, 'not-asked', 'declared']);
        assert.deepEqual(versions.map(({ version, state }) => `${version} ${state}`), ['1.0 retired', '2.1 declared']);
        assert.deepEqual([contract?.api.key, contract?.api.title, contract?.plan.key, contract?.state, contract?.approval, contract?.urls, contract?.examplePath, contract?.signIns], [
            orders, 'Orders', 'Acme/Gold@1.0', 'declared', { given: true, approvers: [] }, [], '/orders', [{ scheme: 'basic', user: 'shop' }]
        ]);
        assert.deepEqual(contract?.limits, [{ limit: 10000, unit: 'requests', period: 'Day', granularity: 'Client' }]);
        assert.deepEqual(contract?.chain.map(({ type, originKey, options }) => `${originKey} ${type} ${options.map(({ name, value }) => `${name}: ${value}`).join(', ')}`), [
            'ShopInc/MobileShop@2.1 ApiKey requestHeader: "X-Shop-Key"',
            'Acme/Gold@1.0 RateLimiting limit: 10000, granularity: Client, period: Day',
            'Acme/Orders@1.0 BasicAuthentication realm: "orders", staticIdentity: { identities: [{ username: "shop", password: shopPassword }] }',
            "Acme/Orders@1.0 UrlRewriting fromRegex: '/old/(\\d+)', toReplacement: '/new/$1', processRequestUrl: true"
        ]);
        for (const { source, originKey } of contract!.chain) {
            const { start: { line, character } } = source!.range;
            const text = files[source!.uri.endsWith('shopinc.apim') ? 'shopinc.apim' : 'acme.apim']!.split('\n')[line]!.slice(character);
            assert.match(text, /^(ApiKey|RateLimiting|BasicAuthentication|UrlRewriting) /, originKey);
        }
        assert.deepEqual(changes, { comparedWith: 'record', operations: [{ kind: 'publish', entity: orders, changes: [] }, { kind: 'register', entity: mobile, changes: [] }] });
    });

    it('masks what somebody wrote in clear, follows groups of policies, and names who may approve', async () => {
        client = await start({ changed: { 'more.apim': `policies Guard { policy BasicAuthentication { realm: "x", staticIdentity: { identities: [{ username: "u", password: "canary-clear" }] } } }
organization Bank { member "boss@bank.example" as editor
  locked plan P@1 { use Guard }
  published private api A@1 { endpoint: "https://a.example" offers P@1 with approval } }
organization Free { client C@1 { contract Bank/A@1 via P } }` } });
        const { contracts: [contract], state, changes } = await page('Free/C@1');
        assert.equal(state, 'awaiting-approval');
        assert.deepEqual(contract?.approval, { given: false, approvers: ['boss@bank.example'] });
        assert.deepEqual(contract?.chain.map(({ origin, set, options }) => [origin, set, options.map(({ value }) => value)]), [['plan', 'Guard', ['"x"', '{ identities: [{ username: "u", password: (secret) }] }']]]);
        assert.deepEqual(changes.operations, []);
        assert.doesNotMatch(client.wire, /canary/);
    });

    it('is refused for a client that nobody declares, and to those who may not see it', async () => {
        client = await start();
        await assert.rejects(page('ShopInc/Nobody@1.0'), /ShopInc\/Nobody@1\.0 is declared nowhere/);
        await client.connection.sendNotification(protocol.SessionNotification, { trusted: true, user: 'eve@elsewhere.example' });
        await assert.rejects(page(), /'eve@elsewhere\.example' may not see clients in ShopInc/);
    });
});

describe('a test request', () => {
    let client: ServerClient, backEnd: Server;
    let answer: { status: number; headers: Record<string, string>; body: (request: { method: string; url: string; headers: object; sent: string }) => string };
    const call = (more: { api?: string; path?: string; method?: string; body?: string } = {}) => client.connection.sendRequest(protocol.TestCallRequest, { client: mobile, api: orders, ...more });

    before(async () => {
        backEnd = createServer((request, response) => {
            const chunks: Buffer[] = [];
            request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => response.writeHead(answer.status, answer.headers)
                .end(answer.body({ method: request.method!, url: request.url!, headers: request.headers, sent: Buffer.concat(chunks).toString() })));
        });
        await new Promise<void>(resolve => backEnd.listen(0, '127.0.0.1', resolve));
        const { port } = backEnd.address() as AddressInfo;
        client = await start({ changed: {
            'parameters.apim': files['parameters.apim']!.replace('http://localhost:9001', `http://127.0.0.1:${port}`),
            'acme.apim': files['acme.apim']!.replace('limit: 10000', 'limit: 3')
        } });
        const { connection } = client;
        await connection.sendRequest(protocol.StartLocalGatewayRequest, {});
    });
    after(async () => {
        await client.connection.sendRequest(protocol.StopLocalGatewayRequest, {});
        await client.stop();
        await new Promise(resolve => backEnd.close(resolve));
    });

    it('has a page for a client that stands only at the gateway, key and names and nothing that would be a guess', async () => {
        const { connection } = client;
        await client.watched({ name: 'more.apim', type: 1, text: `organization Else { client Once@1.0 { contract ${orders} via Trial } }` });
        assert.equal((await connection.sendRequest(protocol.RegisterRequest, { clients: ['Else/Once@1.0'] })).outcome, 'done');
        await client.watched({ name: 'more.apim', type: 2, text: 'organization Else "Others" { }' });
        const page = await connection.sendRequest(protocol.ClientPageRequest, { client: 'Else/Once@1.0' });
        assert.deepEqual([page.name, page.version, page.organization, page.state, page.source, page.changes], ['Once', '1.0', { name: 'Else', title: 'Others' }, 'gateway-only', undefined, { comparedWith: 'gateway', operations: [] }]);
        assert.deepEqual(page.contracts.map(({ api, plan, state, chain, limits }) => [api.key, plan.key, state, chain, limits]), [[orders, 'Trial', 'gateway-only', [], []]]);
        assert.ok((await connection.sendRequest(protocol.ApiKeyRequest, { client: 'Else/Once@1.0' })).key);
        await assert.rejects(connection.sendRequest(protocol.TestCallRequest, { client: 'Else/Once@1.0', api: orders }), /is declared nowhere/);
    });

    it('needs a registered client', async () => {
        await assert.rejects(call(), /ShopInc\/MobileShop@2\.1 is not registered/);
    });

    it('signs in with the key and as the declared user, and shows the answer without either', async () => {
        const { connection } = client;
        assert.equal((await connection.sendRequest(protocol.RegisterRequest, {})).outcome, 'done');
        const { key } = await connection.sendRequest(protocol.ApiKeyRequest, { client: mobile });
        client.wire = '';
        answer = { status: 200, headers: { 'content-type': 'application/json', 'x-echo': key }, body: ({ url, headers }) => JSON.stringify({ url, headers, key, password: 'canary-4711' }) };
        const found = await call();
        assert.equal(found.status, 200);
        assert.match(found.url, /\/Acme\/Orders\/1\.0\/orders$/);
        assert.equal((JSON.parse(found.body) as { url: string }).url, '/v1/orders');
        assert.equal(found.user, 'shop');
        assert.deepEqual(found.headers.filter(([name]) => /x-ratelimit-(limit|remaining)|x-echo/i.test(name)).map(([name, value]) => `${name.toLowerCase()} ${value}`).toSorted(), ['x-echo (secret)', 'x-ratelimit-limit 3', 'x-ratelimit-remaining 2']);
        for (const secret of [key, 'canary-4711', Buffer.from('shop:canary-4711').toString('base64')]) assert.ok(!client.wire.includes(secret));
        assert.deepEqual((await connection.sendRequest(protocol.ClientPageRequest, { client: mobile })).contracts[0]?.urls, [found.url.replace(/\/orders$/, '')]);
    });

    it('goes where it is told below the address, and never beside it', async () => {
        assert.equal((JSON.parse((await call({ path: 'orders/7?x=1' })).body) as { url: string }).url, '/v1/orders/7?x=1');
        for (const path of ['/../../Catalog/1.0/', '/%2e%2e/1.00/', '/../1.00']) await assert.rejects(call({ path }), /leads out of the API/);
    });

    it('has the method and the body that were asked for, and no others than callers send', async () => {
        answer = { ...answer, body: ({ method, sent }) => JSON.stringify({ method, sent }) };
        const { method, body } = await call({ method: 'POST', body: '{"item":7}' });
        assert.deepEqual([method, JSON.parse(body)], ['POST', { method: 'POST', sent: '{"item":7}' }]);
        await assert.rejects(call({ method: 'CONNECT' }), /'CONNECT' is no method of a call/);
    });

    it('knows what the definition of the API describes', async () => {
        const { operations } = await client.connection.sendRequest(protocol.OperationsRequest, { api: orders });
        assert.deepEqual(operations.map(({ method, path }) => `${method} ${path}`), ['GET /orders', 'GET /orders/{id}']);
        assert.deepEqual((await client.connection.sendRequest(protocol.OperationsRequest, { api: 'Acme/Nothing@1.0' })).operations, []);
    });

    it('tells which policy refused it', async () => {
        const { status, refusal } = await call();
        assert.deepEqual([status, refusal?.code, refusal?.message, refusal?.step?.type, refusal?.step?.originKey], [429, '10005', 'Rate limit exceeded.', 'RateLimiting', 'Acme/Gold@1.0']);
    });

    it('says that the page is compared with the gateway, and what would change there', async () => {
        const { connection } = client;
        assert.deepEqual((await connection.sendRequest(protocol.ClientPageRequest, { client: mobile })).changes, { comparedWith: 'gateway', operations: [] });
        await client.watched({ name: 'shopinc.apim', type: 2, text: files['shopinc.apim']!.replace('X-Shop-Key', 'X-Other-Key') });
        const { changes, state } = await connection.sendRequest(protocol.ClientPageRequest, { client: mobile });
        assert.equal(state, 'changed');
        assert.deepEqual(changes, { comparedWith: 'gateway', operations: [{ kind: 'register', entity: mobile, changes: [{ path: 'contracts[Acme/Orders@1.0].policies[ApiKeyPolicy].config.requestHeader', before: '"X-Shop-Key"', after: '"X-Other-Key"' }] }] });
        await connection.sendRequest(protocol.StopLocalGatewayRequest, {});
        const later = await connection.sendRequest(protocol.ClientPageRequest, { client: mobile });
        assert.deepEqual(later.changes, { ...changes, comparedWith: 'record' });
        assert.equal(later.state, 'changed');
    });

    it('is refused in Restricted Mode, to strangers, and for what is no contract', async () => {
        const { connection } = client;
        await assert.rejects(call({ api: 'Acme/Catalog@1.0' }), /declares no contract with Acme\/Catalog@1\.0/);
        await connection.sendNotification(protocol.SessionNotification, { trusted: false, user: 'anna@shop.example' });
        await assert.rejects(call(), /Restricted Mode/);
        await connection.sendNotification(protocol.SessionNotification, { trusted: true, user: 'eve@elsewhere.example' });
        await assert.rejects(call(), /may not see clients/);
    });

    it('asks again for a password that was refused, so that it is not registered one day', async () => {
        const other = await ServerClient.start(files, { machine: { environment: { PATH: process.env['PATH'] } } });
        const { connection } = other;
        try {
            const answers = ['right', 'wrong', 'right'], questions: string[] = [];
            connection.onRequest(protocol.SecretRequest, ({ name }) => { questions.push(name); return { value: answers.shift() }; });
            await connection.sendNotification(protocol.SessionNotification, { trusted: true, user: 'anna@shop.example' });
            await connection.sendRequest(protocol.StartLocalGatewayRequest, {});
            await connection.sendRequest(protocol.RegisterRequest, {});
            // Declared otherwise by now, and not registered anew: the gateway still knows the old password.
            await other.watched(
                { name: 'acme.apim', type: 2, text: files['acme.apim']!.replace('password: shopPassword', 'password: newPassword') },
                { name: 'parameters.apim', type: 2, text: `${files['parameters.apim']!}secret parameter newPassword\n` }
            );
            const again = () => connection.sendRequest(protocol.TestCallRequest, { client: mobile, api: orders });
            const refused = await again();
            assert.deepEqual([refused.status, refused.refusal?.code, refused.refusal?.step?.type], [401, '10003', 'BasicAuthentication']);
            assert.equal((await again()).refusal, undefined);
            assert.deepEqual(questions, ['shopPassword', 'newPassword', 'newPassword']);
        } finally {
            await connection.sendRequest(protocol.StopLocalGatewayRequest, {});
            await other.stop();
        }
    });
});
