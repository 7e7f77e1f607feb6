import * as vscode from 'vscode';
import { StartLocalGatewayRequest, StopLocalGatewayRequest } from '../../../language-server/protocol.ts';
import { offer } from '../../infrastructure/error-boundary.ts';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** `Start Local Gateway` and `Stop Local Gateway`; the server finds it again after a restart, so both may be called at any time. */
export function activateLocalGateway({ context, boundary, server, session, projects }: Shell): void {
    context.subscriptions.push(
        boundary.command('apim.startLocalGateway', async (argument?: ClientArgument) => {
            session.requireGateway();
            const { project } = await projects.pick(argument?.project);
            const status = await vscode.window.withProgress(
                { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Starting the local gateway'), cancellable: true },
                (_, token) => server.client.sendRequest(StartLocalGatewayRequest, { project }, token),
            );
            const message = status.publicUrl
                ? vscode.l10n.t('The local gateway answers at {0}.', status.publicUrl)
                : vscode.l10n.t('The local gateway is running.');
            void offer(vscode.window.showInformationMessage, message, { title: vscode.l10n.t('Register All'), command: 'apim.registerAll', args: [{ project }] });
        }),
        boundary.command('apim.stopLocalGateway', async (argument?: ClientArgument) => {
            session.requireGateway();
            const { project } = await projects.pick(argument?.project);
            await server.client.sendRequest(StopLocalGatewayRequest, { project });
            void vscode.window.showInformationMessage(vscode.l10n.t('The local gateway has stopped. What is registered there is kept.'));
        }),
    );
}
