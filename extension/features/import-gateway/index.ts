import * as vscode from 'vscode';
import { FindAtGatewayRequest, ForgetImportNotification, ImportedSecretsRequest, ImportRequest, type ImportedFiles } from '../../../language-server/protocol.ts';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import { pickEnvironment } from '../../infrastructure/environment-picker.ts';
import { offer } from '../../infrastructure/error-boundary.ts';
import { withLocalGateway } from '../../infrastructure/local-gateway-remedy.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { editSource } from '../../infrastructure/source-edit.ts';
import { chooseElements } from './element-chooser.ts';
import { ImportPreview } from './preview.ts';
import { editOf } from './writing.ts';

/** `Import from Gateway…`: read, choose, look at the files, write them. Nothing is written before the last step, and nothing at the gateway at all. */
export function activateImportGateway(shell: Shell): void {
    const { context, boundary, server, projects, log, secrets: vault } = shell;
    const preview = new ImportPreview();
    context.subscriptions.push(
        vscode.workspace.registerTextDocumentContentProvider(ImportPreview.scheme, preview),
        boundary.command('apim.importFromGateway', async (argument?: ClientArgument) => {
            shell.session.requireGateway();
            const chosen = await projects.pick(argument?.project);
            const { project } = chosen;
            const environment = chosen.environments.length > 1 ? await pickEnvironment(chosen, vscode.l10n.t('From which gateway?')) : chosen.active;
            try {
                const found = await vscode.window.withProgress(
                    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Reading what stands at the gateway'), cancellable: true },
                    (_, token) => server.client.sendRequest(FindAtGatewayRequest, { project, ...environment === undefined ? {} : { environment } }, token),
                ).then(undefined, (error: unknown) => { throw withLocalGateway(error, project); });
                await vault.confirm('gateway-password', 'key-passphrase');
                for (const sentence of found.unread) {
                    log.warn(sentence);
                }
                const elements = await chooseElements(found);
                const imported = await server.client.sendRequest(ImportRequest, { project, elements });
                for (const { kind, entity, message } of imported.findings) {
                    log.info(`${kind} ${entity}: ${message}`);
                }
                const answer = await preview.agree(imported, found);
                await editSource(server, await editOf(imported.files));
                const { secrets } = answer === 'with-secrets' ? await server.client.sendRequest(ImportedSecretsRequest, { project }) : { secrets: [] };
                for (const { question, value } of secrets) {
                    await vault.store(question, value);
                }
                await vscode.window.showTextDocument(vscode.Uri.parse(imported.files[0]!.uri), { preview: false });
                void offer(vscode.window.showInformationMessage, doneText(imported), { title: vscode.l10n.t('Preview All Changes'), command: 'apim.previewAll', args: [{ project }] });
            } finally {
                // However it ended: what was read holds keys and secrets, and nobody needs it any more.
                await server.client.sendNotification(ForgetImportNotification, { project });
            }
        }),
    );
}

function doneText({ imported, files }: ImportedFiles): string {
    const names = files.map(({ uri }) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri))).join(', ');
    return vscode.l10n.t('Imported {0} plans, APIs and clients into {1}. The gateway and its keys are as they were.', imported.length, names);
}
