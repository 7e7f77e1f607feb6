import { t } from '@vscode/l10n';
import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { BasicTypeName, OptionDeclaration, TypeExpression } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { builtInParameters } from '../../language/project-settings.ts';
import { printOption, printType } from '../../language/type-description.ts';
import { nameOf, type Block, type Token } from './completion-blocks.ts';
import type { CompletionContext } from './completion-context.ts';
import { choice, escapeSnippet, withoutPlaceholders, type Proposal } from './completion-item.ts';
import { isParameter } from './name-at.ts';
import { printValue } from './printed-value.ts';
import { writtenName } from './written-name.ts';

/** What a place holds: the type of its value, and whether that must be a secret. */
interface Expected { type: TypeExpression; secret: boolean }

/** Options that are not set yet, those that must be set first, else in the order of their declaration. */
export function optionNames(project: Project, { blocks, tokens, keysBehind, rest }: CompletionContext): Proposal[] {
    const type = typeOfBlock(project, blocks)?.type;
    if (type?.kind !== 'object') return [];
    const set = new Set([...keysOf(tokens), ...keysBehind]);
    const hasColon = /^\s*:/.test(rest);
    return type.options.map((option, order) => ({ option, order })).filter(({ option }) => !set.has(option.name)).map(({ option, order }) => ({
        label: option.name, kind: CompletionItemKind.Property, detail: printOption(option), rank: isRequired(option) ? 0 : 1, order,
        ...(option.documentation ? { documentation: option.documentation } : {}),
        insert: hasColon ? option.name : `${option.name}: ${valueSnippet(option, 1)}`, ...(hasColon ? {} : { snippet: true as const })
    }));
}

/** What can be the value of the option at the cursor, or an item of its list. */
export function optionValues(project: Project, context: CompletionContext): Proposal[] {
    const expected = typeOfValue(project, context);
    if (!expected) return context.inText ? [] : parametersFor(project);
    const values = valuesOf(project, expected.type, context.inText !== undefined);
    return context.inText ? values : [...values, ...parametersFor(project, expected)];
}

/** Parameters inside `"${`; the closing brace is added where it is missing. */
export function parameterReferences(project: Project, { rest }: CompletionContext): Proposal[] {
    const end = rest.startsWith('}') ? '' : '}';
    return parametersFor(project).map(({ label, ...proposal }) => ({ ...proposal, label, insert: `${label}${end}` }));
}

/** What the default of a parameter can be, by its type. */
export function parameterValues(tokens: readonly Token[]): Proposal[] {
    return tokens.at(-2)?.image === 'boolean' ? [...booleans] : [];
}

/** An option with what it needs, as a snippet: `limit: 10` with the number to fill in. */
export function requiredOptions(options: readonly OptionDeclaration[], start = 1): string {
    return options.filter(isRequired).map((option, index) => `${option.name}: ${valueSnippet(option, start + index)}`).join(', ');
}

/** An option with a value to be replaced, as plain text; where a secret is wanted, the name of a parameter. */
export function optionSkeleton(option: Pick<OptionDeclaration, 'name' | 'type' | 'secret'>): string {
    return `${option.name}: ${withoutPlaceholders(valueSnippet(option, 1)).replaceAll('{  }', '{}')}`;
}

export function isRequired(option: OptionDeclaration): boolean {
    return !option.optional && option.default === undefined;
}

function typeOfValue(project: Project, { blocks, tokens }: CompletionContext): Expected | undefined {
    const block = typeOfBlock(project, blocks);
    if (blocks.at(-1)?.kind === 'list') return block?.type.kind === 'list' ? { type: block.type.element, secret: block.type.secret || block.secret } : undefined;
    const option = block?.type.kind === 'object' ? block.type.options.find(({ name }) => name === nameOf(tokens.at(-2))) : undefined;
    return option && { type: option.type, secret: option.secret };
}

/** The type of the innermost block, found on the way from the policy or the declaration that it is in. */
function typeOfBlock(project: Project, blocks: readonly Block[]): Expected | undefined {
    const block = blocks.at(-1);
    if (!block) return undefined;
    switch (block.kind) {
        case 'policy': return objectOf(project.view.policyType(block.name)?.options);
        case 'organization': case 'plan': case 'api': case 'client': case 'contract': return objectOf(project.language.attributes[block.kind]);
        case 'object':
        case 'list': {
            const outer = typeOfBlock(project, blocks.slice(0, -1));
            if (block.key === undefined) return outer?.type.kind === 'list' ? { type: outer.type.element, secret: outer.type.secret } : undefined;
            const option = outer?.type.kind === 'object' ? outer.type.options.find(({ name }) => name === block.key) : undefined;
            return option && { type: option.type, secret: option.secret };
        }
        default: return undefined;
    }
}

function objectOf(options: readonly OptionDeclaration[] | undefined): Expected | undefined {
    return options && { type: { kind: 'object', options: [...options] }, secret: false };
}

const booleans: readonly Proposal[] = ['true', 'false'].map(label => ({ label, kind: CompletionItemKind.Value, rank: 0 }));

function valuesOf(project: Project, type: TypeExpression, inText: boolean): Proposal[] {
    if (type.kind === 'enumeration') {
        return type.values.map((value, order) => {
            const plain = typeof value === 'number' || (/^[A-Za-z_][\w.-]*$/.test(value) && !isParameter(project, value));
            return { label: String(value), kind: CompletionItemKind.EnumMember, rank: 0, order, insert: inText || plain ? String(value) : `"${value}"` };
        });
    }
    if (inText) return [];
    if (type.kind === 'basic' && type.name === 'boolean') return [...booleans];
    if (type.kind === 'list') return [{ label: '[…]', kind: CompletionItemKind.Struct, insert: valueSnippet({ type, secret: type.secret }, 1), snippet: true, detail: printType(type), rank: 0, filter: '[' }];
    if (type.kind === 'object') return [{ label: '{…}', kind: CompletionItemKind.Struct, insert: valueSnippet({ type, secret: false }, 1), snippet: true, detail: printType(type), rank: 0, filter: '{' }];
    return [];
}

/** Parameters that can be what is expected: where a secret is wanted secret ones alone, which are left for last elsewhere. */
function parametersFor(project: Project, { type, secret }: Partial<Expected> = {}): Proposal[] {
    return [...project.index.keys('parameter'), ...Object.keys(builtInParameters)].slice(0, 500).flatMap(name => {
        const declared = project.index.find('parameter', name);
        const isSecret = declared?.secret === true;
        if (secret ? !isSecret : type && (isSecret && type.kind === 'enumeration' || !canBe(type, isSecret ? 'string' : declared?.type))) return [];
        const value = isSecret ? t('secret parameter') : `parameter${declared?.type ? `: ${printType(declared.type)}` : ''}${declared?.default ? ` = ${printValue(declared.default)}` : ''}`;
        return [{ label: name, kind: CompletionItemKind.Variable, insert: writtenName(name), detail: value, rank: isSecret && !secret ? 4 : 2 }];
    });
}

/** Whether a parameter of a type can stand for a value: `10MB` is none of a URL. What has no type is a text; an enumeration takes texts. */
function canBe(expected: TypeExpression, given: TypeExpression | 'string' = 'string'): boolean {
    const name = given === 'string' ? given : given.kind === 'basic' ? given.name : undefined;
    if (name === undefined || expected.kind === 'unknown') return true;
    if (expected.kind === 'enumeration') return name === 'string';
    return expected.kind === 'basic' && (expected.name === name || formOf[expected.name] === formOf[name]);
}

/** Types whose values are written in one form. */
const formOf: Record<BasicTypeName, 'text' | 'number' | 'boolean'> = {
    string: 'text', header: 'text', regex: 'text', url: 'text', address: 'text', time: 'text', integer: 'number', number: 'number', bytes: 'number', seconds: 'number', milliseconds: 'number', boolean: 'boolean'
};

/** A place to fill in, in the form that the type wants. */
function valueSnippet({ name, type, secret }: { name?: string; type: TypeExpression; secret: boolean }, number: number): string {
    if (secret) return `\${${number}:${name ?? 'secret'}}`;
    switch (type.kind) {
        case 'enumeration': return choice(number, type.values.map(value => typeof value === 'number' || /^[A-Za-z_][\w.-]*$/.test(value) ? String(value) : `"${value}"`));
        case 'list': return `[${valueSnippet({ type: type.element, secret: type.secret }, number)}]`;
        case 'object': return `{ ${requiredOptions(type.options, number) || `$${number}`} }`;
        case 'unknown': return `\${${number}:""}`;
        case 'basic':
            switch (type.name) {
                case 'boolean': return choice(number, ['true', 'false']);
                case 'integer': case 'number': return `\${${number}:${Math.max(type.min ?? 1, 1)}}`;
                case 'bytes': return `\${${number}:10MB}`;
                case 'seconds': return `\${${number}:60s}`;
                case 'milliseconds': return `\${${number}:10s}`;
                case 'regex': return `'$${number}'`;
                case 'time': return `"\${${number}:${escapeSnippet('08:00:00')}}"`;
                default: return `"$${number}"`;
            }
    }
}

function keysOf(tokens: readonly Token[]): string[] {
    return tokens.flatMap((token, index) => token.tokenType.name === ':' ? [nameOf(tokens[index - 1])] : []);
}
