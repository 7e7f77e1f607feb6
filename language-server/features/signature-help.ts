import { t } from '@vscode/l10n';
import type { SignatureHelp } from 'vscode-languageserver-protocol';
import type { OptionDeclaration, Position, TypeExpression } from '../../language/declarations.ts';
import { rangeOf } from '../../language/places.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Project } from '../../language/project.ts';
import { describeType, printType } from '../../language/type-description.ts';
import { inCode } from './hover-contract.ts';
import { declaredOption } from './option-at.ts';
import { printValue } from './printed-value.ts';
import { syntaxAt } from './syntax-at.ts';

export const signatureTriggers = ['{', ',', ':'];

/** The options of the policy around a position, and which of them is being written; in an object inside it, those of the object. */
export function signatureHelp(project: Project, uri: string, position: Position): SignatureHelp | undefined {
    const policy = syntaxAt(project, uri, position, 'Policy');
    const type = policy && project.view.policyType(policy.type);
    if (!policy || !type || !isInBody(policy, position)) return undefined;
    const property = syntaxAt(project, uri, position, 'Property');
    const declared = property && isBelow(property, policy) ? declaredOption(project, property) : undefined;
    const options = declared?.siblings ?? type.options;
    const name = [policy.type, ...declared?.path.slice(0, -1) ?? []].join('.');
    const required = options.filter(option => !option.optional && !option.default);
    const ordered = [...required, ...options.filter(option => !required.includes(option))];
    const labels = ordered.map(shortOption);
    const parameters: { label: [number, number]; documentation: { kind: 'markdown'; value: string } }[] = [];
    let label = `${name} { `;
    labels.forEach((text, index) => {
        const option = ordered[index];
        parameters.push({ label: [label.length, label.length + text.length], documentation: { kind: 'markdown', value: documentationOf(option) } });
        label += `${text}${index < labels.length - 1 ? ', ' : ''}`;
    });
    const active = property && declared?.option && !isBehind(property, position) ? ordered.indexOf(declared.option) : -1;
    return {
        signatures: [{
            label: `${label} }`, parameters, ...(type.documentation === undefined ? {} : { documentation: { kind: 'markdown', value: type.documentation } })
        }],
        activeSignature: 0,
        // None of them where nothing is written yet: what must be given comes first.
        activeParameter: active >= 0 ? active : Math.max(0, ordered.findIndex(option => !writtenIn(policy, property).has(option.name)))
    };
}

/** An option as it is declared; what is inside an object shows once one is in it. */
function shortOption(option: OptionDeclaration): string {
    const short = (type: TypeExpression): string => type.kind === 'object' ? '{…}' : type.kind === 'list' ? `[${short(type.element)}]` : printType(type);
    return `${option.name}${option.optional ? '?' : ''}: ${option.secret ? 'secret ' : ''}${short(option.type)}`;
}

function documentationOf(option: OptionDeclaration | undefined): string {
    if (!option) return '';
    const type = option.type.kind === 'object' ? [] : [t('It is {0}.', describeType(option.type))];
    const value = option.default ? [t('Default: {0}.', inCode(printValue(option.default)))] : option.optional ? [] : [t('It must be set.')];
    return [option.documentation ?? '', [...type, ...value].join(' ')].filter(text => text !== '').join('\n\n');
}

function writtenIn(policy: ast.Policy, property: ast.Property | undefined): ReadonlySet<string> {
    const container = property?.$container.$type === 'ObjectValue' ? property.$container.properties : policy.options;
    return new Set(container.map(({ key }) => key));
}

function isBelow(property: ast.Property, policy: ast.Policy): boolean {
    let node: { $container?: unknown } | undefined = property;
    while (node && node !== policy) node = node.$container as typeof node;
    return node === policy;
}

/** A comma belongs to the option before it; what is written behind it does not. */
function isBehind(property: ast.Property, { line, character }: Position): boolean {
    const { end } = rangeOf(property, 'value');
    return property.value !== undefined && (line > end.line || (line === end.line && character > end.character));
}

/** Between the braces: behind the type's name and not yet behind the end. */
function isInBody(policy: ast.Policy, { line, character }: Position): boolean {
    const text = policy.$cstNode?.text ?? '';
    const { end } = rangeOf(policy);
    const name = rangeOf(policy, 'type').end;
    const isBehindName = line > name.line || (line === name.line && character > name.character);
    const isBeforeEnd = line < end.line || (line === end.line && character < end.character) || !text.endsWith('}');
    return text.includes('{') && isBehindName && isBeforeEnd;
}
