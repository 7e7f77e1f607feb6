import * as vscode from 'vscode';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import type { RegistrationPreview } from '../register/preview.ts';
import { changeSource } from './change.ts';
import { pickElement, typeVersion } from './element-picker.ts';

/** `Publish API…`, `Retire API…`, `Retire Client…`, `Delete Client…` and `New Version…`: an edit of the source, then the registration of what changed. */
export function activateLifecycle(shell: Shell, preview: RegistrationPreview): void {
    shell.context.subscriptions.push(
        shell.boundary.command('apim.publishApi', async (api?: ClientArgument) => {
            shell.session.requireTrust();
            const chosen = await pickElement(shell, api, vscode.l10n.t('Which API is to be published?'), ({ kind, state }) => kind === 'api' && state === 'draft');
            await changeSource(shell, preview, chosen, { action: 'publish' });
        }),
        shell.boundary.command('apim.retireApi', async (api?: ClientArgument) => {
            shell.session.requireTrust();
            const chosen = await pickElement(shell, api, vscode.l10n.t('Which API is to be retired?'), ({ kind, state }) => kind === 'api' && state === 'published');
            await changeSource(shell, preview, chosen, { action: 'retire' });
        }),
        shell.boundary.command('apim.retireClient', async (client?: ClientArgument) => {
            shell.session.requireTrust();
            const chosen = await pickElement(shell, client, vscode.l10n.t('Which client is to be retired?'), ({ kind, state }) => kind === 'client' && state !== 'retired');
            await changeSource(shell, preview, chosen, { action: 'retire' });
        }),
        shell.boundary.command('apim.deleteClient', async (client?: ClientArgument) => {
            shell.session.requireTrust();
            const chosen = await pickElement(shell, client, vscode.l10n.t('Which client is to be deleted?'), ({ kind }) => kind === 'client');
            await changeSource(shell, preview, chosen, { action: 'delete' });
        }),
        // Works on the source alone where the window is not trusted: what it makes is registered later.
        shell.boundary.command('apim.newVersion', async (client?: ClientArgument) => {
            const chosen = await pickElement(shell, client, vscode.l10n.t('Of what is a new version to be made?'), ({ kind }) => client?.key === undefined || kind === 'client');
            await changeSource(shell, preview, chosen, { action: 'new-version', version: await typeVersion(chosen) });
        }),
    );
}
