import {
    blocksOf, declarationSize, FileRows, FIRST, FROM, INSIDE, joined, LAST, MEMBER_BEGIN, memberSize, moveDeclarations, moveMembers, rowsOfBlocks, TO, type Rows
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
export function splicedRows(before: FileRows, read: Rows, { from, to, moved, owner, isInside, last: neighbour }: Place): ChangedRows {
    const { blocks, count } = before;
    const withOwner = owner >= 0 && !isInside;
    // What the window had of declarations, and what it has now.
    const placeBehind = (offset: number) => firstOf(owner + 1, count, place => before.at(place, FROM) >= offset);
    const front = placeBehind(from), back = placeBehind(to) - (neighbour?.isName ? 1 : 0);
    const inner = read.declarations.subarray(withOwner ? declarationSize : 0, neighbour?.isName ? -declarationSize : undefined);
    const own = read.declarations[(withOwner ? declarationSize : 0) + FIRST] ?? read.members.length / memberSize;
    // The organization behind may be documented otherwise.
    const documented = neighbour?.isName ? read.declarations.at(FROM - declarationSize)! : undefined;
    const isMovedOnly = documented === undefined || documented === before.at(back, FROM) + moved;

    const first = before.blockAt(front), last = Math.max(first, before.blockAt(isMovedOnly ? back - 1 : back));
    const place = blocks[first]!.first;
    let changed = rowsOfBlocks(blocks.slice(first, last + 1));
    const inFront = blocks.slice(0, first);
    if (owner >= 0) {
        const change = { from, to, moved, head: withOwner ? read.declarations.subarray(0, declarationSize) : undefined, members: read.members.subarray(0, own * memberSize) };
        const around = before.blockAt(owner);
        if (around < first) inFront.splice(around, 1, ...blocksOf(withOwn(rowsOfBlocks([blocks[around]!]), owner - blocks[around]!.first, change)));
        else changed = withOwn(changed, owner - place, change);
    }
    changed = withInner(changed, front - place, back - place, { declarations: inner, members: read.members.subarray(own * memberSize) }, { own, moved, isInside: owner >= 0 });
    if (documented !== undefined && !isMovedOnly) changed.declarations[(front - place) * declarationSize + inner.length + FROM] = documented;
    const behind = blocks.slice(last + 1).map(block => block.movedBy(moved));
    const isEmpty = changed.declarations.length === 0 && inFront.length + behind.length > 0;
    const rows = new FileRows([...inFront, ...isEmpty ? [] : blocksOf(changed), ...behind]);
    return { rows, front: withOwner ? owner : front, back: count - back - (isMovedOnly ? 0 : 1), owner, from, to, moved };
}

/** Rows in which an organization says something else of itself: its end moves, and what of it stands in the window is what was read. */
function withOwn({ declarations, members }: Rows, owner: number, { from, to, moved, head, members: read }: { from: number; to: number; moved: number; head: Int32Array | undefined; members: Int32Array }): Rows {
    const row = owner * declarationSize;
    const first = declarations[row + FIRST]!, last = declarations[row + LAST]!, end = declarations[row + TO]!;
    const memberBehind = (offset: number) => firstOf(first, last, member => members[member * memberSize + MEMBER_BEGIN]! >= offset);
    const front = memberBehind(from), back = memberBehind(to);
    const more = read.length / memberSize - (back - front);
    if (head) declarations.set(head, row);
    declarations[row + TO] = end + moved;
    declarations[row + FIRST] = first;
    declarations[row + LAST] = last + more;
    moveDeclarations(declarations.subarray(row + declarationSize), 0, more);
    moveMembers(members.subarray(back * memberSize, last * memberSize), moved);
    return { declarations, members: joined(members.subarray(0, front * memberSize), read, members.subarray(back * memberSize)) };
}

/** Rows with others in the place of some of them; in those that were read, members of their organization are counted first, if they are read with it. */
function withInner({ declarations, members }: Rows, front: number, back: number, read: Rows, { own, moved, isInside }: { own: number; moved: number; isInside: boolean }): Rows {
    const firstMember = (place: number) => declarations[place * declarationSize + FIRST] ?? members.length / memberSize;
    const memberFront = firstMember(front), memberBack = firstMember(back);
    const inner = read.declarations.slice(), behind = declarations.subarray(back * declarationSize), membersBehind = members.subarray(memberBack * memberSize);
    moveDeclarations(inner, 0, memberFront - own);
    if (isInside) for (let row = 0; row < inner.length; row += declarationSize) inner[row + INSIDE] = 1;
    moveDeclarations(behind, moved, read.members.length / memberSize - (memberBack - memberFront));
    moveMembers(membersBehind, moved);
    return {
        declarations: joined(declarations.subarray(0, front * declarationSize), inner, behind),
        members: joined(members.subarray(0, memberFront * memberSize), read.members, membersBehind)
    };
}
