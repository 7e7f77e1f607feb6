import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
    createProtocolConnection, ConfigurationRequest, DidChangeTextDocumentNotification, DidChangeWatchedFilesNotification, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification,
    InitializedNotification, InitializeRequest, PublishDiagnosticsNotification, RegistrationRequest, StreamMessageReader, StreamMessageWriter,
    type Diagnostic, type FileEvent, type Position, type ProtocolConnection, type Range
} from 'vscode-languageserver-protocol/node';

/** What a server has in memory. */
export interface Memory {
    /** Bytes of the process as they are, nothing collected. */
    rss: number;
    /** The most that it had at any time. */
    peak: number;
    /** Bytes that are in use once what is not is collected, buffers outside of the heap included. */
    heap: number;
}

interface OpenText {
    text: string;
    version: number;
}

/** A language server in a process of its own that is spoken to over stdio, as an editor does. */
export class LanguageServer {
    readonly connection: ProtocolConnection;
    /** Milliseconds from the start of the process to the answer to `initialize`. */
    initializedAfter = 0;
    readonly begun = performance.now();
    readonly #process: ChildProcess;
    readonly #language: string;
    readonly #texts = new Map<string, OpenText>();
    readonly #diagnostics = new Map<string, Diagnostic[]>();
    #watcher: (uri: string, version: number | undefined) => void = () => {};
    #ended: Error | undefined;

    private constructor(command: readonly string[], language: string) {
        this.#language = language;
        this.#process = spawn(process.execPath, ['--import', pathToFileURL(join(import.meta.dirname, 'heap-probe.mjs')).href, ...command], {
            // As the extension starts it.
            env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'apim-bench-compiled') }, stdio: ['pipe', 'pipe', 'ignore', 'ipc']
        });
        this.connection = createProtocolConnection(new StreamMessageReader(this.#process.stdout!), new StreamMessageWriter(this.#process.stdin!));
        this.#process.once('exit', code => {
            this.#ended = new Error(`the language server ended with ${code}`);
            this.#watcher('', undefined);
        });
    }

    static async start(command: readonly string[], folder: string, language = 'apim'): Promise<LanguageServer> {
        const server = new LanguageServer(command, language);
        const { connection } = server;
        connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics, version }) => {
            server.#diagnostics.set(uri, diagnostics);
            server.#watcher(uri, version);
        });
        connection.onRequest(RegistrationRequest.type, () => {});
        connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({})));
        connection.listen();
        const uri = pathToFileURL(folder).href;
        await connection.sendRequest(InitializeRequest.type, {
            processId: process.pid, rootUri: uri, workspaceFolders: [{ uri, name: 'bench' }],
            capabilities: {
                workspace: { workspaceFolders: true, configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } },
                textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true }, completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } } }
            }
        });
        server.initializedAfter = performance.now() - server.begun;
        await connection.sendNotification(InitializedNotification.type, {});
        return server;
    }

    async open(file: string, text = readFileSync(file, 'utf8')): Promise<void> {
        const uri = pathToFileURL(file).href;
        this.#texts.set(uri, { text, version: 1 });
        await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: this.#language, version: 1, text } });
    }

    async close(file: string): Promise<void> {
        const uri = pathToFileURL(file).href;
        this.#texts.delete(uri);
        await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    }

    async watched(...changes: FileEvent[]): Promise<void> {
        await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    }

    textOf(file: string): string {
        return this.#texts.get(pathToFileURL(file).href)!.text;
    }

    /** Prepares a change of an open file and yields what sends it: what the editor itself would spend on it is not measured. */
    change(file: string, offset: number, length: number, replacement: string): () => Promise<void> {
        const uri = pathToFileURL(file).href;
        const open = this.#texts.get(uri)!;
        const range: Range = { start: positionAt(open.text, offset), end: positionAt(open.text, offset + length) };
        open.text = open.text.slice(0, offset) + replacement + open.text.slice(offset + length);
        open.version += 1;
        const params = { textDocument: { uri, version: open.version }, contentChanges: [{ range, text: replacement }] };
        return () => this.connection.sendNotification(DidChangeTextDocumentNotification.type, params);
    }

    hasErrors(file: string): boolean {
        return this.#diagnostics.get(pathToFileURL(file).href)?.some(({ severity }) => severity === 1) ?? false;
    }

    /** Resolves with the milliseconds since `begun` when the condition holds, which is looked at whenever diagnostics arrive. */
    until(condition: () => boolean, limit: number, begun = performance.now()): Promise<number> {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => finish(() => reject(new TimeLimit(limit))), limit);
            const finish = (end: () => void) => {
                clearTimeout(timer);
                this.#watcher = () => {};
                end();
            };
            this.#watcher = () => {
                const ended = this.#ended;
                if (ended) finish(() => reject(ended));
                else if (condition()) finish(() => resolve(performance.now() - begun));
            };
            this.#watcher('', undefined);
        });
    }

    async memory(): Promise<Memory> {
        const answer = new Promise<Memory>(resolve => this.#process.once('message', message => resolve(message as Memory)));
        this.#process.send({});
        return answer;
    }

    async stop(): Promise<void> {
        const ended = new Promise<void>(resolve => { if (this.#ended) resolve(); else this.#process.once('exit', () => resolve()); });
        this.connection.dispose();
        // It ends by itself, so that what was compiled is kept.
        if (this.#process.connected) this.#process.disconnect();
        await ended;
    }
}

/** Something took longer than anybody would wait. */
export class TimeLimit extends Error {
    constructor(milliseconds: number) {
        super(`not within ${milliseconds / 1000} s`);
    }
}

export function positionAt(text: string, offset: number): Position {
    let line = 0;
    let begin = 0;
    for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', begin)) {
        line += 1;
        begin = end + 1;
    }
    return { line, character: offset - begin };
}
