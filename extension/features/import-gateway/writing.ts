import * as vscode from 'vscode';
import type { ImportedFiles } from '../../../language-server/protocol.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';

/** Writes all files in one edit, or none, and answers the first of them. What somebody changed meanwhile is left as it is. */
export async function writeFiles(files: ImportedFiles['files']): Promise<vscode.TextDocument> {
    const edit = new vscode.WorkspaceEdit();
    for (const { uri, before, after } of files) {
        const place = vscode.Uri.parse(uri);
        if (before === undefined) {
            edit.createFile(place, { contents: new TextEncoder().encode(after) });
            continue;
        }
        const document = await vscode.workspace.openTextDocument(place);
        if (document.getText() !== before || !after.startsWith(before)) {
            throw new Refusal(vscode.l10n.t('{0} was changed meanwhile, and nothing was written. Import again.', vscode.workspace.asRelativePath(place)));
        }
        edit.insert(place, document.positionAt(before.length), after.slice(before.length));
    }
    if (!await vscode.workspace.applyEdit(edit)) {
        throw new Refusal(vscode.l10n.t('The files could not be written: look whether one of them exists already, or is read-only.'));
    }
    const documents = await Promise.all(files.map(({ uri }) => vscode.workspace.openTextDocument(vscode.Uri.parse(uri))));
    for (const document of documents) {
        if (document.isDirty && !await document.save()) {
            throw new Refusal(vscode.l10n.t('{0} could not be saved. Save it, then register what changed.', vscode.workspace.asRelativePath(document.uri)));
        }
    }
    return documents[0]!;
}
