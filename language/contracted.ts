import { isCache } from './chain-findings.ts';
import { identityOf, type ApiDeclaration, type DeclarationKind, type Identity, type PlanDeclaration, type PolicyUse } from './declarations.ts';
import { KnownTexts } from './known-texts.ts';
import { wayFrom } from './links.ts';
import { ownCopy } from './own-copy.ts';
import { partsOf, plainContract } from './parts.ts';
import { authenticates, chosenOffer, expand } from './policy-chain.ts';
import { policyFacts } from './policy-facts.ts';
import type { ProjectView } from './project-view.ts';
import { writtenPolicies } from './written-policies.ts';

/** What an API says of itself that concerns contracts. */
export interface OfferedApi extends Pick<ApiDeclaration, 'organization' | 'name' | 'version' | 'state' | 'access' | 'offers'> {
    key: string;
    isBroken: boolean;
    inspectsPayload: boolean;
    /** As they are written; undefined where it is not written plainly. */
    policies: string | undefined;
}

/** What contracts look at of the API that they name: little, so that a change of the rest of it concerns none of them. */
export interface ContractedApi extends OfferedApi, AlikeApi {
    /** The key of the newest published version above it. */
    newer: string | undefined;
}

/** The same but its name. */
export interface AlikeApi extends Omit<OfferedApi, 'key' | 'organization' | 'name' | 'version'> {
    /** Whether there is a newer published version. */
    hasNewer: boolean;
    /** Which of its contracts authenticate; and whether its own policies do. */
    authentication: 'all' | 'some' | 'none';
    authenticates: boolean;
    caches: boolean;
    /** Whether some contract names it. */
    isReached: boolean;
    /** A number that stands for all of this: contracts with APIs that are alike are. Undefined where it is not written plainly. */
    likeness: number | undefined;
}

/** The same of a plan. */
export interface ContractedPlan extends Pick<PlanDeclaration, 'name' | 'locked'> { key: string }

export function contractedApi(key: string, view: ProjectView): ContractedApi | undefined {
    const named = namedApi(key, view);
    return named && { key, ...named.identity ?? identityOf(key), ...named.like, newer: named.newer };
}

/** What contracts look at of an API but its name: the same object for nearly all that are alike. */
export function apiAlike(key: string, view: ProjectView): AlikeApi | undefined {
    return namedApi(key, view)?.like;
}

function namedApi(key: string, view: ProjectView): NamedApi | undefined {
    return view.sharedOf(readNamedApi, key);
}

interface NamedApi { like: AlikeApi; newer: string | undefined; identity: Identity | undefined }

function readNamedApi(key: string, view: ProjectView): NamedApi | undefined {
    const api = offeredApi(key, view);
    if (!api) return undefined;
    const { organization, name, version, state, access, offers, policies } = api;
    const newer = newerVersion(api, view), ways = [...view.index.waysTo(key)];
    const isPlain = policies !== undefined && ways.length < many && ways.every(way => 'plan' in wayFrom(way));
    const judge = (): NamedApi => ({ like: alike(api, newer !== undefined, ways, view), newer: undefined, identity: undefined });
    const unnamed = isPlain ? view.shared(`like:${JSON.stringify([state, access, offers, policies, newer !== undefined, ways])}`, judge) : judge();
    // Mostly the same object for all that are alike.
    return newer === undefined && isUnambiguous(key) ? unnamed : { ...unnamed, newer, identity: isUnambiguous(key) ? undefined : { organization, name, version } };
}

/** So many ways are written in few APIs, and not in the same way. */
const many = 16;

function alike(api: OfferedApi, hasNewer: boolean, ways: readonly string[], view: ProjectView): AlikeApi {
    const { key, state, access, offers, isBroken, inspectsPayload, policies } = api;
    const written = policies === undefined ? view.policiesOf('api', key) : writtenPolicies(policies);
    const own = expand(written, view);
    const says = {
        state, access, offers, isBroken, inspectsPayload, policies, hasNewer, authentication: authenticationOf(api, own, ways, view), authenticates: authenticates(own, view),
        caches: policyFacts('api', key, written, view).some(isCache),
        isReached: ways.length > 0
    };
    return { ...says, likeness: policies === undefined ? undefined : likenesses.of(JSON.stringify(says)) };
}

/** A number is never given to others, so that what was judged with it stays right. */
const likenesses = new KnownTexts(() => nextLikeness++);
let nextLikeness = 0;

/** Whether no name in a key can be taken for two. */
function isUnambiguous(key: string): boolean {
    return key.indexOf('/') === key.lastIndexOf('/') && key.indexOf('@') === key.lastIndexOf('@');
}

/** Which contracts reach a private API, whose own policies these are, through a chain that authenticates: all, some or none of at least one. */
function authenticationOf(api: OfferedApi, own: readonly PolicyUse[], ways: readonly string[], view: ProjectView): AlikeApi['authentication'] {
    if (api.state !== 'published' || api.access === 'public' || authenticates(own, view)) return 'all';
    let some = false, others = false;
    for (const written of ways) {
        const way = wayFrom(written);
        const client = 'client' in way ? view.index.find('client', way.client) : undefined;
        const policies = client?.policies ?? ('policies' in way ? writtenPolicies(way.policies) : []);
        const contracts = 'plan' in way ? [plainContract(api.key, way.plan)] : client?.contracts.filter(contract => contract.api === api.key) ?? [];
        for (const contract of contracts) {
            const offer = chosenOffer(contract, api);
            if (!offer || !contractedPlan(offer.plan, view)) continue;
            if (view.authenticates(policies, offer.plan)) some = true;
            else others = true;
        }
    }
    return !others ? 'all' : some ? 'some' : 'none';
}

/** Whoever asks depends on all that the API says. */
export function offeredApi(key: string, view: ProjectView): OfferedApi | undefined {
    const [entry] = view.index.entries('api', key);
    if (!entry) return undefined;
    const parts = partsOf(entry);
    if (!parts?.offers.every(({ isPlain }) => isPlain) || parts.properties.some(({ key }) => key === 'inspectPayload')) {
        const { organization, name, version, state, access, offers, broken } = entry.declaration;
        return { key, organization, name, version, state, access, offers, isBroken: broken === true, inspectsPayload: inspectsPayload(entry.declaration), policies: undefined };
    }
    const { header: { words, name, version }, policies } = parts;
    return {
        key, organization: ownCopy(entry.owner ?? ''), name: ownCopy(name), version: ownCopy(version), state: words.includes('published') ? 'published' : words.includes('retired') ? 'retired' : 'draft',
        access: words.includes('public') ? 'public' : 'private', offers: parts.offers.map(({ plan }) => ({ plan, approval: false, approvedFor: [] })), isBroken: false, inspectsPayload: false, policies
    };
}

/** The key of the newest published version above one; versions that are not numbers are not compared. */
function newerVersion({ key: api, version }: OfferedApi, view: ProjectView): string | undefined {
    const versions = view.index.versionsOf(api);
    if (versions.size < 2) return undefined;
    return [...versions].filter(key => compareVersions(key.slice(key.lastIndexOf('@') + 1), version) > 0 && offeredApi(key, view)?.state === 'published')
        .sort((a, b) => compareVersions(b.slice(b.lastIndexOf('@') + 1), a.slice(a.lastIndexOf('@') + 1)))[0];
}

/** By numeric segments, a missing one being 0; 0 where one of the two has others. */
function compareVersions(a: string, b: string): number {
    if (!/^\d+(\.\d+)*$/.test(a) || !/^\d+(\.\d+)*$/.test(b)) return 0;
    const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
    for (let index = 0; index < Math.max(left.length, right.length); index++) {
        const difference = (left[index] ?? 0) - (right[index] ?? 0);
        if (difference !== 0) return difference;
    }
    return 0;
}

export function contractedPlan(key: string, view: ProjectView): ContractedPlan | undefined {
    return view.sharedOf(readContractedPlan, key);
}

function readContractedPlan(key: string, view: ProjectView): ContractedPlan | undefined {
    const [entry] = view.index.entries('plan', key);
    const header = entry && partsOf(entry)?.header;
    if (header) return { key, name: ownCopy(header.name), locked: header.words.includes('locked') };
    return entry && { key, name: entry.declaration.name, locked: entry.declaration.locked || entry.declaration.broken === true };
}

/** Where the first declaration of a key is: whoever relates a finding to it depends on nothing else of it. */
export function firstPlace(kind: DeclarationKind, key: string, view: ProjectView): { uri: string; ordinal: number } | undefined {
    return view.shared(`place:${kind}:${key}`, () => {
        const [entry] = view.index.entries(kind, key);
        return entry && { uri: entry.uri, ordinal: entry.ordinal };
    });
}

export function inspectsPayload({ attributes }: ApiDeclaration): boolean {
    return attributes.some(({ key, value }) => key === 'inspectPayload' && (value.kind !== 'boolean' || value.value));
}
