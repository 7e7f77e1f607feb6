import type { AstNode } from 'langium';
import type { AttributeOwner } from '../attributes.ts';
import { isApiKeyAttribute } from '../api-key.ts';
import type { ObjectValue, OptionDeclaration, Value } from '../declarations.ts';
import { valueOf } from '../extraction.ts';
import type * as ast from '../generated/ast.ts';
import { convertOptions, convertValue, type Json, type ValueProblem } from '../option-values.ts';
import { report, type Accept } from '../report.ts';
import { suggestedName, suggestion } from '../suggestion.ts';
import type { Check } from './check.ts';
import { checkGatewayPlaceholders } from './gateway-placeholders.ts';
import { shownAddress } from './shown-address.ts';
import { isUnclosedValue } from './texts.ts';

/** Attributes of a declaration: known, set once, of the right type, and none that would define an API key. */
export function checkAttributes(kind: AttributeOwner, members: readonly AstNode[], { attributes, view, accept }: Pick<Check<never, never>, 'attributes' | 'view' | 'accept'>): void {
    const known = attributes[kind];
    const seen = new Set<string>();
    for (const property of members.filter((member): member is ast.Property => member.$type === 'Property')) {
        const type = known.find(({ name }) => name === property.key);
        if (isApiKeyAttribute(property.key)) {
            report(accept, 'api-key-defined', {}, { node: property, property: 'key' });
        } else if (!type) {
            const hint = suggestion(property.key, known.map(({ name }) => name));
            report(accept, 'unknown-attribute', { a: property.key, kind: kindWithArticle[kind], hint }, { node: property, property: 'key' });
        } else if (seen.has(property.key)) {
            report(accept, 'duplicate-attribute', { a: property.key }, { node: property, property: 'key' });
        } else {
            seen.add(property.key);
            const { problems } = convertValue(property.key, valueOf(property.value), type.type, view.parameter);
            const text = property.key === 'endpoint' && problems.some(({ rule }) => rule === 'option-type') ? literalText(valueOf(property.value)) : undefined;
            if (text !== undefined && !isUnclosedValue(property.value)) report(accept, 'invalid-endpoint', { url: shownAddress(text) }, { node: property.value as AstNode });
            else for (const problem of problems) reportValueProblem(accept, problem, property.value, property);
            if (!prose.includes(property.key)) checkGatewayPlaceholders([property], known, accept);
        }
    }
}

/** Whether a key is, or is reported as nearly, that of an attribute. */
export function meansAttribute(key: string, name: string, known: readonly OptionDeclaration[]): boolean {
    const names = known.map(({ name }) => name);
    return key === name || (!names.includes(key) && suggestedName(suggestion(key, names)) === name);
}

/** Options of a policy against its type. Returns the JSON that they compile to, as far as it could be made. */
export function checkOptions(owner: string, policy: ast.Policy, types: readonly OptionDeclaration[], { view, accept }: Pick<Check<never, never>, 'view' | 'accept'>): { [option: string]: Json } {
    const options: ObjectValue = { kind: 'object', entries: policy.options.map(option => ({ key: option.key, value: valueOf(option.value) })) };
    const { json, problems } = convertOptions(owner, options, types, view.parameter);
    for (const problem of problems) {
        const [first, ...rest] = problem.path;
        const option = first === undefined ? undefined : policy.options[first];
        if (!option) reportProblem(accept, problem, { node: policy, property: 'type' });
        else if (rest.length === 0 && problem.at === 'key' && problem.rule !== 'missing-option') reportProblem(accept, problem, { node: option, property: 'key' });
        else reportValueProblem(accept, { ...problem, path: rest }, option.value, option);
    }
    return json;
}

/** The text of a value that holds no parameter. */
function literalText(value: Value): string | undefined {
    if (value.kind === 'raw') return value.text;
    return value.kind === 'template' && value.parts.every(part => typeof part === 'string') ? value.parts.join('') : undefined;
}

/** Attributes that never reach the gateway. */
const prose = ['description', 'definition'];

export const kindWithArticle: Record<AttributeOwner, string> = {
    organization: 'an organization', plan: 'a plan', api: 'an API', client: 'a client', contract: 'a contract'
};

/** Walks from a value along the path of a problem, and reports it where the path ends. */
function reportValueProblem(accept: Accept, problem: ValueProblem, value: ast.Value | undefined, property: ast.Property): void {
    let node = value;
    let owner = property;
    for (const [depth, step] of problem.path.entries()) {
        if (node?.$type === 'ListValue') {
            node = node.items[step];
        } else if (node?.$type === 'ObjectValue' && node.properties[step]) {
            owner = node.properties[step];
            if (problem.at === 'key' && depth === problem.path.length - 1 && problem.rule !== 'missing-option') return reportProblem(accept, problem, { node: owner, property: 'key' });
            node = owner.value;
        }
    }
    // An object in a list has no name of its own; any other is known by its key.
    if (problem.rule === 'missing-option' && node?.$container.$type !== 'ListValue') return reportProblem(accept, problem, { node: owner, property: 'key' });
    // A raw text stands in the file as it is: the character that is wrong can be shown.
    if (node?.$type === 'RawValue' && problem.offset !== undefined) report(accept, problem.rule, problem.blanks as never, { node: node as AstNode, within: { offset: problem.offset + 1, length: 1 } });
    else reportProblem(accept, problem, node ? { node } : { node: owner, property: 'key' });
}

function reportProblem(accept: Accept, problem: ValueProblem, place: { node: ast.Policy; property: 'type' } | { node: ast.Property; property: 'key' } | { node: ast.Value }): void {
    if (!isUnclosedValue(place.node as AstNode)) report(accept, problem.rule, problem.blanks, place as { node: AstNode });
}
