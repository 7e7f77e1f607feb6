import * as vscode from 'vscode';
import { RevealOutputChannelOn, State, type BaseLanguageClient, type Disposable } from 'vscode-languageclient';
import { MyClientsChangedNotification } from '../../language-server/protocol.ts';
import { besideYaml } from './beside-yaml.ts';
import { discreet } from './discreet-trace.ts';
import { chosenDecorations, redrawWhenChosen } from './editor-decorations.ts';
import { hasGateways, type Platform } from './platform.ts';
import type { Session } from './session.ts';

/** Files beside which the state of things is shown. */
export const projectFiles: vscode.DocumentSelector = [{ language: 'apim' }, { pattern: '**/apim.yaml' }];

/** Commands that code lenses and proposals run: those that ask a gateway only where there is one. */
const commands = ['apim.publishApi', 'apim.copyUrl', 'apim.showContractGraph', 'apim.showClient', 'editor.action.triggerSuggest'];
const gatewayCommands = ['apim.registerClient', 'apim.previewRegistration', 'apim.copyApiKey'];

/** The bundled language server: a process of VS Code's own Node, or a web worker. */
export class LanguageServer {
    readonly client: BaseLanguageClient;
    readonly #log: vscode.LogOutputChannel;
    #attempted = false;
    #starting: Promise<void> | undefined;
    readonly #clientsChanged = new vscode.EventEmitter<void>();
    /** *My Clients* may look different now. A connection has one handler for a message, a window several listeners. */
    readonly onDidChangeClients = this.#clientsChanged.event;

    constructor(platform: Platform, context: vscode.ExtensionContext, log: vscode.LogOutputChannel, session: Session) {
        this.#log = log;
        const schemes = new Set(['file', context.extensionUri.scheme, ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
        const watchers = ['**/*.apim', '**/apim.yaml', '**/apim.record.*.jsonl'].map(pattern => vscode.workspace.createFileSystemWatcher(pattern));
        this.client = platform.languageClient(context, log, {
            documentSelector: [...schemes].flatMap(scheme => [{ scheme, language: 'apim' }, { scheme, pattern: '**/apim.yaml' }]),
            synchronize: { fileEvents: watchers },
            middleware: { ...besideYaml, ...chosenDecorations },
            outputChannel: log,
            traceOutputChannel: discreet(log),
            revealOutputChannelOn: RevealOutputChannelOn.Never,
            // With the first message, so that nothing can be asked before it is known whom the window trusts, and nothing is said in another language.
            initializationOptions: () => ({ session: session.state, commands: [...commands, ...hasGateways(platform) ? gatewayCommands : []], translations: vscode.l10n.bundle }),
        });
        context.subscriptions.push(...watchers, this.#clientsChanged, redrawWhenChosen(this.client), this.client.onNotification(MyClientsChangedNotification, () => this.#clientsChanged.fire()));
    }

    async start(): Promise<void> {
        this.#attempted = true;
        this.#log.info('Starting the language server.');
        this.#starting = this.client.start();
        await this.#starting;
    }

    async restart(): Promise<void> {
        await this.stop();
        await this.start();
    }

    async stop(): Promise<void> {
        await this.#started();
        if (this.client.needsStop()) {
            await this.client.stop();
        }
    }

    /** A client that is still starting can be neither stopped nor started. */
    async #started(): Promise<void> {
        await this.#starting?.catch(() => undefined);
    }

    get isRunning(): boolean {
        return this.state === 'running';
    }

    get state(): 'starting' | 'running' | 'stopped' {
        switch (this.client.state) {
            case State.Running: return 'running';
            // Before the first attempt it is stopped, too: nobody sees that as a failure.
            case State.Stopped: return this.#attempted ? 'stopped' : 'starting';
            case State.StartFailed: return 'stopped';
            case State.Starting: return 'starting';
        }
    }

    /** Runs at once where the server is running, and again each time that it has been started anew. */
    whenRunning(listener: () => void): Disposable {
        if (this.isRunning) {
            listener();
        }
        return this.client.onDidChangeState(change => {
            if (change.newState === State.Running) {
                listener();
            }
        });
    }

    /** Runs where the server has stopped and nobody starts it again at once, as after a crash or by *Restart Language Server*. */
    whenStopped(listener: () => void): Disposable {
        let patience: ReturnType<typeof setTimeout> | undefined;
        const subscription = this.client.onDidChangeState(change => {
            clearTimeout(patience);
            if (change.newState === State.Stopped || change.newState === State.StartFailed) {
                patience = setTimeout(listener, 1000);
            }
        });
        return { dispose: () => { clearTimeout(patience); subscription.dispose(); } };
    }
}
