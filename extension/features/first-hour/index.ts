import * as vscode from 'vscode';
import { IdentityRequest } from '../../../language-server/protocol.ts';
import { offer, Refusal } from '../../infrastructure/error-boundary.ts';
import type { LanguageServer } from '../../infrastructure/language-server.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { sampleFiles, sampleOfMembers } from './sample-files.ts';
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
                throw new Refusal(vscode.l10n.t('{0} is there already, and is left as it is. Choose another place.', shownPath(target)));
            }
            await writeSample(vscode.Uri.joinPath(context.extensionUri, 'samples', 'shop'), target, await currentUser(server));
            await context.globalState.update(justCreated, target.toString());
            void offer(vscode.window.showInformationMessage, vscode.l10n.t('The sample project is in {0}.', shownPath(target)),
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
        canSelectFiles: false, canSelectFolders: true, ...placeToBegin(), openLabel: vscode.l10n.t('Create Here'), title: vscode.l10n.t('Where is the folder {0} to be created?', sample),
    }) ?? [];
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen;
}

/** File by file: the folder of an extension that comes from a web server can be read, but neither listed nor copied. */
async function writeSample(from: vscode.Uri, to: vscode.Uri, user: string | undefined): Promise<void> {
    const contents = await Promise.all(sampleFiles.map(async name => ({ name, content: await vscode.workspace.fs.readFile(vscode.Uri.joinPath(from, name)) })));
    await vscode.workspace.fs.createDirectory(to);
    for (const { name, content } of contents) {
        const own = name === sampleOfMembers ? new TextEncoder().encode(withMember(new TextDecoder().decode(content), user)) : content;
        await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(to, name), own);
    }
}

async function currentUser(server: LanguageServer): Promise<string | undefined> {
    return server.isRunning ? (await server.client.sendRequest(IdentityRequest)).user : undefined;
}

/** Where the files of the window are on no disk, that is where others can be written. */
function placeToBegin(): vscode.OpenDialogOptions {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    return folder && folder.scheme !== 'file' ? { defaultUri: folder } : {};
}

async function exists(uri: vscode.Uri): Promise<boolean> {
    return vscode.workspace.fs.stat(uri).then(() => true, () => false);
}

/** On no disk a path means nothing without what it is a path of. */
function shownPath(uri: vscode.Uri): string {
    return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}
