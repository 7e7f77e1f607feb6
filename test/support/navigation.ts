import assert from 'node:assert/strict';
import type { Location } from 'vscode-languageserver-protocol';
import { definition } from '../../language-server/features/definition.ts';
import { highlight } from '../../language-server/features/highlight.ts';
import { references } from '../../language-server/features/references.ts';
import { prepareRename, rename } from '../../language-server/features/rename.ts';
import { language } from './language.ts';
import { openAtCursor } from './cursor.ts';

type Files = string | Record<string, string>;

/** Where the name at the cursor `<|>` is declared: `example.apim:2 Orders`, line counted from one, then the text there. */
export function checkDefinition(text: Files, expected: readonly string[]): void {
    const opened = openAtCursor(text);
    assert.deepEqual(definition(opened.project, opened.file, opened.position).map(location => place(opened, location)), expected);
}

/** Every place that names what is at the cursor, its declaration included. */
export function checkReferences(text: Files, expected: readonly string[], includeDeclaration = true): void {
    const opened = openAtCursor(text);
    assert.deepEqual(references(opened.project, opened.file, opened.position, includeDeclaration).map(location => place(opened, location)).sort(), [...expected].sort());
}

/** The places in the same file; a declaration is marked with `!`. */
export function checkHighlight(text: Files, expected: readonly string[]): void {
    const opened = openAtCursor(text);
    const found = highlight(opened.project, opened.file, opened.position);
    assert.deepEqual(found.map(({ range, kind }) => `${place(opened, { uri: opened.file, range })}${kind === 3 ? '!' : ''}`), expected);
}

/** The files after a rename, or the sentence with which it is refused. */
export function checkRename(text: Files, newName: string, expected: Files): void {
    const { project, file, position } = openAtCursor(text);
    const prepared = prepareRename(project, file, position);
    const result = rename(project, file, position, newName);
    if ('refused' in result) {
        assert.equal(result.refused, expected);
        return;
    }
    assert.ok(!('refused' in prepared), 'what can be renamed can be prepared');
    const files = Object.fromEntries([...project.files].map(([uri, { document }]) => {
        const edits = (result.changes?.[uri] ?? []).toSorted((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character);
        const renamed = edits.reduce((before, { range, newText }) => {
            const lines = before.split('\n');
            const line = lines[range.start.line] ?? '';
            lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character);
            return lines.join('\n');
        }, document.textDocument.getText());
        return [uri.slice(uri.lastIndexOf('/') + 1), renamed];
    }));
    assert.deepEqual(typeof expected === 'string' ? files['example.apim'] : files, expected);
}

function place({ project }: ReturnType<typeof openAtCursor>, { uri, range }: Location): string {
    const file = project.files.get(uri) ?? [...language.prelude.files.values()].find(shipped => shipped.uri === uri);
    return `${uri.startsWith('file:') ? uri.slice(uri.lastIndexOf('/') + 1) : uri}:${range.start.line + 1} ${file?.document.textDocument.getText(range)}`;
}
