import * as vscode from 'vscode';
import type { ImportedFiles } from '../../../language-server/protocol.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { SourceEdit } from '../../infrastructure/source-edit.ts';

/** The edit that writes all files. What somebody changed meanwhile is left as it is. */
export async function editOf(files: ImportedFiles['files']): Promise<SourceEdit> {
    const changes: SourceEdit['changes'] = {};
    const copies = new Map<string, Uint8Array>();
    for (const { uri, before, after } of files) {
        if (before === undefined) {
            copies.set(uri, new TextEncoder().encode(after));
            continue;
        }
        const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
        if (document.getText() !== before || !after.startsWith(before)) {
            throw new Refusal(vscode.l10n.t('{0} was changed meanwhile, and nothing was written. Import again.', vscode.workspace.asRelativePath(document.uri)));
        }
        const { line, character } = document.positionAt(before.length);
        changes[uri] = [{ range: { start: { line, character }, end: { line, character } }, newText: after.slice(before.length) }];
    }
    return { changes, copies };
}
