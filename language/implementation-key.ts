import type { Value } from './declarations.ts';
import { templateText, type ParameterLookup } from './option-values.ts';

/** An implementation without its plugin version: what two releases of one plugin have in common. */
export function implementationKey(implementation: string): string {
    const plugin = /^plugin:([^:]*):([^:]*):[^:]*:(.*)$/.exec(implementation);
    return plugin ? `plugin:${plugin[1]}:${plugin[2]}:${plugin[3]}` : implementation;
}

/** The class of an implementation without its package, by which rules know a policy. */
export function policyClass(implementation: string): string {
    const key = implementationKey(implementation);
    return key.slice(key.lastIndexOf('.') + 1);
}

/** The implementation of a policy type with its parameters filled in; empty where there is none. */
export function implementationText(implementation: Value | undefined, { parameter }: { parameter: ParameterLookup }): string {
    if (implementation?.kind === 'raw') return implementation.text;
    return implementation?.kind === 'template' ? templateText(implementation.parts, parameter) ?? '' : '';
}
