import type { WrittenText } from './written-text.ts';

/** What stood in a text between two offsets has become so many characters. */
export interface TextChange { from: number; to: number; length: number }

/** One change that makes a text of another: what both begin and end with stays, and pieces that they share are not looked at. */
export function changeBetween(before: WrittenText, after: WrittenText): TextChange {
    const fewer = Math.min(before.pieces.length, after.pieces.length);
    const [oldEnd, newEnd] = [before.pieces.length - 1, after.pieces.length - 1];
    let first = 0, last = 0, begin = 0, behind = 0;
    for (; first < fewer && before.pieces[first] === after.pieces[first]; first++) begin += before.pieces[first]!.length;
    for (; last < fewer - first && before.pieces[oldEnd - last] === after.pieces[newEnd - last]; last++) behind += before.pieces[oldEnd - last]!.length;
    const shorter = Math.min(before.length, after.length) - behind;
    const from = begin + commonLength(shorter - begin, (at, end) => before.slice(begin + at, begin + end) === after.slice(begin + at, begin + end));
    const [fromEnd, toEnd] = [before.length - behind, after.length - behind];
    behind += commonLength(shorter - from, (at, end) => before.slice(fromEnd - end, fromEnd - at) === after.slice(toEnd - end, toEnd - at));
    return { from, to: before.length - behind, length: after.length - behind - from };
}

/** How far two texts are the same, by large pieces first: those are compared at once. */
function commonLength(length: number, isSame: (from: number, to: number) => boolean): number {
    let at = 0;
    for (let step = 1 << 16; step > 0; step >>= 2) {
        while (at + step <= length && isSame(at, at + step)) at += step;
    }
    return at;
}
