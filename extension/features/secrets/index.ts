import * as vscode from 'vscode';
import { KeptKeysRequest, SecretRefusedNotification, SecretRequest, type SecretQuestion } from '../../../language-server/protocol.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** Answers the server's questions for secrets: from SecretStorage, else from the user. */
export function activateSecrets({ context, server, session, secrets }: Shell): void {
    context.subscriptions.push(
        server.client.onRequest(SecretRequest, async (question, token) => {
            if (!session.trusted) {
                return { value: undefined };
            }
            const stored = await secrets.find(question);
            if (stored !== undefined) {
                return { value: stored };
            }
            const typed = await ask(question, token);
            if (typed !== undefined) {
                secrets.hold(question, typed);
            }
            return { value: typed };
        }),
        server.client.onRequest(KeptKeysRequest, async ({ project, environment, clients }) => {
            const found = await Promise.all(session.trusted ? clients.map(async client => [client, await secrets.keptKey({ project, environment, client })] as const) : []);
            return { keys: Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined)) };
        }),
        server.client.onNotification(SecretRefusedNotification, question => secrets.forget(question)),
    );
}

async function ask(question: SecretQuestion, token: vscode.CancellationToken): Promise<string | undefined> {
    const { name, environment, origin } = question;
    return vscode.window.showInputBox({
        ...wordsOf(question.kind, name, environment, origin),
        password: true,
        ignoreFocusOut: true,
        validateInput: value => value === '' ? vscode.l10n.t('An empty value is no secret.') : undefined,
    }, token);
}

function wordsOf(kind: SecretQuestion['kind'], name: string, environment: string, origin: string): { title: string; prompt: string } {
    switch (kind) {
        case 'gateway-password': return {
            title: name === 'token' ? vscode.l10n.t('Token for the gateway') : vscode.l10n.t('Password of the gateway'),
            prompt: name === 'token'
                ? vscode.l10n.t('Token for the environment "{0}". It is sent to {1}, and kept in the secret storage once it was accepted.', environment, origin)
                : vscode.l10n.t('Password or secret of {0} for the environment "{1}". It is sent to {2}, and kept in the secret storage once it was accepted.', name, environment, origin),
        };
        case 'key-passphrase': return {
            title: vscode.l10n.t('Passphrase of a private key'),
            prompt: vscode.l10n.t('Passphrase of {0}, with which the environment "{1}" signs in at {2}. It is sent nowhere, and kept in the secret storage.', name, environment, origin),
        };
        case 'caller-token': return {
            title: vscode.l10n.t('Token for {0}', name),
            prompt: vscode.l10n.t('A policy lets only callers with a token pass. It is sent to {0}, without "Bearer" in front, and stored nowhere.', origin),
        };
        case 'secret-parameter': return {
            title: vscode.l10n.t('Secret parameter {0}', name),
            prompt: vscode.l10n.t('Value of {0} in the environment "{1}". It is sent to {2}, and kept in the secret storage once it was registered.', name, environment, origin),
        };
    }
}
