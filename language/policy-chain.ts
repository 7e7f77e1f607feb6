import type { ApiDeclaration, ClientDeclaration, ContractDeclaration, ObjectValue, PlanDeclaration, PolicyEntry, PolicySetDeclaration, PolicyTypeDeclaration, PolicyUse, Value } from './declarations.ts';

/** What a chain is resolved with: `ProjectIndex` for checks, the compiler's view of an environment for compiling. */
export interface Lookup {
    policySet(name: string): PolicySetDeclaration | undefined;
    policyType(name: string): PolicyTypeDeclaration | undefined;
}

/** The policies of a contract as the gateway runs them: client, then plan, then API, each in its written order. */
export function mergedChain(client: ClientDeclaration, plan: PlanDeclaration, api: ApiDeclaration, lookup: Lookup): PolicyUse[] {
    return [client, plan, api].flatMap(level => expand(level.policies, lookup));
}

/** Policies with every `use` replaced by the policies of its set. A set that uses itself ends there. */
export function expand(entries: readonly PolicyEntry[], lookup: Lookup, inside: readonly string[] = []): PolicyUse[] {
    return entries.flatMap(entry => {
        if (entry.kind === 'policy') return [entry];
        if (inside.includes(entry.set)) return [];
        return expand(lookup.policySet(entry.set)?.policies ?? [], lookup, [...inside, entry.set]);
    });
}

/** Whether a chain refuses callers that it does not know: one of its policies authenticates and is not told to let others pass. */
export function authenticates(chain: readonly PolicyUse[], lookup: Lookup): boolean {
    return chain.some(policy => lookup.policyType(policy.type)?.authenticates === true && !letsUnauthenticatedPass(policy.options));
}

/**
 * The offer that a contract is about. Where the API offers two versions of the plan, the one that the contract names, else the first,
 * as in Apiman.
 */
export function chosenOffer(contract: ContractDeclaration, api: Pick<ApiDeclaration, 'offers'>): ApiDeclaration['offers'][number] | undefined {
    const offers = api.offers.filter(({ plan }) => planName(plan) === contract.plan);
    return contract.planVersion === undefined ? offers[0] : offers.find(({ plan }) => plan.endsWith(`@${contract.planVersion}`));
}

/** `Acme/Gold@1.0` → `Gold` */
export function planName(plan: string): string {
    return plan.slice(plan.indexOf('/') + 1, plan.lastIndexOf('@'));
}

export function valueAt(options: ObjectValue, key: string): Value | undefined {
    return options.entries.find(entry => entry.key === key)?.value;
}

/** The switches that turn an authenticating policy into one that lets callers without credentials through. */
const authenticationSwitches = ['requireBasicAuth', 'requireOauth', 'requireJWT'];

function letsUnauthenticatedPass(options: ObjectValue): boolean {
    return authenticationSwitches.some(key => {
        const value = valueAt(options, key);
        return value?.kind === 'boolean' && !value.value;
    });
}
