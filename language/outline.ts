import { calls, points, Rule, seconds, tokenKinds } from './generated/strict-outline.ts';
import { unpackedTable } from './packed-table.ts';
import type { Written } from './written-text.ts';
import { resume, type Gap } from './recovery.ts';
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
export function readOutline(text: Written): Outline | undefined {
    return outlineOf(text, { from: 0, to: text.length, isInside: false, isOpen: false });
}

/** Where a piece of a text begins and ends. It begins at the top or, where `isInside`, in the braces of an organization, and ends there where `isOpen`, else as the text or the organization ends. */
export interface Bounds { from: number; to: number; isInside: boolean; isOpen: boolean; isSurplus?: boolean | undefined }

/**
 * The outline of a piece of a text without its gaps. The organization that it begins in has no row: what stands in it has the parent -1. Undefined where the piece
 * does not tell how it is to be read.
 */
export function readPieceOutline(text: Written, bounds: Bounds): (Outline & { gaps: Gap[] }) | undefined {
    const gaps: Gap[] = [];
    const outline = outlineOf(text, bounds, gaps);
    return outline && { ...outline, gaps };
}

function outlineOf(text: Written, { from, to, isInside, isOpen, isSurplus }: Bounds, gaps?: Gap[]): Outline | undefined {
    return readStrictly(text, from, to, () => {
        const tokens = tokensRead();
        goTo(recognise(text, tokens, isInside ? organization : document, isOpen ? organization : nowhere, gaps, { isWhole: from === 0, isSurplus }));
        return { ...tokens, count, rules, firsts, behinds, parents };
    }, { depth: isInside ? 1 : 0, passes: gaps !== undefined });
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
function recognise(text: Written, tokens: Tokens, start: number, end: number, gaps?: Gap[], { isWhole = true, isSurplus = false } = {}): number {
    const { kinds } = tokens;
    count = 0;
    // Where it goes on behind what was called, and the row that was opened with it, in turns; at the bottom is what ends it all.
    let stack = [nowhere, -1];
    /** Organizations, by row, of which a gap may have closed the last brace. */
    const lenient = new Set<number>(isSurplus ? [-1] : []);
    let at = 0, point = start, parent = -1, isClosed = false;
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
            if (before !== parent) behinds[parent] = at;
            parent = before;
            if (point !== nowhere) continue;
            if (!gaps || kinds[at] === 0) return at;
            isClosed = start === organization;
            point = refused;
        } else {
            if (point === end && kinds[at] === 0) {
                if (parent >= 0) behinds[parent] = at;
                return at;
            }
            if (!gaps) refuse();
            const resumed = resume({ ...tokens, count, rules, firsts, behinds, parents }, {
                at, parent, isBetween: point === organization, isInside: start === organization, isClosed, isBehindGap: gaps.at(-1)?.to === tokens.ends[at - 1], isWhole: isWhole || gaps.length > 0, text, isLenient: around => lenient.has(around)
            }) ?? refuse();
            const { gap, around } = resumed;
            if (gap) gaps.push(gap);
            if (gap?.isSurplus) lenient.add(around);
            ({ at, count } = resumed);
            isClosed = false;
            if (around >= 0) behinds[around] = at;
            parent = resumed.isInside ? around : -1;
            stack = parent < 0 ? [nowhere, -1] : [nowhere, -1, document, -1];
            point = resumed.isInside ? organization : document;
        }
    }
}

const returns = 1;
/** A point that nothing leads on from. */
const refused = 0;

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
