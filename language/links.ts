import { keyOf, withoutVersion, type PolicyEntry, type PolicyUse } from './declarations.ts';
import type { Entry } from './entry.ts';
import { ownCopy } from './own-copy.ts';
import { partsOf } from './parts.ts';
import { writtenPolicies } from './written-policies.ts';

/** What is named, by the kind of what names it. */
export type LinkKind = 'consumers' | 'ways' | 'offers' | 'versions' | 'policies' | 'keys' | 'writing';

/** The signing key of a JWT policy as it is written, with the type that it is written for: few in a project, however many policies there are. */
export type WrittenKey = [policyType: string, signingKey: PolicyUse['options']['entries'][number]['value']];

/** How an API is reached by a contract: the policies of the client as they are written, and the plan; or the client, where those are not written plainly. */
export type Way = { policies: string; plan: string } | { client: string };

export function wayFrom(user: string): Way {
    if (user.startsWith('=')) return { client: user.slice(1) };
    const end = user.lastIndexOf('\n');
    return { policies: user.slice(0, end), plan: user.slice(end + 1) };
}

/** What a declaration names, and by what it is known there. Of its parts, where names are written plainly; of what it declares everywhere else. */
export function linksOf(entry: Entry, visit: (kind: LinkKind, link: string, user: string) => void): void {
    const { kind, key } = entry;
    if (kind === 'organization' || kind === 'parameter' || kind === 'policy-type') return;
    const parts = partsOf(entry);
    if (kind === 'api') visit('versions', withoutVersion(key), key);
    if (!parts) return declaredLinks(entry, visit);
    for (const type of parts.policyTypes) visit('policies', type, 'used');
    if (parts.policies.includes('signingKeyString')) visitKeys(writtenKeys(parts.policies), entry, visit);
    const isRetired = parts.header.words.includes('retired');
    for (const { api, plan } of parts.contracts) {
        visit('consumers', api, key);
        if (!isRetired) visit('ways', api, wayBy(parts.policies, plan));
    }
    for (const { plan } of parts.offers) visit('offers', plan, key);
}

/** The text of a way. Clients that stand together are mostly protected alike: the same text is used again. */
function wayBy(policies: string, plan: string): string {
    if (policies !== recentPolicies || recentWays.size > 1000) {
        recentPolicies = ownCopy(policies);
        recentWays.clear();
    }
    let way = recentWays.get(plan);
    if (way === undefined) recentWays.set(ownCopy(plan), way = `${recentPolicies}\n${plan}`);
    return way;
}

let recentPolicies = '';
const recentWays = new Map<string, string>();

function declaredLinks(entry: Entry, visit: (kind: LinkKind, link: string, user: string) => void): void {
    const { declaration, key } = entry;
    if ('policies' in declaration) {
        for (const policy of declaration.policies) if (policy.kind === 'policy') visit('policies', policy.type, 'used');
        visitKeys(keysIn(declaration.policies), entry, visit);
    }
    if (declaration.kind === 'client') {
        for (const { api } of declaration.contracts) {
            visit('consumers', api, key);
            if (!declaration.retired) visit('ways', api, `=${keyOf(declaration)}`);
        }
    }
    if (declaration.kind === 'api') for (const { plan } of declaration.offers) visit('offers', plan, key);
}

function visitKeys(keys: readonly string[], { kind, key }: Entry, visit: (kind: LinkKind, link: string, user: string) => void): void {
    for (const written of keys) {
        visit('keys', '', written);
        visit('writing', written, `${kind}:${key}`);
    }
}

/** Signing keys as `WrittenKey` in JSON. */
function keysIn(policies: readonly PolicyEntry[]): string[] {
    return policies.flatMap(policy => policy.kind !== 'policy' ? [] : policy.options.entries.filter(option => option.key === 'signingKeyString')
        .map(({ value }) => JSON.stringify([policy.type, value] satisfies WrittenKey)));
}

/** Policies that are written alike are read once. */
const keysOf = new WeakMap<readonly PolicyEntry[], string[]>();

function writtenKeys(text: string): string[] {
    const policies = writtenPolicies(text);
    let keys = keysOf.get(policies);
    if (!keys) keysOf.set(policies, keys = keysIn(policies));
    return keys;
}
