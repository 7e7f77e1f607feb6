import * as vscode from 'vscode';
import { CompiledDocumentRequest } from '../../../language-server/protocol.ts';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import { offer } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';

const scheme = 'apim-compiled';

/** `Show Compiled Document`: what would be registered, read-only, following the source as long as it is open. `Compile…` writes it into a file, as `apim build --out` does. */
export function activateCompiledDocument({ context, boundary, server, projects, log }: Shell): void {
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
        boundary.command('apim.compile', async (argument?: ClientArgument) => {
            const { project, active = '' } = await projects.pick(argument?.project);
            // Before a file is asked for: where there are errors, there is nothing to write.
            const { text, leftOut } = await server.client.sendRequest(CompiledDocumentRequest, { project });
            const file = await vscode.window.showSaveDialog({
                defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(project), 'gateway.json'), filters: { JSON: ['json'] },
                title: vscode.l10n.t('Where is the document for "{0}" to be written?', active),
            });
            if (!file) {
                throw new vscode.CancellationError();
            }
            await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
            leftOut.forEach(sentence => log.info(sentence));
            const written = vscode.l10n.t('{0} is written, as "{1}" would be registered. Secret parameters stay placeholders, and there are no API keys in it.', vscode.workspace.asRelativePath(file), active);
            void offer(vscode.window.showInformationMessage, [written, ...leftOut.length > 0 ? [vscode.l10n.t('Left out: {0}. The output says why.', leftOut.length)] : []].join(' '),
                { title: vscode.l10n.t('Show It'), command: 'vscode.open', args: [file] }, leftOut.length > 0 ? { title: vscode.l10n.t('Show Output'), command: 'apim.showOutput' } : undefined);
        }),
    );
}
