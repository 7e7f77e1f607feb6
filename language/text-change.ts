/** What stood in a text between two offsets has become so many characters. */
export interface TextChange { from: number; to: number; length: number }

/** The one change that makes a text of another: what both begin and end with stays. */
export function changeBetween(before: string, after: string): TextChange {
    const shorter = Math.min(before.length, after.length);
    const from = commonLength(shorter, (at, end) => before.slice(at, end) === after.slice(at, end));
    const [fromEnd, toEnd] = [before.length, after.length];
    const behind = commonLength(shorter - from, (at, end) => before.slice(fromEnd - end, fromEnd - at) === after.slice(toEnd - end, toEnd - at));
    return { from, to: fromEnd - behind, length: toEnd - behind - from };
}

/** How far two texts are the same, by large pieces first: those are compared at once. */
function commonLength(length: number, isSame: (from: number, to: number) => boolean): number {
    let at = 0;
    for (let step = 1 << 16; step > 0; step >>= 2) {
        while (at + step <= length && isSame(at, at + step)) at += step;
    }
    return at;
}
