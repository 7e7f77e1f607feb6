import {
    BEGIN, declarationSize, FileRows, FIRST, FROM, joined, KIND, LAST, MEMBER_BEGIN, MEMBER_END, MEMBER_NAME, MEMBER_NAME_END, memberSize, NAME, NAME_END,
    ORGANIZATION, OWNER, PLAN, PLAN_END, TITLE, TITLE_END, TO, VERSION, VERSION_END
} from './file-rows.ts';
import { firstOf } from './first-of.ts';
import { Token } from './generated/strict-lexer.ts';
import { Rule } from './generated/strict-outline.ts';
import { readPieceOutline, type Outline } from './outline.ts';
import { rowsOfOutline } from './rows-of-outline.ts';
import type { TextChange } from './text-change.ts';

/** The rows of a text after a change, and what of them is as it was. */
export interface ChangedRows {
    rows: FileRows;
    /** So many declarations in front of what was read anew, and behind it, were only moved; `owner`, the place of the organization around it (else -1), is another case. */
    front: number;
    back: number;
    owner: number;
    /** What was read anew, as offsets in the text before; what stands behind it moved by so much. */
    from: number;
    to: number;
    moved: number;
}

/**
 * The rows of a text after a change of one that was read strictly, `before`, without all of it being read: what the change touches is, with its neighbours,
 * in the organization or at the top. Undefined where that does not tell, as where a mistake was made: then all has to be read.
 */
export function changedRows(before: FileRows, text: string, change: TextChange): ChangedRows | undefined {
    // Three quotes may begin a text anywhere in front, once there are others behind.
    if (text.slice(Math.max(change.from - 2, 0), change.from + change.length + 2).includes('"""')) return undefined;
    const window = windowOf(before, change, text.length);
    const outline = readPieceOutline(text, window.from, window.to + window.moved, window);
    if (!outline || hasOpenText(text, outline)) return undefined;
    const read = rowsOfOutline(outline);
    return endsAsBefore(outline, window) ? merged(before, read, window) : undefined;
}

/** What is read anew: from the neighbour in front to the one behind, as offsets in the text before. */
interface Window {
    from: number;
    to: number;
    /** By how much what stands behind it moves. */
    moved: number;
    /** The place of the organization whose members are read; -1 for declarations at the top. */
    owner: number;
    /** Whether it begins behind the brace of the organization, and whether it ends in front of the other. */
    isInside: boolean;
    isOpen: boolean;
    /** The neighbour behind, which has to end it; undefined where the text or the organization does. Of an organization at the top only the name is read. */
    last: { begin: number; to: number; isName: boolean } | undefined;
}

function windowOf(before: FileRows, change: TextChange, length: number): Window {
    const { declarations, members, count } = before;
    const at = (place: number, column: number) => declarations[place * declarationSize + column]!;
    const memberAt = (member: number, column: number) => members[member * memberSize + column]!;
    const owner = ownerOf(before, change);
    const window: Window = {
        from: owner < 0 ? 0 : at(owner, FROM), to: owner < 0 ? length - change.length + change.to - change.from : at(owner, TO),
        moved: change.length - (change.to - change.from), owner, isInside: false, isOpen: false, last: undefined
    };
    const neighbourInFront = (from: number) => {
        window.from = Math.max(window.from, from);
        window.isInside = owner >= 0;
    };
    const neighbourBehind = (begin: number, to: number, isName = false) => {
        if (to > window.to) return;
        window.to = to;
        window.isOpen = owner >= 0;
        window.last = { begin, to, isName };
    };
    // All that the organization declares, or the text, stands one behind the other; what stands in an organization counts as this.
    const end = owner < 0 ? count : firstOf(owner + 1, count, place => at(place, FROM) >= at(owner, TO));
    const sibling = (place: number) => at(place, OWNER) === owner ? place : at(place, OWNER);
    const front = firstOf(owner + 1, end, place => at(sibling(place), TO) > change.from) - 1;
    const behind = firstOf(owner + 1, end, place => at(sibling(place), FROM) > change.to);
    if (front > owner) neighbourInFront(at(sibling(front), endsWithBrace(before, sibling(front)) ? TO : FROM));
    if (behind < end && at(behind, KIND) === ORGANIZATION) neighbourBehind(at(behind, BEGIN), at(behind, NAME_END), true);
    else if (behind < end) neighbourBehind(at(behind, BEGIN), at(behind, TO));
    const { first, last } = membersOf(before, owner);
    const memberFront = firstOf(first, last, member => memberAt(member, MEMBER_END) > change.from) - 1;
    const memberBehind = firstOf(first, last, member => memberAt(member, MEMBER_BEGIN) > change.to);
    if (memberFront >= first) neighbourInFront(memberAt(memberFront, MEMBER_BEGIN));
    if (memberBehind < last) neighbourBehind(memberAt(memberBehind, MEMBER_BEGIN), memberAt(memberBehind, MEMBER_END));
    return window;
}

/** The place of the organization that a change is in, its own words included; -1 where it is in none. */
function ownerOf({ declarations, count }: FileRows, { from, to }: TextChange): number {
    const place = firstOf(0, count, place => declarations[place * declarationSize + FROM]! > from) - 1;
    if (place < 0) return -1;
    const owner = declarations[place * declarationSize + KIND] === ORGANIZATION ? place : declarations[place * declarationSize + OWNER]!;
    return owner >= 0 && declarations[owner * declarationSize + BEGIN]! < from && to < declarations[owner * declarationSize + TO]! ? owner : -1;
}

/** Whether it is an organization that has ended, whatever follows: it need not be read. */
function endsWithBrace({ declarations }: FileRows, place: number): boolean {
    const row = place * declarationSize;
    return declarations[row + KIND] === ORGANIZATION && declarations[row + TO] !== declarations[row + TITLE_END] && declarations[row + TO] !== declarations[row + NAME_END];
}

/** Whether there are three quotes that nothing closes in what was read: they may begin a text that ends behind it. */
function hasOpenText(text: string, { kinds, begins, ends }: Outline): boolean {
    for (let token = 0; kinds[token] !== 0; token++) {
        if (kinds[token] === Token.STRING && ends[token] === begins[token]! + 2 && text[ends[token]!] === '"') return true;
    }
    return false;
}

/** Whether what was read ends where it has to: with the neighbour behind, as it was, or with the brace of the organization, which has to be the only one. */
function endsAsBefore({ count, rules, parents, kinds, begins, ends, firsts, behinds }: Outline, { owner, isInside, moved, last }: Window): boolean {
    const withOwner = owner >= 0 && !isInside;
    if (withOwner && (rules[0] !== Rule.Organization || parents.subarray(1, count).includes(-1))) return false;
    if (!last) return owner < 0 || kinds[kinds.indexOf(0) - 1] === Token['}'];
    const row = parents.subarray(0, count).lastIndexOf(withOwner ? 0 : -1);
    return row >= 0 && begins[firsts[row]!] === last.begin + moved && ends[behinds[row]! - 1] === last.to + moved;
}

/** The rows before, with those that were read in the place of what stood in the window. */
function merged(before: FileRows, read: FileRows, { from, to, moved, owner, isInside, last: neighbour }: Window): ChangedRows {
    const { declarations: old, members: oldMembers, count } = before;
    const withOwner = owner >= 0 && !isInside;
    const { first, last } = membersOf(before, owner);
    const firstMember = ({ declarations, members }: FileRows, place: number) => declarations[place * declarationSize + FIRST] ?? members.length / memberSize;

    // What the window had of declarations and of members of the organization, and what it has now.
    const placeBehind = (offset: number) => firstOf(owner + 1, count, place => old[place * declarationSize + FROM]! >= offset);
    const front = placeBehind(from), back = placeBehind(to) - (neighbour?.isName ? 1 : 0);
    const inner = read.declarations.subarray(withOwner ? declarationSize : 0, neighbour?.isName ? -declarationSize : undefined);
    const own = firstMember(read, withOwner ? 1 : 0);
    const memberBehind = (offset: number) => firstOf(first, last, member => oldMembers[member * memberSize + MEMBER_BEGIN]! >= offset);
    const ownFront = memberBehind(from), ownBack = memberBehind(to);
    const more = inner.length / declarationSize - (back - front);
    const moreOwn = own - (ownBack - ownFront);
    const innerFront = firstMember(before, front), innerBack = firstMember(before, back);
    const moreInner = read.members.length / memberSize - own - (innerBack - innerFront);

    const declarations = joined(old.subarray(0, front * declarationSize), inner, old.subarray(back * declarationSize));
    if (owner >= 0) {
        const row = owner * declarationSize;
        if (withOwner) declarations.set(read.declarations.subarray(0, declarationSize), row);
        declarations[row + TO] = old[row + TO]! + moved;
        declarations[row + FIRST] = first;
        declarations[row + LAST] = last + moreOwn;
    }
    const end = front + inner.length / declarationSize;
    // Mostly there is as much as before: what stands in front and behind is where it was then.
    const isAsMuch = more === 0 && moreOwn === 0 && moreInner === 0;
    for (let place = isAsMuch ? front : owner + 1; place < (isAsMuch ? end : declarations.length / declarationSize); place++) {
        const row = place * declarationSize;
        const members = place < front ? moreOwn : place < end ? innerFront + moreOwn - own : moreOwn + moreInner;
        declarations[row + FIRST]! += members;
        declarations[row + LAST]! += members;
        if (place < front) continue;
        const at = declarations[row + OWNER]!;
        if (place < end) declarations[row + OWNER] = at === (withOwner ? 0 : -1) ? owner : at + front - (withOwner ? 1 : 0);
        else if (at >= back) declarations[row + OWNER]! += more;
    }
    moveDeclarations(declarations.subarray(end * declarationSize), moved);
    // The organization behind may be documented otherwise.
    const documented = neighbour?.isName ? read.declarations[inner.length + FROM]! : undefined;
    const isMovedOnly = documented === undefined || documented === declarations[end * declarationSize + FROM];
    if (documented !== undefined) declarations[end * declarationSize + FROM] = documented;

    const ownBehind = oldMembers.subarray(ownBack * memberSize, last * memberSize);
    const members = joined(
        oldMembers.subarray(0, ownFront * memberSize), read.members.subarray(0, own * memberSize), ownBehind,
        oldMembers.subarray(last * memberSize, innerFront * memberSize), read.members.subarray(own * memberSize), oldMembers.subarray(innerBack * memberSize)
    );
    const ownEnd = (ownFront + own) * memberSize;
    moveMembers(members.subarray(ownEnd, ownEnd + ownBehind.length), moved);
    moveMembers(members.subarray(members.length - (oldMembers.length - innerBack * memberSize)), moved);
    return { rows: new FileRows(declarations, members), front: withOwner ? owner : front, back: count - back - (isMovedOnly ? 0 : 1), owner, from, to, moved };
}

/** The members of an organization; none of the top. */
function membersOf({ declarations, members }: FileRows, owner: number): { members: Int32Array; first: number; last: number } {
    const row = owner * declarationSize;
    return owner < 0 ? { members, first: 0, last: 0 } : { members, first: declarations[row + FIRST]!, last: declarations[row + LAST]! };
}

function moveDeclarations(rows: Int32Array, moved: number): void {
    if (moved === 0) return;
    for (let row = 0; row < rows.length; row += declarationSize) {
        rows[row + FROM]! += moved;
        rows[row + BEGIN]! += moved;
        rows[row + TO]! += moved;
        rows[row + NAME]! += moved;
        rows[row + NAME_END]! += moved;
        if (rows[row + VERSION_END] !== 0) {
            rows[row + VERSION]! += moved;
            rows[row + VERSION_END]! += moved;
        }
        if (rows[row + TITLE_END] !== 0) {
            rows[row + TITLE]! += moved;
            rows[row + TITLE_END]! += moved;
        }
    }
}

function moveMembers(rows: Int32Array, moved: number): void {
    if (moved === 0) return;
    for (let row = 0; row < rows.length; row += memberSize) {
        rows[row + MEMBER_BEGIN]! += moved;
        rows[row + MEMBER_END]! += moved;
        rows[row + MEMBER_NAME]! += moved;
        rows[row + MEMBER_NAME_END]! += moved;
        if (rows[row + PLAN_END] !== 0) {
            rows[row + PLAN]! += moved;
            rows[row + PLAN_END]! += moved;
        }
    }
}
