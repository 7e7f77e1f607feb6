import * as vscode from 'vscode';
import { CompiledDocumentRequest } from '../../../language-server/protocol.ts';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import type { Shell } from '../../infrastructure/shell.ts';

const scheme = 'apim-compiled';

/** `Show Compiled Document`: what would be registered, read-only, following the source as long as it is open. */
export function activateCompiledDocument({ context, boundary, server, projects }: Shell): void {
    const changed = new vscode.EventEmitter<vscode.Uri>();
    const refresh = () => {
        for (const document of vscode.workspace.textDocuments) {
            if (document.uri.scheme === scheme) {
                changed.fire(document.uri);
            }
        }
    };
    context.subscriptions.push(
        changed,
        vscode.workspace.registerTextDocumentContentProvider(scheme, {
            onDidChange: changed.event,
            provideTextDocumentContent: async (uri, token) => (await server.client.sendRequest(CompiledDocumentRequest, { project: uri.query }, token)).text,
        }),
        vscode.workspace.onDidSaveTextDocument(document => document.languageId === 'apim' && refresh()),
        server.onDidChangeClients(refresh),
        boundary.command('apim.showCompiledDocument', async (argument?: ClientArgument) => {
            const project = await projects.pick(argument?.project);
            const name = project.active ? `${project.name} (${project.active})` : project.name;
            const uri = vscode.Uri.from({ scheme, path: `/${name}.json`, query: project.project });
            changed.fire(uri);
            const document = await vscode.workspace.openTextDocument(uri);
            await vscode.window.showTextDocument(await vscode.languages.setTextDocumentLanguage(document, 'json'), { preview: true });
        }),
    );
}
