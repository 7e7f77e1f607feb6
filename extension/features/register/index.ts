import * as vscode from 'vscode';
import type { MyClientVersion, ProjectEnvironments } from '../../../language-server/protocol.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import type { ClientArgument } from '../../infrastructure/client-picker.ts';
import { clientVersions, pickClients } from '../../infrastructure/client-picker.ts';
import { RegistrationPreview } from './preview.ts';
import { register, showChanges } from './registration.ts';

/** `Register Client…`, `Register All` and what they would change; the preview is there for others that register. */
export function activateRegister(shell: Shell): RegistrationPreview {
    const preview = new RegistrationPreview(shell.context, shell.server);
    shell.context.subscriptions.push(
        shell.boundary.command('apim.registerClient', async (client?: ClientArgument) => {
            shell.session.requireTrust();
            const { project, clients } = await wanted(shell, client);
            await register(shell, preview, project, clients);
        }),
        shell.boundary.command('apim.previewRegistration', async (client?: ClientArgument) => {
            shell.session.requireTrust();
            const { project, clients } = await wanted(shell, client);
            await showChanges(shell, preview, project, clients);
        }),
        shell.boundary.command('apim.previewAll', async (argument?: ClientArgument) => {
            shell.session.requireTrust();
            await showChanges(shell, preview, await shell.projects.pick(argument?.project), undefined);
        }),
        shell.boundary.command('apim.registerAll', async (argument?: ClientArgument) => {
            shell.session.requireTrust();
            await register(shell, preview, await shell.projects.pick(argument?.project), undefined);
        }),
    );
    return preview;
}

/** The clients that a command was given, or that the user picks. */
async function wanted(shell: Shell, client: ClientArgument | undefined): Promise<{ project: ProjectEnvironments; clients: string[] }> {
    const project = await shell.projects.pick(client?.project);
    const versions = client?.key ? [] : (await clientVersions(shell.server, project.project)).filter(version => version.state !== 'gateway-only').sort(byNeed);
    const clients = client?.key ? [client.key] : (await pickClients(versions, vscode.l10n.t('Which clients are to be registered?'))).map(version => version.key);
    return { project, clients };
}

/** Those first that are not registered as they are declared. */
function byNeed(some: MyClientVersion, other: MyClientVersion): number {
    return Number(needsRegistration(other)) - Number(needsRegistration(some));
}

function needsRegistration({ state }: MyClientVersion): boolean {
    return state === 'declared' || state === 'changed';
}
