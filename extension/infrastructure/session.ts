import * as vscode from 'vscode';
import { Refusal } from './error-boundary.ts';

/** Whether the workspace is trusted, and who the user says to be. */
export class Session {
    readonly #changed = new vscode.EventEmitter<void>();
    readonly onDidChange = this.#changed.event;

    constructor(context: vscode.ExtensionContext) {
        context.subscriptions.push(
            this.#changed,
            vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
            vscode.workspace.onDidChangeConfiguration(event => {
                if (event.affectsConfiguration('apim.user')) {
                    this.#changed.fire();
                }
            }),
        );
    }

    get trusted(): boolean {
        return vscode.workspace.isTrusted;
    }

    /** The setting `apim.user`. Left empty, the server asks `APIM_USER` and git. */
    get user(): string | undefined {
        return vscode.workspace.getConfiguration('apim').get<string>('user')?.trim() || undefined;
    }

    /** Refuses what connects to a gateway while the window is in Restricted Mode; a command can be called although its menu entry is hidden. */
    requireTrust(): void {
        if (!this.trusted) {
            throw new Refusal(
                vscode.l10n.t('This workspace is open in Restricted Mode: nothing is sent to a gateway until you trust it.'),
                { title: vscode.l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' },
            );
        }
    }
}
