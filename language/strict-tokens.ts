import type { AstNode } from 'langium';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Token, accepted, blank, classCount, classes, documentation, firstHidden, transitions } from './generated/strict-lexer.ts';
import { deepest } from './nesting.ts';
import { unpackedTable } from './packed-table.ts';
import { terminalValue } from './terminal-value.ts';
import type { Written } from './written-text.ts';

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
let text: Written = '';
let kinds = new Uint8Array(1024);
let begins = new Int32Array(1024);
let ends = new Int32Array(1024);
let comments = new Int32Array(1024);
let at = 0;
let isPassing = false;

/** The tokens of the text that was read last, by their number: kind (0 behind the last one), begin, end, and where the comment directly in front begins. */
export interface Tokens {
    readonly kinds: Uint8Array;
    readonly begins: Int32Array;
    readonly ends: Int32Array;
    /** -1 where there is none, or one that ends with its line. */
    readonly comments: Int32Array;
}

/** The tree of a whole text, which `parse` makes; undefined where it cannot be read strictly. */
export function treeOf<T extends AstNode>(document: TextDocument, parse: () => StrictNode): T | undefined {
    const source = document.getText();
    const root = readStrictly(source, 0, source.length, parse);
    return root && Object.assign(root, { $text: document }) as unknown as T;
}

/**
 * What `read` makes of the tokens of a text, or of a piece of it, so deep in the text; undefined where that cannot be read strictly, to its end. Where it `passes`
 * characters that are no token, and brackets beyond the deepest level, they are tokens of the kind `unreadable`.
 */
export function readStrictly<T>(source: Written, from: number, to: number, read: () => T, { depth = 0, passes = false } = {}): T | undefined {
    text = source;
    at = 0;
    isPassing = passes;
    try {
        readTokens(source, from, to, depth);
        const result = read();
        return kind(0) === 0 ? result : undefined;
    } catch (error) {
        if (error === refusal) return undefined;
        throw error;
    } finally {
        text = '';
    }
}

export function tokensRead(): Tokens {
    return { kinds, begins, ends, comments };
}

/** The kind of the next token, or of the one behind it; 0 at the end. */
export function kind(ahead: 0 | 1): number {
    return kinds[at + ahead]!;
}

export function from(): number {
    return begins[at]!;
}

/** Where the token that was taken last ends. */
export function to(): number {
    return ends[at - 1] ?? 0;
}

export function commentInFront(): number {
    return comments[at]!;
}

export function skip(expected: number): void {
    if (kinds[at] !== expected) refuse();
    at++;
}

/** Goes to another token. */
export function goTo(token: number): void {
    at = token;
}

/** Takes the next token as a value of a property. */
export function keep(node: StrictNode, property: string): string {
    const begin = begins[at]!, end = ends[at]!;
    node.$places.push(property, begin, end);
    return terminalValue(tokenNames[kinds[at++]!]!, text.slice(begin, end));
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

const tokenNames = ['', ...Object.keys(Token)];
/** In the table of nesting, what follows stands at the top. */
const beginsAt = 10;
/** What is not read, and refused by every rule, as blanks would be. */
const unreadable = blank;

/** By how much a token nests what follows deeper; what begins a declaration stands in no brackets, or in those of an organization, also where some in front of it were not closed. */
const nesting = Int8Array.from(tokenNames, token => {
    if (token === '{' || token === '[' || token === '(') return 1;
    if (token === '}' || token === ']' || token === ')') return -1;
    return token === 'organization' || token === 'parameter' ? beginsAt : token === 'plan' || token === 'api' || token === 'client' || token === 'member' ? beginsAt + 1 : 0;
});

/** How far the number of a state is from that of the next one here: its row in the table of transitions. */
const row = 2 ** Math.ceil(Math.log2(classCount));
const next = unpackedTable(transitions, row).map(state => state * row);
const kindRead = new Uint8Array(next.length);
for (const [state, kind] of accepted.entries()) kindRead[state * row] = kind;

/** The text as the automaton reads it: a character of ASCII as it is, of any other only its class, added to this. */
let codes = new Uint8Array(4096);
const beyondAscii = 128;
const classOf = Uint8Array.from({ length: 256 }, (_, code) => code < beyondAscii ? classOfCharacter(code) : code - beyondAscii);
const isBlank = Uint8Array.from(classOf, each => kindRead[next[row + each]!] === blank ? 1 : 0);
const encoder = new TextEncoder();

function readTokens(source: Written, from: number, to: number, depth: number): void {
    encode(source.slice(from, to));
    const count = readEncodedTokens(from, to - from, depth);
    kinds[count] = kinds[count + 1] = 0;
    begins[count] = to;
    comments[count] = -1;
}

/** How many tokens there are. What follows the loop is left to the caller: a function that is compiled while its loop runs, and left in a way that it never was, starts from the beginning. */
function readEncodedTokens(from: number, length: number, depth: number): number {
    let count = 0, comment = -1;
    for (let offset = 0; ;) {
        while (offset < length && isBlank[codes[offset]!] !== 0) offset++;
        if (offset === length) return count;
        const begin = offset;
        let kind = readToken(codes, begin, length);
        if (kind === 0) kind = readShorterToken(begin, tokenEnd);
        offset = tokenEnd;
        if (kind >= firstHidden) {
            comment = kind === documentation ? from + begin : -1;
            continue;
        }
        if (kind === 0) kind = unreadable;
        const nested = nesting[kind]!;
        if (nested >= beginsAt) depth = nested - beginsAt;
        else depth += nested;
        if (depth > deepest) {
            if (!isPassing) refuse();
            kind = unreadable;
        }
        if (count + 2 >= kinds.length) grow();
        kinds[count] = kind;
        begins[count] = from + begin;
        ends[count] = from + offset;
        comments[count++] = comment;
        comment = -1;
    }
}

/** Where the token ends that was read last. */
let tokenEnd = 0;

/** The kind of a token as far as the automaton comes; 0 where that is too far. A function of its own, since a short one is compiled early. */
function readToken(codes: Uint8Array, begin: number, end: number): number {
    let state = row, offset = begin;
    for (let reached: number; offset < end && (reached = next[state + classOf[codes[offset]!]!]!) !== 0; offset++) state = reached;
    tokenEnd = offset;
    return kindRead[state]!;
}

/** The longest token that begins somewhere and ends before a place to which the automaton came in vain. */
function readShorterToken(begin: number, end: number): number {
    let kind = 0;
    for (let offset = begin, state = row; offset < end; offset++) {
        state = next[state + classOf[codes[offset]!]!]!;
        if (kindRead[state] === 0) continue;
        kind = kindRead[state]!;
        tokenEnd = offset + 1;
    }
    if (kind === 0 && !isPassing) refuse();
    if (kind === 0) tokenEnd = begin + 1;
    return kind;
}

function encode(piece: string): void {
    if (codes.length > mostKept && piece.length < mostKept) forget();
    if (codes.length < piece.length) codes = new Uint8Array(Math.max(piece.length, codes.length * 2));
    // A text of ASCII has as many bytes as characters.
    const { read, written } = encoder.encodeInto(piece, codes);
    if (read === written && read === piece.length) return;
    for (let index = 0; index < piece.length; index++) {
        const code = piece.charCodeAt(index);
        codes[index] = code < beyondAscii ? code : beyondAscii + classOfCharacter(code);
    }
}

/** The classes are few and in the order of their characters. */
function classOfCharacter(code: number): number {
    let low = 0, high = classes.length / 2;
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (classes[middle * 2]! <= code) low = middle;
        else high = middle;
    }
    return classes[low * 2 + 1]!;
}

/** So many characters need no memory beyond what is kept: larger texts are few, and what they needed is given back with the next smaller one. */
const mostKept = 1 << 21;

function forget(): void {
    codes = new Uint8Array(4096);
    kinds = new Uint8Array(1024);
    [begins, ends, comments] = [new Int32Array(1024), new Int32Array(1024), new Int32Array(1024)];
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
