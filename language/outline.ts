import { place, readStrictly, tokensRead, type Tokens } from './strict-tokens.ts';

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
let parent = -1;

/** The outline of a text that `read` goes through; undefined where it cannot be read strictly. */
export function outlineOf(text: string, read: () => void): Outline | undefined {
    count = 0;
    parent = -1;
    return readStrictly(text, 0, text.length, () => {
        read();
        return { ...tokensRead(), count, rules, firsts, behinds, parents };
    });
}

/** Begins a row; what is opened before it is closed is a member of it. */
export function open(rule: number): void {
    if (count === rules.length) grow();
    rules[count] = rule;
    firsts[count] = place();
    parents[count] = parent;
    parent = count++;
}

export function close(): void {
    behinds[parent] = place();
    parent = parents[parent]!;
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
