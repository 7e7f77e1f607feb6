import { BEGIN, FROM, MEMBER_BEGIN, MEMBER_END, memberSize, NAME_END, ORGANIZATION, TITLE_END, TO, type FileRows } from './file-rows.ts';
import { firstOf } from './first-of.ts';
import { gapAt, isInOrganization, movedGap, organizationInFront, ownerOf, readAgain, withGaps, type FileParts, type Source } from './gaps.ts';
import { Token } from './generated/strict-lexer.ts';
import { Rule } from './generated/strict-outline.ts';
import { readPieceOutline, type Outline } from './outline.ts';
import type { Gap } from './recovery.ts';
import { rowsOfOutline } from './rows-of-outline.ts';
import type { Reader } from './source-file.ts';
import { splicedRows, type ChangedRows } from './spliced-rows.ts';
import type { TextChange } from './text-change.ts';
import type { Written } from './written-text.ts';

/**
 * What a text consists of after a change of one that consisted of `before`, without all of it being read: what the change touches is, with its neighbours, in the
 * organization or at the top. Undefined where that does not tell: then all has to be read.
 */
export function changedParts(reader: Reader, before: FileParts, source: Source, change: TextChange): (FileParts & { changed: ChangedRows }) | undefined {
    const { written: text } = source;
    // Three quotes may begin a text anywhere in front, once there are others behind, and a comment may end that nothing ended.
    const touched = text.slice(Math.max(change.from - 2, 0), change.from + change.length + 2);
    if (touched.includes('"""') || (before.gaps.length > 0 && touched.includes('*/'))) return undefined;
    return readWindow(reader, before, source, windowOf(before, change, text, false), change) ?? readWindow(reader, before, source, windowOf(before, change, text, true), change);
}

function readWindow(reader: Reader, before: FileParts, source: Source, window: Window, change: TextChange): (FileParts & { changed: ChangedRows }) | undefined {
    const { written: text } = source;
    const { from, to, moved, owner, isInside, isOpen } = window;
    const withOwner = owner >= 0 && !isInside;
    const inFront = before.gaps.filter(gap => gap.to <= from), behind = before.gaps.filter(gap => window.last ? gap.from >= to : gap.from > to);
    // What is shown behind a gap may end elsewhere where the rest of its line is written otherwise.
    const shown = inFront.at(-1)?.shown;
    if (shown !== undefined && (shown >= change.from || !text.slice(shown, change.from).includes('\n'))) return undefined;
    const isSurplus = (gaps: readonly Gap[]) => gaps.some(gap => gap.isSurplus && isInOrganization(gap));
    const ownInFront = inFront.filter(gap => isInside && ownerOf(before.rows, gap) === owner);
    const outline = readPieceOutline(text, { from, to: to + moved, isInside, isOpen, isSurplus: isSurplus(ownInFront) });
    if (!outline || hasOpenText(text, outline) || hasNameAcross(text, from, to + moved) || !endsAsBefore(outline, window)) return undefined;
    const { gaps: read } = outline;
    const replaced = before.gaps.slice(inFront.length, before.gaps.length - behind.length);
    const isMended = read.length === 0 && replaced.length === 0;
    // What stands without braces in front of attributes, and of a mistake behind them, may be meant to hold them.
    if (owner >= 0 && !window.last?.isDeclared && behind[0] && organizationInFront(before.rows, behind[0].from) === owner) return undefined;
    // The end of a text, or of an organization, is not seen in a piece of it that has mistakes, nor what a surplus brace means for what follows.
    if (!isMended && owner >= 0 && !window.last) return undefined;
    if (!isMended && owner >= 0 && !isSurplus(ownInFront) && isSurplus(read) !== isSurplus(replaced)) {
        // Nor does a brace that is left over matter, where the organization ends with its own.
        const end = before.rows.at(owner, TO);
        if (isSurplus(replaced) || behind.some(gap => gap.from <= end)) return undefined;
    }
    const changed = splicedRows(before.rows, rowsOfOutline(outline), window);
    const { rows, gaps } = withGaps(reader, source, changed.rows, read);
    const rest = behind.map(gap => movedGap(gap, moved));
    // What stands in an organization is named by it.
    if (withOwner) for (const [index, gap] of rest.entries()) if (gap.from < rows.at(owner, TO)) rest[index] = readAgain(reader, source, rows, gap);
    return { rows, gaps: [...inFront, ...gaps, ...rest], changed };
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
    last: { begin: number; to: number; isName: boolean; isDeclared: boolean } | undefined;
}

/** Neighbours are read strictly; where it is `wide`, the one behind is a declaration. */
function windowOf({ rows: before, gaps }: FileParts, change: TextChange, text: Written, isWide: boolean): Window {
    const { count } = before;
    const at = (place: number, column: number) => before.at(place, column);
    const owner = ownerAround(before, change);
    const window: Window = {
        from: owner < 0 ? 0 : at(owner, FROM), to: owner < 0 ? text.length - change.length + change.to - change.from : at(owner, TO),
        moved: change.length - (change.to - change.from), owner, isInside: false, isOpen: false, last: undefined
    };
    const neighbourInFront = (from: number) => {
        window.from = Math.max(window.from, from);
        window.isInside = owner >= 0;
    };
    const neighbourBehind = (begin: number, to: number, { isName = false, isDeclared = true } = {}) => {
        if (to > window.to) return;
        window.to = to;
        window.isOpen = owner >= 0;
        window.last = { begin, to, isName, isDeclared };
    };
    // All that the organization declares, or the text, stands one behind the other; what stands in an organization counts as this.
    const end = owner < 0 ? count : firstOf(owner + 1, count, place => at(place, FROM) >= at(owner, TO));
    const sibling = (place: number) => {
        const around = before.ownerOf(place);
        return around === owner ? place : around;
    };
    const isSound = (offset: number) => gapAt(gaps, offset) === undefined;
    let front = firstOf(owner + 1, end, place => at(sibling(place), TO) > change.from) - 1;
    while (front > owner && !isSound(at(sibling(front), FROM))) front--;
    let behind = firstOf(owner + 1, end, place => at(sibling(place), FROM) > change.to);
    while (behind < end && !isSound(at(behind, FROM))) behind++;
    if (front > owner) neighbourInFront(at(sibling(front), endsWithBrace(before, gaps, sibling(front), text) ? TO : FROM));
    if (behind < end && before.kindOf(behind) === ORGANIZATION) neighbourBehind(at(behind, BEGIN), at(behind, NAME_END), { isName: true });
    else if (behind < end) neighbourBehind(at(behind, BEGIN), at(behind, TO));
    const { members, from, to } = owner < 0 ? noMembers : before.membersOf(owner);
    const memberAt = (member: number, column: number) => members[member * memberSize + column]!;
    const first = from / memberSize, last = to / memberSize;
    let memberFront = firstOf(first, last, member => memberAt(member, MEMBER_END) > change.from) - 1;
    while (memberFront >= first && !isSound(memberAt(memberFront, MEMBER_BEGIN))) memberFront--;
    let memberBehind = firstOf(first, last, member => memberAt(member, MEMBER_BEGIN) > change.to);
    while (memberBehind < last && !isSound(memberAt(memberBehind, MEMBER_BEGIN))) memberBehind++;
    if (memberFront >= first) neighbourInFront(memberAt(memberFront, MEMBER_BEGIN));
    if (memberBehind < last && !isWide) neighbourBehind(memberAt(memberBehind, MEMBER_BEGIN), memberAt(memberBehind, MEMBER_END), { isDeclared: false });
    return window;
}

const noMembers = { members: new Int32Array(), from: 0, to: 0 };

/** The place of the organization that a change is in, its own words included; -1 where it is in none. */
function ownerAround(rows: FileRows, { from, to }: TextChange): number {
    const owner = organizationInFront(rows, from + 1);
    return owner >= 0 && rows.at(owner, BEGIN) < from && to < rows.at(owner, TO) ? owner : -1;
}

/** Whether it is an organization that has ended with its own brace, whatever follows: it need not be read. */
function endsWithBrace(rows: FileRows, gaps: readonly Gap[], place: number, text: Written): boolean {
    const begin = rows.at(place, FROM), end = rows.at(place, TO);
    return rows.kindOf(place) === ORGANIZATION && end !== rows.at(place, TITLE_END) && end !== rows.at(place, NAME_END) && text.slice(end - 1, end) === '}'
        && !gaps.some(gap => gap.from >= begin && gap.to <= end && (gap.isSurplus || gap.to === end));
}

/** Whether there are three quotes, or the beginning of a comment, that nothing closes in what was read: it may be closed behind it. */
function hasOpenText(text: Written, { kinds, begins, ends }: Outline): boolean {
    for (let token = 0; kinds[token] !== 0; token++) {
        if (kinds[token] === Token['/'] && text.slice(ends[token], ends[token]! + 1) === '*') return true;
        if (kinds[token] === Token.STRING && ends[token] === begins[token]! + 2 && text.slice(ends[token], ends[token]! + 1) === '"') return true;
    }
    return false;
}

/** Whether a name in backticks may reach into what was read, or out of it: one that nothing closes ends elsewhere where its line has another backtick. */
function hasNameAcross(text: Written, from: number, to: number): boolean {
    const line = (step: number): string => {
        const front = text.slice(Math.max(0, from - step), from), behind = text.slice(to, to + step);
        const end = behind.indexOf('\n');
        if ((end < 0 && to + step < text.length) || (from > step && !front.includes('\n'))) return line(step * 8);
        return front.slice(front.lastIndexOf('\n') + 1) + behind.slice(0, end < 0 ? undefined : end);
    };
    return line(128).includes('`');
}

/** Whether what was read ends where it has to: with the neighbour behind, as it was, or with the brace of the organization, which has to be the only one. */
function endsAsBefore({ count, rules, parents, kinds, begins, ends, firsts, behinds }: Outline, { owner, isInside, moved, last }: Window): boolean {
    const withOwner = owner >= 0 && !isInside;
    if (withOwner && (rules[0] !== Rule.Organization || parents.subarray(1, count).includes(-1))) return false;
    if (!last) return owner < 0 || kinds[kinds.indexOf(0) - 1] === Token['}'];
    const row = parents.subarray(0, count).lastIndexOf(withOwner ? 0 : -1);
    return row >= 0 && begins[firsts[row]!] === last.begin + moved && ends[behinds[row]! - 1] === last.to + moved;
}
