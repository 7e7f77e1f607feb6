import type { PolicyTypeDeclaration, PolicyUse } from '../language/declarations.ts';
import { convertOptions, templateText, type Json, type ParameterLookup } from '../language/option-values.ts';
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

/** The text of an implementation with its parameters filled in. */
export function implementationOf({ implementation }: PolicyTypeDeclaration, parameters: ParameterLookup): string | undefined {
    return implementation?.kind === 'raw' ? implementation.text
        : implementation?.kind === 'template' ? templateText(implementation.parts, parameters) : undefined;
}
