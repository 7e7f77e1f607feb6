import { readFileSync } from 'node:fs';
import { readAttributes, type AttributeOwner } from '../../language/attributes.ts';
import type { BasicTypeName, OptionDeclaration } from '../../language/declarations.ts';
import { describeType, printType } from '../../language/type-description.ts';
import { basicTypes } from '../../language/type-extraction.ts';
import { projectFileJsonSchema } from './project-file-schema.ts';

/** docs/language.md: written by hand, with the tables between its marks from where the facts are. */
export function languagePage(): string {
    const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
    return Object.entries(tables).reduce((text, [name, lines]) =>
        text.replace(new RegExp(`(<!-- derived: ${name} -->\n)[^]*?(<!-- end -->)`), (_, start: string, end: string) => `${start}${lines().join('\n')}\n${end}`), page);
}

const tables: Record<string, () => string[]> = {
    attributes: () => Object.entries(readAttributes()).flatMap(([owner, options]) => [
        `${titles[owner as AttributeOwner]}:`, '', '| attribute | type | default | |', '|---|---|---|---|', ...options.flatMap(option => rows(option)), ''
    ]),
    types: () => ['| type | a value is |', '|---|---|', ...basicTypes.map(name => `| \`${name}\` | ${examples[name] ?? describeType({ kind: 'basic', name })} |`),
        '| `A \\| B` | one of these, written as a symbol or as a text |', '| `[T]` | a list `[a, b]` |', '| `{ name: T … }` | an object |'],
    'project file': () => ['| key | |', '|---|---|', ...keys(JSON.parse(projectFileJsonSchema()) as Schema)]
};

const titles: Record<AttributeOwner, string> = { organization: 'Of an organization', plan: 'Of a plan', api: 'Of an API', client: 'Of a client', contract: 'Of a contract' };
const examples: Partial<Record<BasicTypeName, string>> = {
    string: 'a text in quotes; `string(1..128)` limits its length', integer: 'a whole number; `integer(1..10)` gives a range', regex: 'a regular expression, judged as Java judges it'
};

function rows({ name, type, default: fallback, documentation, optional }: OptionDeclaration, prefix = ''): string[] {
    const inner = type.kind === 'object' ? type.options.flatMap(option => rows(option, `${prefix}${name}.`)) : [];
    const shown = type.kind === 'object' ? 'an object' : `\`${printType(type).replaceAll('|', '\\|')}\``;
    const value = fallback?.kind === 'symbol' ? fallback.name : fallback?.kind === 'boolean' ? String(fallback.value) : optional ? '' : 'must be given';
    return [`| \`${prefix}${name}\` | ${shown} | ${value} | ${(documentation ?? '').replaceAll('\n', ' ')} |`, ...inner];
}

interface Schema { description?: string; properties?: Record<string, Schema>; additionalProperties?: Schema | boolean; items?: Schema; anyOf?: Schema[] }

function keys(schema: Schema, prefix = ''): string[] {
    return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => [
        ...inner.description ? [`| \`${prefix}${key}\` | ${inner.description} |`] : [],
        ...nested(inner).flatMap(([suffix, below]) => keys(below, `${prefix}${key}${suffix}.`))
    ]);
}

/** What stands below a key: under a name of one's own (`environments.NAME`), in each item of a list, or directly. */
function nested(schema: Schema): [suffix: string, schema: Schema][] {
    if (typeof schema.additionalProperties === 'object' && schema.additionalProperties.properties) return [['.NAME', schema.additionalProperties]];
    if (schema.items?.properties) return [['[]', schema.items]];
    return schema.properties ? [['', schema]] : [];
}
