import assert from 'node:assert/strict';
import { describeFailure, exitCodeOf } from '../../registration/failure.ts';
import { planAsJson } from '../../registration/operation.ts';
import { api, basicAuthentication, client, limit, nowhere, policy, rateLimiting, retired } from './compiled.ts';
import { bench, lines, preview, previewed, refusal, register } from './registering.ts';

const orders = api('Acme/Orders@1.0'), stock = api('Acme/Stock@1.0');
const shop = client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': [limit(5)] });

describe('a plan', () => {
    it('says what is new, in the order of the gateway, and is empty afterwards', async () => {
        const on = bench();
        const wish = { real: { apis: [orders], clients: [shop] } };
        assert.deepEqual(lines((await previewed(on, wish)).plan.operations), ['publish Acme/Orders@1.0 new', 'register ShopInc/MobileShop@2.1 new']);
        await register(on, wish);
        const { plan } = await previewed(on, wish);
        assert.deepEqual([plan.operations, plan.unchanged], [[], 2]);
    });

    it('names each difference with its values, and knows that order and defaults are none', async () => {
        const on = bench();
        await register(on, { real: { apis: [orders], clients: [shop] } });
        const bean = on.gateway.apis.get('Acme/Orders@1.0');
        assert.ok(bean);
        delete bean['parsePayload'];
        delete bean['apiPolicies'];
        bean['endpointType'] = 'REST';
        assert.deepEqual((await previewed(on, { real: { apis: [orders], clients: [shop] } })).plan.operations, []);

        const changed = {
            apis: [{ ...orders, endpoint: 'http://127.0.0.1:9002/v1' }, stock],
            clients: [client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': [limit(9)], 'Acme/Stock@1.0': [] })]
        };
        const { plan } = await previewed(on, { real: changed });
        assert.deepEqual(plan.operations.map(({ entity, changes }) => ({ entity, changes })), [
            { entity: 'Acme/Orders@1.0', changes: [{ path: 'endpoint', before: 'http://127.0.0.1:9001/v1', after: 'http://127.0.0.1:9002/v1' }] },
            { entity: 'Acme/Stock@1.0', changes: [] },
            {
                entity: 'ShopInc/MobileShop@2.1', changes: [
                    { path: 'contracts[Acme/Orders@1.0].policies[RateLimitingPolicy].config.limit', before: 5, after: 9 },
                    { path: 'contracts[Acme/Stock@1.0]', after: { plan: 'Gold' } }
                ]
            }
        ]);
    });

    it('brings along the APIs that a named client needs, and nothing else', async () => {
        const real = { apis: [orders, stock], clients: [shop, client('ShopInc/Other@1.0', { 'Acme/Stock@1.0': [] })] };
        const { plan } = await previewed(bench(), { real, entities: ['ShopInc/MobileShop@2.1'] });
        assert.deepEqual(lines(plan.operations), ['publish Acme/Orders@1.0 new', 'register ShopInc/MobileShop@2.1 new']);
    });

    it('refuses a client that nobody declared, and says which there are', async () => {
        const failure = await refusal(bench(), { real: { apis: [orders], clients: [shop] }, entities: ['ShopInc/Shop@1'] });
        assert.equal(exitCodeOf(failure), 64);
        assert.match(describeFailure(failure), /ShopInc\/MobileShop@2\.1/);
    });

    it('knows before the first write that the gateway has no such API', async () => {
        const on = bench();
        const failure = await refusal(on, { real: { clients: [shop] } });
        assert.deepEqual(failure, { kind: 'api-not-at-gateway', client: 'ShopInc/MobileShop@2.1', api: 'Acme/Orders@1.0', gateway: on.gateway.url });
        assert.deepEqual(on.gateway.writes, []);
    });

    it('takes away what is declared retired, and leaves alone what is skipped or gone', async () => {
        const on = bench();
        await register(on, { real: { apis: [orders, stock], clients: [shop, client('ShopInc/Other@1.0', { 'Acme/Stock@1.0': [] })] } });
        const { plan } = await previewed(on, {
            real: {
                retired: [retired('client', 'ShopInc/MobileShop@2.1'), retired('api', 'Acme/Orders@1.0'), retired('api', 'Acme/Old@0.9')],
                skipped: [{ kind: 'client', key: 'ShopInc/Other@1.0', reason: 'no-contract', origin: nowhere }]
            }
        });
        assert.deepEqual(lines(plan.operations), ['unregister ShopInc/MobileShop@2.1 changed', 'retire Acme/Orders@1.0 changed']);
        assert.deepEqual(plan.skipped.map(({ entity, reason }) => [entity, reason]), [['ShopInc/Other@1.0', 'no-contract']]);
    });

    it('warns about implementations that the gateway does not know', async () => {
        const on = bench();
        on.gateway.policies = [rateLimiting];
        const { plan } = await previewed(on, { real: { apis: [orders], clients: [client('A/B@1', { 'Acme/Orders@1.0': [limit(1), policy('class:x.Y', {})] })] } });
        assert.deepEqual(plan.warnings.map(({ entity, message }) => [entity, /class:x\.Y/.test(message)]), [['A/B@1', true]]);
    });

    it('shows a policy that was put in front of others, and one that changed places, as nothing more than that', async () => {
        const on = bench();
        const chain = (...policies: ReturnType<typeof policy>[]) => ({ apis: [orders], clients: [client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': policies })] });
        const [first, second] = [policy('class:x.First', { a: 1 }), policy('class:x.Second', { b: 1 })];
        await register(on, { real: chain(first, limit(5), limit(9)) });
        const inFront = await previewed(on, { real: chain(second, first, limit(5), limit(9)) });
        assert.deepEqual(inFront.plan.operations[0]?.changes, [{ path: 'contracts[Acme/Orders@1.0].policies[Second]', after: { policyImpl: 'class:x.Second', config: { b: 1 } } }]);
        const moved = await previewed(on, { real: chain(limit(5), limit(9), first) });
        assert.deepEqual(moved.plan.operations[0]?.changes, [{
            path: 'contracts[Acme/Orders@1.0].policies.order',
            before: ['First', 'RateLimitingPolicy', 'RateLimitingPolicy#2'], after: ['RateLimitingPolicy', 'RateLimitingPolicy#2', 'First']
        }]);
    });

    it('has another digest when something else would be done', async () => {
        const on = bench();
        const digest = async (endpoint: string) => (await previewed(on, { real: { apis: [{ ...orders, endpoint }] } })).plan.digest;
        assert.equal(await digest('http://a.example'), await digest('http://a.example'));
        assert.notEqual(await digest('http://a.example'), await digest('http://b.example'));
    });
});

describe('a plan never shows a secret', () => {
    const identity = (password: string, realm = 'orders') => policy(basicAuthentication, { realm, staticIdentity: { identities: [{ username: 'shop', password }] } });
    const with_ = (...policies: ReturnType<typeof policy>[]) => ({
        apis: [api('Acme/Orders@1.0', { endpointProperties: { 'basic-auth.password': 'backend-canary' } })],
        clients: [client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': policies })],
        secretsUsed: ['shopPassword']
    });

    it('neither the new value nor the one before', async () => {
        const on = bench();
        await register(on, { real: with_(identity('canary-old')), shown: with_(identity('${shopPassword}')), secrets: { shopPassword: 'canary-old' } });
        on.gateway.apis.get('Acme/Orders@1.0')!['endpointProperties'] = { 'basic-auth.password': 'canary-backend' };
        const { plan } = await previewed(on, {
            real: with_(identity('canary-new', 'x-canary-new-x')), shown: with_(identity('${shopPassword}', 'x-${shopPassword}-x')), secrets: { shopPassword: 'canary-new' }
        });
        assert.deepEqual(plan.operations.flatMap(({ changes }) => changes), [
            { path: 'endpointProperties.basic-auth.password', before: '(secret)', after: '(secret)' },
            { path: 'contracts[Acme/Orders@1.0].policies[BasicAuthenticationPolicy].config.realm', before: '(secret)', after: '(secret)' },
            { path: 'contracts[Acme/Orders@1.0].policies[BasicAuthenticationPolicy].config.staticIdentity.identities[0].password', before: '(secret)', after: '(secret)' }
        ]);
        assert.doesNotMatch(JSON.stringify([plan, planAsJson(plan)]), /canary|0000-4000/);
    });

    it('nor a text of an implementation that nobody described', async () => {
        const on = bench();
        await register(on, { real: with_(policy('class:x.Y', { token: 'canary', size: 3 })) });
        const { plan } = await previewed(on, { real: with_(limit(3)) });
        assert.deepEqual(plan.operations[0]?.changes, [
            { path: 'contracts[Acme/Orders@1.0].policies[Y]', before: { policyImpl: 'class:x.Y', config: { token: '(secret)', size: 3 } } },
            { path: 'contracts[Acme/Orders@1.0].policies[RateLimitingPolicy]', after: { policyImpl: rateLimiting, config: { limit: 3, granularity: 'Client', period: 'Day' } } }
        ]);
    });

    it('and without their values compares the rest, but does not register', async () => {
        const on = bench();
        const placeholders = with_(identity('${shopPassword}'));
        await register(on, { real: with_(identity('canary')), shown: placeholders, secrets: { shopPassword: 'canary' } });
        const writes = on.gateway.writes.length;
        assert.deepEqual((await previewed(on, { real: placeholders })).plan.operations, []);
        const outcome = await register(on, { real: with_(identity('${shopPassword}', 'other')) });
        assert.equal(outcome.outcome, 'failed');
        assert.match(outcome.summary, /APIM_SECRET_SHOPPASSWORD/);
        assert.equal(on.gateway.writes.length, writes);
    });
});

describe('what is not a gateway', () => {
    const cases: [string, Parameters<ReturnType<typeof bench>['gateway']['faults']['push']>[0]['answer'], string, number][] = [
        ['a web page', { status: 200, body: '<html>hello</html>', headers: { 'content-type': 'text/html' } }, 'not-a-gateway', 5],
        ['other JSON', { status: 200, body: '{"ok":1}' }, 'not-a-gateway', 5],
        ['truncated JSON', { status: 200, body: '{"up":true,"vers' }, 'not-a-gateway', 5],
        ['a redirect', { status: 302, headers: { location: 'http://evil.example/' } }, 'not-a-gateway', 5],
        ['a refusal of the credentials', { status: 401, body: 'canary' }, 'credentials-refused', 5],
        ['nobody', { code: 'ECONNREFUSED' }, 'gateway-unreachable', 5],
        ['an unknown host', { code: 'ENOTFOUND' }, 'gateway-unreachable', 5],
        ['another protocol', { code: 'HPE_INVALID_CONSTANT' }, 'gateway-unreachable', 5],
        ['a proxy without a back end', { status: 503 }, 'gateway-unreachable', 5],
        ['a proxy that wants to be left alone', { status: 429, headers: { 'retry-after': '3600' } }, 'overloaded', 5]
    ];
    for (const [what, answer, kind, exit] of cases) {
        it(`is known as that: ${what}`, async () => {
            const on = bench();
            on.gateway.faults.push({ answer, times: Infinity });
            const failure = await refusal(on, { real: { apis: [orders] } });
            assert.equal(failure.kind, kind);
            assert.equal(exitCodeOf(failure), exit);
            assert.doesNotMatch(describeFailure(failure), /canary|undefined|evil/);
            assert.ok(on.clock.now < 15_000, 'known within 15 seconds');
        });
    }

    it('never gets a password over plain http', async () => {
        const on = bench();
        on.target.gateways[0]!.url = 'http://gw.example:8081';
        const failure = await refusal(on, { real: {} });
        assert.equal(failure.kind, 'insecure-gateway-url');
        assert.equal((await preview({ ...on, target: { environment: 'test', gateways: [] } }, { real: {} })).ok, false);
    });

    it('answers with another object than was asked for', async () => {
        const on = bench();
        on.gateway.faults.push({ path: '/versions/', answer: { status: 200, body: JSON.stringify({ organizationId: 'Acme', apiId: 'Else', version: '1.0' }) } });
        assert.equal((await refusal(on, { real: { apis: [orders] } })).kind, 'not-a-gateway');
    });
});
