import { keyOf, type PolicyEntry, type PolicyUse } from './declarations.ts';
import type { Entry } from './entry.ts';
import { partsOf } from './parts.ts';
import { writtenPolicies } from './written-policies.ts';

/** What is named, by the kind of what names it. */
export type LinkKind = 'consumers' | 'ways' | 'offers' | 'versions' | 'policies' | 'keys' | 'writing';

/** The signing key of a JWT policy as it is written, with the type that it is written for: few in a project, however many policies there are. */
export type WrittenKey = [policyType: string, signingKey: PolicyUse['options']['entries'][number]['value']];

/** How an API is reached by a contract: the policies of the client as they are written, and the plan; or the client, where those are not written plainly. */
export type Way = { policies: string; plan: string; version: string | undefined } | { client: string };

export function wayFrom(user: string): Way {
    if (user.startsWith('=')) return { client: user.slice(1) };
    const end = user.lastIndexOf('\n');
    const [plan = '', version] = user.slice(end + 1).split('@');
    return { policies: user.slice(0, end), plan, version };
}

/** What a declaration names, and by what it is known there. Of an outline, where names are written plainly; of what is declared everywhere else. */
export function linksOf(entry: Entry, visit: (kind: LinkKind, link: string, user: string) => void): void {
    const { kind, key } = entry;
    if (kind === 'organization' || kind === 'parameter' || kind === 'policy-type') return;
    const parts = partsOf(entry);
    if (kind === 'api') visit('versions', key.slice(0, key.lastIndexOf('@')), key);
    if (!parts) return declaredLinks(entry, visit);
    for (const type of parts.policyTypes) visit('policies', type, 'used');
    if (parts.policies.includes('signingKeyString')) keysIn(writtenPolicies(parts.policies), entry, visit);
    const isRetired = parts.header.words.includes('retired');
    for (const { api, plan } of parts.contracts) {
        visit('consumers', api, key);
        if (!isRetired) visit('ways', api, `${parts.policies}\n${plan}`);
    }
    for (const { plan } of parts.offers) visit('offers', plan, key);
}

function declaredLinks(entry: Entry, visit: (kind: LinkKind, link: string, user: string) => void): void {
    const { declaration, key } = entry;
    if ('policies' in declaration) {
        for (const policy of declaration.policies) if (policy.kind === 'policy') visit('policies', policy.type, 'used');
        keysIn(declaration.policies, entry, visit);
    }
    if (declaration.kind === 'client') {
        for (const { api } of declaration.contracts) {
            visit('consumers', api, key);
            if (!declaration.retired) visit('ways', api, `=${keyOf(declaration)}`);
        }
    }
    if (declaration.kind === 'api') for (const { plan } of declaration.offers) visit('offers', plan, key);
}

function keysIn(policies: readonly PolicyEntry[], { kind, key }: Entry, visit: (kind: LinkKind, link: string, user: string) => void): void {
    for (const policy of policies) {
        if (policy.kind !== 'policy') continue;
        for (const option of policy.options.entries) {
            if (option.key !== 'signingKeyString') continue;
            const written = JSON.stringify([policy.type, option.value] satisfies WrittenKey);
            visit('keys', '', written);
            visit('writing', written, `${kind}:${key}`);
        }
    }
}
