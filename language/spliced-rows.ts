import {
    BEGIN, declarationSize, FileRows, FIRST, FROM, joined, LAST, MEMBER_BEGIN, MEMBER_END, MEMBER_NAME, MEMBER_NAME_END, memberSize, NAME, NAME_END,
    OWNER, PLAN, PLAN_END, TITLE, TITLE_END, TO, VERSION, VERSION_END
} from './file-rows.ts';
import { firstOf } from './first-of.ts';

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

/** Where rows are put: between two offsets of the text before, behind which everything moved. */
export interface Place {
    from: number;
    to: number;
    moved: number;
    /** The place of the organization whose members they are; -1 for declarations at the top. */
    owner: number;
    /** Whether they begin behind the brace of the organization. */
    isInside: boolean;
    /** The neighbour behind, which was read with them; of an organization at the top only the name was. */
    last?: { isName: boolean } | undefined;
}

/** The rows before, with those that were read in the place of what stood in the window. */
export function splicedRows(before: FileRows, read: FileRows, { from, to, moved, owner, isInside, last: neighbour }: Place): ChangedRows {
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
export function membersOf({ declarations, members }: FileRows, owner: number): { members: Int32Array; first: number; last: number } {
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
