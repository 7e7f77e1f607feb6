import type { ObjectValue, OptionDeclaration, TypeExpression, Value } from './declarations.ts';
import { basicValue, type BasicResult } from './basic-values.ts';
import type { BlankValues } from './report.ts';
import { hintAt, suggestedName, suggestion } from './suggestion.ts';
import { describeType } from './type-description.ts';

export type Scalar = string | number | boolean;
export type Json = Scalar | Json[] | { [key: string]: Json };

/** What a parameter stands for where values are converted. `unset`: it has no value there, which is reported elsewhere. */
export type ParameterValue = { kind: 'unknown' } | { kind: 'unset' } | { kind: 'value'; value: Scalar } | { kind: 'secret'; text: string };
export type ParameterLookup = (name: string) => ParameterValue;

type OptionRule = 'unknown-option' | 'missing-option' | 'duplicate-option' | 'option-type' | 'unit-mismatch' | 'secret-in-clear';

/** A mistake in a value. `path` counts list items and object entries in written order, from the outermost in; `at` says which side of the entry is meant, `offset` the character of the text. */
export type ValueProblem = {
    [R in OptionRule]: { rule: R; blanks: BlankValues<R>; path: number[]; at: 'key' | 'value'; offset?: number }
}[OptionRule];

interface Context {
    parameters: ParameterLookup;
    problems: ValueProblem[];
    /** Name of the policy or attribute, for messages. */
    owner: string;
}

/**
 * Turns the options of a policy into the JSON that the gateway reads: in the order of the type, defaults emitted, units converted,
 * JSON names applied. Whatever is wrong is a problem and left out of the JSON.
 */
export function convertOptions(owner: string, options: ObjectValue, types: readonly OptionDeclaration[], parameters: ParameterLookup): { json: { [key: string]: Json }; problems: ValueProblem[] } {
    const context: Context = { owner, parameters, problems: [] };
    return { json: convertObject(options, types, [], context), problems: context.problems };
}

/** Turns one value into JSON; `name` is what messages call it. */
export function convertValue(name: string, value: Value, type: TypeExpression, parameters: ParameterLookup): { json: Json | undefined; problems: ValueProblem[] } {
    const context: Context = { owner: name, parameters, problems: [] };
    return { json: convert(name, value, type, false, [], context), problems: context.problems };
}

function convertObject(value: ObjectValue, types: readonly OptionDeclaration[], path: number[], context: Context): { [key: string]: Json } {
    const given = new Map<string, { value: Value; index: number }>();
    const misspelt = new Set<string | undefined>();
    const free = () => types.filter(({ name }) => !value.entries.some(({ key }) => key === name)).map(({ name }) => name);
    value.entries.forEach(({ key, value: entry }, index) => {
        const at = { path: [...path, index], at: 'key' as const };
        if (given.has(key)) context.problems.push({ rule: 'duplicate-option', blanks: { o: key }, ...at });
        else if (!types.some(({ name }) => name === key)) {
            const hint = suggestion(key, free());
            misspelt.add(suggestedName(hint));
            context.problems.push({ rule: 'unknown-option', blanks: { o: key, policy: context.owner, hint }, ...at });
        } else given.set(key, { value: entry, index });
    });
    const json: { [key: string]: Json } = {};
    for (const option of types) {
        const written = given.get(option.name);
        const converted = written
            ? convert(option.name, written.value, option.type, option.secret, [...path, written.index], context)
            : defaultOf(option, path, misspelt.has(option.name) ? { ...context, problems: [] } : context);
        if (converted !== undefined) json[option.jsonName ?? option.name] = option.quoted ? quote(converted) : converted;
    }
    return json;
}

function defaultOf(option: OptionDeclaration, path: number[], context: Context): Json | undefined {
    if (option.default) return convert(option.name, option.default, option.type, false, [], { ...context, problems: [] });
    if (!option.optional) context.problems.push({ rule: 'missing-option', blanks: { o: option.name, policy: context.owner }, path, at: 'key' });
    return undefined;
}

function convert(name: string, value: Value, type: TypeExpression, secret: boolean, path: number[], context: Context): Json | undefined {
    const problem = (expected: string, offset?: number) => {
        context.problems.push({ rule: 'option-type', blanks: { o: name, expected }, path, at: 'value', ...offset === undefined ? {} : { offset } });
        return undefined;
    };
    if (value.kind === 'missing' || type.kind === 'unknown') return undefined;
    if (secret && isLiteral(value, context)) context.problems.push({ rule: 'secret-in-clear', blanks: {}, path, at: 'value' });
    switch (type.kind) {
        case 'list':
            if (value.kind !== 'list') return problem(describeType(type));
            return listOf(value.items.map((item, index) => convert(name, item, type.element, type.secret, [...path, index], context)));
        case 'object':
            return value.kind === 'object' ? convertObject(value, type.options, path, context) : problem(describeType(type));
        case 'enumeration':
        case 'basic': {
            if (value.kind === 'list' || value.kind === 'object') return problem(describeType(type));
            const scalar = scalarOf(value, type, context);
            if (scalar.kind === 'unset') return undefined;
            if (scalar.kind === 'misread') return problem(scalar.expected);
            const result: BasicResult = type.kind === 'enumeration' ? enumerationValue(scalar.value, type.values) : basicValue(scalar, type);
            if (result.kind === 'value') return result.value;
            if (result.kind === 'unit') {
                context.problems.push({ rule: 'unit-mismatch', blanks: { q: result.quantity, expected: result.expected, hint: hintAt(result.meant) }, path, at: 'value' });
                return undefined;
            }
            return problem(result.why ?? describeType(type), result.offset);
        }
    }
}

/** The items that are right; a list of which none is was not meant to be empty. */
function listOf(items: readonly (Json | undefined)[]): Json[] | undefined {
    const right = items.filter(item => item !== undefined);
    return right.length === 0 && items.length > 0 ? undefined : right;
}

type ResolvedScalar = { kind: 'value'; value: Scalar; unit?: string; parameter: boolean } | { kind: 'unset' } | { kind: 'misread'; expected: string };

/** A scalar as written, with parameters filled in. A string that is one parameter alone stands for the parameter's own value. */
function scalarOf(value: Exclude<Value, { kind: 'list' | 'object' | 'missing' }>, type: TypeExpression, { parameters }: Context): ResolvedScalar {
    switch (value.kind) {
        case 'raw': return { kind: 'value', value: value.text, parameter: false };
        case 'boolean': return { kind: 'value', value: value.value, parameter: false };
        case 'number': return { kind: 'value', value: value.value, ...(value.unit ? { unit: value.unit } : {}), parameter: false };
        case 'symbol': {
            const parameter = parameters(value.name);
            const listed = type.kind === 'enumeration' && type.values.some(choice => String(choice) === value.name);
            if (listed && parameter.kind === 'unknown') return { kind: 'value', value: value.name, parameter: false };
            if (listed) return { kind: 'misread', expected: `unambiguous: '${value.name}' is a value and a parameter; write "${value.name}" or "\${${value.name}}"` };
            if (parameter.kind !== 'unknown') return parameterScalar(parameter);
            return { kind: 'misread', expected: type.kind === 'enumeration' ? describeType(type) : `${describeType(type)}; '${value.name}' is no parameter (are quotes missing?)` };
        }
        case 'template': {
            const [only] = value.parts;
            if (value.parts.length === 1 && typeof only === 'object') return parameterScalar(parameters(only.parameter));
            const text = templateText(value.parts, parameters);
            return text === undefined ? { kind: 'unset' } : { kind: 'value', value: text, parameter: value.parts.some(part => typeof part === 'object') };
        }
    }
}

/** The text of a string with its parameters filled in; undefined where one has no value. */
export function templateText(parts: readonly (string | { parameter: string })[], parameters: ParameterLookup): string | undefined {
    let text = '';
    for (const part of parts) {
        const scalar = typeof part === 'string' ? part : parameterScalar(parameters(part.parameter));
        if (typeof scalar === 'string') text += scalar;
        else if (scalar.kind === 'value') text += String(scalar.value);
        else return undefined;
    }
    return text;
}

function parameterScalar(parameter: ParameterValue): Extract<ResolvedScalar, { kind: 'value' | 'unset' }> {
    switch (parameter.kind) {
        case 'value': return { kind: 'value', value: parameter.value, parameter: true };
        case 'secret': return { kind: 'value', value: parameter.text, parameter: true };
        case 'unknown':
        case 'unset': return { kind: 'unset' };
    }
}

function enumerationValue(value: Scalar, values: readonly (string | number)[]): BasicResult {
    const found = values.find(choice => String(choice) === String(value));
    return found === undefined ? { kind: 'mismatch' } : { kind: 'value', value: found };
}

/** Neither a secret parameter nor a placeholder that the gateway fills in. */
function isLiteral(value: Value, { parameters }: Context): boolean {
    switch (value.kind) {
        case 'symbol': return parameters(value.name).kind === 'value';
        case 'template': return !value.parts.some(part => typeof part === 'string' ? part.includes('${') : parameters(part.parameter).kind !== 'value');
        case 'raw': return !value.text.includes('${');
        case 'number':
        case 'boolean': return true;
        default: return false;
    }
}

function quote(value: Json): Json {
    return typeof value === 'object' ? value : String(value);
}
