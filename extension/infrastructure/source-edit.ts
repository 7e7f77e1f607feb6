import * as vscode from 'vscode';
import type { TextEdit } from 'vscode-languageclient';
import { Refusal } from './error-boundary.ts';
import type { LanguageServer } from './language-server.ts';

/** Edits of files, by URI; `created` are new ones, `copies` the bytes that files begin with. */
export interface SourceEdit { changes: Record<string, TextEdit[]>; created?: readonly string[]; copies?: ReadonlyMap<string, Uint8Array> }

/** One edit of all files, so that one Undo takes it back, saved: what is registered is what is on disk. */
export async function editSource({ client }: LanguageServer, { changes, created = [], copies = new Map() }: SourceEdit): Promise<void> {
    const { protocol2CodeConverter } = await client.load();
    const edit = new vscode.WorkspaceEdit();
    for (const uri of created) {
        edit.createFile(vscode.Uri.parse(uri), { ignoreIfExists: false, overwrite: false });
    }
    for (const [uri, contents] of copies) {
        edit.createFile(vscode.Uri.parse(uri), { contents, overwrite: false, ignoreIfExists: false });
    }
    for (const [uri, edits] of Object.entries(changes)) {
        edit.set(vscode.Uri.parse(uri), await protocol2CodeConverter.asTextEdits(edits));
    }
    if (!await vscode.workspace.applyEdit(edit)) {
        throw new Refusal(vscode.l10n.t('The source could not be edited: look whether a new file exists already, or one is read-only.'));
    }
    for (const uri of Object.keys(changes)) {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
        if (!await save(document)) {
            throw new Refusal(vscode.l10n.t('{0} could not be saved. Save it, then register what changed.', vscode.workspace.asRelativePath(document.uri)));
        }
    }
}

/** Where VS Code saves by itself at the same time (`files.autoSave`), it says no to whoever asks meanwhile, and closes what nobody looks at when it is done. */
async function save(document: vscode.TextDocument): Promise<boolean> {
    if (await document.save()) return true;
    if (vscode.workspace.getConfiguration('files', document).get('autoSave') === 'off') return false;
    for (let turn = 0; turn < 50; turn++) {
        if (document.isClosed || !document.isDirty) return true;
        await new Promise(resolve => { setTimeout(resolve, 100); });
    }
    return document.isClosed || document.save();
}
