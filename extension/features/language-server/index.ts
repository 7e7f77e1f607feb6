import * as vscode from 'vscode';
import { SessionNotification } from '../../../language-server/protocol.ts';
import { projectFiles, type ServerState } from '../../infrastructure/language-server.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** `Restart Language Server`, `Show Output`, the server's state beside the language, and what the server knows of this window. */
export function activateLanguageServer({ context, log, boundary, server, session }: Shell): void {
    const status = vscode.languages.createLanguageStatusItem('apim.server', projectFiles);
    status.name = vscode.l10n.t('API Management Language Server');
    const update = () => show(status, server.state);
    // What is sent while it starts waits until it has.
    const introduce = () => server.state === 'stopped' ? undefined : boundary.run('Session', () => server.client.sendNotification(SessionNotification, session.state));
    update();
    context.subscriptions.push(
        status,
        session.onDidChange(introduce),
        server.onDidChangeState(update),
        boundary.command('apim.restartLanguageServer', () => server.restart()),
        boundary.command('apim.showOutput', () => log.show()),
    );
}

/** What can be done about it is the button. */
function show(status: vscode.LanguageStatusItem, state: ServerState): void {
    const output = { command: 'apim.showOutput', title: vscode.l10n.t('Show Output') };
    status.busy = state === 'starting';
    status.severity = state === 'stopped' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    switch (state) {
        case 'starting':
            status.text = vscode.l10n.t('Language server is starting');
            status.command = output;
            break;
        case 'running':
            status.text = vscode.l10n.t('Language server is running');
            status.command = output;
            break;
        default:
            status.text = vscode.l10n.t('Language server has stopped');
            status.command = { command: 'apim.restartLanguageServer', title: vscode.l10n.t('Restart') };
    }
}
