import * as vscode from 'vscode';
import { SessionNotification } from '../../../language-server/protocol.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** `Restart Language Server`, `Show Output`, the server's state beside the language, and what the server knows of this window. */
export function activateLanguageServer({ context, log, boundary, server, session }: Shell): void {
    const status = vscode.languages.createLanguageStatusItem('apim.server', { language: 'apim' });
    status.name = vscode.l10n.t('API Management Language Server');
    status.command = { command: 'apim.showOutput', title: vscode.l10n.t('Show Output') };
    const update = () => {
        status.text = server.isRunning ? vscode.l10n.t('Language server is running') : vscode.l10n.t('Language server has stopped');
        status.severity = server.isRunning ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Error;
    };
    const introduce = () => server.isRunning
        ? boundary.run('Session', () => server.client.sendNotification(SessionNotification, { trusted: session.trusted, user: session.user }))
        : undefined;
    context.subscriptions.push(
        status,
        server.whenRunning(introduce),
        session.onDidChange(introduce),
        server.client.onDidChangeState(update),
        boundary.command('apim.restartLanguageServer', () => server.restart()),
        boundary.command('apim.showOutput', () => log.show()),
    );
}
