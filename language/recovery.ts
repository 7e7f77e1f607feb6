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
export function resume({ kinds, begins, ends, comments, count, rules, firsts, behinds, parents }: Outline, { at: stumbled, parent, isBetween, isInside, isClosed, isBehindGap, isWhole, isLenient }: Stumble): Resumed | undefined {
    const isOrganization = (row: number) => row >= 0 && rules[row] === Rule.Organization;
    let at = stumbled, row = parent;
    while (row >= 0 && !isOrganization(row) && parents[row]! >= 0 && !isOrganization(parents[row]!)) row = parents[row]!;
    let around = isOrganization(row) ? row : row < 0 ? -1 : parents[row]!;
    let isIn = (isInside && !isClosed) || around >= 0;
    let first = at, left = count, closed = -1, isBehind = isClosed, context: Gap['context'] = isIn ? Context.inside : Context.none;
    /** What begins nothing belongs to what stands directly in front. */
    const takeFront = (): number => {
        let front = count - 1;
        while (front > around && parents[front] !== around) front = parents[front]!;
        if (front <= around || behinds[front] !== at) return -1;
        if (!isOrganization(front) && begin(kinds, at) === 0 && !(isIn && beginsAttribute(kinds, at))) [first, left] = [firsts[front]!, front];
        return front;
    };
    const isEnd = isIn && isBetween && row === around && (kinds[at] === 0 || begin(kinds, at) === top);
    if (isEnd && isLenient(around)) return isInside ? undefined : { at, count, around, isInside: false, gap: undefined };
    if (row !== around) {
        [first, left] = [firsts[row]!, row];
    } else if (isIn && isBetween) {
        takeFront();
    } else if (isIn && at > firsts[row]! + 1) {
        context = Context.head;
    } else if (isIn) {
        [first, left, around, isIn, context] = [firsts[row]!, row, -1, false, Context.none];
    } else if (!isClosed) {
        const front = takeFront();
        if (front < 0 && !isWhole) return undefined;
        const isHead = isOrganization(front) && (at === firsts[front]! + 2 || (at === firsts[front]! + 3 && kinds[at - 1] === Token.STRING));
        // One that ended without its own brace is over.
        let isEnded = isOrganization(front) && !isBehindGap && kinds[at - 1] === Token['}'];
        for (let child = count - 1; child > front; child = parents[child]!) if (behinds[child] === at) isEnded = false;
        isBehind = isHead || isEnded;
        if (isBehind) [closed, context] = [front, Context.behind];
        if (isHead) [around, isIn, context] = [closed, true, Context.head];
        // The brace that opens it is refused for what follows.
        if (isHead && kinds[at] === Token['{']) [first, isBehind, context] = [++at, false, Context.inside];
    }
    // Where one brace was too many, or none was opened, nothing else is wrong.
    const isNext = kinds[at] === 0 || isEnd || (isBehind && begin(kinds, at) === inside) || (isClosed && begin(kinds, at) !== 0);
    let next = isNext ? at : nextBeginning(kinds, Math.max(at, first + 1), first);
    let limit = next;
    for (;; next = nextBeginning(kinds, withoutAdjectives(kinds, next) + 1, first)) {
        if (begins[limit]! < begins[first]! + mostShown) limit = next;
        const what = kinds[next] === 0 ? top : begin(kinds, next);
        if (what === inside && !isIn && isBehind) {
            [around, isIn, context] = [closed, true, Context.inside];
            first--;
        }
        const isSurplus = isBehind || closesMore(kinds, first, next);
        const isOut = what === top || (what === either && (!isIn || isSurplus));
        if (isOut && isInside) return undefined;
        if (!isOut && !isIn) continue;
        const braces = isNext || isBehind ? undefined : bracesBehind(kinds, stumbled, next);
        // What is meant as one declaration ends with its brace.
        const isAll = braces !== undefined && kinds.subarray(first, braces.open).every((_, at) => isHeadWord(kinds, first + at));
        if (isAll) limit = next = braces.close + 1;
        const gap = gapOf(next, isSurplus && !isAll);
        if (braces && braces.close < limit && (isAll || beginsMember(kinds, stumbled))) {
            // A name is missed in front of the brace.
            gap.body = { from: beginning(kinds, braces.open - 1) === 0 ? begins[braces.open]! : ends[braces.open]!, to: ends[braces.close]! };
        }
        return { at: next, count: left, around, isInside: isIn && (isAll || !isOut), gap };
    }

    function gapOf(behind: number, isSurplus: boolean): Gap {
        const end = first === behind ? ends[first - 1] ?? 0 : ends[behind - 1]!;
        return {
            from: first === behind ? end : comments[first]! < 0 ? begins[first]! : comments[first]!, to: end,
            limit: kinds[limit] === 0 ? -1 : begins[withoutAdjectives(kinds, limit)]!, shown: kinds[limit] === 0 ? end : ends[headEnd(kinds, limit)]!, context, isSurplus
        };
    }
}

/** So many characters of what belongs nowhere are looked at. */
const mostShown = 4000;

const inside = 1, top = 2, either = 3;

/** Whether a token, or what its adjectives stand in front of, begins a declaration: one in an organization, one at the top, or one that may stand in both; 0 where none. */
function begin(kinds: Uint8Array, at: number): number {
    return beginning(kinds, withoutAdjectives(kinds, at));
}

function beginning(kinds: Uint8Array, at: number): number {
    switch (kinds[at]) {
        case Token.plan:
        case Token.api:
        case Token.client:
        case Token.member: return inside;
        case Token.organization:
        case Token.parameter: return top;
        case Token.policy: return kinds[at + 1] === Token.type && isName(kinds[at + 2]!) ? top : 0;
        case Token.policies: return isName(kinds[at + 1]!) && kinds[at + 2] === Token['{'] ? either : 0;
        default: return 0;
    }
}

/** Whether an attribute is meant to begin with a token that does not fit. */
function beginsAttribute(kinds: Uint8Array, at: number): boolean {
    return isName(kinds[at]!) && !(kinds[at] === Token.use && isName(kinds[at + 1]!));
}

/** The next token from one on that begins a declaration, with the adjectives in front of it, unless the mistake begins with these. */
function nextBeginning(kinds: Uint8Array, from: number, first: number): number {
    for (let next = from; ; next++) {
        while (kinds[next] !== 0 && beginning(kinds, next) === 0) next++;
        if (kinds[next] === 0) return next;
        let at = next;
        while (at > first && isAdjective(kinds[at - 1]!)) at--;
        if (at > first) return at;
    }
}

function withoutAdjectives(kinds: Uint8Array, at: number): number {
    while (isAdjective(kinds[at]!)) at++;
    return at;
}

/** The last token of the words that a declaration begins with: all of them belong to it, whatever follows. */
function headEnd(kinds: Uint8Array, begin: number): number {
    let at = withoutAdjectives(kinds, begin);
    for (let more = kinds[at] === Token.organization || kinds[at] === Token.parameter || kinds[at] === Token.policies ? 1 : 2; more > 0; more--) {
        const kind = kinds[at + 1]!;
        if (kind !== Token.VERSION && kind !== Token.STRING && kind !== Token.type && !isName(kind)) break;
        at++;
    }
    return at;
}

/** The braces behind words that do not fit, where they are closed in front of a token. */
function bracesBehind(kinds: Uint8Array, stumbled: number, end: number): { open: number; close: number } | undefined {
    let open = stumbled;
    while (isHeadWord(kinds, open)) open++;
    if (open === stumbled || kinds[open] !== Token['{']) return undefined;
    let depth = 0;
    for (let close = open; close < end; close++) {
        if (kinds[close] === Token['{']) depth++;
        else if (kinds[close] === Token['}'] && --depth === 0) return { open, close };
    }
    return undefined;
}

/** Whether a word that does not fit is meant to begin a member: a name follows, and nothing in front takes it as its own. */
function beginsMember(kinds: Uint8Array, at: number): boolean {
    return kinds[at] === Token.NAME && isName(kinds[at + 1]!) && kinds[at - 1] !== Token.VERSION;
}

/** Whether it is a word that a declaration may begin with: a name, what is written like one, or one that lacks its name. */
function isHeadWord(kinds: Uint8Array, at: number): boolean {
    return isName(kinds[at]!) || kinds[at] === Token.VERSION || kinds[at] === Token.STRING || (kinds[at + 1] === Token['{'] && beginning(kinds, at) !== 0);
}

function closesMore(kinds: Uint8Array, first: number, behind: number): boolean {
    let depth = 0;
    for (let at = first; at < behind; at++) {
        if (kinds[at] === Token['{']) depth++;
        else if (kinds[at] === Token['}'] && --depth < 0) return true;
    }
    return false;
}

function isAdjective(kind: number): boolean {
    return kind === Token.published || kind === Token.retired || kind === Token.public || kind === Token.private || kind === Token.locked || kind === Token.secret;
}

function isName(kind: number): boolean {
    return names.has(kind);
}

/** What may be a name: words of the language that begin nothing too. */
const names = new Set<number>([
    Token.NAME, Token.QUOTED_NAME, Token.published, Token.retired, Token.public, Token.private, Token.locked, Token.secret, Token.quoted, Token.type, Token.policies, Token.use,
    Token.with, Token.approval, Token.for, Token.via, Token.as, Token.viewer, Token.editor, Token.manager, Token.true, Token.false
]);
