import type { PolicyTypeDeclaration } from '../../language/declarations.ts';
import { implementationKey, implementationOf } from '../../language/implementation-key.ts';
import type { ParameterLookup } from '../../language/option-values.ts';
import type { PolicyBean } from '../gateway-document.ts';

/** The release of Apiman that most plugin policies are of; undefined where that is the one that is used anyway. */
export function apimanVersionOf(policies: readonly PolicyBean[], types: readonly PolicyTypeDeclaration[], parameters: ParameterLookup): string | undefined {
    const released = new Set(types.filter(({ implementation }) => implementation?.kind === 'template' && implementation.parts.some(part => typeof part === 'object' && part.parameter === 'apimanVersion'))
        .map(type => implementationKey(implementationOf(type, parameters) ?? '')));
    const counts = new Map<string, number>();
    for (const { policyImpl } of policies) {
        const [, version] = /^plugin:[^:]*:[^:]*:([^:]*):/.exec(policyImpl) ?? [];
        if (version !== undefined && released.has(implementationKey(policyImpl))) counts.set(version, (counts.get(version) ?? 0) + 1);
    }
    const [most] = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
    const current = parameters('apimanVersion');
    return most === undefined || (current.kind === 'value' && current.value === most[0]) ? undefined : most[0];
}
