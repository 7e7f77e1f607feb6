import * as vscode from 'vscode';
import type { LifecycleAnswer } from '../../../language-server/protocol.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** One edit of all files, saved: what is registered is what is on disk. */
export async function applyToSource({ server }: Shell, { changes }: Pick<LifecycleAnswer, 'changes'>): Promise<void> {
    const edit = await server.client.protocol2CodeConverter.asWorkspaceEdit({ changes });
    if (!edit || !await vscode.workspace.applyEdit(edit)) {
        throw new Refusal(vscode.l10n.t('The source could not be edited. Look whether its files are read-only.'));
    }
    for (const uri of Object.keys(changes)) {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
        if (!await document.save()) {
            throw new Refusal(vscode.l10n.t('{0} could not be saved. Save it, then register what changed.', vscode.workspace.asRelativePath(document.uri)));
        }
    }
}
