import { keyOf, type ApiDeclaration, type Attribute, type ClientDeclaration, type OptionDeclaration, type PlanDeclaration, type PolicyEntry, type PolicyTypeDeclaration, type TypeExpression, type Value } from '../../language/declarations.ts';
import type { DecompiledOrganization } from '../../compiler/decompile/decompile.ts';
import { printType } from '../../language/type-description.ts';
import { printContract, printDocumentation, printHead, printOffer } from '../features/printed-declaration.ts';
import { printValue } from '../features/printed-value.ts';
import { writtenName } from '../features/written-name.ts';

/** A line that is longer is written as several. */
const longest = 110;

/** An organization as it is written; `comment` is what stands above a declaration. Only the formatter makes it look as it should. */
export function organizationText({ name, plans, apis, clients }: DecompiledOrganization, comment: (element: string) => string | undefined): string {
    const members = [...plans, ...apis, ...clients].map(declaration => {
        const above = comment(`${declaration.kind}:${keyOf(declaration)}`);
        return `${above === undefined ? '' : `// ${above}\n`}${memberText(declaration)}`;
    });
    return `${printHead({ kind: 'organization', name })} {\n${members.join('\n\n')}\n}\n`;
}

export function policyTypeText({ name, category, implementation, authenticates, documentation, options }: PolicyTypeDeclaration): string {
    return [
        ...documentation === undefined ? [] : [printDocumentation(documentation)],
        `policy type ${writtenName(name)} : ${category} {`,
        ...implementation ? [`implementation: ${printValue(implementation)}`] : [],
        ...authenticates ? ['authenticates: true'] : [],
        '', ...options.map(optionText),
        '}\n'
    ].join('\n');
}

function memberText(declaration: PlanDeclaration | ApiDeclaration | ClientDeclaration): string {
    const head = printHead(declaration);
    switch (declaration.kind) {
        case 'plan': return block(head, [...attributes(declaration.attributes), ...policies(declaration.policies)]);
        case 'api': return block(head, [
            ...attributes(declaration.attributes),
            ...declaration.offers.map(({ plan }) => printOffer(plan, declaration.organization)),
            ...policies(declaration.policies)
        ]);
        case 'client': return block(head, [
            ...declaration.contracts.map(contract => printContract(contract, undefined)),
            ...policies(declaration.policies)
        ]);
    }
}

function block(head: string, members: readonly string[]): string {
    return members.length === 0 ? head : `${head} {\n${members.join('\n')}\n}`;
}

function attributes(list: readonly Attribute[]): string[] {
    return list.map(({ key, value }) => `${key}: ${valueText(value, key.length + 2, 2)}`);
}

function policies(entries: readonly PolicyEntry[]): string[] {
    return entries.map(entry => {
        if (entry.kind === 'use') return `use ${writtenName(entry.set)}`;
        const head = `policy ${writtenName(entry.type)}`;
        return entry.options.entries.length === 0 ? head : `${head} ${valueText(entry.options, head.length + 1, 2)}`;
    });
}

/** In one line where there is room for it behind `used` characters, as deep inside of brackets as `depth` says. */
function valueText(value: Value, used: number, depth: number): string {
    const line = printValue(value);
    if (2 * depth + used + line.length <= longest) return line;
    if (value.kind === 'object' && value.entries.length > 0) {
        return `{\n${value.entries.map(({ key, value: entry }) => `${writtenName(key)}: ${valueText(entry, key.length + 2, depth + 1)}`).join('\n')}\n}`;
    }
    return value.kind === 'list' && value.items.length > 0 ? `[\n${value.items.map(item => valueText(item, 0, depth + 1)).join('\n')}\n]` : line;
}

function optionText(option: OptionDeclaration): string {
    return [
        ...option.documentation === undefined ? [] : [printDocumentation(option.documentation)],
        `${writtenName(option.name)}${option.optional ? '?' : ''}: ${option.secret ? 'secret ' : ''}${option.quoted ? 'quoted ' : ''}${typeText(option.type)}`
        + `${option.jsonName === undefined ? '' : ` as ${printValue({ kind: 'template', parts: [option.jsonName] })}`}${option.default ? ` = ${printValue(option.default)}` : ''}`
    ].join('\n');
}

/** With the documentation and the defaults of what is inside, which a hover leaves out. */
function typeText(type: TypeExpression): string {
    switch (type.kind) {
        case 'object': return type.options.length === 0 ? '{}' : `{\n${type.options.map(optionText).join('\n')}\n}`;
        case 'list': return `[${type.secret ? 'secret ' : ''}${typeText(type.element)}]`;
        default: return printType(type);
    }
}

/** Names of the policy types that an organization uses. */
export function typesUsed({ plans, apis, clients }: DecompiledOrganization): Set<string> {
    return new Set([...plans, ...apis, ...clients].flatMap(declaration => declaration.policies.flatMap(entry => entry.kind === 'policy' ? [entry.type] : [])));
}

