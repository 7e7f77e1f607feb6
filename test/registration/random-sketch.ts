import fc from 'fast-check';
import { api, basicAuthentication, client, policy, rateLimiting, type Sketch } from './compiled.ts';

const leaf = fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
const json = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(fc.string(), leaf, { maxKeys: 3 }));
const policies = fc.array(fc.record({ impl: fc.constantFrom(rateLimiting, basicAuthentication, 'class:x.Y'), config: fc.dictionary(fc.string(), json, { maxKeys: 3 }) })
    .map(({ impl, config }) => policy(impl, config)), { maxLength: 3 });
const version = fc.constantFrom('1.0', '2.0');
const apiKey = fc.tuple(fc.constantFrom('Orders', 'Stock', 'Prices'), version).map(([name, number]) => `Acme/${name}@${number}`);

/** Any projects that could have been compiled. */
export const sketch: fc.Arbitrary<Sketch> = fc.record({
    apis: fc.dictionary(apiKey, fc.record({
        publicAPI: fc.boolean(), endpoint: fc.webUrl(), parsePayload: fc.boolean(), apiPolicies: policies,
        endpointProperties: fc.dictionary(fc.constantFrom('timeouts.read', 'basic-auth.password', 'x'), fc.string())
    }), { maxKeys: 4 }),
    clients: fc.dictionary(fc.tuple(fc.constantFrom('Shop', 'Office'), version).map(([name, number]) => `ShopInc/${name}@${number}`), fc.dictionary(apiKey, policies, { maxKeys: 3 }))
}).map(({ apis, clients }) => ({
    // Policies of a private API travel in the contracts.
    apis: Object.entries(apis).map(([key, more]) => api(key, { ...more, apiPolicies: more.publicAPI ? more.apiPolicies : [] })),
    clients: Object.entries(clients).map(([key, contracts]) =>
        client(key, Object.fromEntries(Object.entries(contracts).filter(([name]) => name in apis))))
}));
