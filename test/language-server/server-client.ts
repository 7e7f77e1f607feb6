import { remarks } from '../support/project.ts';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
    createConnection as createServerConnection, createProtocolConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter,
    DidChangeTextDocumentNotification, DidChangeWatchedFilesNotification, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, InitializedNotification,
    InitializeRequest, LogMessageNotification, PublishDiagnosticsNotification, RegistrationRequest, ShutdownRequest,
    type FileChangeType, type InitializeParams, type InitializeResult, type ProtocolConnection, type PublishDiagnosticsParams
} from 'vscode-languageserver/node';
import type { Machine } from '../../language-server/machine.ts';
import { nodeMachine } from '../../language-server/node-machine.ts';
import { packing } from '../support/packing.ts';
import { serve } from '../../language-server/server.ts';
import { realWorld } from '../../registration/world.ts';

const languageServer = resolve(import.meta.dirname, '../../language-server');

/** A folder of files on disk, and a language server over it that is spoken to as an editor does. */
export class ServerClient {
    readonly folder: string;
    readonly connection: ProtocolConnection;
    readonly published: PublishDiagnosticsParams[] = [];
    readonly log: string[] = [];
    /** Everything that the server has sent, byte by byte. */
    wire = '';
    answered: InitializeResult | undefined;
    readonly #listeners = new Set<() => void>();
    readonly #release: () => Promise<void>;

    private constructor(folder: string, connection: ProtocolConnection, release: () => Promise<void>) {
        this.folder = folder;
        this.connection = connection;
        this.#release = release;
    }

    /** In this process, with files relative to a new folder. `folders` are those that the editor has open: by default the folder itself. */
    static async start(files: Record<string, string>, options: { folders?: string[]; initialize?: Partial<InitializeParams>; machine?: Partial<Machine> } = {}): Promise<ServerClient> {
        const folder = await mkdtemp(join(tmpdir(), 'apim-server-'));
        for (const [name, text] of Object.entries(files)) await put(join(folder, name), text);
        const [up, down] = [new PassThrough(), new PassThrough()];
        const world = realWorld();
        const server = createServerConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
        serve(server, { ...nodeMachine(languageServer, world, { PATH: process.env['PATH'] }), packing, ...options.machine });
        const client = new ServerClient(folder, createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up)), async () => {
            server.dispose();
            await world.close();
        });
        down.on('data', (chunk: Buffer) => { client.wire += chunk.toString('utf8'); });
        await client.#begin(options.folders ?? ['.'], options.initialize ?? {});
        return client;
    }

    async #begin(folders: string[], initialize: Partial<InitializeParams>): Promise<void> {
        const { connection } = this;
        connection.onNotification(PublishDiagnosticsNotification.type, params => {
            this.published.push(params);
            for (const listener of this.#listeners) listener();
        });
        connection.onNotification(LogMessageNotification.type, ({ message }) => { this.log.push(message); });
        connection.onRequest(RegistrationRequest.type, () => {});
        connection.listen();
        this.answered = await connection.sendRequest(InitializeRequest.type, {
            processId: null, rootUri: null, workspaceFolders: folders.map(name => ({ name, uri: this.uri(name) })),
            capabilities: { workspace: { workspaceFolders: true } }, ...initialize
        });
        await connection.sendNotification(InitializedNotification.type, {});
    }

    uri(name: string): string {
        return pathToFileURL(resolve(this.folder, name)).toString();
    }

    async open(name: string, text: string, version = 1): Promise<void> {
        await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri: this.uri(name), languageId: 'apim', version, text } });
    }

    /** Replaces the first occurrence of a text, as typing would. */
    async edit(name: string, version: number, text: string, from: string, to: string): Promise<void> {
        const before = text.slice(0, text.indexOf(from)).split('\n');
        const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
        const lines = from.split('\n');
        const end = lines.length === 1 ? { line: start.line, character: start.character + from.length } : { line: start.line + lines.length - 1, character: lines.at(-1)?.length ?? 0 };
        await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri: this.uri(name), version }, contentChanges: [{ range: { start, end }, text: to }] });
    }

    async close(name: string): Promise<void> {
        await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: this.uri(name) } });
    }

    /** Writes files, removes those without text, and says so. */
    async watched(...changes: { name: string; type: FileChangeType; text?: string }[]): Promise<void> {
        for (const { name, type, text } of changes) {
            if (text !== undefined) await put(join(this.folder, name), text);
            else if (type === 3) await rm(join(this.folder, name), { recursive: true, force: true });
        }
        await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: changes.map(({ name, type }) => ({ uri: this.uri(name), type })) });
    }

    /** The codes that were sent last for a file, without the remarks that almost every short text earns. */
    codes(name: string): (string | number | undefined)[] {
        return this.last(name)?.diagnostics.map(({ code }) => code).filter(code => !remarks.includes(String(code))) ?? [];
    }

    /** The severity that was sent last for a code in a file. */
    severityOf(name: string, wanted: string): number | undefined {
        return this.last(name)?.diagnostics.find(({ code }) => code === wanted)?.severity;
    }

    last(name: string): PublishDiagnosticsParams | undefined {
        return this.published.findLast(({ uri }) => uri === this.uri(name));
    }

    /** Waits until what was published is as it should be. */
    async until(condition: () => boolean, what = String(condition)): Promise<void> {
        const end = Date.now() + 60_000;
        while (!condition()) {
            if (Date.now() > end) throw new Error(`not within a minute: ${what}\n${JSON.stringify(this.published, undefined, 1)}\n${this.log.join('\n')}`);
            await new Promise<void>(done => {
                const wake = () => { this.#listeners.delete(wake); clearTimeout(timer); done(); };
                const timer = setTimeout(wake, 50);
                this.#listeners.add(wake);
            });
        }
    }

    async stop(): Promise<void> {
        await this.connection.sendRequest(ShutdownRequest.type);
        this.connection.end();
        this.connection.dispose();
        await this.#release();
        await rm(this.folder, { recursive: true, force: true });
    }
}

async function put(path: string, text: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
}
