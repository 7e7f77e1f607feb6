import type { Piece } from './layout-pieces.ts';

/** Replaces the text from `start` to `end`. */
export interface TextChange { start: number; end: number; text: string }

/** What stands between an opening and a closing bracket. Several lines: one item each; one line: commas between them. */
interface Group { opener: string; lines: boolean; items: number; last: Piece['begins'] }

/**
 * How a file is written: two spaces a level, one blank line at most, commas in one-line lists and objects and none at the end of a line.
 * Whether brackets span lines, and where blank lines and comments stand, is left as it was written; nothing is aligned.
 */
export function layOut(text: string, pieces: readonly Piece[]): TextChange[] {
    const eol = /\r\n|\n/.exec(text)?.[0] ?? '\n';
    const groups = readGroups(pieces);
    const changes: TextChange[] = [];
    const change = (start: number, end: number, replacement: string) => {
        if (text.slice(start, end) !== replacement) changes.push({ start, end, text: replacement });
    };
    const open: Group[] = [{ opener: '', lines: true, items: 0, last: undefined }];
    let end = text.startsWith('\uFEFF') ? 1 : 0;
    pieces.forEach((piece, index) => {
        const group = open.at(-1) as Group;
        const closing = isCloser(piece);
        if (closing && open.length > 1) open.pop();
        const level = open.filter(({ lines }) => lines).length - 1;
        const before = pieces[index - 1];
        const gap = before ? gapBefore(pieces, index, group) : { lines: 0, more: 0, space: '' };
        const indent = '  '.repeat(level + gap.more);
        const comma = before && !before.comment && !group.lines && separates(pieces, index, group) ? ',' : '';
        change(end, piece.start, comma + (gap.lines > 0 ? eol.repeat(gap.lines) + indent : gap.space));
        if (piece.type === 'ML_COMMENT' && (gap.lines > 0 || !before)) change(piece.start, piece.end, indented(piece.text, indent));
        if (piece.begins) {
            group.last = piece.begins;
            group.items += 1;
        }
        const opened = groups.get(piece.start);
        if (opened) open.push({ ...opened, items: 0 });
        end = piece.end;
    });
    change(end, text.length, pieces.length > 0 ? eol : '');
    return changes;
}

/** Which brackets span lines: those with a line break that stays between their items, and those around such ones, except a list that only holds one. */
function readGroups(pieces: readonly Piece[]): Map<number, Group> {
    const groups = new Map<number, Group>();
    const open: (Group & { around: boolean })[] = [];
    pieces.forEach((piece, index) => {
        const group = open.at(-1);
        if (group && staysBroken(pieces, index, group)) group.lines = true;
        if (isCloser(piece)) {
            const closed = open.pop();
            const outer = open.at(-1);
            if (closed && (closed.opener === '{' || closed.items > 1) && closed.around) closed.lines = true;
            if (outer && (closed?.lines || closed?.around)) outer.around = true;
        }
        const holder = open.at(-1);
        if (piece.begins && holder) holder.items += 1;
        if (isOpener(piece)) {
            const opened = { opener: piece.type, lines: false, items: 0, last: undefined, around: false };
            open.push(opened);
            groups.set(piece.start, opened);
        }
    });
    return groups;
}

function staysBroken(pieces: readonly Piece[], index: number, group: Group): boolean {
    const piece = pieces[index];
    const before = pieces[index - 1];
    if (!piece || !before || piece.breaks === 0) return false;
    if (piece.begins || piece.comment || before.comment) return true;
    return isCloser(piece) ? group.items > 0 || group.opener === '{' && isOpener(before) : continues(before, piece);
}

/** Lists without brackets, and enumerations, may go on in the next line. */
function continues(before: Piece, piece: Piece): boolean {
    return before.type === ',' || before.type === '|' || piece.type === '|';
}

interface Gap { lines: number; more: number; space: string }

function gapBefore(pieces: readonly Piece[], index: number, group: Group): Gap {
    const piece = pieces[index] as Piece;
    const before = pieces[index - 1] as Piece;
    const blank = piece.breaks > 1 && !isOpener(before) && !isCloser(piece) ? 2 : 1;
    const line = (more = 0): Gap => ({ lines: blank, more, space: '' });
    const space = (text: string): Gap => ({ lines: 0, more: 0, space: text });
    if (piece.comment) return piece.breaks > 0 || (group.lines && leadsItem(pieces, index)) ? line() : space(' ');
    if (before.comment) {
        if (piece.breaks > 0 || before.type === 'SL_COMMENT') return line(piece.begins || isCloser(piece) ? 0 : 1);
        if (isCloser(piece) && group.lines) return line();
        return space(piece.type === ']' ? '' : ' ');
    }
    if (isCloser(piece)) return group.lines ? line() : space(isOpener(before) || piece.type === ']' ? '' : ' ');
    if (piece.begins) return group.lines ? line() : space(isOpener(before) && before.type === '[' ? '' : ' ');
    if (piece.breaks > 0 && continues(before, piece)) return { lines: 1, more: 1, space: '' };
    return space(spaceBetween(before, piece));
}

/** A comment that stands in the same line in front of an item belongs to that item. */
function leadsItem(pieces: readonly Piece[], index: number): boolean {
    let next = index + 1;
    while (pieces[next]?.comment && pieces[next]?.breaks === 0) next += 1;
    const item = pieces[next];
    return item?.begins !== undefined && item.breaks === 0 && pieces[next - 1]?.type === 'ML_COMMENT';
}

/** Whether a comma belongs in front of what comes next: between two entries of a bracket in one line. */
function separates(pieces: readonly Piece[], index: number, group: Group): boolean {
    const next = pieces.slice(index, index + 20).find(piece => !piece.comment);
    return next?.begins === 'entry' && group.items > 0 && group.last === 'entry';
}

const noSpaceBefore = new Set([',', '?', '(', ')', '..', '/', ']', 'VERSION']);
const noSpaceAfter = new Set(['(', '..', '/', '[']);

function spaceBetween(before: Piece, piece: Piece): string {
    if (piece.type === ':') return piece.category ? ' ' : '';
    return noSpaceBefore.has(piece.type) || noSpaceAfter.has(before.type) ? '' : ' ';
}

function isOpener({ type }: Piece): boolean {
    return type === '{' || type === '[';
}

function isCloser({ type }: Piece): boolean {
    return type === '}' || type === ']';
}

/** The stars of a comment stay below each other; a comment that is written in another way is not touched. */
function indented(comment: string, indent: string): string {
    const [first = '', ...rest] = comment.split('\n');
    if (!rest.every(line => /^\s*\*/.test(line))) return comment;
    return [first, ...rest.map(line => `${indent} ${line.trimStart()}`)].join('\n');
}
