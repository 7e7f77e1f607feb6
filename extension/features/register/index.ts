import * as vscode from 'vscode';
import type { MyClientVersion, ProjectEnvironments } from '../../../language-server/protocol.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { calledFor, clientVersions, pickClients, type ClientArgument } from '../../infrastructure/client-picker.ts';
import type { RegistrationPreview } from '../../infrastructure/registering/preview.ts';
import { register, showChanges } from '../../infrastructure/registering/registration.ts';

/** `Register Client…`, `Register All` and what they would change: for one client, for all that are selected, for everything. */
export function activateRegister(shell: Shell, preview: RegistrationPreview): void {
    shell.context.subscriptions.push(
        shell.boundary.command('apim.registerClient', async (client?: ClientArgument, selected?: ClientArgument[]) => {
            shell.session.requireGateway();
            const { project, clients } = await wanted(shell, client, selected);
            await register(shell, preview, project, clients);
        }),
        // The same under another name: in the menu of a client that was registered before.
        shell.boundary.command('apim.registerAgain', async (client?: ClientArgument, selected?: ClientArgument[]) => {
            shell.session.requireGateway();
            const { project, clients } = await wanted(shell, client, selected);
            await register(shell, preview, project, clients);
        }),
        shell.boundary.command('apim.previewRegistration', async (client?: ClientArgument, selected?: ClientArgument[]) => {
            shell.session.requireGateway();
            const { project, clients } = await wanted(shell, client, selected);
            await showChanges(shell, preview, project, clients);
        }),
        shell.boundary.command('apim.previewAll', async (argument?: ClientArgument) => {
            shell.session.requireGateway();
            await showChanges(shell, preview, await shell.projects.pick(argument?.project), undefined);
        }),
        shell.boundary.command('apim.registerAll', async (argument?: ClientArgument) => {
            shell.session.requireGateway();
            await register(shell, preview, await shell.projects.pick(argument?.project), undefined);
        }),
    );
}

/** The clients that a command was called for, or that the user picks. */
async function wanted(shell: Shell, client: ClientArgument | undefined, selected: ClientArgument[] | undefined): Promise<{ project: ProjectEnvironments; clients: string[] }> {
    const named = calledFor(client, selected);
    const project = await shell.projects.pick(named.project);
    if (named.keys.length > 0) {
        return { project, clients: named.keys };
    }
    const versions = (await clientVersions(shell.server, project.project)).filter(version => version.state !== 'gateway-only').sort(byNeed);
    return { project, clients: (await pickClients(versions, vscode.l10n.t('Which clients are to be registered?'))).map(version => version.key) };
}

/** Those first that are not registered as they are declared. */
function byNeed(some: MyClientVersion, other: MyClientVersion): number {
    return Number(needsRegistration(other)) - Number(needsRegistration(some));
}

function needsRegistration({ state }: MyClientVersion): boolean {
    return state === 'declared' || state === 'changed';
}
