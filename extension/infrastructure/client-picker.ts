import * as vscode from 'vscode';
import { MyClientsRequest, type MyClients, type MyClientVersion } from '../../language-server/protocol.ts';
import { Refusal } from './error-boundary.ts';
import type { LanguageServer } from './language-server.ts';
import { appearanceOf } from './state-appearance.ts';

/**
 * A client version as commands receive it: from a line of a view, a code lens, a key binding. `entity` tells it from an API with the same key, `api` is
 * the key of one that it has a contract with.
 */
export interface ClientArgument { project?: string; key?: string; api?: string; kind?: string; entity?: 'client' | 'api' | undefined; state?: string }

/**
 * The versions that a command of a tree was called for: VS Code passes the line that was clicked and, where that is one of several, all that
 * are selected. Lines above and below versions are passed over. Empty where nothing was named.
 */
export function calledFor(clicked: ClientArgument | undefined, selected: readonly ClientArgument[] | undefined, what: 'version' | 'api-version' = 'version'): { project: string | undefined; keys: string[] } {
    const named = [clicked, ...Array.isArray(selected) ? selected : []].filter(one => one?.key !== undefined && (one.kind ?? what) === what && one.state !== 'gateway-only');
    const projects = new Set(named.map(one => one?.project));
    if (projects.size > 1) {
        throw new Refusal(vscode.l10n.t('What is selected belongs to several projects. Select what belongs to one.'));
    }
    if (named.length === 0 && clicked?.key !== undefined) {
        throw new Refusal(what === 'version' ? vscode.l10n.t('There is no client here for which this can be done.') : vscode.l10n.t('There is nothing here for which this can be done.'));
    }
    return { project: [...projects][0] ?? clicked?.project, keys: [...new Set(named.flatMap(one => one?.key ?? []))] };
}

/** The versions that the user may see in one project. */
export async function clientVersions(server: LanguageServer, project: string): Promise<MyClientVersion[]> {
    const clients: MyClients = await server.client.sendRequest(MyClientsRequest, { showAll: false });
    return clients.organizations.filter(organization => organization.project === project)
        .flatMap(organization => organization.clients).flatMap(client => client.versions);
}

/** Lets the user pick one of them; cancels where nothing is picked. */
export async function pickClient(versions: MyClientVersion[], title: string): Promise<MyClientVersion> {
    if (versions.length === 0) {
        throw new Refusal(vscode.l10n.t('There is no client here for which this can be done.'));
    }
    const chosen = await vscode.window.showQuickPick(versions.map(itemOf), { title, placeHolder: vscode.l10n.t('Client'), matchOnDetail: true });
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen.version;
}

/** Lets the user pick several; cancels where nothing is picked. */
export async function pickClients(versions: MyClientVersion[], title: string): Promise<MyClientVersion[]> {
    if (versions.length === 0) {
        throw new Refusal(vscode.l10n.t('There is no client here for which this can be done.'));
    }
    const items = versions.map(version => ({ ...itemOf(version), picked: versions.length === 1 }));
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Clients'), canPickMany: true, matchOnDetail: true });
    if (!chosen?.length) {
        throw new vscode.CancellationError();
    }
    return chosen.map(item => item.version);
}

function itemOf(version: MyClientVersion) {
    const { label, icon } = appearanceOf(version.state);
    return {
        label: `$(${icon}) ${version.key}`,
        description: label,
        detail: version.contracts.map(contract => contract.api).join(', ') || undefined,
        version,
    };
}
