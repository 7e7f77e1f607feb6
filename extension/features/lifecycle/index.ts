import * as vscode from 'vscode';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import type { RegistrationPreview } from '../../infrastructure/registering/preview.ts';
import { changeSource } from './change.ts';
import { pickElements } from './element-picker.ts';
import { restoreDeleted, type RestoreArgument } from './restore.ts';

/** `Publish API…`, `Retire API…`, `Delete API…`, `Retire Client…`, `Delete Client…` and `Restore Deleted…`: an edit of the source, then the registration of what changed. */
export function activateLifecycle(shell: Shell, preview: RegistrationPreview): void {
    shell.context.subscriptions.push(
        shell.boundary.command('apim.publishApi', async (api?: ClientArgument, selected?: ClientArgument[]) => {
            shell.session.requireTrust();
            const { project, elements } = await pickElements(shell, 'api', api, selected, vscode.l10n.t('Which API is to be published?'), ({ state }) => state === 'draft');
            await changeSource(shell, preview, project, elements, { action: 'publish' });
        }),
        shell.boundary.command('apim.retireApi', async (api?: ClientArgument, selected?: ClientArgument[]) => {
            shell.session.requireTrust();
            const { project, elements } = await pickElements(shell, 'api', api, selected, vscode.l10n.t('Which API is to be retired?'), ({ state }) => state === 'published');
            await changeSource(shell, preview, project, elements, { action: 'retire' });
        }),
        shell.boundary.command('apim.deleteApi', async (api?: ClientArgument, selected?: ClientArgument[]) => {
            shell.session.requireGateway();
            const { project, elements } = await pickElements(shell, 'api', api, selected, vscode.l10n.t('Which API is to be deleted?'), () => true);
            await changeSource(shell, preview, project, elements, { action: 'delete' });
        }),
        shell.boundary.command('apim.retireClient', async (client?: ClientArgument, selected?: ClientArgument[]) => {
            shell.session.requireTrust();
            const { project, elements } = await pickElements(shell, 'client', client, selected, vscode.l10n.t('Which client is to be retired?'), ({ state }) => state !== 'retired');
            await changeSource(shell, preview, project, elements, { action: 'retire' });
        }),
        shell.boundary.command('apim.deleteClient', async (client?: ClientArgument, selected?: ClientArgument[]) => {
            shell.session.requireGateway();
            const { project, elements } = await pickElements(shell, 'client', client, selected, vscode.l10n.t('Which client is to be deleted?'), () => true);
            await changeSource(shell, preview, project, elements, { action: 'delete' });
        }),
        // Edits the source, and registers nothing by itself: Restricted Mode does not mind.
        shell.boundary.command('apim.restoreDeleted', (removal?: RestoreArgument) => {
            shell.session.requireDisk();
            return restoreDeleted(shell, preview, removal);
        }),
    );
}
