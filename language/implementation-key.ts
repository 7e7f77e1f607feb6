import type { PolicyTypeDeclaration, Value } from './declarations.ts';
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

/** The implementation of a policy type with its parameters filled in; undefined where there is none, or a parameter has no value. */
export function implementationOf({ implementation }: Pick<PolicyTypeDeclaration, 'implementation'>, parameters: ParameterLookup): string | undefined {
    return implementation?.kind === 'raw' ? implementation.text
        : implementation?.kind === 'template' ? templateText(implementation.parts, parameters) : undefined;
}

/** The same for rules, which look for a part of it: empty where there is nothing to find. */
export function implementationText(implementation: Value | undefined, { parameter }: { parameter: ParameterLookup }): string {
    return implementationOf(implementation ? { implementation } : {}, parameter) ?? '';
}
