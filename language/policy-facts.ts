import type { PolicyEntry } from './declarations.ts';
import { implementationKey, implementationText, policyClass } from './implementation-key.ts';
import { convertOptions, type Json, type ParameterLookup } from './option-values.ts';
import { authenticates, expand, type Lookup } from './policy-chain.ts';

export type PolicyOptions = { [option: string]: Json };
export type PolicyLevel = 'client' | 'plan' | 'api' | 'policies';

/** What rules on several policies know of one: its class, and its options as the gateway gets them. */
export interface PolicyFact {
    /** Name of its type, as written. */
    type: string;
    /** Its class without package, such as `RateLimitingPolicy`. */
    class: string;
    /** Its implementation without version. */
    implementation: string;
    /** `security`, `limiting`, … */
    category: string;
    options: PolicyOptions;
    /** It refuses callers that it does not know. */
    authenticates: boolean;
    /** Where it stands: a declaration, and the number of the `policy` or `use` in it. */
    level: PolicyLevel;
    key: string;
    entry: number;
}

/** The policies of one declaration, those of the sets that it uses included. Policies of unknown types are left out: they were reported. */
export function policyFacts(level: PolicyLevel, key: string, policies: readonly PolicyEntry[], lookup: Lookup & { parameter: ParameterLookup }): PolicyFact[] {
    return policies.flatMap((written, entry) => expand([written], lookup).flatMap((policy): PolicyFact[] => {
        const type = lookup.policyType(policy.type);
        if (!type) return [];
        const implementation = implementationText(type.implementation, lookup);
        const { json } = convertOptions(policy.type, policy.options, type.options, lookup.parameter);
        return [{
            type: policy.type, class: policyClass(implementation), implementation: implementationKey(implementation), category: type.category, options: json,
            authenticates: authenticates([policy], lookup), level, key, entry
        }];
    }));
}
