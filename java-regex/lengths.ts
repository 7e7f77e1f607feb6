/**
 * How long a match can be, computed as `Pattern.study` does, in 32-bit integers that overflow: a look-behind is refused where the longest
 * match is not known, and what overflows decides what Java knows.
 */
export interface Lengths { min: number; max: number; isKnown: boolean; isDeterministic: boolean }

/** A piece of a pattern: what it adds to the lengths of what stands in front of it. */
export type Piece = (lengths: Lengths) => void;
/** `single`: matches exactly one character, which Java repeats in a way of its own. */
export interface Atom { study: Piece; single?: true }

export const most = 0x7FFFFFFF;
const int = (value: number) => Number(BigInt.asIntN(32, BigInt(value)));
const start = (): Lengths => ({ min: 0, max: 0, isKnown: true, isDeterministic: true });

export const nothing: Piece = () => undefined;
export const character: Piece = lengths => grow(lengths, 1, 1);
export const characters = (count: number): Piece => lengths => grow(lengths, count, count);
export const lineBreak: Piece = lengths => grow(lengths, 1, 2);
/** How long it is at most, Java does not ask. */
export const grapheme: Piece = lengths => grow(lengths, 1, 0);
export const backReference: Piece = lengths => { lengths.isKnown = false; };

export const sequence = (pieces: readonly Piece[]): Piece => lengths => pieces.forEach(piece => piece(lengths));

export const branch = (choices: readonly Piece[]): Piece => lengths => {
    const found = choices.map(measured);
    grow(lengths, Math.min(...found.map(({ min }) => min)), Math.max(...found.map(({ max }) => max)));
    lengths.isKnown &&= found.every(({ isKnown }) => isKnown);
    lengths.isDeterministic = false;
};

export const optional = (piece: Piece): Piece => lengths => {
    const { min } = lengths;
    piece(lengths);
    lengths.min = min;
    lengths.isDeterministic = false;
};

/** One character, any number of times, as many as there are. */
export const greedyCharacters = (min: number): Piece => lengths => {
    grow(lengths, min, lengths.isKnown ? most : 0);
    lengths.isDeterministic = false;
};

export const repeated = (piece: Piece, min: number, max: number): Piece => lengths => {
    const inner = measured(piece);
    const longest = int(Number(BigInt.asIntN(32, BigInt(inner.max) * BigInt(max))) + lengths.max);
    const shortest = int(Number(BigInt.asIntN(32, BigInt(inner.min) * BigInt(min))) + lengths.min);
    const isKnown = lengths.isKnown && inner.isKnown && longest >= lengths.max;
    if (lengths.isKnown && inner.isKnown) lengths.max = longest;
    else lengths.max = inner.max;
    lengths.min = shortest < lengths.min ? 0xFFFFFFF : shortest;
    lengths.isKnown = isKnown;
    lengths.isDeterministic = inner.isDeterministic && min === max ? lengths.isDeterministic : false;
};

/** A group whose repetitions have to be counted at run time. */
export const loop: Piece = lengths => {
    lengths.isKnown = false;
    lengths.isDeterministic = false;
};

export function measured(piece: Piece): Lengths {
    const lengths = start();
    piece(lengths);
    return lengths;
}

function grow(lengths: Lengths, min: number, max: number): void {
    lengths.min = int(lengths.min + min);
    lengths.max = int(lengths.max + max);
}
