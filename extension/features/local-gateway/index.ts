import * as vscode from 'vscode';
import { AdvanceLocalGatewayClockRequest, StartLocalGatewayRequest, StopLocalGatewayRequest } from '../../../language-server/protocol.ts';
import { offer } from '../../infrastructure/error-boundary.ts';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** `Start Local Gateway`, `Stop Local Gateway` and `Put the Clock … Forward…`; the server finds it again after a restart, so all may be called at any time. */
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
        boundary.command('apim.advanceLocalGatewayClock', async (argument?: ClientArgument) => {
            session.requireGateway();
            const { project } = await projects.pick(argument?.project);
            const { now } = await server.client.sendRequest(AdvanceLocalGatewayClockRequest, { project, milliseconds: await askHowFar() });
            const time = new Date(now).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
            void vscode.window.showInformationMessage(vscode.l10n.t('For the local gateway it is {0} now.', time));
        }),
    );
}

/** In milliseconds. Cancels where nothing is said. */
async function askHowFar(): Promise<number> {
    const minute = 60_000;
    const steps = [
        { label: vscode.l10n.t('1 minute'), description: vscode.l10n.t('limits by the second and the minute begin anew'), milliseconds: minute },
        { label: vscode.l10n.t('1 hour'), description: vscode.l10n.t('limits by the hour begin anew'), milliseconds: 60 * minute },
        { label: vscode.l10n.t('1 day'), description: vscode.l10n.t('quotas by the day begin anew'), milliseconds: 24 * 60 * minute },
        { label: vscode.l10n.t('31 days'), description: vscode.l10n.t('quotas by the month begin anew'), milliseconds: 31 * 24 * 60 * minute },
    ];
    const chosen = await vscode.window.showQuickPick(steps, { title: vscode.l10n.t('How far is the clock of the local gateway to be put forward?'), placeHolder: vscode.l10n.t('It never goes back: restart the gateway to set it right') });
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen.milliseconds;
}
