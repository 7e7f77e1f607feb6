import * as vscode from 'vscode';
import { ApiKeyRequest } from '../../../language-server/protocol.ts';
import { clientVersions, pickClient, type ClientArgument } from '../../infrastructure/client-picker.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { ShortLivedClipboard } from './short-lived-clipboard.ts';

/** `Copy API Key…`: from the gateway to the clipboard, and nowhere else. */
export function activateCopyApiKey({ context, boundary, server, session, secrets, projects }: Shell): void {
    const clipboard = new ShortLivedClipboard(() => vscode.workspace.getConfiguration('apim').get('clipboard.clearAfter', 60));
    context.subscriptions.push(
        clipboard,
        boundary.command('apim.copyApiKey', async (argument?: ClientArgument) => {
            session.requireTrust();
            const { project } = await projects.pick(argument?.project);
            const client = argument?.key ?? (await pickClient(
                (await clientVersions(server, project)).filter(version => version.state !== 'declared' && version.state !== 'retired'),
                vscode.l10n.t('Whose API key is to be copied?'),
            )).key;
            const { key } = await vscode.window.withProgress(
                { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the API key from the gateway') },
                () => server.client.sendRequest(ApiKeyRequest, { project, client }),
            );
            await secrets.confirm('gateway-password', 'key-passphrase');
            const seconds = await clipboard.write(key);
            vscode.window.setStatusBarMessage(seconds > 0
                ? vscode.l10n.t('$(key) API key of {0} copied; the clipboard is cleared in {1} s', client, seconds)
                : vscode.l10n.t('$(key) API key of {0} copied', client), 10_000);
        }),
    );
}
