import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { completion, type CompletionOptions } from '../../language-server/features/completion.ts';
import { openAtCursor } from './cursor.ts';

/** What is proposed at the cursor `<|>`: exactly these labels in this order, or those that `includes` and `excludes` name. */
export function checkCompletion(
    text: string | Record<string, string>, expected: readonly string[] | { includes?: readonly string[]; excludes?: readonly string[] }, options?: CompletionOptions
): void {
    const labels = complete(text, options).map(({ label }) => label);
    if (!('length' in expected)) {
        for (const label of expected.includes ?? []) assert.ok(labels.includes(label), `'${label}' is missing in ${labels.join(', ')}`);
        for (const label of expected.excludes ?? []) assert.ok(!labels.includes(label), `'${label}' is proposed`);
    } else {
        assert.deepEqual(labels, expected);
    }
}

/** What the line of the cursor is when the proposal with a label is accepted. */
export function checkAccepted(text: string, label: string, expected: string, options?: CompletionOptions): void {
    const { project, file, position } = openAtCursor(text);
    const item = complete(text, options).find(candidate => candidate.label === label);
    assert.ok(item?.textEdit && 'range' in item.textEdit, `'${label}' is not proposed`);
    const line = project.files.get(file)?.document.textDocument.getText().split('\n')[position.line] ?? '';
    assert.equal(line.slice(0, item.textEdit.range.start.character) + item.textEdit.newText + line.slice(item.textEdit.range.end.character), expected);
}

function complete(text: string | Record<string, string>, options?: CompletionOptions): CompletionItem[] {
    const { project, file, position } = openAtCursor(text);
    return completion(project, file, position, options).items.sort((a, b) => (a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1);
}
