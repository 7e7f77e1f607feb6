import * as vscode from 'vscode';
import type { WorkerInstallation } from '../language-server/protocol.ts';
import { activateOn } from './main.ts';

export { deactivate } from './main.ts';

/** What a web worker is, as far as it is needed here. */
interface ServerWorker { postMessage(message: WorkerInstallation): void; terminate(): void }
declare const Worker: new (url: string) => ServerWorker;

/** The extension where VS Code runs in a browser alone: no process, no socket. */
export function activate(context: vscode.ExtensionContext): ReturnType<typeof activateOn> {
    const resource = (...path: string[]) => vscode.Uri.joinPath(context.extensionUri, ...path).toString(true);
    let worker: ServerWorker | undefined;
    context.subscriptions.push({ dispose: () => worker?.terminate() });
    return activateOn({
        system: 'browser',
        reachesGateways: false,
        features: [],
        async languageClient(_context, _log, options) {
            const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = await import('vscode-languageclient/browser');
            return new LanguageClient('apim', 'API Management', async () => {
                // Nobody ends a worker that was stopped.
                worker?.terminate();
                worker = new Worker(resource('out', 'server.browser.js'));
                worker.postMessage({ prelude: resource('out', 'prelude'), rulesPage: resource('docs', 'rules.md') });
                // Not the worker itself: VS Code's own is none to the client, which looks at its class.
                return { reader: new BrowserMessageReader(worker as never), writer: new BrowserMessageWriter(worker as never) };
            }, options);
        },
    }, context);
}
