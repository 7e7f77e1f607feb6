import { keyOf, type ApiDeclaration, type DeclarationKind, type PlanDeclaration } from './declarations.ts';
import type { Entry } from './entry.ts';
import { partsOf } from './parts.ts';
import type { ProjectView } from './project-view.ts';

/** What contracts look at of the API that they name: little, so that a change of the rest of it concerns none of them. */
export interface ContractedApi extends Pick<ApiDeclaration, 'organization' | 'name' | 'version' | 'state' | 'access' | 'offers'> {
    key: string;
    isBroken: boolean;
    inspectsPayload: boolean;
}

/** The same of a plan. */
export interface ContractedPlan extends Pick<PlanDeclaration, 'name' | 'locked'> { key: string }

export function contractedApi(key: string, view: ProjectView): ContractedApi | undefined {
    return view.shared(`contracted:api:${key}`, () => {
        const [entry] = view.index.entries('api', key);
        if (!entry) return undefined;
        const plain = plainApi(entry);
        if (plain) return { key, ...plain };
        const api = entry.declaration;
        const { organization, name, version, state, access, offers, broken } = api;
        return { key: keyOf(api), organization, name, version, state, access, offers, isBroken: broken === true, inspectsPayload: inspectsPayload(api) };
    });
}

/** Without its tree, where it is written so. */
function plainApi(entry: Entry<ApiDeclaration>): Omit<ContractedApi, 'key'> | undefined {
    const parts = partsOf(entry);
    if (!parts?.offers.every(({ isPlain }) => isPlain) || parts.properties.some(({ key }) => key === 'inspectPayload')) return undefined;
    const { words, name, version } = parts.header;
    return {
        organization: entry.key.slice(0, entry.key.indexOf('/')), name, version, state: words.includes('published') ? 'published' : words.includes('retired') ? 'retired' : 'draft',
        access: words.includes('public') ? 'public' : 'private', offers: parts.offers.map(({ plan }) => ({ plan, approval: false, approvedFor: [] })), isBroken: false, inspectsPayload: false
    };
}

export function contractedPlan(key: string, view: ProjectView): ContractedPlan | undefined {
    return view.shared(`contracted:plan:${key}`, () => {
        const [entry] = view.index.entries('plan', key);
        const header = entry && partsOf(entry)?.header;
        return header ? { key, name: header.name, locked: header.words.includes('locked') } : entry && { key, name: entry.declaration.name, locked: entry.declaration.locked };
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
