import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { ApiBean, ClientBean, ContractBean, GatewayDocument, PolicyBean } from '../gateway-document.ts';
import { LeftOut, type ImportFinding } from './finding.ts';

/** A document as it was read: nothing about its members is certain. */
export interface FoundDocument { apis: readonly unknown[]; clients: readonly unknown[] }

/** Whatever the gateway accepts for a flag: it reads `"true"` as well. */
const flag = v.nullish(v.union([v.boolean(), v.pipe(v.picklist(['true', 'false']), v.transform(word => word === 'true'))]), false);
const policies = v.nullish(v.array(v.object({ policyImpl: v.string(), policyJsonConfig: v.nullish(v.string(), '{}') })), []);
const word = <W extends string>(words: readonly W[], usual: W) => v.pipe(v.nullish(v.string(), usual as string), v.rawTransform(({ dataset, addIssue, NEVER }): W => {
    const found = words.find(known => known === dataset.value.toLowerCase());
    if (found !== undefined) return found;
    addIssue({ message: `is '${dataset.value}'` });
    return NEVER;
}));

const apiBean = v.object({
    organizationId: v.string(), apiId: v.string(), version: v.string(), publicAPI: flag, endpoint: v.string(),
    endpointType: word(['rest', 'soap'], 'rest'), endpointContentType: word(['json', 'xml'], 'json'),
    endpointProperties: v.nullish(v.record(v.string(), v.string()), {}), parsePayload: flag, keysStrippingDisabled: flag, apiPolicies: policies
});

const clientBean = v.object({
    organizationId: v.string(), clientId: v.string(), version: v.string(),
    contracts: v.nullish(v.array(v.object({ apiOrgId: v.string(), apiId: v.string(), apiVersion: v.string(), plan: v.string(), policies })), [])
});

/** Never the value itself, which may be a secret. */
function expectation({ expected, input }: v.BaseIssue<unknown>): string {
    return `expected ${expected?.toLowerCase()}, received ${input === null ? 'null' : Array.isArray(input) ? 'a list' : typeof input}`;
}

/** What of a document can be understood, and what not. API keys are not even looked at. */
export function readBeans({ apis, clients }: FoundDocument): { document: GatewayDocument; findings: ImportFinding[] } {
    const findings: ImportFinding[] = [];
    const read = <T>(kind: 'api' | 'client', schema: v.GenericSchema<unknown, T>, found: unknown): T[] => {
        const result = v.safeParse(schema, found, { message: expectation });
        if (result.success) return [result.output];
        const [issue] = result.issues;
        findings.push({ kind: 'left-out', entity: keyOfFound(kind, found), message: t('Its record cannot be read: {0}.', [v.getDotPath(issue), issue.message].filter(part => part).join(': ')) });
        return [];
    };
    return {
        document: {
            apis: apis.flatMap(found => read('api', apiBean, found)).map(({ keysStrippingDisabled, ...bean }): ApiBean => ({ ...bean, ...keysStrippingDisabled ? { keysStrippingDisabled } : {} })),
            clients: clients.flatMap(found => read('client', clientBean, found)).map((bean): ClientBean => bean)
        },
        findings
    };
}

/** `Acme/Orders@1.0` */
export function apiKeyOf({ organizationId, apiId, version }: ApiBean): string {
    return `${organizationId}/${apiId}@${version}`;
}

export function clientKeyOf({ organizationId, clientId, version }: ClientBean): string {
    return `${organizationId}/${clientId}@${version}`;
}

export function contractApi({ apiOrgId, apiId, apiVersion }: ContractBean): string {
    return `${apiOrgId}/${apiId}@${apiVersion}`;
}

/** Refuses what cannot be a name: the gateway takes everything, and serves only what can stand in a URL. */
export function requireName(what: string, name: string): void {
    if (!/^[A-Za-z0-9_.-]+$/.test(name) || name === '.' || name === '..') {
        throw new LeftOut(t('{0} {1} cannot be written: letters, digits, _ . and - can.', what, JSON.stringify(name)));
    }
}

/** The same for the same policy, whatever the order of members; members that are null count as absent, as they do for the gateway. */
export function canonical(policy: PolicyBean): string {
    const known = canonicalTexts.get(policy);
    if (known !== undefined) return known;
    const { policyImpl, policyJsonConfig } = policy;
    let config: unknown = policyJsonConfig;
    try {
        config = JSON.parse(policyJsonConfig);
    } catch {
        // It stays a text, and is reported where it is to be written.
    }
    const text = JSON.stringify([policyImpl, withoutNulls(config)]);
    canonicalTexts.set(policy, text);
    return text;
}

/** Each is asked for many times. */
const canonicalTexts = new WeakMap<PolicyBean, string>();

/** With sorted members and without those that are null. */
export function withoutNulls(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withoutNulls);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, withoutNulls(member)]));
}

function keyOfFound(kind: 'api' | 'client', found: unknown): string {
    const record = typeof found === 'object' && found !== null ? found as Record<string, unknown> : {};
    const [organization, name, version] = ['organizationId', `${kind}Id`, 'version'].map(member => typeof record[member] === 'string' ? record[member] : '?');
    return `${organization}/${name}@${version}`;
}
