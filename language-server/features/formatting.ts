import type { TextEdit } from 'vscode-languageserver-protocol';
import type { ApimServices } from '../../language/apim-module.ts';
import type { Range } from '../../language/declarations.ts';
import type { Excerpt } from '../../language/excerpt.ts';
import { withoutDeepNesting } from '../../language/nesting.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Project } from '../../language/project.ts';
import { layOut, type TextChange } from './layout.ts';
import { readPieces } from './layout-pieces.ts';

/** The text as it should be written; undefined where it has syntax errors, since then it is not touched. */
export function formatText(services: ApimServices, text: string): string | undefined {
    if (withoutDeepNesting(text).offset !== undefined) return undefined;
    const { value, lexerErrors, parserErrors } = services.parser.LangiumParser.parse<ast.Document>(text);
    const changes = lexerErrors.length + parserErrors.length > 0 ? undefined : changesOf(services, text, { root: value });
    if (!changes) return undefined;
    let result = '';
    let end = 0;
    for (const change of changes) {
        result += text.slice(end, change.start) + change.text;
        end = change.end;
    }
    return result + text.slice(end);
}

/** What to change so that a file, or the lines of a range, is written as it should be. Nothing where the file has syntax errors. */
export function formatEdits(project: Project, uri: string, range?: Range): TextEdit[] {
    const file = project.files.get(uri);
    if (!file || file.syntax.length > 0) return [];
    const { text, textDocument } = file;
    // How a line is written depends on what stands next to it.
    const excerpt = range ? file.excerpt({ from: textDocument.offsetAt(range.start), to: textDocument.offsetAt({ line: range.end.line + 1, character: 0 }), neighbours: 1 }) : { root: file.document.parseResult.value };
    const changes = changesOf(project.language.services, text, excerpt) ?? [];
    const edits = changes.map(({ start, end, text: newText }) => ({ range: { start: textDocument.positionAt(start), end: textDocument.positionAt(end) }, newText }));
    // The space in front of a line belongs to the line.
    return range ? edits.filter(({ range: { end } }) => end.line >= range.start.line && end.line <= range.end.line) : edits;
}

/** Between two stretches of an excerpt nothing is changed. */
function changesOf(services: ApimServices, text: string, excerpt: { root: ast.Document; stretches?: Excerpt['stretches'] }): TextChange[] | undefined {
    const pieces = readPieces(services, text, excerpt);
    const changes = pieces && layOut(text, pieces);
    return excerpt.stretches ? changes?.filter(({ start, end }) => excerpt.stretches?.some(({ from, to }) => start >= from && end <= to)) : changes;
}
