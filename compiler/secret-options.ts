import type { OptionDeclaration, PolicyTypeDeclaration, TypeExpression } from '../language/declarations.ts';
import { templateText, type ParameterLookup } from '../language/option-values.ts';
import { implementationKey } from './compiled-project.ts';

/** For each implementation the JSON paths of its secret options (`staticIdentity.identities[].password`); an implementation without any has an empty list. */
export function secretOptions(types: readonly PolicyTypeDeclaration[], parameters: ParameterLookup): Map<string, readonly string[]> {
    const result = new Map<string, readonly string[]>();
    for (const { implementation, options } of types) {
        const text = implementation?.kind === 'raw' ? implementation.text
            : implementation?.kind === 'template' ? templateText(implementation.parts, parameters) : undefined;
        if (text === undefined) continue;
        const key = implementationKey(text);
        // Two types of one class may differ in what they call secret: what either does, is.
        result.set(key, [...new Set([...result.get(key) ?? [], ...secretPaths(options, '')])]);
    }
    return result;
}

function secretPaths(options: readonly OptionDeclaration[], prefix: string): string[] {
    return options.flatMap(option => {
        const path = `${prefix}${option.jsonName ?? option.name}`;
        return option.secret ? [path] : inside(option.type, path);
    });
}

function inside(type: TypeExpression, path: string): string[] {
    switch (type.kind) {
        case 'list': return type.secret ? [`${path}[]`] : inside(type.element, `${path}[]`);
        case 'object': return secretPaths(type.options, `${path}.`);
        default: return [];
    }
}
