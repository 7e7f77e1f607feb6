import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind, type Disposable } from 'vscode-languageclient/node';
import { MyClientsChangedNotification } from '../../language-server/protocol.ts';
import { besideYaml } from './beside-yaml.ts';
import { chosenDecorations, redrawWhenChosen } from './editor-decorations.ts';

/** The bundled language server, run by VS Code's own Node. */
export class LanguageServer {
    readonly client: LanguageClient;
    readonly #log: vscode.LogOutputChannel;
    #attempted = false;
    readonly #clientsChanged = new vscode.EventEmitter<void>();
    /** *My Clients* may look different now. A connection has one handler for a message, a window several listeners. */
    readonly onDidChangeClients = this.#clientsChanged.event;

    constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
        this.#log = log;
        const module = context.asAbsolutePath('out/server.mjs');
        this.client = new LanguageClient('apim', 'API Management', {
            run: { module, transport: TransportKind.ipc },
            debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6017'] } },
        }, {
            documentSelector: [{ scheme: 'file', language: 'apim' }, { scheme: 'file', pattern: '**/apim.yaml' }],
            synchronize: { fileEvents: [vscode.workspace.createFileSystemWatcher('**/*.apim'), vscode.workspace.createFileSystemWatcher('**/apim.yaml'), vscode.workspace.createFileSystemWatcher('**/apim.record.*.jsonl')] },
            middleware: { ...besideYaml, ...chosenDecorations },
            outputChannel: log,
            traceOutputChannel: log,
            revealOutputChannelOn: RevealOutputChannelOn.Never,
            // The server begins in Restricted Mode; what the window trusts follows as soon as it listens. The commands are those that code lenses and proposals run.
            initializationOptions: { trusted: false, commands: ['apim.registerClient', 'apim.previewRegistration', 'apim.copyApiKey', 'apim.publishApi', 'apim.copyUrl', 'apim.showContractGraph', 'apim.showClient', 'editor.action.triggerSuggest'] },
        });
        context.subscriptions.push(this.#clientsChanged, redrawWhenChosen(this.client), this.client.onNotification(MyClientsChangedNotification, () => this.#clientsChanged.fire()));
    }

    async start(): Promise<void> {
        this.#attempted = true;
        // The language server needs no database, the local gateway does: where VS Code's Node brings none, the log explains why that one does not start.
        const sqlite = process.getBuiltinModule('node:sqlite') ? 'with' : 'without';
        this.#log.info(`Starting the language server on VS Code's Node ${process.versions.node} (${sqlite} node:sqlite).`);
        await this.client.start();
    }

    async restart(): Promise<void> {
        this.#log.info('Restarting the language server.');
        await this.client.restart();
    }

    async stop(): Promise<void> {
        if (this.client.needsStop()) {
            await this.client.stop();
        }
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
