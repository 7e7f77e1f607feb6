import type { Project } from '../../language/project.ts';
import type { Edit } from '../features/fix.ts';
import type { Cut } from './change.ts';
import { editAt, linesOf, type Standing } from './standing.ts';

/**
 * The part of a file that goes with a declaration: its lines, where it has them for itself, and one of the blank lines around it, so that
 * as much space is left between its neighbours as they had.
 */
export function partOf(standing: Standing): { start: number; end: number } {
    const { text, from, to, before, after, isFirst, isLast } = standing;
    const { begins, ends } = linesOf(standing);
    if (!begins && !ends && isFirst && isLast) return { start: before, end: after };
    // A comma parts it from the one in front of it, and from nothing once it is gone.
    if (!begins && isLast && text[before - 1] === ',') return { start: before - 1, end: to };
    if (!begins) return ends ? { start: before, end: to } : { start: from, end: after };
    if (!ends) return { start: from, end: after };
    const start = text.lastIndexOf('\n', from - 1) + 1;
    const end = endOfLine(text, to);
    const blankBefore = startOfBlankLines(text, start);
    return { start: isLast ? blankBefore : start, end: isFirst || (!isLast && blankBefore < start) ? endOfBlankLines(text, end) : end };
}

/** What is cut from a file when a piece of syntax goes. */
export function cut(standing: Standing, what: Pick<Cut, 'what' | 'owner' | 'element'>): Cut {
    return { uri: standing.uri, ...partOf(standing), own: standing.text.slice(standing.from, standing.to), ...what };
}

export function editsOf(project: Project, cuts: readonly Cut[]): Edit[] {
    return cuts.map(({ uri, start, end }) => editAt(project, uri, start, end, ''));
}

function endOfLine(text: string, offset: number): number {
    const end = text.indexOf('\n', offset);
    return end < 0 ? text.length : end + 1;
}

function startOfBlankLines(text: string, start: number): number {
    let line = start;
    while (line > 0) {
        const above = text.lastIndexOf('\n', line - 2) + 1;
        if (text.slice(above, line).trim() !== '') break;
        line = above;
    }
    return line;
}

function endOfBlankLines(text: string, end: number): number {
    let line = end;
    while (line < text.length) {
        const below = endOfLine(text, line);
        if (text.slice(line, below).trim() !== '') break;
        line = below;
    }
    return line;
}
