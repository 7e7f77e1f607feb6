import fc from 'fast-check';
import type { ApiBean, ClientBean, GatewayDocument, PolicyBean } from '../../compiler/gateway-document.ts';

const policy = (policyImpl: string, config: object): PolicyBean => ({ policyImpl, policyJsonConfig: JSON.stringify(config) });
const builtIn = (name: string) => `class:io.apiman.gateway.engine.policies.${name}`;
const plugin = (artifact: string, name: string, version = '3.1.3.Final') => `plugin:io.apiman.plugins:apiman-plugins-${artifact}:${version}:war/io.apiman.plugins.${name}`;
const number = fc.constantFrom(1, 60, 1000, 1024, 10_485_760, 86_400_000);
const text = fc.oneof(fc.constantFrom('', 'a', '${X}', '$${X', "it's", '\\d+', 'a"b', 'true', 'plan', 'Gold', 'two\nlines', '\u200B'), fc.string({ unit: 'binary', maxLength: 8 }));

/** Policies as their plugins expect them, and some that nobody knows. */
export const plainPolicies: fc.Arbitrary<PolicyBean> = fc.oneof(
    fc.tuple(number, fc.constantFrom('Client', 'Api', 'Ip')).map(([limit, granularity]) => policy(builtIn('RateLimitingPolicy'), { limit, granularity, period: 'Day' })),
    number.map(limit => policy(builtIn('TransferQuotaPolicy'), { limit, direction: 'both', granularity: 'Client', period: 'Month' })),
    fc.constantFrom('first', 'second').map(password => policy(builtIn('BasicAuthenticationPolicy'), {
        realm: 'r', requireTransportSecurity: false, requireBasicAuth: true, staticIdentity: { identities: [{ username: 'u', password: `secret of the ${password}` }] }
    })),
    fc.tuple(text, fc.boolean()).map(([toReplacement, on]) => policy(builtIn('URLRewritingPolicy'), { fromRegex: '/a/(\\d+)', toReplacement, processRequestUrl: true, processRequestHeaders: on, processResponseHeaders: false, processResponseBody: false })),
    fc.tuple(number, number).map(([connect, read]) => policy(plugin('timeout-policy', 'timeoutpolicy.TimeoutPolicy'), { timeoutConnect: `${connect}`, timeoutRead: `${read}` })),
    fc.constantFrom('X-Key', 'X-Other').map(requestHeader => policy(plugin('apikey-policy', 'apikey_policy.ApiKeyPolicy'), { requestHeader })),
    fc.tuple(number, text).map(([size, label]) => policy('class:example.Audit', { size, label, nested: { on: true }, list: [label] }))
);

/** Anything: options that are missing, unknown, of another type, null, deep; configurations that are no JSON. */
export const wildPolicies: fc.Arbitrary<PolicyBean> = fc.oneof(
    { weight: 3, arbitrary: plainPolicies },
    { weight: 2, arbitrary: fc.tuple(
        fc.constantFrom(builtIn('RateLimitingPolicy'), builtIn('BasicAuthenticationPolicy'), plugin('cors-policy', 'cors_policy.CorsPolicy', '3.0.0.Final'), plugin('http-security-policy', 'httpsecuritypolicy.HttpSecurityPolicy'), 'class:x.Y', "plugin:a:b:1:war/it's"),
        fc.dictionary(fc.oneof(fc.constantFrom('limit', 'realm', 'maxAge', 'hsts', 'allowOrigin', 'password', 'api', 'implementation', 'a b', '2x', ''), fc.string({ maxLength: 5 })), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 })
    ).map(([impl, config]) => policy(impl, config)) },
    { weight: 1, arbitrary: fc.record({ policyImpl: fc.constantFrom('class:x.Y', builtIn('RateLimitingPolicy')), policyJsonConfig: fc.constantFrom('', '{', 'null', '[]', '{}') }) }
);

/**
 * What a gateway holds once clients were registered: in each contract the policies of the client, its plan and the API. `written` is how many
 * policies somebody had to write for it.
 */
export function documents(policies: fc.Arbitrary<PolicyBean>): fc.Arbitrary<{ document: GatewayDocument; written: number }> {
    const own = fc.array(policies, { maxLength: 2 });
    const api = fc.record({ organization: fc.constantFrom('Acme', 'Bank'), name: fc.constantFrom('Orders', 'Stock', '2go', 'plan'), publicAPI: fc.boolean(), policies: own, endpoint: fc.constantFrom('https://a.example', 'http://u:hidden-word@b.example/${X}'), parsePayload: fc.boolean(), soap: fc.boolean(), timeout: fc.option(number) });
    const client = fc.record({ name: fc.constantFrom('Shop', 'Office', 'App'), policies: own, contracts: fc.array(fc.record({ api: fc.nat(5), plan: fc.constantFrom('Gold', 'Trial') }), { minLength: 1, maxLength: 3 }) });
    return fc.record({
        apis: fc.uniqueArray(api, { selector: ({ organization, name }) => `${organization}/${name}`, minLength: 1, maxLength: 5 }),
        clients: fc.uniqueArray(client, { selector: ({ name }) => name, maxLength: 3 }),
        plans: fc.record({ AcmeGold: own, AcmeTrial: own, BankGold: own, BankTrial: own })
    }).map(({ apis, clients, plans }) => {
        const used = new Set<PolicyBean[]>();
        const beans = clients.flatMap(({ name, policies: first, contracts }): ClientBean[] => {
            const privateApis = apis.filter(({ publicAPI }) => !publicAPI);
            const chosen = [...new Map(contracts.map(contract => [privateApis[contract.api % privateApis.length], contract.plan] as const))].flatMap(([target, plan]) => target ? [{ target, plan }] : []);
            if (chosen.length > 0) used.add(first);
            return chosen.length === 0 ? [] : [{
                organizationId: 'ShopInc', clientId: name, version: '1.0', contracts: chosen.map(({ target, plan }) => {
                    const middle = plans[`${target.organization as 'Acme'}${plan as 'Gold'}`];
                    used.add(middle).add(target.policies);
                    return { apiOrgId: target.organization, apiId: target.name, apiVersion: '1.0', plan, policies: [...first, ...middle, ...target.policies] };
                })
            }];
        });
        return {
            document: {
                apis: apis.map(({ organization, name, publicAPI, policies: last, endpoint, parsePayload, soap, timeout }): ApiBean => {
                    if (publicAPI) used.add(last);
                    return {
                        organizationId: organization, apiId: name, version: '1.0', publicAPI, endpoint, endpointType: soap ? 'soap' : 'rest', endpointContentType: 'json',
                        endpointProperties: timeout === null ? {} : { 'timeouts.read': `${timeout}` }, parsePayload, apiPolicies: publicAPI ? last : []
                    };
                }),
                clients: beans
            },
            written: [...used].reduce((sum, list) => sum + list.length, 0)
        };
    });
}
