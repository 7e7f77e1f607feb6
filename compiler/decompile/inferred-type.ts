import type { OptionDeclaration, TypeExpression } from '../../language/declarations.ts';
import type { Json } from '../../language/option-values.ts';
import { asker, isWritable, sourceOptions, type Writing } from './source-value.ts';

type Members = { [member: string]: Json };

/**
 * Options that can say all of these configurations exactly: those of a type that is nearly right, and of what else is seen. Undefined where the
 * language has no words for them. What none of them has is left out, and what one of them lacks has no default any more, since a default is always written.
 */
export function inferredOptions(samples: readonly Members[], base: readonly OptionDeclaration[], writing: Writing): OptionDeclaration[] | undefined {
    const options: OptionDeclaration[] = [];
    for (const { default: preset, ...option } of base) {
        const values = valuesOf(samples, option.jsonName ?? option.name);
        if (values.length === 0) continue;
        const isAlwaysThere = values.length === samples.length;
        const type = option.quoted ? option.type : inferredType(values, option.type, writing);
        if (!type) return undefined;
        options.push({ ...option, type, optional: option.optional || !isAlwaysThere, ...(preset && isAlwaysThere && type === option.type ? { default: preset } : {}) });
    }
    const known = new Set(base.map(({ name, jsonName }) => jsonName ?? name));
    const further = [...new Set(samples.flatMap(sample => Object.keys(sample)))].filter(member => !known.has(member));
    for (const member of further) {
        const values = valuesOf(samples, member);
        const name = optionName(member, [...options.map(option => option.name)]);
        const type = inferredType(values, undefined, writing);
        if (!type) return undefined;
        options.push({
            name, optional: values.length < samples.length, secret: namesSecret(member) && values.every(value => typeof value === 'string'), quoted: false, type, ...(name === member ? {} : { jsonName: member })
        });
    }
    return options;
}

function inferredType(values: readonly (Json | null)[], base: TypeExpression | undefined, writing: Writing): TypeExpression | undefined {
    if (!isSayable(values)) return undefined;
    // Only whether a value fits is asked here: nothing is named for good.
    const asking: Writing = asker(writing);
    if (base && base.kind !== 'object' && base.kind !== 'list' && values.every(value => sourceOptions({ value }, [{ name: 'value', optional: false, secret: false, quoted: false, type: base }], asking) !== undefined)) return base;
    // The items of lists that are all empty.
    if (values.length === 0) return base ?? { kind: 'basic', name: 'string' };
    if (values.every(value => Array.isArray(value))) {
        const list = base?.kind === 'list' ? base : undefined;
        const element = inferredType(values.flat(), list?.element, writing);
        return element && (list && element === list.element ? list : { kind: 'list', element, secret: list?.secret ?? false });
    }
    const objects = values.filter((value): value is Members => typeof value === 'object' && !Array.isArray(value));
    if (objects.length === values.length) {
        const known = base?.kind === 'object' ? base.options : [];
        const options = inferredOptions(objects, known, writing);
        return options && (base && JSON.stringify(options) === JSON.stringify(known) ? base : { kind: 'object', options });
    }
    return scalarType(values);
}

/** A list may hold null, which the language cannot say. */
function isSayable(values: readonly (Json | null)[]): values is readonly Json[] {
    return !values.includes(null);
}

function scalarType(values: readonly Json[]): TypeExpression | undefined {
    if (values.every(value => typeof value === 'string')) return { kind: 'basic', name: 'string' };
    if (values.every(value => typeof value === 'boolean')) return { kind: 'basic', name: 'boolean' };
    if (values.every(value => typeof value === 'number')) return { kind: 'basic', name: values.every(value => Number.isSafeInteger(value)) ? 'integer' : 'number' };
    const isMixed = values.every(value => typeof value === 'number' ? isWritable(value) : typeof value === 'string' && !/[\\$"\r\n]/.test(value));
    return isMixed ? { kind: 'enumeration', values: [...new Set(values as (string | number)[])] } : undefined;
}

function valuesOf(samples: readonly Members[], member: string): Json[] {
    return samples.flatMap(sample => sample[member] === undefined ? [] : [sample[member]]);
}

/** Whether the name of an option says that its value is secret. */
function namesSecret(member: string): boolean {
    return /passw(or)?d|passphrase|secret|token|credential|api[-_]?key|private[-_]?key/i.test(member);
}

/** A member of JSON by a name that can be written. */
function optionName(member: string, taken: readonly string[]): string {
    const reserved = ['implementation', 'authenticates', ...taken];
    const name = /^[A-Za-z_]/.test(member) ? member.replaceAll(/[^A-Za-z0-9_.-]/g, '_') : `_${member.replaceAll(/[^A-Za-z0-9_.-]/g, '_')}`;
    for (let number = 1; ; number++) {
        const candidate = number === 1 ? name : `${name}${number}`;
        if (!reserved.includes(candidate)) return candidate;
    }
}
