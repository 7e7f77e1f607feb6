/** The language server as a web worker. The first message says where the parts of the installation are; all others are LSP. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { browserMachine } from './browser-machine.ts';
import type { WorkerInstallation } from './protocol.ts';
import { serve } from './server.ts';

/** What a worker hears, as far as this is needed here. */
interface WorkerScope {
    addEventListener(type: 'message', listener: (event: { data: WorkerInstallation }) => void, options: { once: true }): void;
    addEventListener(type: 'unhandledrejection', listener: (event: { reason: unknown }) => void): void;
}

const scope = globalThis as never as WorkerScope;
scope.addEventListener('message', ({ data }) => {
    const connection = createConnection(new BrowserMessageReader(scope as never), new BrowserMessageWriter(scope as never));
    // Whatever nobody caught is a mistake of ours: it is told, and what can go on goes on.
    scope.addEventListener('unhandledrejection', ({ reason }) => connection.console.error(`unhandledrejection: ${reason instanceof Error ? reason.stack ?? reason.message : String(reason)}`));
    serve(connection, browserMachine(connection, data));
}, { once: true });
