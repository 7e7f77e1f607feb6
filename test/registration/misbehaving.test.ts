import fc from 'fast-check';
import assert from 'node:assert/strict';
import { planAsJson, type RegistrationOutcome } from '../../registration/operation.ts';
import { runs } from '../support/random.ts';
import { api, basicAuthentication, client, limit, policy, retired, type Sketch } from './compiled.ts';
import type { Fault } from './fake-gateway.ts';
import { bench, preview, previewed, register, type Bench } from './registering.ts';

const password = 'canary-of-a-password';
const identity = policy(basicAuthentication, { realm: 'r', staticIdentity: { identities: [{ username: 'u', password }] } });
const before: Sketch = {
    apis: [api('Acme/Orders@1.0'), api('Acme/Old@1.0')],
    clients: [client('ShopInc/Shop@1.0', { 'Acme/Orders@1.0': [limit(5)] }), client('ShopInc/Old@1.0', { 'Acme/Old@1.0': [] })]
};
/** Something of each kind: a change, an addition, and what is retired. */
const after: Sketch = {
    apis: [api('Acme/Orders@1.0', { endpoint: 'http://127.0.0.1:9002/' }), api('Acme/New@1.0')],
    clients: [client('ShopInc/Shop@1.0', { 'Acme/Orders@1.0': [limit(6), identity] }), client('ShopInc/New@1.0', { 'Acme/New@1.0': [] })],
    retired: [retired('api', 'Acme/Old@1.0'), retired('client', 'ShopInc/Old@1.0')]
};

const wish = { real: after, secrets: { password } };

const html = { 'content-type': 'text/html' };
const answers: [name: string, fault: Pick<Fault, 'answer' | 'arrives'>][] = [
    ['a reset before the request', { answer: { code: 'ECONNRESET' } }],
    ['a reset behind it', { answer: { code: 'ECONNRESET' }, arrives: true }],
    ['500', { answer: { status: 500 } }],
    ['500 for what took effect', { answer: { status: 500, body: `{"errorType":"X","message":"${password}"}` }, arrives: true }],
    ['409', { answer: { status: 409, body: '{"errorType":"Conflict","message":"busy"}' } }],
    ['429 with Retry-After', { answer: { status: 429, headers: { 'retry-after': '2' } } }],
    ['429 with a Retry-After that is too long', { answer: { status: 429, headers: { 'retry-after': '600' } } }],
    ['503', { answer: { status: 503 } }],
    ['half a JSON', { answer: { status: 200, body: '{"organizationId":"Ac' } }],
    ['a web page', { answer: { status: 200, body: `<html>${password}</html>`, headers: html } }],
    ['a redirect to another host', { answer: { status: 302, headers: { location: 'http://evil.example/' } } }],
    ['204 for what never takes effect', { answer: { status: 204 } }],
    ['another object', { answer: { status: 200, body: '{"organizationId":"Evil","clientId":"X","apiId":"X","version":"1.0"}' } }],
    ['null', { answer: { status: 200, body: 'null' } }]
];
const fault: fc.Arbitrary<Fault> = fc.record({
    kind: fc.constantFrom(...answers), method: fc.constantFrom('GET', 'PUT', 'DELETE'), path: fc.constantFrom('/apis', '/clients', 'Shop', 'New', 'Old', ''), times: fc.integer({ min: 1, max: 4 })
}).map(({ kind: [, answer], ...where }) => ({ ...answer, ...where }));

/** Whether the gateway holds of an entity what the registration wanted. */
function isInForce(on: Bench, { kind, entity }: RegistrationOutcome['operations'][number]): boolean {
    if (kind === 'retire') return !on.gateway.apis.has(entity);
    if (kind === 'unregister') return !on.gateway.clients.has(entity);
    const bean = (kind === 'publish' ? on.gateway.apis : on.gateway.clients).get(entity);
    const wanted = [...after.apis ?? [], ...after.clients ?? []].find(one => `${one.organizationId}/${'apiId' in one ? one.apiId : one.clientId}@${one.version}` === entity);
    return bean !== undefined && JSON.stringify({ ...bean, apiKey: undefined }) === JSON.stringify({ ...wanted, apiKey: undefined });
}

describe('a gateway that misbehaves', () => {
    it('never makes a registration lose anything, or claim what is not so', async () => {
        await fc.assert(fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 5 }), async faults => {
            const on = bench();
            await register(on, { real: before });
            const key = on.gateway.clients.get('ShopInc/Shop@1.0')?.['apiKey'];
            on.gateway.faults.push(...faults.map(one => ({ ...one })));
            const found = await preview(on, wish);
            const outcome = found.ok ? await register(on, wish).catch((error: unknown) => error instanceof assert.AssertionError ? undefined : Promise.reject(error)) : undefined;
            const said = JSON.stringify([found, outcome, found.ok ? planAsJson(found.value.plan, outcome?.operations) : '']);
            assert.doesNotMatch(said, /canary|admin-password|0000-4000/);
            on.clock.now += 60_000;
            on.gateway.faults.length = 0;
            await previewed(on, wish);
            for (const operation of outcome?.operations ?? []) {
                if (operation.outcome === 'done') assert.ok(isInForce(on, operation), `${operation.kind} ${operation.entity} was said to be done`);
                // What was refused, or never begun, is as it was: only where the answer never came, or was a lie, nobody can know.
                if (operation.failure?.kind === 'gateway-refused' || operation.failure?.kind === 'needs-failed') assert.ok(!isInForce(on, operation), `${operation.kind} ${operation.entity} was said not to be done`);
            }
            const next = await register(on, wish);
            assert.ok(next.outcome === 'done' || next.outcome === 'nothing-to-do', next.summary);
            assert.deepEqual((await previewed(on, wish)).plan.operations, []);
            assert.equal(on.gateway.clients.get('ShopInc/Shop@1.0')?.['apiKey'], key, 'the key is kept');
            assert.ok(on.gateway.requests.every(({ path }) => !path.includes('evil')));
        }), { numRuns: runs(300) });
    });

    it('and a change by somebody else at the very same time is told from one that never took effect', async () => {
        const on = bench();
        await register(on, { real: before });
        const { faults, clients } = on.gateway;
        faults.push({ method: 'PUT', path: '/clients', times: 1, answer: { status: 204 }, onStrike: () => { clients.get('ShopInc/Shop@1.0')!['contracts'] = []; } });
        const outcome = await register(on, { real: { ...after, clients: after.clients?.slice(0, 1) ?? [] } });
        const shop = outcome.operations.find(({ entity }) => entity === 'ShopInc/Shop@1.0');
        assert.equal(shop?.failure?.kind, 'overwritten');
        assert.match(shop?.error ?? '', /somebody changed it at the same time/);
    });
});
