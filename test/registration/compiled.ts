import type { CompiledProject } from '../../compiler/compiled-project.ts';
import type { ApiBean, ClientBean, PolicyBean } from '../../compiler/gateway-document.ts';
import { identityOf, type Origin } from '../../language/declarations.ts';

export const rateLimiting = 'class:io.apiman.gateway.engine.policies.RateLimitingPolicy';
export const basicAuthentication = 'class:io.apiman.gateway.engine.policies.BasicAuthenticationPolicy';

export interface Sketch {
    apis?: ApiBean[];
    clients?: ClientBean[];
    retired?: CompiledProject['retired'];
    skipped?: CompiledProject['skipped'];
    secretsUsed?: string[];
}

/** A compiled project made by hand, as the compiler would yield it. */
export function compiled({ apis = [], clients = [], retired = [], skipped = [], secretsUsed = [] }: Sketch): CompiledProject {
    const compiledApis = apis.map(bean => ({ key: `${bean.organizationId}/${bean.apiId}@${bean.version}`, bean, origin: nowhere }));
    const compiledClients = clients.map(bean => ({ key: `${bean.organizationId}/${bean.clientId}@${bean.version}`, bean, origin: nowhere, awaiting: [] }));
    const using = (name: string) => [...compiledApis, ...compiledClients].filter(({ bean }) => JSON.stringify(bean).includes(`\${${name}}`)).map(({ key }) => key);
    return {
        document: { apis, clients }, apis: compiledApis, clients: compiledClients, retired, skipped,
        secretsUsed: secretsUsed.map(name => ({ name, usedBy: using(name), origin: nowhere })),
        secretOptions: new Map([[rateLimiting, []], [basicAuthentication, ['staticIdentity.identities[].password']]]),
        shippedImplementations: new Set([rateLimiting, basicAuthentication])
    };
}

export const nowhere: Origin = { uri: 'file:///shop.apim', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };

export function api(key: string, more: Partial<ApiBean> = {}): ApiBean {
    const { organization, name, version } = identityOf(key);
    return {
        organizationId: organization, apiId: name, version, publicAPI: false, endpoint: 'http://127.0.0.1:9001/v1', endpointType: 'rest',
        endpointContentType: 'json', endpointProperties: {}, parsePayload: false, apiPolicies: [], ...more
    };
}

/** `contracts` by the key of their API. */
export function client(key: string, contracts: Record<string, PolicyBean[]>): ClientBean {
    const { organization, name, version } = identityOf(key);
    return {
        organizationId: organization, clientId: name, version,
        contracts: Object.entries(contracts).map(([apiKey, policies]) => {
            const { organization: apiOrgId, name: apiId, version: apiVersion } = identityOf(apiKey);
            return { apiOrgId, apiId, apiVersion, plan: 'Gold', policies };
        })
    };
}

export function policy(policyImpl: string, config: object): PolicyBean {
    return { policyImpl, policyJsonConfig: JSON.stringify(config) };
}

export function limit(requests: number): PolicyBean {
    return policy(rateLimiting, { limit: requests, granularity: 'Client', period: 'Day' });
}

export function retired(kind: 'api' | 'client', key: string): CompiledProject['retired'][number] {
    return { kind, key, origin: nowhere };
}
