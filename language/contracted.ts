import { keyOf, type ApiDeclaration, type DeclarationKind, type PlanDeclaration } from './declarations.ts';
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
        const api = view.index.find('api', key);
        if (!api) return undefined;
        const { organization, name, version, state, access, offers, broken } = api;
        return { key: keyOf(api), organization, name, version, state, access, offers, isBroken: broken === true, inspectsPayload: inspectsPayload(api) };
    });
}

export function contractedPlan(key: string, view: ProjectView): ContractedPlan | undefined {
    return view.shared(`contracted:plan:${key}`, () => {
        const plan = view.index.find('plan', key);
        return plan && { key: keyOf(plan), name: plan.name, locked: plan.locked };
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
