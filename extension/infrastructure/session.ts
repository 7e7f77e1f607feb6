import * as vscode from 'vscode';
import type { WindowSession } from '../../language-server/protocol.ts';
import { setContext } from './context-key.ts';
import { Refusal } from './error-boundary.ts';
import { hasGateways, type Platform } from './platform.ts';

/** Whether the workspace is trusted, whether there is a way to gateways, and who the user says to be. */
export class Session {
    readonly #changed = new vscode.EventEmitter<void>();
    readonly onDidChange = this.#changed.event;

    readonly #platform: Platform;

    constructor(platform: Platform, context: vscode.ExtensionContext) {
        this.#platform = platform;
        const update = () => {
            setContext('apim.canConnect', this.canConnect);
            setContext('apim.onDisk', this.onDisk);
        };
        update();
        context.subscriptions.push(
            this.#changed,
            this.onDidChange(update),
            vscode.workspace.onDidChangeWorkspaceFolders(update),
            vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
            vscode.workspace.onDidChangeConfiguration(event => {
                if (event.affectsConfiguration('apim.user')) {
                    this.#changed.fire();
                }
            }),
        );
    }

    /** What the language server is told of it. */
    get state(): WindowSession {
        return { trusted: this.trusted, user: this.user };
    }

    get trusted(): boolean {
        return vscode.workspace.isTrusted;
    }

    /** Whether a gateway may be asked, a process started, a secret sent. What does so is hidden by the context `apim.canConnect` otherwise. */
    get canConnect(): boolean {
        return this.trusted && this.onDisk;
    }

    /** Whether there are files of our own beside the project's: records, and what was deleted. The context `apim.onDisk` hides what needs them. */
    get onDisk(): boolean {
        return hasGateways(this.#platform);
    }

    /** The setting `apim.user`. Left empty, the server asks `APIM_USER` and git. */
    get user(): string | undefined {
        return vscode.workspace.getConfiguration('apim').get<string>('user')?.trim() || undefined;
    }

    /** Refuses what connects to a gateway, or starts one, from a window that must not or cannot; a command can be called although its menu entry is hidden. */
    requireGateway(): void {
        this.requireTrust();
        if (!this.#platform.reachesGateways) {
            throw new Refusal(vscode.l10n.t('In the browser no gateway can be reached. Open the project in VS Code on a machine, or run `apim register` in its folder.'));
        }
        if (!this.canConnect) {
            throw new Refusal(vscode.l10n.t('Registering keeps its record beside the files, and these are not on disk. Clone the project and open the clone.'));
        }
    }

    /** Refuses what reads a file of our own where there is none. */
    requireDisk(): void {
        if (!this.onDisk) {
            throw new Refusal(vscode.l10n.t('What was deleted is kept in a folder of the project on disk, and there is none here. Undo, or the history of the file, brings it back.'));
        }
    }

    /** Refuses what a registration follows while the window is in Restricted Mode. */
    requireTrust(): void {
        if (!this.trusted) {
            throw new Refusal(
                vscode.l10n.t('This workspace is open in Restricted Mode: nothing is sent to a gateway until you trust it.'),
                { title: vscode.l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' },
            );
        }
    }
}
