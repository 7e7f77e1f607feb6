import type { Stretch } from './excerpt-lexer.ts';
import { firstOf } from './first-of.ts';
import type * as ast from './generated/ast.ts';
import type { Reader, SourceFile } from './source-file.ts';

/**
 * Some declarations of a file with concrete syntax, which has the places that it has in the file. Langium takes seconds for megabytes, and who asks about a
 * place wants to know what stands around it.
 */
export interface Excerpt {
    root: ast.Document;
    /** What was read, in the order of the text. */
    stretches: readonly Stretch[];
}

/** Where somebody wants to know what is written, and how many declarations on either side count too. */
export interface Around { from: number; to?: number; neighbours?: number }

/**
 * The concrete syntax from one offset to another: of the declarations that are written there, from the beginning of the first to where another one begins behind
 * the last, with their neighbours, and of the organization around them its head and its end.
 */
export function excerptOf(reader: Reader, file: SourceFile, { from, to = from, neighbours = 0 }: Around): Excerpt {
    const stretches = stretchesOf(file, from, to, neighbours);
    if (recentFile !== file) recent = [];
    recentFile = file;
    const known = recent.find(excerpt => isSame(excerpt.stretches, stretches));
    if (known) return known;
    const { parser } = reader.services;
    const excerpt = { root: parser.Lexer.within(stretches, () => parser.LangiumParser.parse<ast.Document>(file.text)).value, stretches };
    recent = [excerpt, ...recent.slice(0, mostExcerpts - 1)];
    return excerpt;
}

/** To be called when another version, or none, has taken the place of a file: it would be kept here, and with it each version that something it declares was gone from. */
export function forgetExcerpts(file: SourceFile): void {
    if (recentFile !== file) return;
    recentFile = undefined;
    recent = [];
}

// One request looks at a few places of a file, each of them several times.
let recent: readonly Excerpt[] = [];
let recentFile: SourceFile | undefined;
const mostExcerpts = 8;

function stretchesOf(file: SourceFile, from: number, to: number, neighbours: number): Stretch[] {
    const { declared, length, textDocument } = file;
    const begin = (place: number) => place <= 0 ? 0 : declared[place]?.from ?? length;
    const first = Math.max(0, lastBefore(declared, from) - neighbours);
    const last = Math.max(0, lastBefore(declared, to)) + neighbours;
    const part: [from: number, to: number] = [begin(first), begin(last + 1)];
    // What is written in a gap is read together, with what Langium is shown behind it.
    for (const gap of file.gaps) {
        const isAsked = gap.from <= to && gap.to >= from;
        if (!isAsked && (gap.from >= part[1] || gap.to <= part[0])) continue;
        part[0] = Math.min(part[0], gap.from);
        part[1] = Math.max(part[1], gap.shown);
    }
    const parts = [part];
    const [head, around] = [organizationAround(file, first), organizationAround(file, last)];
    if (head >= 0) parts.unshift([begin(head), begin(head + 1)]);
    const end = declared[around]?.to;
    if (end !== undefined && end > part[1]) parts.push([declared[lastBefore(declared, end - 1)]!.to, end]);
    return joined(parts).map(([from, to]) => ({ from, to, ...textDocument.positionAt(from) }));
}

/** Which of the declarations is the last one that begins at an offset or in front of it; -1 where none does. */
export function lastBefore(declared: readonly { from: number }[], offset: number): number {
    return firstOf(0, declared.length, place => declared[place]!.from > offset) - 1;
}

function joined(parts: readonly [from: number, to: number][]): [from: number, to: number][] {
    const all: [from: number, to: number][] = [];
    for (const [from, to] of parts) {
        const before = all.at(-1);
        if (before && from <= before[1]) before[1] = Math.max(before[1], to);
        else all.push([from, to]);
    }
    return all;
}

/** The organization that a declaration is in, or that it is itself; -1 where there is none. */
function organizationAround({ declared, rows }: SourceFile, place: number): number {
    const at = Math.min(place, declared.length - 1);
    return declared[at]?.kind === 'organization' ? at : rows.ownerOf(at);
}

function isSame(a: readonly Stretch[], b: readonly Stretch[]): boolean {
    return a.length === b.length && a.every(({ from, to }, index) => from === b[index]!.from && to === b[index]!.to);
}
