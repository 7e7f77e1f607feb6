import * as vscode from 'vscode';
import { ApiKeyRequest } from '../../language-server/protocol.ts';
import type { LanguageServer } from './language-server.ts';
import { withLocalGateway } from './local-gateway-remedy.ts';
import type { SecretVault } from './secret-vault.ts';
import type { Session } from './session.ts';
import { ShortLivedClipboard } from './short-lived-clipboard.ts';

/** Whose key: a client version of a project. */
export interface KeyOwner { project: string; key: string }

/** API keys on their way from the gateway to where the user wants them; nothing here keeps one. */
export class ApiKeys implements vscode.Disposable {
    readonly #server: LanguageServer;
    readonly #session: Session;
    readonly #secrets: SecretVault;
    readonly #clipboard = new ShortLivedClipboard(() => vscode.workspace.getConfiguration('apim').get('clipboard.clearAfter', 60));

    constructor(server: LanguageServer, session: Session, secrets: SecretVault) {
        this.#server = server;
        this.#session = session;
        this.#secrets = secrets;
    }

    async read({ project, key: client }: KeyOwner): Promise<string> {
        this.#session.requireGateway();
        const { key } = await vscode.window.withProgress(
            { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Reading the API key from the gateway'), cancellable: true },
            (_, token) => this.#server.client.sendRequest(ApiKeyRequest, { project, client }, token),
        ).then(undefined, (error: unknown) => { throw withLocalGateway(error, project); });
        await this.#secrets.confirm('gateway-password', 'key-passphrase');
        return key;
    }

    /** Puts the key, or a text with it, on the clipboard for a while; answers what to tell the user. */
    async copy(owner: KeyOwner, textWith: (key: string) => string = key => key): Promise<string> {
        const seconds = await this.#clipboard.write(textWith(await this.read(owner)));
        const told = seconds > 0
            ? vscode.l10n.t('API key of {0} copied; the clipboard is cleared in {1} s', owner.key, seconds)
            : vscode.l10n.t('API key of {0} copied', owner.key);
        vscode.window.setStatusBarMessage(`$(key) ${told}`, 10_000);
        return told;
    }

    dispose(): void {
        this.#clipboard.dispose();
    }
}
