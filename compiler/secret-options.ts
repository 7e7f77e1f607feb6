import type { OptionDeclaration, PolicyTypeDeclaration, TypeExpression } from '../language/declarations.ts';
import type { ParameterLookup } from '../language/option-values.ts';
import { implementationKey } from './compiled-project.ts';
import { implementationOf } from '../language/implementation-key.ts';

/** For each implementation the JSON paths of its secret options (`staticIdentity.identities[].password`); an implementation without any has an empty list. */
export function secretOptions(types: readonly PolicyTypeDeclaration[], parameters: ParameterLookup): Map<string, readonly string[]> {
    const result = new Map<string, readonly string[]>();
    for (const type of types) {
        const text = implementationOf(type, parameters);
        if (text === undefined) continue;
        const key = implementationKey(text);
        // Two types of one class may differ in what they call secret: what either does, is.
        result.set(key, [...new Set([...result.get(key) ?? [], ...secretPaths(type.options)])]);
    }
    return result;
}

/** The JSON paths of the secret options, e.g. `staticIdentity.identities[].password`. */
export function secretPaths(options: readonly OptionDeclaration[], prefix = ''): string[] {
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
