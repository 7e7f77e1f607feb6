import type { ApiDeclaration, ClientDeclaration, PlanDeclaration, PolicyEntry } from './declarations.ts';
import type { Json, ParameterLookup } from './option-values.ts';
import type { Lookup } from './policy-chain.ts';

/**
 * What was registered last in an environment, as far as rules and plans need it. It holds no secret: secret parameters stand as the
 * placeholder `${name}`, and whatever else is secret is `(secret)`. Keys are `Organization/Name@version`.
 */
export interface RegistrationRecord {
    environment: string;
    /** It was made from what stood at a gateway, which knows neither plans nor offers nor what was retired: rules that need those stay silent. */
    rebuilt: boolean;
    /** Locked plans that published APIs offer. */
    plans: Map<string, RecordedPlan>;
    apis: Map<string, RecordedApi>;
    clients: Map<string, RecordedClient>;
}

export interface RecordedPolicy { policyImpl: string; config: Json }

export interface RecordedPlan { policies: RecordedPolicy[] }

export interface RecordedApi {
    state: 'published' | 'retired';
    /** The members of the gateway's bean apart from identity and policies, defaults filled in (`publicAPI`, `endpoint`, …). */
    settings: { [member: string]: Json };
    /** Keys of the offered plans with whether they take an approval; absent where it is not known. */
    offers?: { plan: string; approval: boolean }[];
    /** The API's own policies, also of a private API; absent where they are not known. */
    policies?: RecordedPolicy[];
}

export interface RecordedClient {
    state: 'registered' | 'retired';
    /** That a key was read back; never which. */
    key: boolean;
    /** By the key of the API: the plan's name and the merged policies, client then plan then API. Of a retired client all contracts, without policies. */
    contracts: { [api: string]: { plan: string; policies: RecordedPolicy[] } };
}

/** What stands in a record in the place of a secret that is not a parameter. */
export const recordedSecret = '(secret)';

export function emptyRecord(environment: string): RegistrationRecord {
    return { environment, rebuilt: false, plans: new Map(), apis: new Map(), clients: new Map() };
}

/** What a recorder looks things up in: the view of the checks, or the compiler's model. */
export interface RecorderLookup extends Lookup {
    api(key: string): ApiDeclaration | undefined;
    plan(key: string): PlanDeclaration | undefined;
    /** What a parameter stands for in the environment; a secret as its placeholder. */
    parameter: ParameterLookup;
    /** The policies of a plan or an API in the words of the record, where they are remembered for all contracts. */
    recordedPolicies?(kind: 'plan' | 'api', key: string): readonly RecordedPolicy[] | undefined;
}

/** Puts a declaration into the words of the record: what would be recorded if it were registered now. It is the compiler's, and comes to the rules from above. */
export interface Recorder {
    policies(entries: readonly PolicyEntry[], lookup: RecorderLookup): RecordedPolicy[];
    plan(declaration: PlanDeclaration, lookup: RecorderLookup): RecordedPlan;
    api(declaration: ApiDeclaration, lookup: RecorderLookup): RecordedApi;
    /** `key` says nothing: a declaration has none. */
    client(declaration: ClientDeclaration, lookup: RecorderLookup): RecordedClient;
}
