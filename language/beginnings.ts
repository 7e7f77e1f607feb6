import { blank as unreadable, Token } from './generated/strict-lexer.ts';
import { Rule } from './generated/strict-outline.ts';

/**
 * Where declarations and members begin among tokens that cannot be read. Nine words can be no name: where one of them stands something was meant to begin, whatever
 * braces are missing or surplus around it. Only what tokens these are is looked at (`kinds`, with 0 behind the last one), and where they stand in that row (`at`).
 */

/** What begins at a token: nothing, what stands in an organization, what stands at the top, or what may stand in both. */
export const nothing = 0, inside = 1, top = 2, either = 3;

/** What a token, or what its adjectives stand in front of, begins. */
export function whatBegins(kinds: Uint8Array, at: number): number {
    return whatWordBegins(kinds, withoutAdjectives(kinds, at));
}

/** The same of the word behind the adjectives. */
export function whatWordBegins(kinds: Uint8Array, at: number): number {
    switch (kinds[at]) {
        case Token.plan:
        case Token.api:
        case Token.client: return isExtra(kinds, at) || (isName(kinds[at + 1]!) && !behindNames.has(kinds[at + 2]!)) ? nothing : inside;
        case Token.member: return inside;
        case Token.organization:
        case Token.parameter: return top;
        case Token.policy: return kinds[at + 1] === Token.type && isName(kinds[at + 2]!) ? top : nothing;
        case Token.policies: return isName(kinds[at + 1]!) && kinds[at + 2] === Token['{'] ? either : nothing;
        default: return nothing;
    }
}

/** Whether it is one word too many in front of the name of a declaration, as in `offers plan Gold@1.0` and `plan plan Gold@1.0`. */
export function isExtra(kinds: Uint8Array, at: number): boolean {
    const front = kinds[at - 1]!, kind = kinds[at]!;
    return ((extras.get(front) === kind && !isWhole(kinds, at)) || (front === kind && memberWords.has(kind))) && isName(kinds[at + 1]!);
}

/** Whether a brace or a title behind its version says that a declaration begins at its word: what a member names has hardly ever one. */
function isWhole(kinds: Uint8Array, at: number): boolean {
    return kinds[at + 2] === Token.VERSION && (kinds[at + 3] === Token['{'] || kinds[at + 3] === Token.STRING);
}

/** Whether what is read at the top goes into a declaration with the next two tokens, whole or not. */
export function opensTop(kinds: Uint8Array, at: number): boolean {
    return (kinds[at] === Token.policies && isName(kinds[at + 1]!)) || (kinds[at] === Token.policy && kinds[at + 1] === Token.type);
}

/** Whether an attribute is meant to begin with a token that does not fit. */
export function beginsAttribute(kinds: Uint8Array, at: number): boolean {
    return isName(kinds[at]!) && !(kinds[at] === Token.use && isName(kinds[at + 1]!));
}

export function isNameOfAttribute(kinds: Uint8Array, at: number): boolean {
    return isName(kinds[at]!) && kinds[at + 1] === Token[':'];
}

/** The rules of what has a member that begins with a word which cannot be a name. */
export function ownersOf(kinds: Uint8Array, at: number): readonly number[] {
    switch (kinds[at]) {
        case Token.contract: return [Rule.Client];
        case Token.offers: return [Rule.Api];
        case Token.policy: return kinds[at + 1] === Token.type ? [] : [Rule.Plan, Rule.Api, Rule.Client];
        default: return [];
    }
}

/** Whether a word that does not fit is meant to begin a member: a name follows. */
export function beginsMember(kinds: Uint8Array, at: number): boolean {
    return kinds[at] === Token.NAME && isName(kinds[at + 1]!);
}

/** The next token from one on that begins a declaration, with the adjectives in front of it, unless the mistake begins with these. */
export function nextBeginning(kinds: Uint8Array, from: number, first: number): number {
    for (let next = from; ; next++) {
        while (kinds[next] !== 0 && whatWordBegins(kinds, next) === nothing) next++;
        if (kinds[next] === 0) return next;
        let at = next;
        while (at > first && isAdjective(kinds[at - 1]!)) at--;
        if (at > first) return at;
    }
}

/** The word behind adjectives. */
export function withoutAdjectives(kinds: Uint8Array, at: number): number {
    while (isAdjective(kinds[at]!)) at++;
    return at;
}

/** The same, also behind words that are meant as adjectives. */
export function withoutAnyAdjectives(kinds: Uint8Array, at: number): number {
    while (isAdjective(kinds[at]!) || kinds[at] === Token.NAME || kinds[at] === Token[',']) at++;
    return at;
}

/** The last of the words that a declaration begins with, its name, version and title; the token itself where it begins none, such as a brace. */
export function headEnd(kinds: Uint8Array, begin: number): number {
    let at = withoutAdjectives(kinds, begin);
    if (whatWordBegins(kinds, at) === nothing) return at;
    for (let more = kinds[at] === Token.organization || kinds[at] === Token.parameter || kinds[at] === Token.policies ? 1 : 2; more > 0; more--) {
        const kind = kinds[at + 1]!;
        if (kind !== Token.VERSION && kind !== Token.STRING && kind !== Token.type && !isName(kind)) break;
        at++;
    }
    return at;
}

/** Braces, by their tokens. */
export interface Braces { open: number; close: number }

/** The braces behind what is meant as the words in front of them, where they are closed in front of a token. */
export function bracesBehind(kinds: Uint8Array, first: number, end: number): Braces | undefined {
    const open = braceBehind(kinds, first);
    let depth = 0;
    for (let close = open; open >= 0 && close < end; close++) {
        if (kinds[close] === Token['{']) depth++;
        else if (kinds[close] === Token['}'] && --depth === 0) return { open, close };
    }
    return undefined;
}

/** The word that begins the first member behind a token, of those that stand without a brace behind what cannot be read, and the brace that closes them. */
export function membersBehind(kinds: Uint8Array, first: number, stumbled: number, end: number): Braces | undefined {
    let depth = 0, open = -1;
    for (let at = first; at < end; at++) {
        if (depth === 0 && open < 0 && at >= stumbled && ownersOf(kinds, at).length > 0) open = at;
        if (kinds[at] === Token['{']) depth++;
        else if (kinds[at] === Token['}'] && --depth < 0) return open < 0 ? undefined : { open, close: at };
    }
    return undefined;
}

/** The brace behind words that a declaration may begin with; -1 where there are none. */
export function braceBehind(kinds: Uint8Array, first: number): number {
    const word = withoutAnyAdjectives(kinds, first);
    let open = memberWords.has(kinds[word]!) ? word + 1 : first;
    while (isHeadWord(kinds, open)) open++;
    return open > first && kinds[open] === Token['{'] ? open : -1;
}

/** Whether more braces are closed than opened in front of a token. */
export function closesMore(kinds: Uint8Array, first: number, behind: number): boolean {
    let depth = 0;
    for (let at = first; at < behind; at++) {
        if (kinds[at] === Token['{']) depth++;
        else if (kinds[at] === Token['}'] && --depth < 0) return true;
    }
    return false;
}

/** Whether it is a word that a declaration may begin with: a name, what people write behind one, or a word that lacks its name. */
function isHeadWord(kinds: Uint8Array, at: number): boolean {
    return isName(kinds[at]!) || (behindNames.has(kinds[at]!) && kinds[at] !== Token['{']) || (kinds[at + 1] === Token['{'] && whatWordBegins(kinds, at) !== nothing);
}

function isAdjective(kind: number): boolean {
    return kind === Token.published || kind === Token.retired || kind === Token.public || kind === Token.private || kind === Token.locked || kind === Token.secret;
}

function isName(kind: number): boolean {
    return names.has(kind);
}

/** What people write between the name of a declaration and its members, and the brace of these. */
const behindNames = new Set<number>([Token.VERSION, Token.STRING, Token.RAW, Token.NUMBER, Token.QUANTITY, Token[':'], Token['='], Token[','], Token['/'], Token['('], Token[')'], Token['{'], unreadable]);

/** What people write between a word of a member and the name behind it: what the name is of. */
const extras = new Map<number, number>([[Token.offers, Token.plan], [Token.via, Token.plan], [Token.contract, Token.api]]);

const memberWords = new Set<number>([Token.plan, Token.api, Token.client]);

/** What may be a name: words of the language that begin nothing too. */
const names = new Set<number>([
    Token.NAME, Token.QUOTED_NAME, Token.published, Token.retired, Token.public, Token.private, Token.locked, Token.secret, Token.quoted, Token.type, Token.policies, Token.use,
    Token.with, Token.approval, Token.for, Token.via, Token.as, Token.viewer, Token.editor, Token.manager, Token.true, Token.false
]);
