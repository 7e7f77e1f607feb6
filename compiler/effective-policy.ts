import type { PolicyTypeDeclaration, PolicyUse } from '../language/declarations.ts';
import { implementationOf } from '../language/implementation-key.ts';
import { convertOptions, type Json, type ParameterLookup } from '../language/option-values.ts';
import type { Lookup } from '../language/policy-chain.ts';

/** A policy as the gateway runs it, with the type that it was written with. */
export interface EffectivePolicy { policyImpl: string; config: { [option: string]: Json }; type: PolicyTypeDeclaration }

/** A policy of an unknown type, or of one without an implementation, is left out: it was reported. */
export function effectivePolicies(chain: readonly PolicyUse[], lookup: Lookup, parameters: ParameterLookup): EffectivePolicy[] {
    return chain.flatMap(policy => {
        const type = lookup.policyType(policy.type);
        const policyImpl = type && implementationOf(type, parameters);
        return type === undefined || policyImpl === undefined ? [] : [{ policyImpl, config: convertOptions(policy.type, policy.options, type.options, parameters).json, type }];
    });
}
