import * as vscode from 'vscode';
import { IdentityRequest } from '../../../language-server/protocol.ts';
import { offer, Refusal } from '../../infrastructure/error-boundary.ts';
import type { LanguageServer } from '../../infrastructure/language-server.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { withMember } from './sample-member.ts';
import { WalkthroughProgress } from './walkthrough-progress.ts';

const sample = 'apim-shop';
/** Where the folder that was just created is remembered until a window opens it. */
const justCreated = 'apim.sampleProject';

/** `Create Sample Project`, and what the steps of the walkthrough wait for. */
export function activateFirstHour({ context, boundary, server }: Shell): void {
    const walkthrough = new WalkthroughProgress(server);
    const look = () => boundary.run('Walkthrough', () => walkthrough.look());

    context.subscriptions.push(
        walkthrough,
        server.whenRunning(look),
        server.onDidChangeClients(look),
        // Of a walkthrough that opens nothing more is known than that a tab opens which is no document.
        vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => [...opened, ...changed].some(tab => tab.input === undefined) && look()),
        boundary.command('apim.createSampleProject', async (chosen?: vscode.Uri) => {
            const parent = chosen ?? await askForPlace();
            const target = vscode.Uri.joinPath(parent, sample);
            if (await exists(target)) {
                throw new Refusal(vscode.l10n.t('{0} is there already, and is left as it is. Choose another place.', target.fsPath));
            }
            await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, 'samples', 'shop'), target);
            await admitUser(vscode.Uri.joinPath(target, 'shopinc.apim'), server);
            await context.globalState.update(justCreated, target.toString());
            void offer(vscode.window.showInformationMessage, vscode.l10n.t('The sample project is in {0}.', target.fsPath),
                { title: vscode.l10n.t('Open'), command: 'vscode.openFolder', args: [target] },
                { title: vscode.l10n.t('Open in New Window'), command: 'vscode.openFolder', args: [target, { forceNewWindow: true }] });
            return target;
        }),
    );
    void boundary.run('Sample project', () => welcomeToSample(context));
}

/** In the window that first opens the sample: what it is about, and *My Clients* beside it. */
async function welcomeToSample({ globalState }: vscode.ExtensionContext): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!folder || globalState.get(justCreated) !== folder.toString()) {
        return;
    }
    await globalState.update(justCreated, undefined);
    await vscode.commands.executeCommand('apim.myClients.focus');
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(folder, 'README.md'));
}

async function askForPlace(): Promise<vscode.Uri> {
    const [chosen] = await vscode.window.showOpenDialog({
        canSelectFiles: false, canSelectFolders: true, openLabel: vscode.l10n.t('Create Here'), title: vscode.l10n.t('Where is the folder {0} to be created?', sample),
    }) ?? [];
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen;
}

async function admitUser(file: vscode.Uri, server: LanguageServer): Promise<void> {
    const { user } = server.isRunning ? await server.client.sendRequest(IdentityRequest) : {};
    const source = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(withMember(source, user)));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
    return vscode.workspace.fs.stat(uri).then(() => true, () => false);
}
