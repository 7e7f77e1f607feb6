import * as vscode from 'vscode';
import { offer, Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';

const name = 'apim-shop';

/** `Create Sample Project`: two organizations, an API, a plan and a client, in a new folder that the user chooses the place of. */
export function activateSampleProject({ context, boundary }: Shell): void {
    context.subscriptions.push(boundary.command('apim.createSampleProject', async (chosen?: vscode.Uri) => {
        const parent = chosen ?? await askForPlace();
        const target = vscode.Uri.joinPath(parent, name);
        if (await exists(target)) {
            throw new Refusal(vscode.l10n.t('{0} is there already, and is left as it is. Choose another place.', target.fsPath));
        }
        await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, 'samples', 'shop'), target);
        void offer(vscode.window.showInformationMessage, vscode.l10n.t('The sample project is in {0}.', target.fsPath),
            { title: vscode.l10n.t('Open'), command: 'vscode.openFolder', args: [target] },
            { title: vscode.l10n.t('Open in New Window'), command: 'vscode.openFolder', args: [target, { forceNewWindow: true }] });
        return target;
    }));
}

async function askForPlace(): Promise<vscode.Uri> {
    const [chosen] = await vscode.window.showOpenDialog({
        canSelectFiles: false, canSelectFolders: true, openLabel: vscode.l10n.t('Create Here'), title: vscode.l10n.t('Where is the folder {0} to be created?', name),
    }) ?? [];
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
    return vscode.workspace.fs.stat(uri).then(() => true, () => false);
}
