import { begin, beginning, beginsAttribute, beginsMember, bracesBehind, closesMore, either, headEnd, inside, nextBeginning, nothing, top, withoutAdjectives } from './beginnings.ts';
import { Token } from './generated/strict-lexer.ts';
import { Rule } from './generated/strict-outline.ts';
import type { Outline } from './outline.ts';

/** What of a text could not be read strictly: from what is wrong to where something begins that can be. */
export interface Gap {
    from: number;
    to: number;
    /** The word that begins what follows, and how far Langium is shown of that; what it says of more is not about the gap. -1 where the text ends. */
    limit: number;
    shown: number;
    /** What Langium is shown in front: nothing, the beginning of the organization around, all of it but its members, or its name. */
    context: (typeof Context)[keyof typeof Context];
    /** The braces behind words that begin nothing: all that could be said of what stands there follows from these words, so Langium is not shown it. */
    body?: { from: number; to: number };
    /** Whether more braces are closed in it than opened, so that the organization around may have none left. */
    isSurplus: boolean;
}

export const Context = { none: 0, inside: 1, behind: 2, head: 3 } as const;

/** Where reading goes on: at which token, with how many rows, and whether in an organization; `around` is the row of that, or of the one that ends here (-1 where it has none). */
export interface Resumed { at: number; count: number; around: number; isInside: boolean; gap: Gap | undefined }

/** What is known where a token does not fit: in which row, whether between the members of one, and whether the piece that is read begins in an organization, which may be closed by now, or with the text. */
export interface Stumble { at: number; parent: number; isBetween: boolean; isInside: boolean; isClosed: boolean; isBehindGap: boolean; isWhole: boolean; isLenient: (around: number) => boolean }

/**
 * Where reading goes on behind a token that does not fit; undefined where the piece that is read does not tell. What begins a declaration with a word that cannot be
 * a name begins one also behind a mistake: in the organization in front, or at the top, as its word says, whatever braces are missing or surplus.
 */
export function resume(outline: Outline, stumble: Stumble): Resumed | undefined {
    const { at, isBetween, isInside, isLenient } = stumble;
    const { row, around, isIn } = surroundings(outline, stumble);
    const isEnd = isIn && isBetween && row === around && (outline.kinds[at] === 0 || begin(outline.kinds, at) === top);
    if (isEnd && isLenient(around)) return isInside ? undefined : { at, count: outline.count, around, isInside: false, gap: undefined };
    const begun = beginningOf(outline, stumble);
    return begun && endOf(outline, stumble, begun, isEnd);
}

/** Where a gap begins. */
interface Begun {
    /** The token that does not fit, or the one behind a brace that was only refused for what follows. */
    at: number;
    /** The first token of the gap, and how many rows are left in front of it. */
    first: number;
    count: number;
    around: number;
    isIn: boolean;
    /** The organization in front that has ended, and may go on behind the gap; -1 for that of the piece, undefined where there is none. */
    ended: number | undefined;
    context: Gap['context'];
}

/** The row in which reading stopped, as what the organization around, or the text, consists of; the row of that organization, and whether there is one. */
function surroundings({ rules, parents }: Outline, { parent, isInside, isClosed }: Stumble): { row: number; around: number; isIn: boolean } {
    let row = parent;
    while (row >= 0 && rules[row] !== Rule.Organization && parents[row]! >= 0 && rules[parents[row]!] !== Rule.Organization) row = parents[row]!;
    const around = rules[row] === Rule.Organization || row < 0 ? row : parents[row]!;
    return { row, around, isIn: (isInside && !isClosed) || around >= 0 };
}

function beginningOf(outline: Outline, stumble: Stumble): Begun | undefined {
    const { kinds, count, firsts } = outline;
    const { at, isBetween, isClosed, isWhole } = stumble;
    const { row, around, isIn } = surroundings(outline, stumble);
    const begun: Begun = { at, first: at, count, around, isIn, ended: isClosed ? -1 : undefined, context: isIn ? Context.inside : Context.none };
    // What was begun and does not end belongs to the gap.
    if (row !== around) return { ...begun, first: firsts[row]!, count: row };
    if (isIn && isBetween) return withFront(outline, begun, frontOf(outline, begun));
    if (isIn && at > firsts[row]! + 1) return { ...begun, context: Context.head };
    if (isIn) return { ...begun, first: firsts[row]!, count: row, around: -1, isIn: false, context: Context.none };
    if (isClosed) return begun;
    const front = frontOf(outline, begun);
    if (front < 0 && !isWhole) return undefined;
    if (front < 0 || outline.rules[front] !== Rule.Organization) return withFront(outline, begun, front);
    const isHead = at === firsts[front]! + 2 || (at === firsts[front]! + 3 && kinds[at - 1] === Token.STRING);
    // The brace that opens it is refused for what follows.
    if (isHead && kinds[at] === Token['{']) return { ...begun, at: at + 1, first: at + 1, around: front, isIn: true, context: Context.inside };
    if (isHead) return { ...begun, around: front, isIn: true, ended: front, context: Context.head };
    return hasEnded(outline, stumble, front) ? { ...begun, ended: front, context: Context.behind } : begun;
}

/** What ends directly in front, of what the organization around, or the text, consists of. */
function frontOf({ count, parents, behinds }: Outline, { at, around }: Begun): number {
    let front = count - 1;
    while (front > around && parents[front] !== around) front = parents[front]!;
    return front > around && behinds[front] === at ? front : -1;
}

/** What begins nothing belongs to what stands directly in front. */
function withFront({ kinds, firsts }: Outline, begun: Begun, front: number): Begun {
    const { at, isIn } = begun;
    return front < 0 || begin(kinds, at) !== nothing || (isIn && beginsAttribute(kinds, at)) ? begun : { ...begun, first: firsts[front]!, count: front };
}

/** Whether an organization that ends in front has ended with its own brace: then it is over. */
function hasEnded({ kinds, count, parents, behinds }: Outline, { at, isBehindGap }: Stumble, organization: number): boolean {
    if (isBehindGap || kinds[at - 1] !== Token['}']) return false;
    for (let child = count - 1; child > organization; child = parents[child]!) if (behinds[child] === at) return false;
    return true;
}

/** Where the gap ends: where something begins that may stand there. */
function endOf(outline: Outline, { at: stumbled, isInside, isClosed }: Stumble, begun: Begun, isEnd: boolean): Resumed | undefined {
    const { kinds, begins, ends } = outline;
    const { at, ended } = begun;
    let { first, around, isIn, context } = begun;
    const isBehind = ended !== undefined;
    // Where one brace was too many, or none was opened, nothing else is wrong.
    const isNext = kinds[at] === 0 || isEnd || (isBehind && begin(kinds, at) === inside) || (isClosed && begin(kinds, at) !== nothing);
    let next = isNext ? at : nextBeginning(kinds, Math.max(at, first + 1), first);
    let limit = next;
    for (;; next = nextBeginning(kinds, withoutAdjectives(kinds, next) + 1, first)) {
        if (begins[limit]! < begins[first]! + mostShown) limit = next;
        const what = kinds[next] === 0 ? top : begin(kinds, next);
        if (what === inside && !isIn && isBehind) {
            [around, isIn, context] = [ended, true, Context.inside];
            first--;
        }
        const isSurplus = isBehind || closesMore(kinds, first, next);
        const isOut = what === top || (what === either && (!isIn || isSurplus));
        if (isOut && isInside) return undefined;
        if (!isOut && !isIn) continue;
        const braces = isNext || isBehind ? undefined : bracesBehind(kinds, stumbled, next);
        // What is meant as one declaration ends with its brace.
        const isAll = braces !== undefined && bracesBehind(kinds, first, next)?.open === braces.open;
        if (isAll) limit = next = braces.close + 1;
        const gap = gapBetween(outline, { first, next, limit, context, isSurplus: isSurplus && !isAll });
        if (braces && braces.close < limit && (isAll || beginsMember(kinds, stumbled))) {
            // A name is missed in front of the brace.
            gap.body = { from: beginning(kinds, braces.open - 1) === nothing ? begins[braces.open]! : ends[braces.open]!, to: ends[braces.close]! };
        }
        return { at: next, count: begun.count, around, isInside: isIn && (isAll || !isOut), gap };
    }
}

function gapBetween({ kinds, begins, ends, comments }: Outline, { first, next, limit, context, isSurplus }: Pick<Gap, 'context' | 'isSurplus'> & { first: number; next: number; limit: number }): Gap {
    const to = first === next ? ends[first - 1] ?? 0 : ends[next - 1]!;
    return {
        from: first === next ? to : comments[first]! < 0 ? begins[first]! : comments[first]!, to,
        limit: kinds[limit] === 0 ? -1 : begins[withoutAdjectives(kinds, limit)]!, shown: kinds[limit] === 0 ? to : ends[headEnd(kinds, limit)]!, context, isSurplus
    };
}

/** So many characters of what belongs nowhere are looked at. */
const mostShown = 4000;
