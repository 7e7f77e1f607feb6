import fc from 'fast-check';
import assert from 'node:assert/strict';
import { api, basicAuthentication, client, policy, rateLimiting, type Sketch } from './compiled.ts';
import { bench, previewed, register } from './registering.ts';

const leaf = fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
const json = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(fc.string(), leaf, { maxKeys: 3 }));
const policies = fc.array(fc.record({ impl: fc.constantFrom(rateLimiting, basicAuthentication, 'class:x.Y'), config: fc.dictionary(fc.string(), json, { maxKeys: 3 }) })
    .map(({ impl, config }) => policy(impl, config)), { maxLength: 3 });
const version = fc.constantFrom('1.0', '2.0');
const apiKey = fc.tuple(fc.constantFrom('Orders', 'Stock', 'Prices'), version).map(([name, number]) => `Acme/${name}@${number}`);

const sketch: fc.Arbitrary<Sketch> = fc.record({
    apis: fc.dictionary(apiKey, fc.record({
        publicAPI: fc.boolean(), endpoint: fc.webUrl(), parsePayload: fc.boolean(), apiPolicies: policies,
        endpointProperties: fc.dictionary(fc.constantFrom('timeouts.read', 'basic-auth.password', 'x'), fc.string())
    }), { maxKeys: 4 }),
    clients: fc.dictionary(fc.tuple(fc.constantFrom('Shop', 'Office'), version).map(([name, number]) => `ShopInc/${name}@${number}`), fc.dictionary(apiKey, policies, { maxKeys: 3 }))
}).map(({ apis, clients }) => ({
    apis: Object.entries(apis).map(([key, more]) => api(key, more)),
    clients: Object.entries(clients).map(([key, contracts]) =>
        client(key, Object.fromEntries(Object.entries(contracts).filter(([name]) => name in apis))))
}));

describe('registering converges', () => {
    it('after it the plan is empty, whatever stood there before and whatever is declared', async () => {
        await fc.assert(fc.asyncProperty(fc.array(sketch, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 2 }), async (states, gateways) => {
            const on = bench(gateways);
            const keys = new Map<string, unknown>();
            for (const real of states) {
                const { plan } = await previewed(on, { real });
                const outcome = await register(on, { real });
                assert.deepEqual(outcome.operations.map(({ outcome: one }) => one), plan.operations.map(() => 'done'));
                assert.deepEqual((await previewed(on, { real })).plan.operations, []);
                for (const [name, bean] of on.gateways.flatMap(gateway => [...gateway.clients])) {
                    assert.equal(bean['apiKey'], keys.get(name) ?? bean['apiKey'], 'a key never changes');
                    keys.set(name, bean['apiKey']);
                }
            }
        }), { numRuns: 50 });
    });

    it('an operation that changes something says what', async () => {
        await fc.assert(fc.asyncProperty(sketch, sketch, async (before, after) => {
            const on = bench();
            await register(on, { real: before });
            const { plan } = await previewed(on, { real: after });
            assert.ok(plan.operations.every(({ reason, changes }) => reason === 'new' || changes.length > 0));
        }), { numRuns: 50 });
    });
});
