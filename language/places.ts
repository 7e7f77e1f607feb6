import type { AstNode, CompositeCstNode, CstNode, LeafCstNode } from 'langium';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from './declarations.ts';
import type { StrictNode, StrictRoot } from './strict-tokens.ts';
import { writtenIn } from './text-snapshot.ts';

/**
 * Where a piece of syntax stands and how it is written, whichever parser read it. What Langium itself has for that is written here once more: who only checks
 * texts without mistakes, as `apim check` does, need not load Langium.
 */

export type Offsets = readonly [begin: number, end: number];

/** The range of a property of a node (the n-th value of a list), else of the node. */
export function rangeOf(node: AstNode, property?: string, index?: number): Range {
    if (!isStrict(node)) return concreteSyntax(node, property, index)?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const text = textOf(node);
    const [begin, end] = offsetsOf(node, property, index);
    return { start: text.positionAt(begin), end: text.positionAt(end) };
}

/** The same as offsets in the text. */
export function offsetsOf(node: AstNode, property?: string, index?: number): Offsets {
    if (isStrict(node)) return (property === undefined ? undefined : placeOf(node, property, index)) ?? [node.$from, node.$to];
    const syntax = concreteSyntax(node, property, index);
    return [syntax?.offset ?? 0, syntax?.end ?? 0];
}

/** A node as it is written, or one of its properties; undefined where nothing is. */
export function writtenText(node: AstNode, property?: string): string | undefined {
    if (!isStrict(node)) return (property === undefined ? node.$cstNode : partsOf(node, property)[0])?.text;
    const place = property === undefined ? [node.$from, node.$to] as const : placeOf(node, property);
    return place && writtenIn(textOf(node)).slice(...place);
}

/** The comment that stands directly in front of a node and can have several lines. */
export function commentOf(node: AstNode): string | undefined {
    if (!isStrict(node)) return commentBefore(node.$cstNode)?.text;
    if (node.$comment < 0) return undefined;
    const inFront = writtenIn(textOf(node)).slice(node.$comment, node.$from);
    return inFront.slice(0, inFront.indexOf('*/', 2) + 2);
}

/** Where that begins; undefined where there is none. */
export function commentBegin(node: AstNode): number | undefined {
    if (!isStrict(node)) return commentBefore(node.$cstNode)?.offset;
    return node.$comment >= 0 ? node.$comment : undefined;
}

/** The nodes that a node consists of. */
export function childrenOf(node: AstNode): AstNode[] {
    const children: AstNode[] = [];
    for (const property in node) {
        if (property.startsWith('$')) continue;
        const value: unknown = node[property as keyof AstNode];
        for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) children.push(child);
    }
    return children;
}

function placeOf(node: StrictNode, property: string, index = 0): Offsets | undefined {
    const value: unknown = node[property as keyof AstNode];
    const child: unknown = Array.isArray(value) ? value[Math.min(index, value.length - 1)] : value;
    if (isNode(child)) return [(child as StrictNode).$from, (child as StrictNode).$to];
    const { $places: places } = node;
    let found: number | undefined;
    for (let place = 0, left = index; place < places.length && left >= 0; place += 3) {
        if (places[place] !== property) continue;
        found = place;
        left--;
    }
    return found === undefined ? undefined : [Number(places[found + 1]), Number(places[found + 2])];
}

function concreteSyntax(node: AstNode, property: string | undefined, index = 0): CstNode | undefined {
    const parts = property === undefined ? [] : partsOf(node, property);
    return parts[Math.min(index, parts.length - 1)] ?? node.$cstNode;
}

/** The concrete syntax of the values of a property. */
function partsOf({ $cstNode: syntax }: AstNode, property: string): CstNode[] {
    const owner = syntax?.astNode;
    const within = (part: CstNode): CstNode[] => isComposite(part) && part.astNode === owner ? part.content.flatMap(assigned) : [];
    const assigned = (part: CstNode): CstNode[] => featureOf(part) === property ? [part] : within(part);
    return syntax ? within(syntax) : [];
}

/** The property that the grammar assigns a piece of concrete syntax to. */
function featureOf({ grammarSource }: CstNode): string | undefined {
    let element: AstNode | undefined = grammarSource;
    while (element && element.$type !== 'Assignment') element = element.$container;
    return (element as { feature?: string } | undefined)?.feature;
}

function commentBefore(syntax: CstNode | undefined): CstNode | undefined {
    for (let part = syntax; part?.container; part = part.container) {
        const index = part.container.content.indexOf(part);
        const previous = part.container.content[index - 1];
        if (previous) return (previous as Partial<LeafCstNode>).tokenType?.name === 'ML_COMMENT' ? previous : undefined;
    }
    return undefined;
}

function isComposite(part: CstNode): part is CompositeCstNode {
    return 'content' in part;
}

function isStrict(node: AstNode): node is StrictNode {
    return '$places' in node;
}

function isNode(value: unknown): value is AstNode {
    return typeof value === 'object' && value !== null;
}

/** What a strict tree was read from: its root knows. */
function textOf(node: AstNode): TextDocument {
    let root = node;
    while (root.$container) root = root.$container;
    return (root as StrictRoot).$text;
}
