import type { ParameterDeclaration, Value } from './declarations.ts';
import type { ParameterValue, Scalar } from './option-values.ts';
import { builtInParameters } from './project-settings.ts';

/**
 * What a parameter stands for: the value that an environment gives it, else its default. A secret has no value in any file; `secret` supplies it
 * at registration, and until then it stands as the placeholder `${name}`.
 */
export function parameterValue(
    name: string, declared: ParameterDeclaration | undefined, given: Readonly<Record<string, Scalar>>, secret: (name: string) => string = placeholder
): ParameterValue {
    if (declared?.secret) return { kind: 'secret', text: secret(name) };
    const builtIn = builtInParameters[name];
    if (!declared && builtIn === undefined) return { kind: 'unknown' };
    const value = given[name] ?? defaultScalar(declared?.default) ?? builtIn;
    return value === undefined ? { kind: 'unset' } : { kind: 'value', value };
}

export function placeholder(name: string): string {
    return `\${${name}}`;
}

function defaultScalar(value: Value | undefined): Scalar | undefined {
    switch (value?.kind) {
        case 'template': return value.parts.every(part => typeof part === 'string') ? value.parts.join('') : undefined;
        case 'raw': return value.text;
        case 'boolean': return value.value;
        case 'number': return value.unit ? `${value.value}${value.unit}` : value.value;
        case 'symbol': return value.name;
        default: return undefined;
    }
}
