import type { AstNode } from 'langium';
import type { BasicTypeName, OptionDeclaration, TypeExpression } from './declarations.ts';
import { valueOf } from './extraction.ts';
import type * as ast from './generated/ast.ts';
import { commentOf } from './places.ts';
import { parseRaw, plainText } from './strings.ts';

export const basicTypes: readonly BasicTypeName[] = [
    'string', 'integer', 'number', 'boolean', 'header', 'regex', 'url', 'address', 'time', 'bytes', 'seconds', 'milliseconds'
];

export function optionDeclarations(nodes: readonly ast.OptionType[]): OptionDeclaration[] {
    return nodes.filter(node => node.name).map(node => {
        const documentation = documentationOf(node);
        return {
            name: node.name, optional: node.optional, secret: node.secret, quoted: node.quoted, type: typeExpression(node.type),
            ...(node.jsonName === undefined ? {} : { jsonName: plainText(node.jsonName) }),
            ...(node.default ? { default: valueOf(node.default) } : {}),
            ...(documentation ? { documentation } : {})
        };
    });
}

/** One bare name is a basic type or unknown; several choices, or a string, are an enumeration. */
export function typeExpression(node: ast.Type | undefined): TypeExpression {
    switch (node?.$type) {
        case 'ListType': return { kind: 'list', element: typeExpression(node.element), secret: node.secret };
        case 'ObjectType': return { kind: 'object', options: optionDeclarations(node.options) };
        case 'ChoiceType': {
            const [only] = node.choices;
            if (node.choices.length === 1 && only?.name !== undefined) return basicType(only);
            return { kind: 'enumeration', values: node.choices.map(choiceValue) };
        }
        case undefined: return { kind: 'unknown', name: '' };
    }
}

/** The text of the documentation comment in front of a node, without its stars. */
export function documentationOf(node: AstNode): string | undefined {
    const comment = commentOf(node);
    if (!comment?.startsWith('/**')) return undefined;
    return comment.slice(3, -2).split(/\r?\n/).map(line => line.replace(/^\s*\*? ?/, '').trimEnd()).join('\n').trim();
}

function basicType(choice: ast.Choice): TypeExpression {
    const name = basicTypes.find(basic => basic === choice.name);
    if (!name) return { kind: 'unknown', name: choice.name ?? '' };
    return {
        kind: 'basic', name,
        ...(choice.min === undefined ? {} : { min: Number(choice.min) }), ...(choice.max === undefined ? {} : { max: Number(choice.max) })
    };
}

function choiceValue(choice: ast.Choice): string | number {
    if (choice.number !== undefined) return Number(choice.number);
    if (choice.text === undefined) return choice.name ?? '';
    return choice.text.startsWith("'") ? parseRaw(choice.text).value.text : plainText(choice.text);
}
