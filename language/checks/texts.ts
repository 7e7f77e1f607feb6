import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { childrenOf, offsetsOf, rangeOf, writtenText } from '../places.ts';
import { reportCase } from './case.ts';
import { meantNumber } from '../number-notation.ts';
import { report, syntaxFinding, type Accept, type Place } from '../report.ts';
import { looksLikeSecret } from '../secret-pattern.ts';
import { isClosed, parseRaw, parseString, plainText, type StringProblem } from '../strings.ts';
import type { ProjectView } from '../project-view.ts';
import { builtInParameters } from '../project-settings.ts';
import { hintAt } from '../suggestion.ts';

/** Every text of a declaration: well-formed, its placeholders known, none that looks like a secret. Numbers: written as they are read. Names and references: written in one piece. */
export function checkTexts(node: AstNode, view: ProjectView, accept: Accept): void {
    for (const part of ownParts(node)) {
        switch (part.$type) {
            case 'StringValue': checkString(part as ast.StringValue, view, accept); break;
            case 'Choice':
                checkString(part as ast.Choice, view, accept);
                for (const property of ['number', 'min', 'max'] as const) checkNumber(part as ast.Choice, property, accept);
                break;
            case 'NumberValue': checkNumber(part as ast.NumberValue, 'text', accept); break;
            case 'RawValue': checkProblems(part, 'text', parseRaw((part as ast.RawValue).text ?? "''").problems, accept); break;
            case 'QualifiedReference': checkGaps(part, accept); break;
        }
        checkBackticks(part, accept);
        if ('version' in part && 'name' in part && part.$type !== 'QualifiedReference') checkVersionGap(part, accept);
        if (part.$type === 'StringValue' || part.$type === 'RawValue' || part.$type === 'TextValue') checkSecret(part as ast.StringValue, accept);
        const title = 'title' in part ? part.title : 'user' in part ? part.user : undefined;
        if (typeof title === 'string') checkProblems(part, 'title' in part ? 'title' : 'user', parseString(title).problems, accept);
    }
}

/** A node and what belongs to it: declarations inside an organization are checked by themselves. */
function* ownParts(node: AstNode): Generator<AstNode> {
    yield node;
    for (const child of childrenOf(node)) {
        if (node.$type !== 'Organization' || child.$type === 'Property' || child.$type === 'Member') yield* ownParts(child);
    }
}

function checkString(node: ast.StringValue | ast.Choice, view: ProjectView, accept: Accept): void {
    if (!node.text) return;
    if (node.text.startsWith("'")) return checkProblems(node, 'text', parseRaw(node.text).problems, accept);
    const { placeholders, problems } = parseString(node.text);
    checkProblems(node, 'text', problems, accept);
    for (const { name, offset, length } of placeholders) {
        if (!view.index.find('parameter', name) && !(name in builtInParameters)) {
            if (reportCase(accept, name, view.index.keys('parameter'), { node: node as AstNode, within: { offset, length } })) continue;
            report(accept, 'unknown-placeholder', { x: name, escaped: `$\${${name}}` }, { node: node as AstNode, within: { offset, length } }, { data: { name } });
        }
    }
}

/** A number that says something else than what is read. */
function checkNumber<N extends ast.NumberValue | ast.Choice>(node: N, property: Place<N>['property'], accept: Accept): void {
    const written = writtenText(node, property);
    const [, digits = '', unit = ''] = /^(-?[\d.]+)([A-Za-z]*)$/.exec(written ?? '') ?? [];
    const meant = digits === '' ? undefined : meantNumber(`${digits}${unit}`);
    if (meant !== undefined) report(accept, 'number-notation', { written: `${digits}${unit}`, read: `${Number(digits)}${unit}`, hint: hintAt(meant) }, { node, property });
}

function checkProblems(node: AstNode, property: string, problems: readonly StringProblem[], accept: Accept): void {
    if (problems.length === 0) return;
    const { line, character } = rangeOf(node, property).start;
    for (const { offset, length, message } of problems) {
        accept(syntaxFinding(message, { start: { line, character: character + offset }, end: { line, character: character + offset + length } }));
    }
}

function checkGaps(node: AstNode, accept: Accept): void {
    const written = writtenText(node) ?? '';
    if (/\s/.test(written)) {
        accept({ ...syntaxFinding(`A reference is written in one piece: ${written.replaceAll(/\s+/g, '')}.`, rangeOf(node)), data: { replacement: written.replaceAll(/\s+/g, '') } });
    }
}

/** A name in backticks has two of them. */
function checkBackticks(node: AstNode, accept: Accept): void {
    for (const property of named) {
        if (!isUnclosedName(node, property)) continue;
        const written = writtenText(node, property)!;
        const finding = node.$type === 'SymbolValue' && /^`\d/.test(written)
            ? { message: 'A number stands without backticks.', replacement: written.slice(1) }
            : { message: 'This name is not closed: a backtick is missing at its end.', replacement: `${written}\`` };
        accept({ ...syntaxFinding(finding.message, rangeOf(node, property)), data: { replacement: finding.replacement } });
    }
}

function isUnclosedName(node: AstNode, property: string): boolean {
    if (typeof node[property as keyof AstNode] !== 'string') return false;
    const written = writtenText(node, property) ?? '';
    return written.startsWith('`') && (!written.endsWith('`') || written.length === 1);
}

/** Whether a value is a name or a text that is not closed: it is told as that, and not for what it says. */
export function isUnclosedValue(node: AstNode | undefined): boolean {
    if (node?.$type === 'SymbolValue') return isUnclosedName(node, 'name');
    const { text = '' } = node?.$type === 'StringValue' || node?.$type === 'RawValue' ? node as ast.StringValue : {};
    return text !== '' && !isClosed(text);
}

/** Properties of all kinds of syntax that hold names. */
const named = ['name', 'organization', 'key', 'type', 'set', 'category'];

/** The version of a declaration stands directly behind its name. */
function checkVersionGap(node: AstNode, accept: Accept): void {
    const isTogether = offsetsOf(node, 'name')[1] === offsetsOf(node, 'version')[0];
    const written = writtenText(node, 'name'), number = writtenText(node, 'version');
    if (isTogether || written === undefined || number === undefined) return;
    accept({ ...syntaxFinding(`The version stands directly behind the name: ${written}${number}.`, { start: rangeOf(node, 'name').start, end: rangeOf(node, 'version').end }), data: { replacement: `${written}${number}` } });
}

/** Documentation and patterns are no secrets; URLs and paths are told by their form. */
function checkSecret(node: ast.StringValue | ast.RawValue | ast.TextValue, accept: Accept): void {
    const owner = node.$container.$type === 'Property' ? (node.$container as ast.Property).key : '';
    if (owner === 'description' || !looksLikeSecret(node.$type === 'StringValue' ? plainText(node.text ?? '""') : node.text ?? '')) return;
    report(accept, 'secret-in-clear', {}, { node: node as AstNode });
}
