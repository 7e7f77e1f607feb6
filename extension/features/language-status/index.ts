import * as vscode from 'vscode';
import { StatusRequest } from '../../../language-server/protocol.ts';
import { setContext } from '../../infrastructure/context-key.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { LanguageStatus } from './language-status.ts';

/** Beside the language: where actions go, how much waits to be registered, and who one is; what menus need of it is said as well. Asks the server once things are quiet, and no gateway. */
export function activateLanguageStatus({ context, server, projects, session }: Shell): void {
    const status = new LanguageStatus();
    let asked = 0;
    const update = async () => {
        const turn = asked += 1;
        if (!server.isRunning) {
            return status.show(undefined, session.trusted);
        }
        status.busy();
        // A failure here is none that a person could mend: what is wrong with a project stands in its problems.
        const project = await projects.current().catch(() => undefined);
        const found = project?.active === undefined ? undefined : await server.client.sendRequest(StatusRequest, { project: project.project }).catch(() => undefined);
        if (turn === asked) {
            setContext('apim.localGatewayRunning', found?.localGatewayRuns === true);
            status.show(found && project ? { ...found, project: project.project, name: project.name } : undefined, session.trusted);
        }
    };
    context.subscriptions.push(
        status,
        server.whenRunning(update),
        server.onDidChangeState(update),
        server.onDidChangeClients(update),
        session.onDidChange(update),
        vscode.window.onDidChangeActiveTextEditor(update),
    );
}
