import * as vscode from 'vscode';
import type { MyClientVersion } from '../../../language-server/protocol.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import { clientVersions, pickClients } from '../../infrastructure/client-picker.ts';
import { RegistrationPreview } from './preview.ts';
import { register } from './registration.ts';

/** `Register Client…` and `Register All`; the preview is there for others that register. */
export function activateRegister(shell: Shell): RegistrationPreview {
    const preview = new RegistrationPreview();
    shell.context.subscriptions.push(
        vscode.workspace.registerTextDocumentContentProvider(RegistrationPreview.scheme, preview),
        shell.boundary.command('apim.registerClient', async (client?: ClientArgument) => {
            shell.session.requireTrust();
            const project = await shell.projects.pick(client?.project);
            const clients = client?.key ? [client.key] : (await pickClients(
                (await clientVersions(shell.server, project.project)).filter(version => version.state !== 'gateway-only').sort(byNeed),
                vscode.l10n.t('Which clients are to be registered?'),
            )).map(version => version.key);
            await register(shell, preview, project, clients);
        }),
        shell.boundary.command('apim.registerAll', async (argument?: ClientArgument) => {
            shell.session.requireTrust();
            await register(shell, preview, await shell.projects.pick(argument?.project), undefined);
        }),
    );
    return preview;
}

/** Those first that are not registered as they are declared. */
function byNeed(some: MyClientVersion, other: MyClientVersion): number {
    return Number(needsRegistration(other)) - Number(needsRegistration(some));
}

function needsRegistration({ state }: MyClientVersion): boolean {
    return state === 'declared' || state === 'changed';
}
