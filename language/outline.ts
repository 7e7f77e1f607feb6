import { calls, points, Rule, seconds, tokenKinds } from './generated/strict-outline.ts';
import { unpackedTable } from './packed-table.ts';
import { goTo, readStrictly, refuse, tokensRead, type Tokens } from './strict-tokens.ts';

/**
 * What a text consists of, without its tree: a row for each declaration and for each member of one, a parent before its children. It is valid until the next
 * text is read: whoever wants to keep something of it copies that.
 */
export interface Outline extends Tokens {
    /** How many rows there are. */
    readonly count: number;
    /** By row: which rule of the grammar it is (`Rule`), its first token, the token behind its last, and the row that it is a member of (-1 at the top). */
    readonly rules: Uint8Array;
    readonly firsts: Int32Array;
    readonly behinds: Int32Array;
    readonly parents: Int32Array;
}

// The rows of the text that is being read; arrays that have grown are kept.
let rules = new Uint8Array(256);
let firsts = new Int32Array(256);
let behinds = new Int32Array(256);
let parents = new Int32Array(256);
let count = 0;

/** The outline of a text; undefined where `parseStrictly` yields no tree. */
export function readOutline(text: string): Outline | undefined {
    return outlineOf(text, 0, text.length, document, nowhere);
}

/**
 * The outline of a piece of a text. It begins with a declaration at the top or, where `isInside`, with something in the braces of an organization, which has
 * no row then: what stands in it has the parent -1. Where `isOpen`, it ends in these braces, else as the text or the organization ends.
 */
export function readPieceOutline(text: string, from: number, to: number, { isInside, isOpen }: { isInside: boolean; isOpen: boolean }): Outline | undefined {
    return outlineOf(text, from, to, isInside ? organization : document, isOpen ? organization : nowhere);
}

function outlineOf(text: string, from: number, to: number, start: number, end: number): Outline | undefined {
    return readStrictly(text, from, to, () => {
        const tokens = tokensRead();
        goTo(recognise(tokens.kinds, start, end));
        return { ...tokens, count, rules, firsts, behinds, parents };
    }, start === organization ? 1 : 0);
}

const byNext = unpackedTable(points, tokenKinds);
const bySecond = unpackedTable(seconds, tokenKinds);
const firstCall = points.length;
const firstSecond = points.length + calls.length;
const callTable = Uint8Array.from(calls.flat());

// Points of the grammar: where a text begins, and where the next thing in an organization does.
const nowhere = 0;
const document = 2;
const organization = calls.find(([, rule]) => rule === Rule.Client)![2];

/** Goes through the tokens by the automaton that follows from the grammar, and makes the rows, until all ends or, at one point, the tokens do; the token that it comes to. */
function recognise(kinds: Uint8Array, start: number, end: number): number {
    count = 0;
    // Where it goes on behind what was called, and the row that was opened with it, in turns; at the bottom is what ends it all.
    const stack = [nowhere, -1];
    let at = 0, point = start, parent = -1;
    for (;;) {
        let action = byNext[point * tokenKinds + kinds[at]!]!;
        if (action >= firstSecond) action = bySecond[(action - firstSecond) * tokenKinds + kinds[at + 1]!]!;
        if (action >= firstCall) {
            const call = (action - firstCall) * 3;
            const rule = callTable[call + 1]!;
            stack.push(callTable[call + 2]!, parent);
            if (rule !== 0) parent = open(rule, at, parent);
            point = callTable[call]!;
        } else if (action > returns) {
            point = action;
            at++;
        } else if (action === returns) {
            const before = stack.pop()!;
            point = stack.pop()!;
            if (point === nowhere) return at;
            if (before !== parent) behinds[parent] = at;
            parent = before;
        } else {
            if (point !== end || kinds[at] !== 0) refuse();
            if (parent >= 0) behinds[parent] = at;
            return at;
        }
    }
}

const returns = 1;

function open(rule: number, first: number, parent: number): number {
    if (count === rules.length) grow();
    rules[count] = rule;
    firsts[count] = first;
    parents[count] = parent;
    return count++;
}

function grow(): void {
    const size = count * 2;
    const larger = <T extends Uint8Array | Int32Array>(array: T, into: T): T => {
        into.set(array);
        return into;
    };
    rules = larger(rules, new Uint8Array(size));
    firsts = larger(firsts, new Int32Array(size));
    behinds = larger(behinds, new Int32Array(size));
    parents = larger(parents, new Int32Array(size));
}
