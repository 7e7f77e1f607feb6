import { beginsAttribute, beginsMember, braceBehind, bracesBehind, closesMore, either, headEnd, inside, isExtra, isNameOfAttribute, membersBehind, nextBeginning, nothing, opensTop, ownersOf, top, whatBegins, whatWordBegins, withoutAdjectives, withoutAnyAdjectives } from './beginnings.ts';
import { Token } from './generated/strict-lexer.ts';
import { Rule } from './generated/strict-outline.ts';
import type { Outline } from './outline.ts';
import type { Written } from './written-text.ts';

/**
 * How reading goes on behind a mistake. Where a token does not fit, a *gap* begins: with the declaration that was begun there and does not end, or what else is
 * concerned (`beginningOf`). It ends where the words of a declaration say that something new begins (`endOf`); where nothing but a brace is missing behind such
 * words (`unopenedRow`), with the brace that closes what stands there (`endOfUnopened`). So one mistake takes as little along as can be told without knowing what
 * was meant. Everything is told from the outline: its tokens by their kind, and a row for each declaration and member that was read so far, with its rule, its
 * parent, its first token (`firsts`) and the one behind its last (`behinds`).
 */

/** What of a text could not be read strictly: from what is wrong to where something begins that can be. */
export interface Gap {
    from: number;
    to: number;
    /** The word that begins what follows, and how far Langium is shown of that; what it says of more is not about the gap. -1 where the text ends. */
    limit: number;
    shown: number;
    /** What Langium is shown in front: nothing, the beginning of the organization around, all of it but its members, or its name. */
    context: (typeof Context)[keyof typeof Context];
    /** The braces behind words that begin nothing, or members that lack the first of these: all that could be said of what stands there follows from the words, so Langium is not shown it. */
    body?: { from: number; to: number };
    /** The words behind which the brace of their members is missing: Langium is shown one there, and where `isUnclosed` one at the end of the gap. */
    unopened?: { from: number; to: number; isUnclosed: boolean };
    /** Words that are too many where all else is as it should be, as in `offers plan Gold@1.0`: Langium is not shown them. */
    extras?: { from: number; to: number }[];
    /** Whether more braces are closed in it than opened, so that the organization around may have none left. */
    isSurplus: boolean;
}

export const Context = { none: 0, inside: 1, behind: 2, head: 3 } as const;

/** Where reading goes on: at which token, with how many rows, and whether in an organization; `around` is the row of that, or of the one that ends here (-1 where it has none). */
export interface Resumed { at: number; count: number; around: number; isInside: boolean; gap: Gap | undefined }

/** What is known where a token does not fit: in which row, whether between the members of one, and whether the piece that is read begins in an organization, which may be closed by now, or with the text. */
export interface Stumble { at: number; parent: number; isBetween: boolean; isInside: boolean; isClosed: boolean; isBehindGap: boolean; isWhole: boolean; text: Written; isLenient: (around: number) => boolean }

/**
 * Where reading goes on behind a token that does not fit; undefined where the piece that is read does not tell. What begins a declaration with a word that cannot be
 * a name begins one also behind a mistake: in the organization in front, or at the top, as its word says, whatever braces are missing or surplus.
 */
export function resume(outline: Outline, stumble: Stumble): Resumed | undefined {
    const { at, isBetween, isInside, isLenient } = stumble;
    const { row, around, isIn } = surroundings(outline, stumble);
    const isEnd = isIn && isBetween && row === around && (outline.kinds[at] === 0 || whatBegins(outline.kinds, at) === top);
    if (isEnd && isLenient(around)) return isInside ? undefined : { at, count: outline.count, around, isInside: false, gap: undefined };
    const begun = beginningOf(outline, stumble);
    const unopened = begun && unopenedRow(outline, stumble, begun);
    if (unopened === undefined) return undefined;
    return unopened < 0 ? endOf(outline, stumble, begun!, isEnd) : endOfUnopened(outline, stumble, begun!, unopened);
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
    const { at, isBetween, isClosed, isWhole, text } = stumble;
    const { row, around, isIn } = surroundings(outline, stumble);
    const begun: Begun = { at, first: at, count, around, isIn, ended: isClosed ? -1 : undefined, context: isIn ? Context.inside : Context.none };
    // What was begun and does not end belongs to the gap.
    if (row !== around) return { ...begun, first: firsts[row]!, count: row };
    if (isIn && isBetween) return withFront(outline, begun, frontOf(outline, begun), text);
    if (isIn && at > firsts[row]! + 1) return { ...begun, context: Context.head };
    if (isIn) return { ...begun, first: firsts[row]!, count: row, around: -1, isIn: false, context: Context.none };
    // Behind the organization it would be read as what stands at the top, and all of that belong to the gap: a piece does not see that.
    if (isClosed) return opensTop(kinds, at) ? undefined : begun;
    const front = frontOf(outline, begun);
    if (front < 0 && !isWhole) return undefined;
    if (front < 0 || outline.rules[front] !== Rule.Organization) return withFront(outline, begun, front, text);
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

/** What begins nothing belongs to what stands directly in front, as do words without a colon between that and a brace, which are meant as its title, and words behind it on its line. */
function withFront(outline: Outline, begun: Begun, front: number, text: Written): Begun {
    const { kinds, rules, firsts } = outline;
    const { at, isIn } = begun;
    const isOver = kinds[at - 1] === Token['}'], hasBrace = braceBehind(kinds, at) >= 0;
    const isTitle = front >= 0 && openable.has(rules[front]!) && !isOver && hasBrace;
    const isBehind = !isOver && isOneLine(outline, text, at - 1, at);
    return front < 0 || (isOver && hasBrace) || whatBegins(kinds, at) !== nothing || (isIn && beginsAttribute(kinds, at) && !isTitle && !isBehind) ? begun : { ...begun, first: firsts[front]!, count: front };
}

/** Whether an organization that ends in front has ended with its own brace: then it is over. */
function hasEnded({ kinds, count, parents, behinds }: Outline, { at, isBehindGap }: Stumble, organization: number): boolean {
    if (isBehindGap || kinds[at - 1] !== Token['}']) return false;
    for (let child = count - 1; child > organization; child = parents[child]!) if (behinds[child] === at) return false;
    return true;
}

/**
 * The row behind whose words only a brace is missing: members stand behind it, or nothing but attributes, and then a brace that seems to be one too many. -1 where there
 * is none, undefined where the piece that is read does not tell.
 */
function unopenedRow(outline: Outline, { isBetween, isInside, parent }: Stumble, { at, around, isIn, ended, context }: Begun): number | undefined {
    const { kinds, rules, parents } = outline;
    if (context === Context.head) return ended !== undefined && (whatBegins(kinds, at) === inside || isNameOfAttribute(kinds, at)) ? ended : -1;
    const owners = ownersOf(kinds, at);
    if (ended === undefined && !(isIn && isBetween && parent === around && owners.length > 0)) return -1;
    const row = ended === undefined ? unopenedInFront(outline, around, at, 0) : unopenedInFront(outline, ended, at - 1, 1);
    if (row === undefined) return isInside ? undefined : -1;
    return row < 0 || ended !== undefined || owners.includes(rules[row]!) || owners.includes(rules[parents[row]!]!) ? row : -1;
}

/** What stands without braces in front of so many attributes that end at a token, or in what ends there with its own; undefined where nothing else stands in front. */
function unopenedInFront(outline: Outline, parent: number, end: number, fewest: 0 | 1): number | undefined {
    const { kinds, count, rules, firsts, behinds, parents } = outline;
    const childInFront = (row: number): number => {
        while (row > parent && parents[row] !== parent) row = parents[row]!;
        return row;
    };
    let row = childInFront(count - 1), behind = end;
    for (; row > parent && rules[row] === Rule.Property && behinds[row] === behind; row = childInFront(row - 1)) behind = firsts[row]!;
    if (row <= parent) return undefined;
    if (behinds[row] !== behind || !openable.has(rules[row]!)) return -1;
    const isOpen = kinds[behind - 1] === Token['}'], isEnd = behind === end && fewest > 0;
    if (isOpen) return behind === end ? unopenedInFront(outline, row, end - 1, 1) ?? -1 : -1;
    return isEnd ? -1 : row;
}

/** Where the gap ends that lacks a brace behind the words of a row: with the brace that closes what stands in it, or where something else begins. */
function endOfUnopened(outline: Outline, { isInside }: Stumble, { at, around, ended, context }: Begun, row: number): Resumed | undefined {
    const { kinds, begins, ends, firsts, behinds, parents, count } = outline;
    const unopened = (behind: number, isUnclosed: boolean) => ({ from: begins[withoutAdjectives(kinds, firsts[row]!)]!, to: ends[behind - 1]!, isUnclosed });
    if (context === Context.head) {
        const gap = gapBetween(outline, { first: at, next: at, limit: at, context, isSurplus: true });
        return { at, count, around, isInside: true, gap: { ...gap, unopened: unopened(at, true) } };
    }
    const close = ended === undefined ? closingOf(kinds, at) : { next: at, isUnclosed: false };
    const owner = ended ?? around;
    const isOut = close.isUnclosed && (kinds[close.next] === 0 || whatBegins(kinds, close.next) === top);
    if (isOut && isInside) return undefined;
    const declared = parents[row] === owner ? row : parents[row]!;
    const gap = gapBetween(outline, { first: firsts[declared]!, next: close.next, limit: close.next, context: Context.inside, isSurplus: false });
    return { at: close.next, count: declared, around: owner, isInside: !isOut, gap: { ...gap, unopened: unopened(behinds[row]!, close.isUnclosed) } };
}

/** The token behind the brace that closes what stands at a token, or that in front of which it is missing. */
function closingOf(kinds: Uint8Array, at: number): { next: number; isUnclosed: boolean } {
    let depth = 1, next = at;
    for (; depth > 0; next++) {
        if (kinds[next] === 0 || (depth === 1 && whatBegins(kinds, next) !== nothing)) return { next, isUnclosed: true };
        if (kinds[next] === Token['{']) depth++;
        else if (kinds[next] === Token['}']) depth--;
    }
    return { next, isUnclosed: false };
}

const openable = new Set<number>([Rule.Plan, Rule.Api, Rule.Client, Rule.Policy]);

/** Where the gap ends: where something begins that may stand there. */
function endOf(outline: Outline, { isInside, isClosed, text }: Stumble, begun: Begun, isEnd: boolean): Resumed | undefined {
    const { kinds, begins, ends } = outline;
    const { at, ended } = begun;
    let { first, around, isIn, context } = begun;
    const isBehind = ended !== undefined;
    // Where one brace was too many, or none was opened, nothing else is wrong.
    const isNext = kinds[at] === 0 || isEnd || (isBehind && whatBegins(kinds, at) === inside) || (isClosed && whatBegins(kinds, at) !== nothing);
    let next = isNext ? at : nextBeginning(kinds, Math.max(at, behindAdjectives(outline, text, first)), first);
    let limit = next;
    for (;; next = nextBeginning(kinds, withoutAdjectives(kinds, next) + 1, first)) {
        if (begins[limit]! < begins[first]! + mostShown) limit = next;
        const what = kinds[next] === 0 ? top : whatBegins(kinds, next);
        if (what === inside && !isIn && isBehind) {
            [around, isIn, context] = [ended, true, Context.inside];
            first--;
        }
        const isSurplus = isBehind || closesMore(kinds, first, next);
        const isOut = what === top || (what === either && (!isIn || isSurplus));
        if (isOut && isInside) return undefined;
        if (!isOut && !isIn) continue;
        const braces = isNext || isBehind ? undefined : bracesBehind(kinds, at, next);
        const members = isNext || isBehind || braces || !isIn ? undefined : membersBehind(kinds, first, at, next);
        if (members) {
            const { open, close } = members;
            // Whether its brace is that of the organization, the piece that is read may not tell.
            if (kinds[close + 1] === 0 && isInside) return undefined;
            if (kinds[close + 1] !== 0 && whatBegins(kinds, close + 1) !== top) {
                const gap = gapBetween(outline, { first, next: close + 1, limit: close + 1, context, isSurplus: false });
                return { at: close + 1, count: begun.count, around, isInside: true, gap: { ...gap, body: { from: open === at ? ends[open]! : begins[open]!, to: ends[close]! } } };
            }
        }
        // What is meant as one declaration ends with its brace.
        const isAll = braces !== undefined && bracesBehind(kinds, first, next)?.open === braces.open;
        if (isAll) limit = next = braces.close + 1;
        const gap = gapBetween(outline, { first, next, limit, context, isSurplus: isSurplus && !isAll });
        const isTitle = kinds[at - 1] === Token.VERSION && isOneLine(outline, text, at - 1, at);
        if (braces && braces.close < limit && (isAll || (beginsMember(kinds, at) && !isTitle))) {
            // A name is missed in front of the brace.
            gap.body = { from: whatWordBegins(kinds, braces.open - 1) === nothing ? begins[braces.open]! : ends[braces.open]!, to: ends[braces.close]! };
        }
        return { at: next, count: begun.count, around, isInside: isIn && (isAll || !isOut), gap };
    }
}

/** Behind the first word of a gap, and where it is meant as an adjective of what stands on its line, behind the word of that. */
function behindAdjectives(outline: Outline, text: Written, first: number): number {
    const word = withoutAnyAdjectives(outline.kinds, first);
    return word > first && whatWordBegins(outline.kinds, word) === inside && isOneLine(outline, text, first, word) ? word + 1 : first + 1;
}

function isOneLine({ begins, ends }: Outline, text: Written, first: number, last: number): boolean {
    return !text.slice(ends[first]!, begins[last]).includes('\n');
}

function gapBetween({ kinds, begins, ends, comments }: Outline, { first, next, limit, context, isSurplus }: Pick<Gap, 'context' | 'isSurplus'> & { first: number; next: number; limit: number }): Gap {
    const to = first === next ? ends[first - 1] ?? 0 : ends[next - 1]!;
    const extras: NonNullable<Gap['extras']> = [];
    for (let at = first + 1; at < next; at++) if (isExtra(kinds, at)) extras.push({ from: begins[at]!, to: ends[at]! });
    return {
        from: first === next ? to : comments[first]! < 0 ? begins[first]! : comments[first]!, to,
        limit: kinds[limit] === 0 ? -1 : begins[withoutAdjectives(kinds, limit)]!, shown: kinds[limit] === 0 ? to : ends[headEnd(kinds, limit)]!, context, isSurplus, ...extras.length > 0 ? { extras } : {}
    };
}

/** So many characters of what belongs nowhere are looked at. */
const mostShown = 4000;
