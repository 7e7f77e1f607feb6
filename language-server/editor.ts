import { DidChangeWatchedFilesNotification, WatchKind, type ClientCapabilities, type Connection, type InitializeParams, type InitializeResult, type ServerCapabilities } from 'vscode-languageserver';
import type { Workspace } from './workspace.ts';

/** The editor on the other side: what it can do, and which folders it has open. */
export class Editor {
    readonly #connection: Connection;
    #capabilities: ClientCapabilities = {};
    #folders: string[] = [];

    constructor(connection: Connection) {
        this.#connection = connection;
    }

    initialize(params: InitializeParams, capabilities: ServerCapabilities): InitializeResult {
        this.#capabilities = params.capabilities;
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
        if (this.#capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
            void this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
                // Of a folder that comes or goes with all that is in it, some editors name the folder only.
                watchers: [{ globPattern: '**/*.apim' }, { globPattern: '**/apim.yaml' }, { globPattern: '**/apim.record.*.jsonl' }, { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete }]
            });
        }
    }

    get fillsInSnippets(): boolean {
        return this.#capabilities.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    }
}
