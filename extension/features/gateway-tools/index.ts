import * as vscode from 'vscode';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import { commandLine } from '../../infrastructure/command-line.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** `Trace Calls of the Local Gateway` and `Put the Clock … Forward…`: what the command line shows of a gateway, in a terminal. */
export function activateGatewayTools({ context, boundary, session, projects }: Shell): void {
    const run = async (argument: ClientArgument | undefined, name: string, args: readonly string[]) => {
        const { project } = await projects.pick(argument?.project);
        const { program, args: all, cwd, env } = commandLine(context, vscode.Uri.parse(project), ['gateway', ...args]);
        const terminal = vscode.window.createTerminal({ name, shellPath: program, shellArgs: all, cwd, env, iconPath: new vscode.ThemeIcon('pulse'), isTransient: true });
        terminal.show(true);
    };

    context.subscriptions.push(
        boundary.command('apim.traceLocalGateway', async (argument?: ClientArgument) => {
            session.requireGateway();
            await run(argument, vscode.l10n.t('Calls of the local gateway'), ['trace']);
        }),
        boundary.command('apim.advanceLocalGatewayClock', async (argument?: ClientArgument) => {
            session.requireGateway();
            const advance = await askHowFar();
            await run(argument, vscode.l10n.t('Clock of the local gateway'), ['time', advance]);
        }),
    );
}

/** As the command line takes it: `+1d`. Cancels where nothing is said. */
async function askHowFar(): Promise<string> {
    const steps = [
        { label: vscode.l10n.t('1 minute'), description: vscode.l10n.t('limits by the second and the minute begin anew'), advance: '+1min' },
        { label: vscode.l10n.t('1 hour'), description: vscode.l10n.t('limits by the hour begin anew'), advance: '+1h' },
        { label: vscode.l10n.t('1 day'), description: vscode.l10n.t('quotas by the day begin anew'), advance: '+1d' },
        { label: vscode.l10n.t('31 days'), description: vscode.l10n.t('quotas by the month begin anew'), advance: '+31d' },
    ];
    const chosen = await vscode.window.showQuickPick(steps, { title: vscode.l10n.t('How far is the clock of the local gateway to be put forward?'), placeHolder: vscode.l10n.t('It never goes back: restart the gateway to set it right') });
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen.advance;
}
