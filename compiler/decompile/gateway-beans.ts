import { t } from '@vscode/l10n';
import { z } from 'zod';
import type { ApiBean, ClientBean, ContractBean, GatewayDocument, PolicyBean } from '../gateway-document.ts';
import { LeftOut, type ImportFinding } from './finding.ts';

/** A document as it was read: nothing about its members is certain. */
export interface FoundDocument { apis: readonly unknown[]; clients: readonly unknown[] }

/** Whatever the gateway accepts for a flag: it reads `"true"` as well. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform(word => word === 'true')]).nullish().transform(value => value ?? false);
const policies = z.array(z.object({ policyImpl: z.string(), policyJsonConfig: z.string().nullish().transform(text => text ?? '{}') })).nullish().transform(list => list ?? []);
const word = <W extends string>(words: readonly W[], usual: W) => z.string().nullish().transform((text, context): W => {
    const found = words.find(known => known === (text ?? usual).toLowerCase());
    if (found === undefined) context.addIssue({ code: 'custom', message: `is '${text}'` });
    return found ?? usual;
});

const apiBean = z.object({
    organizationId: z.string(), apiId: z.string(), version: z.string(), publicAPI: flag, endpoint: z.string(),
    endpointType: word(['rest', 'soap'], 'rest'), endpointContentType: word(['json', 'xml'], 'json'),
    endpointProperties: z.record(z.string(), z.string()).nullish().transform(properties => properties ?? {}), parsePayload: flag, keysStrippingDisabled: flag, apiPolicies: policies
});

const clientBean = z.object({
    organizationId: z.string(), clientId: z.string(), version: z.string(),
    contracts: z.array(z.object({
        apiOrgId: z.string(), apiId: z.string(), apiVersion: z.string(), plan: z.string(), policies
    })).nullish().transform(list => list ?? [])
});

/** What of a document can be understood, and what not. API keys are not even looked at. */
export function readBeans({ apis, clients }: FoundDocument): { document: GatewayDocument; findings: ImportFinding[] } {
    const findings: ImportFinding[] = [];
    const read = <T>(kind: 'api' | 'client', schema: z.ZodType<T>, found: unknown): T[] => {
        const result = schema.safeParse(found);
        if (result.success) return [result.data];
        const [issue] = result.error.issues;
        findings.push({ kind: 'left-out', entity: keyOfFound(kind, found), message: t('Its record cannot be read: {0}.', [issue?.path.join('.'), issue?.message].filter(part => part).join(': ')) });
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
