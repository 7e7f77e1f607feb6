import * as vscode from 'vscode';
import { clientVersions, pickClient, type ClientArgument } from '../../infrastructure/client-picker.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** `Copy API Key…`: from the gateway to the clipboard, and nowhere else. */
export function activateCopyApiKey({ context, boundary, server, session, keys, projects }: Shell): void {
    context.subscriptions.push(
        boundary.command('apim.copyApiKey', async (argument?: ClientArgument) => {
            session.requireGateway();
            const { project } = await projects.pick(argument?.project);
            const key = argument?.key ?? (await pickClient(
                (await clientVersions(server, project)).filter(version => version.state !== 'declared' && version.state !== 'retired'),
                vscode.l10n.t('Whose API key is to be copied?'),
            )).key;
            await keys.copy({ project, key });
        }),
    );
}
