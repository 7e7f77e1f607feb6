import { isCache } from './chain-findings.ts';
import type { ApiDeclaration, DeclarationKind, Identity, PlanDeclaration, PolicyUse } from './declarations.ts';
import { KnownTexts } from './known-texts.ts';
import { wayFrom } from './links.ts';
import { ownCopy } from './own-copy.ts';
import { partsOf, plainContract } from './parts.ts';
import { authenticates, chosenOffer, expand } from './policy-chain.ts';
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
export interface ContractedApi extends OfferedApi, Alike {
    /** The key of the newest published version above it. */
    newer: string | undefined;
}

/** What contracts look at of an API but its name. */
interface Alike extends Omit<OfferedApi, 'key' | 'organization' | 'name' | 'version'> {
    /** Which of its contracts authenticate; and whether its own policies do. */
    authentication: 'all' | 'some' | 'none';
    authenticates: boolean;
    caches: boolean;
    /** All of this as text: contracts with APIs that are alike are. Undefined where it is not written plainly. */
    likeness: string | undefined;
}

/** The same of a plan. */
export interface ContractedPlan extends Pick<PlanDeclaration, 'name' | 'locked'> { key: string }

export function contractedApi(key: string, view: ProjectView): ContractedApi | undefined {
    const contracted = view.shared(`contracted:api:${key}`, () => {
        const api = offeredApi(key, view);
        if (!api) return undefined;
        const { organization, name, version, state, access, offers, isBroken, inspectsPayload, policies } = api;
        const newer = newerVersion(api, view);
        const own = policies === '' ? [] : expand(view.policiesOf('api', key), view);
        const alike = {
            state, access, offers, isBroken, inspectsPayload, policies, authentication: authenticationOf(api, own, view), authenticates: authenticates(own, view),
            caches: policies !== '' && view.policyFacts('api', key).some(isCache)
        };
        const like = policies === undefined ? { ...alike, likeness: undefined } : likeApis.of(JSON.stringify([alike, newer !== undefined]));
        return { like, newer, identity: identityIn(key) ? undefined : { organization, name, version } };
    });
    return contracted && { key, ...contracted.identity ?? identityIn(key)!, ...contracted.like, newer: contracted.newer };
}

/** Most of a project are like some others: what they say is kept once. */
const likeApis = new KnownTexts((likeness): Alike => ({ ...(JSON.parse(likeness) as [Omit<Alike, 'likeness'>])[0], likeness }));

/** What a key names, where no name in it can be taken for two. */
function identityIn(key: string): Identity | undefined {
    const slash = key.indexOf('/'), at = key.lastIndexOf('@');
    if (slash !== key.lastIndexOf('/') || at !== key.indexOf('@')) return undefined;
    return { organization: key.slice(0, slash), name: key.slice(slash + 1, at), version: key.slice(at + 1) };
}

/** Which contracts reach a private API, whose own policies these are, through a chain that authenticates: all, some or none of at least one. */
function authenticationOf(api: OfferedApi, own: readonly PolicyUse[], view: ProjectView): ContractedApi['authentication'] {
    if (api.state !== 'published' || api.access === 'public' || authenticates(own, view)) return 'all';
    let some = false, others = false;
    for (const written of view.index.waysTo(api.key)) {
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
        access: words.includes('public') ? 'public' : 'private', offers: parts.offers.map(({ plan }) => ({ plan, approval: false, approvedFor: [] })), isBroken: false, inspectsPayload: false, policies: ownCopy(policies)
    };
}

/** The key of the newest published version above one; versions that are not numbers are not compared. */
function newerVersion({ organization, name, version }: OfferedApi, view: ProjectView): string | undefined {
    const versions = view.index.versionsOf(`${organization}/${name}`);
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
    return view.shared(`contracted:plan:${key}`, () => {
        const [entry] = view.index.entries('plan', key);
        const header = entry && partsOf(entry)?.header;
        return header ? { key, name: ownCopy(header.name), locked: header.words.includes('locked') } : entry && { key, name: entry.declaration.name, locked: entry.declaration.locked };
    });
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
