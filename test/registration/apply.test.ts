import assert from 'node:assert/strict';
import { applyPlan, exitCodeOfOutcome } from '../../registration/apply.ts';
import { readKey } from '../../registration/key.ts';
import { api, client, limit, retired } from './compiled.ts';
import type { Fault } from './fake-gateway.ts';
import { bench, lines, previewed, register, type Bench } from './registering.ts';

const orders = api('Acme/Orders@1.0'), stock = api('Acme/Stock@1.0');
const shop = client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': [limit(5)] });
const office = client('ShopInc/BackOffice@1.0', { 'Acme/Stock@1.0': [] });
const everything = { real: { apis: [orders, stock], clients: [office, shop] } };

describe('applying a plan', () => {
    it('writes in the order of the gateway, and a second time nothing', async () => {
        const on = bench();
        const outcome = await register(on, everything);
        assert.equal(outcome.outcome, 'done');
        assert.equal(outcome.summary, '4 changes are in force.');
        assert.deepEqual(on.gateway.writes, [
            'PUT /apis Acme/Orders@1.0', 'PUT /apis Acme/Stock@1.0', 'PUT /clients ShopInc/BackOffice@1.0', 'PUT /clients ShopInc/MobileShop@2.1'
        ]);
        const again = await register(on, everything);
        assert.deepEqual([again.outcome, exitCodeOfOutcome(again), on.gateway.writes.length], ['nothing-to-do', 0, 4]);
    });

    it('keeps the key of a client and makes one only where there is none', async () => {
        const on = bench();
        await register(on, everything);
        const key = await readKey('ShopInc/MobileShop@2.1', on.target, on.world);
        await register(on, { real: { apis: [orders], clients: [client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': [limit(6)] })] } });
        const after = await readKey('ShopInc/MobileShop@2.1', on.target, on.world);
        assert.ok(key.ok && after.ok && key.value.equals(after.value));
        assert.match(key.value.reveal(), /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
        assert.equal(`${key.value}`, '(secret)');
    });

    it('gives a client the same key at every gateway, the one that exists where one does', async () => {
        const on = bench(2);
        const [first, second] = on.gateways;
        const key = (index: 0 | 1) => (index === 0 ? first : second)?.clients.get('ShopInc/MobileShop@2.1')?.['apiKey'];
        await register(on, everything);
        assert.equal(key(0), key(1));
        second?.clients.clear();
        first!.clients.get('ShopInc/MobileShop@2.1')!['apiKey'] = 'the-first-one';
        await register(on, everything);
        assert.equal(key(1), 'the-first-one');
    });

    it('takes away clients before APIs', async () => {
        const on = bench();
        await register(on, everything);
        const outcome = await register(on, { real: { retired: [retired('api', 'Acme/Orders@1.0'), retired('client', 'ShopInc/MobileShop@2.1')] } });
        assert.deepEqual(lines(outcome.operations), ['unregister ShopInc/MobileShop@2.1 changed done', 'retire Acme/Orders@1.0 changed done']);
        assert.deepEqual([...on.gateway.apis.keys()], ['Acme/Stock@1.0']);
    });

    const survived: [string, Fault][] = [
        ['a 500 of a registration', { method: 'PUT', path: '/clients', times: 1, answer: { status: 500 } }],
        ['429 with Retry-After', { method: 'PUT', times: 2, answer: { status: 429, headers: { 'retry-after': '3' } } }],
        ['502, 503 and 504', { method: 'PUT', times: 5, answer: { status: 503 } }],
        ['a connection that breaks before the request', { method: 'PUT', times: 1, answer: { code: 'ECONNRESET' } }],
        ['a connection that breaks behind it', { method: 'PUT', times: 1, answer: { code: 'ECONNRESET' }, arrives: true }],
        ['a read-back that breaks', { method: 'GET', path: '/versions/', times: 3, answer: { code: 'UND_ERR_SOCKET' } }]
    ];
    for (const [what, fault] of survived) {
        it(`survives ${what}`, async () => {
            const on = bench();
            const { plan, gateways } = await previewed(on, everything);
            on.gateway.faults.push(fault);
            const outcome = await applyPlan(plan, gateways, { world: on.world });
            assert.deepEqual([outcome.outcome, outcome.summary], ['done', '4 changes are in force.']);
            assert.deepEqual((await previewed(on, everything)).plan.operations, []);
        });
    }

    it('does not try again what the gateway refuses, and masks what it says', async () => {
        const on = bench();
        const { plan, gateways } = await previewed(on, everything);
        on.gateway.faults.push({
            method: 'PUT', path: '/clients', times: Infinity,
            answer: { status: 400, body: '{"errorType":"RegistrationException","message":"admin-password is no good for 00000000-0000-4000-8000-000000000001"}' }
        });
        const outcome = await applyPlan(plan, gateways, { world: on.world });
        assert.deepEqual(lines(outcome.operations).map(line => line.split(' ').at(-1)), ['done', 'done', 'failed', 'failed']);
        assert.equal(on.gateway.writes.length, 4);
        assert.match(outcome.operations[2]?.error ?? '', /400 RegistrationException: \(secret\) is no good for \(secret\)\./);
        assert.equal(exitCodeOfOutcome(outcome), 4);
    });

    it('says of a gateway that refuses to write without a word that it may be headless', async () => {
        const on = bench();
        const { plan, gateways } = await previewed(on, everything);
        on.gateway.faults.push({ method: 'PUT', times: Infinity, answer: { status: 500 } });
        const outcome = await applyPlan(plan, gateways, { world: on.world });
        assert.match(outcome.summary, /it answered 500 without a word\. A headless one, .* apim build --with-keys instead/);
        assert.equal(exitCodeOfOutcome(outcome), 4);
    });

    it('does not register what needs an API that could not be published, and nothing is retired then', async () => {
        const on = bench();
        await register(on, { real: { apis: [api('Acme/Old@0.9')] } });
        const { plan, gateways } = await previewed(on, { real: { ...everything.real, retired: [retired('api', 'Acme/Old@0.9')] } });
        on.gateway.faults.push({ method: 'PUT', path: '/apis', times: 1, answer: { status: 400 } });
        const outcome = await applyPlan(plan, gateways, { world: on.world });
        assert.deepEqual(lines(outcome.operations), [
            'publish Acme/Orders@1.0 new failed', 'publish Acme/Stock@1.0 new done',
            'register ShopInc/BackOffice@1.0 new done', 'register ShopInc/MobileShop@2.1 new skipped', 'retire Acme/Old@0.9 changed skipped'
        ]);
        assert.match(outcome.summary, /2 of 5 changes done, 1 failed, 2 not begun/);
    });

    it('says so when a write is accepted and does not come into force', async () => {
        const on = bench();
        on.gateway.delay = Infinity;
        const outcome = await register(on, { real: { apis: [orders] } });
        assert.deepEqual(outcome.operations.map(({ failure }) => failure?.kind), ['not-in-force']);
    });

    it('leaves alone what somebody else has changed since the plan', async () => {
        const on = bench();
        await register(on, everything);
        const { plan, gateways } = await previewed(on, { real: { apis: [{ ...orders, endpoint: 'http://ours.example' }] } });
        on.gateway.apis.get('Acme/Orders@1.0')!['endpoint'] = 'http://theirs.example';
        const outcome = await applyPlan(plan, gateways, { world: on.world });
        assert.deepEqual(outcome.operations.map(({ failure }) => failure?.kind), ['changed-since-plan']);
        assert.equal(on.gateway.apis.get('Acme/Orders@1.0')!['endpoint'], 'http://theirs.example');
    });

    it('refuses another plan than the one that was reviewed', async () => {
        const on = bench();
        const { plan, gateways } = await previewed(on, everything);
        const outcome = await applyPlan(plan, gateways, { world: on.world, reviewed: 'something else' });
        assert.deepEqual([outcome.failure?.kind, exitCodeOfOutcome(outcome), on.gateway.writes.length], ['plan-changed', 6, 0]);
    });

    it('reports what was done and what was not when the gateway goes away', async () => {
        const on = bench();
        const { plan, gateways } = await previewed(on, everything);
        on.gateway.faults.push({ path: '/clients', times: Infinity, answer: { code: 'ECONNREFUSED' } });
        const outcome = await applyPlan(plan, gateways, { world: on.world });
        assert.deepEqual(lines(outcome.operations).slice(0, 2), ['publish Acme/Orders@1.0 new done', 'publish Acme/Stock@1.0 new done']);
        assert.ok(outcome.operations.slice(2).every(one => one.outcome !== 'done' && one.failure?.kind === 'gateway-unreachable'));
        assert.equal(exitCodeOfOutcome(outcome), 4);
        on.gateway.faults.length = 0;
        await register(on, everything);
        assert.deepEqual((await previewed(on, everything)).plan.operations, []);
    });
});

describe('cancelling', () => {
    async function cancelled(fault: Omit<Fault, 'onStrike'>): Promise<{ on: Bench; outcome: Awaited<ReturnType<typeof register>> }> {
        const on = bench();
        const { plan, gateways } = await previewed(on, everything);
        const controller = new AbortController();
        on.gateway.faults.push({ ...fault, times: 1, onStrike: () => controller.abort() });
        return { on, outcome: await applyPlan(plan, gateways, { world: on.world, signal: controller.signal }) };
    }

    it('begins nothing more, and finds out what became of the request under way', async () => {
        const { on, outcome } = await cancelled({ method: 'PUT', path: '/apis', answer: 'hang', arrives: true });
        assert.equal(outcome.outcome, 'cancelled');
        const standing = new Set([...on.gateway.apis.keys(), ...on.gateway.clients.keys()]);
        assert.deepEqual(outcome.operations.filter(one => one.outcome === 'done').map(({ entity }) => entity).sort(), [...standing].sort());
        assert.equal(standing.has('Acme/Orders@1.0'), true);
    });

    it('says that a request that did not arrive was not done', async () => {
        const { on, outcome } = await cancelled({ method: 'PUT', path: '/apis', answer: 'hang' });
        assert.equal(outcome.outcome, 'cancelled');
        assert.deepEqual([outcome.operations[0]?.outcome, on.gateway.apis.has('Acme/Orders@1.0')], ['skipped', false]);
        assert.match(outcome.summary, /^Cancelled: /);
    });
});
