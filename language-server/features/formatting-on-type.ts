import type { DocumentOnTypeFormattingOptions, TextEdit } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { formatEdits } from './formatting.ts';
import { readPieces } from './layout-pieces.ts';

export const formattingTriggers: DocumentOnTypeFormattingOptions = { firstTriggerCharacter: '}', moreTriggerCharacter: [']', '\n'] };

/** After a closing bracket all that it closes, after Enter the line that was left. What stands behind the cursor stays as it is. */
export function formatOnType(project: Project, uri: string, position: Position, typed: string): TextEdit[] {
    const first = typed === '\n' ? position.line - 1 : openingLine(project, uri, position);
    if (first === undefined || first < 0) return [];
    const last = typed === '\n' ? first : position.line;
    return formatEdits(project, uri, { start: { line: first, character: 0 }, end: { line: last, character: 0 } })
        .filter(({ range: { end } }) => end.line < position.line || end.character <= position.character);
}

/** Where the bracket was opened that was just closed. */
function openingLine(project: Project, uri: string, position: Position): number | undefined {
    const file = project.files.get(uri);
    if (!file) return undefined;
    const { text, textDocument } = file;
    const offset = textDocument.offsetAt(position);
    const open: number[] = [];
    for (const { type, start, end } of readPieces(project.language.services, text, file.excerpt({ from: offset })) ?? []) {
        if (type === '{' || type === '[') open.push(start);
        if (type !== '}' && type !== ']') continue;
        const opened = open.pop();
        if (end === offset && opened !== undefined) return textDocument.positionAt(opened).line;
    }
    return undefined;
}
