import * as vscode from 'vscode';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import { commandLine } from '../../infrastructure/command-line.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** `Trace Calls of the Local Gateway`: what `apim gateway trace` tells, in a terminal. */
export function activateGatewayTrace({ context, boundary, session, projects }: Shell): void {
    context.subscriptions.push(boundary.command('apim.traceLocalGateway', async (argument?: ClientArgument) => {
        session.requireGateway();
        const { project } = await projects.pick(argument?.project);
        const { program, args, cwd, env } = commandLine(context, vscode.Uri.parse(project), ['gateway', 'trace']);
        const name = vscode.l10n.t('Calls of the local gateway');
        vscode.window.createTerminal({ name, shellPath: program, shellArgs: args, cwd, env, iconPath: new vscode.ThemeIcon('pulse'), isTransient: true }).show(true);
    }));
}
