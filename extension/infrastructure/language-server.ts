import * as vscode from 'vscode';
import type { BaseLanguageClient, State } from 'vscode-languageclient';
import { MyClientsChangedNotification } from '../../language-server/protocol.ts';
import { besideYaml } from './beside-yaml.ts';
import { DeferredClient } from './deferred-client.ts';
import { discreet } from './discreet-trace.ts';
import { DocumentsOfWindow } from './documents-of-window.ts';
import { chosenDecorations, redrawWhenChosen } from './editor-decorations.ts';
import { hasGateways, type Platform } from './platform.ts';
import type { Session } from './session.ts';

/** Files beside which the state of things is shown. */
export const projectFiles: vscode.DocumentSelector = [{ language: 'apim' }, { pattern: '**/apim.yaml' }];

/** Commands that code lenses and proposals run: those that ask a gateway only where there is one. */
const commands = ['apim.publishApi', 'apim.copyUrl', 'apim.showContractGraph', 'apim.showClient', 'editor.action.triggerSuggest'];
const gatewayCommands = ['apim.registerClient', 'apim.previewRegistration', 'apim.copyApiKey'];

export type ServerState = 'starting' | 'running' | 'stopped';

/** The bundled language server: a process of VS Code's own Node, or a web worker. */
export class LanguageServer implements vscode.Disposable {
    readonly client: DeferredClient;
    readonly #log: vscode.LogOutputChannel;
    #starting: Promise<void> | undefined;
    // Before the first attempt it has not stopped: nobody sees that as a failure.
    #state: ServerState = 'starting';
    readonly #stateChanged = new vscode.EventEmitter<ServerState>();
    readonly onDidChangeState = this.#stateChanged.event;
    readonly #clientsChanged = new vscode.EventEmitter<void>();
    /** *My Clients* may look different now. A connection has one handler for a message, a window several listeners. */
    readonly onDidChangeClients = this.#clientsChanged.event;

    constructor(platform: Platform, context: vscode.ExtensionContext, log: vscode.LogOutputChannel, session: Session) {
        this.#log = log;
        this.client = new DeferredClient(() => this.#makeClient(platform, context, session));
        context.subscriptions.push(this, this.client.onNotification(MyClientsChangedNotification, () => this.#clientsChanged.fire()));
    }

    async #makeClient(platform: Platform, context: vscode.ExtensionContext, session: Session): Promise<BaseLanguageClient> {
        const { RevealOutputChannelOn, State: states } = await import('vscode-languageclient');
        const documents = new DocumentsOfWindow(context.extensionUri.scheme, vscode.workspace.workspaceFolders);
        const watchers = ['**/*.apim', '**/apim.yaml', '**/apim.record.*.jsonl'].map(pattern => vscode.workspace.createFileSystemWatcher(pattern));
        const client = await platform.languageClient(context, this.#log, {
            documentSelector: documents.selector,
            synchronize: { fileEvents: watchers },
            middleware: { ...besideYaml, ...chosenDecorations },
            outputChannel: this.#log,
            traceOutputChannel: discreet(this.#log),
            revealOutputChannelOn: RevealOutputChannelOn.Never,
            // With the first message, so that nothing can be asked before it is known whom the window trusts, and nothing is said in another language.
            initializationOptions: () => ({ session: session.state, commands: [...commands, ...hasGateways(platform) ? gatewayCommands : []], translations: vscode.l10n.bundle }),
        });
        const stateOf: Record<State, ServerState> = { [states.Starting]: 'starting', [states.Running]: 'running', [states.Stopped]: 'stopped', [states.StartFailed]: 'stopped' };
        context.subscriptions.push(
            ...watchers, redrawWhenChosen(client),
            // The client reads the selector when it starts.
            vscode.workspace.onDidChangeWorkspaceFolders(({ added }) => { if (documents.add(added)) void this.restart().catch((error: unknown) => this.#log.error(String(error))); }),
            client.onDidChangeState(({ newState }) => this.#become(stateOf[newState])),
        );
        return client;
    }

    #become(state: ServerState): void {
        this.#state = state;
        this.#stateChanged.fire(state);
    }

    async start(): Promise<void> {
        this.#log.info('Starting the language server.');
        this.#starting = this.client.load().then(client => client.start());
        await this.#starting;
    }

    async restart(): Promise<void> {
        await this.stop();
        await this.start();
    }

    async stop(): Promise<void> {
        // A client that is still starting can be neither stopped nor started.
        await this.#starting?.catch(() => undefined);
        const client = this.#starting && await this.client.load();
        if (client?.needsStop()) {
            await client.stop();
        }
    }

    get isRunning(): boolean {
        return this.#state === 'running';
    }

    get state(): ServerState {
        return this.#state;
    }

    /** Runs at once where the server is running, and again each time that it has been started anew. */
    whenRunning(listener: () => void): vscode.Disposable {
        if (this.isRunning) {
            listener();
        }
        return this.onDidChangeState(state => {
            if (state === 'running') {
                listener();
            }
        });
    }

    /** Runs where the server has stopped and nobody starts it again at once, as after a crash or by *Restart Language Server*. */
    whenStopped(listener: () => void): vscode.Disposable {
        let patience: ReturnType<typeof setTimeout> | undefined;
        const subscription = this.onDidChangeState(state => {
            clearTimeout(patience);
            if (state === 'stopped') {
                patience = setTimeout(listener, 1000);
            }
        });
        return { dispose: () => { clearTimeout(patience); subscription.dispose(); } };
    }

    dispose(): void {
        this.#stateChanged.dispose();
        this.#clientsChanged.dispose();
    }
}
