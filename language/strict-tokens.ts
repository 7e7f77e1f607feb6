import type { AstNode } from 'langium';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { deepest } from './nesting.ts';
import { terminalValue } from './terminal-value.ts';

/** What a character can begin: a sign, or what a pattern reads. */
export type Candidate = { kind: number; sign: string } | { kind: number; name: string; role: 'token' | 'word' | 'blank' | 'comment'; pattern: RegExp };

/** A node of the strict parser: what Langium's has, with places as offsets in the text instead of a concrete syntax tree. */
export interface StrictNode extends AstNode {
    $from: number;
    $to: number;
    /** Where the comment directly in front begins; -1 where there is none, or one that ends with its line. */
    $comment: number;
    /** Property, begin and end of each token that became a value. */
    $places: (string | number)[];
}

/** The root of a strict tree, which knows the text. */
export interface StrictRoot extends StrictNode { $text: TextDocument }

/** Thrown where the text is not what the grammar says, or two tokens do not tell: Langium reads it then. One for all, since nobody looks at it. */
const refusal = new Error('Not read strictly.');

// The text that is being read, token by token; parsing is synchronous, so one set is enough, and arrays that have grown are kept.
let text = '';
let kinds = new Uint8Array(1024);
let begins = new Int32Array(1024);
let ends = new Int32Array(1024);
let comments = new Int32Array(1024);
let count = 0;
let at = 0;
/** The names of the terminals by their kind. */
const names: string[] = [];

/** Reads a whole text; undefined where it cannot be read strictly. */
export function parseAll(document: TextDocument, candidates: readonly (readonly Candidate[])[], keywords: ReadonlyMap<string, number>, parse: () => StrictNode): StrictRoot | undefined {
    text = document.getText();
    at = 0;
    try {
        readTokens(candidates, keywords);
        const root = parse();
        if (kind(0) !== 0) return undefined;
        return Object.assign(root, { $text: document });
    } catch (error) {
        if (error === refusal) return undefined;
        throw error;
    } finally {
        text = '';
    }
}

/** The kind of the next token, or of the one behind it; 0 at the end. */
export function kind(ahead: 0 | 1): number {
    return kinds[at + ahead] ?? 0;
}

export function from(): number {
    return begins[at] ?? 0;
}

/** Where the token that was taken last ends. */
export function to(): number {
    return ends[at - 1] ?? 0;
}

export function commentInFront(): number {
    return comments[at] ?? -1;
}

export function skip(expected: number): void {
    if (kinds[at] !== expected) refuse();
    at++;
}

/** Takes the next token as a value of a property. */
export function keep(node: StrictNode, property: string): string {
    const begin = begins[at]!, end = ends[at]!;
    node.$places.push(property, begin, end);
    return terminalValue(names[kinds[at++]!]!, text.slice(begin, end));
}

/** Gives a node its child. */
export function own(node: StrictNode & Record<string, unknown>, property: string, child: { -readonly [key in keyof StrictNode]: StrictNode[key] }): void {
    child.$container = node;
    child.$containerProperty = property;
    const list = node[property];
    if (Array.isArray(list)) {
        child.$containerIndex = list.length;
        list.push(child);
    } else {
        node[property] = child;
    }
}

export function refuse(): never {
    throw refusal;
}

/** Where two tokens do not tell. */
export const give: () => never = refuse;

function readTokens(candidates: readonly (readonly Candidate[])[], keywords: ReadonlyMap<string, number>): void {
    count = 0;
    let comment = -1, depth = 0;
    for (let offset = 0; offset < text.length;) {
        const begin = offset;
        let found: Candidate | undefined;
        for (const candidate of candidates[text.charCodeAt(begin)] ?? []) {
            if ('sign' in candidate) {
                if (!text.startsWith(candidate.sign, begin)) continue;
                offset = begin + candidate.sign.length;
            } else {
                candidate.pattern.lastIndex = begin;
                if (!candidate.pattern.test(text)) continue;
                offset = candidate.pattern.lastIndex;
            }
            found = candidate;
            break;
        }
        if (!found) return refuse();
        let { kind } = found;
        if ('sign' in found) {
            if ('{[('.includes(found.sign) && ++depth > deepest) refuse();
            if ('}])'.includes(found.sign)) depth--;
        } else if (found.role === 'blank') {
            continue;
        } else if (found.role === 'comment') {
            comment = text.startsWith('/*', begin) ? begin : -1;
            continue;
        } else {
            names[kind] = found.name;
            if (found.role === 'word') kind = keywords.get(text.slice(begin, offset)) ?? kind;
        }
        if (count + 2 >= kinds.length) grow();
        kinds[count] = kind;
        begins[count] = begin;
        ends[count] = offset;
        comments[count++] = comment;
        comment = -1;
    }
    kinds[count] = kinds[count + 1] = 0;
}

function grow(): void {
    const larger = <T extends Uint8Array | Int32Array>(array: T, into: T): T => {
        into.set(array);
        return into;
    };
    const size = kinds.length * 2;
    kinds = larger(kinds, new Uint8Array(size));
    begins = larger(begins, new Int32Array(size));
    ends = larger(ends, new Int32Array(size));
    comments = larger(comments, new Int32Array(size));
}
