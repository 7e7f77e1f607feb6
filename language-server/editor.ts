import { CodeLensRefreshRequest, DidChangeWatchedFilesNotification, WatchKind, type ClientCapabilities, type Connection, type InitializeParams, type InitializeResult, type ServerCapabilities } from 'vscode-languageserver';
import { plainly } from './plain-text.ts';
import type { Workspace } from './workspace.ts';

/** The editor on the other side: what it can do, and which folders it has open. */
export class Editor {
    readonly #connection: Connection;
    #capabilities: ClientCapabilities = {};
    #folders: string[] = [];
    #refreshing: ReturnType<typeof setTimeout> | undefined;
    /** Commands of ours that it has: for what we show, where it can do something. */
    commands: ReadonlySet<string> = new Set();

    constructor(connection: Connection) {
        this.#connection = connection;
    }

    initialize(params: InitializeParams, capabilities: ServerCapabilities): InitializeResult {
        this.#capabilities = params.capabilities;
        this.commands = commandsOf(params.initializationOptions);
        // What older editors say instead of their folders.
        const root = 'rootUri' in params ? params.rootUri : undefined;
        this.#folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (root ? [root] : []);
        return { capabilities, serverInfo: { name: 'apim' } };
    }

    /** Takes the workspace's folders and follows them, and asks to be told about files. */
    initialized(workspace: Workspace): void {
        workspace.setFolders(this.#folders);
        if (this.#capabilities.workspace?.workspaceFolders) {
            this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
                const gone = new Set(removed.map(({ uri }) => uri));
                this.#folders = [...this.#folders.filter(uri => !gone.has(uri)), ...added.map(({ uri }) => uri)];
                workspace.setFolders(this.#folders);
            });
        }
        if (this.watchesFiles) {
            void this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
                // Of a folder that comes or goes with all that is in it, some editors name the folder only.
                watchers: [{ globPattern: '**/*.apim' }, { globPattern: '**/apim.yaml' }, { globPattern: '**/apim.record.*.jsonl' }, { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete }]
            });
        }
    }

    /** Says that code lenses may say something else now, once things are quiet. */
    refreshLenses(): void {
        if (!this.#capabilities.workspace?.codeLens?.refreshSupport) return;
        clearTimeout(this.#refreshing);
        this.#refreshing = setTimeout(() => void this.#connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {}), 300);
    }

    /** Nothing is sent any more. */
    end(): void {
        clearTimeout(this.#refreshing);
        this.#capabilities = {};
    }

    /** Whether it makes the files that an action needs. */
    get createsFiles(): boolean {
        const { documentChanges = false, resourceOperations = [] } = this.#capabilities.workspace?.workspaceEdit ?? {};
        return documentChanges && resourceOperations.includes('create');
    }

    get fillsInSnippets(): boolean {
        return this.#capabilities.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    }

    /** Whether it tells what happens to files that are not open. */
    get watchesFiles(): boolean {
        return this.#capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
    }

    /** Whether it shows symbols as a tree. */
    get nestsSymbols(): boolean {
        return this.#capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false;
    }

    /** An answer in a form that the editor reads: Markdown only where it says so. */
    readable<T>(feature: 'hover' | 'completion' | 'signatureHelp', answer: T): T {
        const { hover, completion, signatureHelp } = this.#capabilities.textDocument ?? {};
        const formats = { hover: hover?.contentFormat, completion: completion?.completionItem?.documentationFormat, signatureHelp: signatureHelp?.signatureInformation?.documentationFormat }[feature];
        return formats?.includes('markdown') ? answer : plainly(answer);
    }
}

function commandsOf(options: unknown): ReadonlySet<string> {
    const { commands } = (options ?? {}) as { commands?: unknown };
    return new Set(Array.isArray(commands) ? commands.filter(command => typeof command === 'string') : []);
}
