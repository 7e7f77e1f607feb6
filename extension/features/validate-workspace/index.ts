import * as vscode from 'vscode';
import { ValidateWorkspaceRequest } from '../../../language-server/protocol.ts';
import { offer } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** `Validate Workspace`: every file of every project anew, and how many findings there are. */
export function activateValidateWorkspace({ context, boundary, server }: Shell): void {
    context.subscriptions.push(boundary.command('apim.validateWorkspace', async () => {
        const found = await vscode.window.withProgress(
            { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Validating the workspace') },
            () => server.client.sendRequest(ValidateWorkspaceRequest),
        );
        const problems = found.errors + found.warnings;
        const message = problems === 0
            ? vscode.l10n.t('{0} files checked: no errors and no warnings.', found.files)
            : vscode.l10n.t('{0} files checked. Errors: {1}, warnings: {2}.', found.files, found.errors, found.warnings);
        const show = problems === 0 ? undefined : { title: vscode.l10n.t('Show Problems'), command: 'workbench.actions.view.problems' };
        void offer(problems === 0 ? vscode.window.showInformationMessage : vscode.window.showWarningMessage, message, show);
    }));
}
