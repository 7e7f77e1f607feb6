import * as vscode from 'vscode';
import { activateGatewayTrace } from './features/gateway-trace/index.ts';
import { activateTasks } from './features/tasks/index.ts';
import { serverFlags } from '../language-server/protocol.ts';
import { activateOn } from './main.ts';

export { deactivate } from './main.ts';

/** The extension where VS Code has a Node: on a desktop, and where it works on another machine. */
export function activate(context: vscode.ExtensionContext): ReturnType<typeof activateOn> {
    return activateOn({
        system: `${process.platform} ${process.arch}, Node ${process.versions.node}`,
        reachesGateways: true,
        features: [activateTasks, activateGatewayTrace],
        async languageClient(_context, log, options) {
            const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
            // The language server needs no database, the local gateway does: where VS Code's Node brings none, the log explains why that one does not start.
            const sqlite = process.getBuiltinModule('node:sqlite') ? 'with' : 'without';
            log.info(`The language server runs on VS Code's Node ${process.versions.node} (${sqlite} node:sqlite).`);
            const module = context.asAbsolutePath('out/server.mjs');
            return new LanguageClient('apim', 'API Management', {
                // What Node has compiled of the server is kept from one window to the next: it starts a fifth sooner.
                run: {
                    module, transport: TransportKind.ipc,
                    options: { execArgv: serverFlags, env: { NODE_COMPILE_CACHE: vscode.Uri.joinPath(context.globalStorageUri, 'compiled').fsPath } }
                },
                debug: { module, transport: TransportKind.ipc, options: { execArgv: [...serverFlags, '--nolazy', '--inspect=6017'] } },
            }, options);
        },
    }, context);
}
