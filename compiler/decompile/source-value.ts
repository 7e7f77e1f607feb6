import { inUnits } from '../../language/basic-values.ts';
import type { ObjectValue, OptionDeclaration, TemplateValue, TypeExpression, Value } from '../../language/declarations.ts';
import { convertOptions, convertValue, type Json, type ParameterLookup } from '../../language/option-values.ts';
import { looksLikeSecret } from '../../language/secret-pattern.ts';
import { reserved } from '../../language/syntax-messages.ts';
import { withoutNulls } from './gateway-beans.ts';

/** Gives a secret a name under which the source speaks of it; `hint` is the option that holds it. */
export type NameSecret = (hint: string, value: string) => string;

/** What is needed to know whether a value means the same once it is compiled. */
export interface Writing { parameters: ParameterLookup; nameSecret: NameSecret }

/** The options that compile to this JSON, defaults left out; undefined where the type cannot say it exactly. */
export function sourceOptions(json: { [member: string]: Json }, options: readonly OptionDeclaration[], writing: Writing): ObjectValue | undefined {
    const written = objectValue(json, options, writing);
    if (!written) return undefined;
    const { json: again, problems } = convertOptions('', written, options, writing.parameters);
    return problems.some(({ rule }) => rule !== 'secret-in-clear') || !same(again, json) ? undefined : written;
}

/** The value that compiles to this JSON; undefined where there is none. */
export function sourceValue(name: string, json: Json | null, type: TypeExpression, writing: Writing, secret = false): Value | undefined {
    // A list may hold null, which the language cannot say.
    if (json === null) return undefined;
    switch (type.kind) {
        case 'list': {
            const items = Array.isArray(json) ? json.map(item => sourceValue(name, item, type.element, writing, secret || type.secret)) : [undefined];
            return items.every(item => item !== undefined) ? { kind: 'list', items } : undefined;
        }
        case 'object': return typeof json === 'object' && !Array.isArray(json) ? objectValue(json, type.options, writing) : undefined;
        case 'enumeration': return typeof json === 'object' || typeof json === 'boolean' || !type.values.includes(json) ? undefined : choice(json, writing);
        case 'basic':
            if (typeof json === 'object') return undefined;
            if (typeof json === 'string') return secret && !json.includes('${') && json !== '' ? { kind: 'symbol', name: writing.nameSecret(name, json) } : text(name, json, type.name === 'regex', writing);
            if (secret) return { kind: 'symbol', name: writing.nameSecret(name, String(json)) };
            return typeof json === 'boolean' ? { kind: 'boolean', value: json } : number(json, type.name);
        case 'unknown': return undefined;
    }
}

/** A text as it is written: what is secret in it taken out, `${NAME}` left to the gateway. */
export function text(name: string, value: string, isPattern: boolean, { nameSecret }: Pick<Writing, 'nameSecret'>): Value {
    if (looksLikeSecret(value)) return { kind: 'symbol', name: nameSecret(name, value) };
    const parts = hidden(value, secret => ({ parameter: nameSecret(/password/i.test(name) ? name : 'password', secret) }));
    if (parts.length > 1) return { kind: 'template', parts };
    // A backslash of an expression would have to be doubled in quotes.
    return isPattern && value.includes('\\') && !/['\r\n]/.test(value) ? { kind: 'raw', text: value } : { kind: 'template', parts: value === '' ? [] : [value] };
}

/** Writes as usual, and forgets every secret at once. */
export function asker({ parameters }: Pick<Writing, 'parameters'>): Writing {
    const secrets = new Map<string, string>();
    return {
        nameSecret: (_, value) => {
            const name = `secret ${secrets.size}`;
            secrets.set(name, value);
            return name;
        },
        parameters: name => {
            const secret = secrets.get(name);
            return secret === undefined ? parameters(name) : { kind: 'secret', text: secret };
        }
    };
}

function objectValue(json: { [member: string]: Json }, options: readonly OptionDeclaration[], writing: Writing): ObjectValue | undefined {
    const known = new Set(options.map(({ name, jsonName }) => jsonName ?? name));
    if (Object.keys(json).some(member => !known.has(member))) return undefined;
    const entries: ObjectValue['entries'] = [];
    for (const option of options) {
        const given = json[option.jsonName ?? option.name];
        if (given === undefined) {
            if (option.default !== undefined || !option.optional) return undefined;
            continue;
        }
        const preset = option.default && convertValue(option.name, option.default, option.type, writing.parameters).json;
        if (preset !== undefined && same(option.quoted && typeof preset !== 'object' ? String(preset) : preset, given)) continue;
        const value = option.quoted ? unquoted(given, option, writing) : sourceValue(option.name, given, option.type, writing, option.secret);
        if (value === undefined) return undefined;
        entries.push({ key: option.name, value });
    }
    return { kind: 'object', entries };
}

/** What stands as a text in the JSON, and is written as what it is. */
function unquoted(json: Json, { name, type, secret }: OptionDeclaration, writing: Writing): Value | undefined {
    if (typeof json !== 'string') return undefined;
    const isText = type.kind !== 'basic' || Number.isNaN(Number(json)) || json.trim() === '';
    return sourceValue(name, isText ? json === 'true' || json === 'false' ? json === 'true' : json : Number(json), type, writing, secret);
}

/** A value of an enumeration: bare where it can be, in quotes where it cannot, or where a parameter has the same name. */
function choice(json: string | number, { parameters }: Writing): Value {
    if (typeof json === 'number') return { kind: 'number', value: json };
    const isBare = /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(json) && json !== 'true' && json !== 'false' && !reserved.includes(json) && parameters(json).kind === 'unknown';
    return isBare ? { kind: 'symbol', name: json } : { kind: 'template', parts: json === '' ? [] : [json] };
}

function number(json: number, type: Parameters<typeof inUnits>[1]): Value | undefined {
    const written = inUnits(json, type);
    return isWritable(written.value) ? { kind: 'number', ...written } : undefined;
}

/** Numbers are written without an exponent. */
export function isWritable(number: number): boolean {
    return /^-?\d+(\.\d+)?$/.test(String(number));
}

/** Passwords in addresses: `https://user:password@host`, `…?user=a&password=b`; and what follows `Basic` or `Bearer` in a header. */
function hidden(value: string, hide: (secret: string) => { parameter: string }): TemplateValue['parts'] {
    const found = /^([a-z][a-z0-9+.:-]*:\/\/[^\s/@:]*:)([^\s/@]+)(@.*)$/is.exec(value) ?? /^(.*[?&;]password=)([^&;]+)(.*)$/is.exec(value) ?? /^((?:Basic|Bearer) )(\S{8,})($)/i.exec(value);
    const [, before = '', secret = '', behind = ''] = found ?? [];
    return !found || secret.includes('${') ? [value] : [before, hide(secret), ...behind === '' ? [] : [behind]];
}

function same(a: Json, b: Json): boolean {
    return JSON.stringify(withoutNulls(a)) === JSON.stringify(withoutNulls(b));
}
