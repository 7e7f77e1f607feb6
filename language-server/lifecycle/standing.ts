import type { AstNode, LexerResult } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Project } from '../../language/project.ts';
import type { Edit } from '../features/fix.ts';

/**
 * How a piece of syntax stands in its file. Offsets are UTF-16, from the beginning of the file. To a declaration belong the documentation and
 * the `apim-ignore` lines right in front of it, and a comment behind it in its last line; other comments are somebody's who meant more than it.
 */
export interface Standing {
    uri: string;
    text: string;
    /** Of the syntax alone. */
    start: number;
    end: number;
    /** With the comments that belong to it. */
    from: number;
    to: number;
    /** Where what comes before it ends, and where what comes behind it begins. */
    before: number;
    after: number;
    /** Nothing but a `{`, or the file, begins in front of it; nothing but a `}`, or the end of the file, comes behind it. */
    isFirst: boolean;
    isLast: boolean;
}

interface Piece { start: number; end: number; text: string; comment: boolean }

export function standingOf(project: Project, uri: string, { $cstNode: syntax }: AstNode): Standing {
    const text = project.files.get(uri)?.text ?? '';
    const [start, end] = [syntax?.offset ?? 0, syntax?.end ?? 0];
    const pieces = piecesAround(project, uri, start, end);
    let first = pieces.findIndex(piece => piece.start === start);
    while (first > 0 && belongs(pieces, first - 1, text)) first -= 1;
    let last = pieces.findLastIndex(piece => piece.end <= end && piece.end > start);
    const behind = pieces[last + 1];
    if (behind?.comment && !breaksBetween(text, end, behind.start) && breaksBetween(text, behind.end, pieces[last + 2]?.start ?? text.length + 1)) last += 1;
    const [previous, next] = [pieces[first - 1], pieces[last + 1]];
    return {
        uri, text, start, end, from: pieces[first]?.start ?? start, to: pieces[last]?.end ?? end, before: previous?.end ?? 0, after: next?.start ?? text.length,
        isFirst: previous === undefined || previous.text === '{', isLast: next === undefined || next.text === '}'
    };
}

/** Whether it begins its line, and whether it ends it. */
export function linesOf({ text, from, to, before, after }: Standing): { begins: boolean; ends: boolean } {
    return { begins: before === 0 || breaksBetween(text, before, from), ends: after === text.length || breaksBetween(text, to, after) };
}

export function eolOf(text: string): string {
    return /\r\n|\n/.exec(text)?.[0] ?? '\n';
}

/** The blanks that a line begins with. */
export function indentAt(text: string, offset: number): string {
    const line = text.lastIndexOf('\n', offset - 1) + 1;
    return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
}

/** Where the next token or comment behind an offset begins: what stands there may be left out up to it. */
export function nextPiece(project: Project, text: string, offset: number): number {
    return piecesOf(project, text).find(({ start }) => start >= offset)?.start ?? text.length;
}

/** Puts `newText` in the place of a piece of a file. */
export function editAt(project: Project, uri: string, start: number, end: number, newText: string): Edit {
    const document = project.files.get(uri)?.textDocument ?? TextDocument.create(uri, 'apim', 0, '');
    return { uri, range: { start: document.positionAt(start), end: document.positionAt(end) }, newText };
}

/** The texts of the files that edits concern, as they would be with them. */
export function textsAfter(project: Project, edits: readonly Edit[]): Map<string, string> {
    return new Map(Map.groupBy(edits, ({ uri }) => uri).entries().map(([uri, own]) => {
        const before = project.files.get(uri)?.text ?? '';
        return [uri, TextDocument.applyEdits(TextDocument.create(uri, 'apim', 0, before), [...own])];
    }));
}

function piecesOf({ language: { services } }: Project, text: string): Piece[] {
    return visible(services.parser.Lexer.tokenize(text));
}

/** With what stands next to it, which says where it ends. */
function piecesAround({ files, language }: Project, uri: string, start: number, end: number): Piece[] {
    const file = files.get(uri);
    if (!file) return [];
    const { Lexer: lexer } = language.services.parser;
    return visible(lexer.within(file.excerpt({ from: start, to: end, neighbours: 1 }).stretches, () => lexer.tokenize(file.text)));
}

function visible({ tokens, hidden }: LexerResult): Piece[] {
    return [...tokens, ...hidden].filter(({ tokenType }) => tokenType.name !== 'WS').sort((a, b) => a.startOffset - b.startOffset).map(({ startOffset, image, tokenType }) => ({
        start: startOffset, end: startOffset + image.length, text: image, comment: tokenType.name.endsWith('COMMENT')
    }));
}

/** Whether a comment belongs to what comes behind it: no blank line in between, and nothing else in front of it in its line. */
function belongs(pieces: readonly Piece[], index: number, text: string): boolean {
    const [piece, next, previous] = [pieces[index], pieces[index + 1], pieces[index - 1]];
    if (!piece?.comment || !next || !/^(\/\*\*|\/\/\s*apim-ignore\b)/.test(piece.text)) return false;
    const breaks = text.slice(piece.end, next.start).split('\n').length - 1;
    return breaks === 0 || (breaks === 1 && (!previous || breaksBetween(text, previous.end, piece.start)));
}

function breaksBetween(text: string, start: number, end: number): boolean {
    return end > text.length || text.slice(start, end).includes('\n');
}
