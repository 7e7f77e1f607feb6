import * as vscode from 'vscode';
import { MyClientsRequest, type MyClients } from '../../../language-server/protocol.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { appearanceOf } from '../../infrastructure/state-appearance.ts';
import { revealSource } from '../../infrastructure/source-location.ts';
import { askForStates, askForWords } from './filter-box.ts';
import { countVersions, everything, filtered, isNarrow, type ClientFilter } from './filter.ts';
import { nodesOf, type ClientNode } from './nodes.ts';
import { StateDecorations } from './state-decorations.ts';
import { MyClientsTree } from './tree.ts';

/** The view *My Clients* and the commands that belong to it alone. */
export function activateMyClients({ context, boundary, server, session }: Shell): vscode.TreeDataProvider<unknown> {
    let showAll = false;
    let connect = false;
    let filter = everything;
    let answered: MyClients | undefined;
    const tree = new MyClientsTree(async () => {
        answered = server.isRunning ? await boundary.run('My Clients', () => server.client.sendRequest(MyClientsRequest, { showAll, connect })) : undefined;
        const welcome = await welcomeFor(answered, server.isRunning);
        setContext('apim.welcome', welcome);
        setContext('apim.hasProject', welcome !== 'starting' && welcome !== 'noProject');
        setContext('apim.hasClients', (answered?.organizations ?? []).some(({ clients }) => clients.length > 0));
        return narrowed();
    });
    /** What was answered last, as far as the filter lets it through. */
    const narrowed = () => {
        const all = answered ? nodesOf(answered) : [];
        const shown = isNarrow(filter) ? filtered(all, filter) : all;
        describe(view, answered, isNarrow(filter) ? filterText(filter, countVersions(shown), countVersions(all)) : undefined);
        return shown;
    };
    const narrow = (next: ClientFilter) => {
        filter = next;
        setContext('apim.filtersClients', isNarrow(filter));
        tree.show(narrowed());
    };
    const view = vscode.window.createTreeView('apim.myClients', { treeDataProvider: tree, showCollapseAll: true });
    const refresh = () => boundary.run('My Clients', () => tree.refresh());
    const show = (all: boolean) => {
        showAll = all;
        setContext('apim.showsAllOrganizations', all);
        return refresh();
    };

    context.subscriptions.push(
        view,
        vscode.window.registerFileDecorationProvider(new StateDecorations()),
        server.onDidChangeClients(refresh),
        server.whenRunning(refresh),
        session.onDidChange(refresh),
        boundary.command('apim.refresh', () => {
            // In Restricted Mode the lines are read anew, and no gateway is asked.
            connect = session.trusted;
            return refresh().finally(() => { connect = false; });
        }),
        boundary.command('apim.showAllOrganizations', () => show(true)),
        boundary.command('apim.showMyOrganizations', () => show(false)),
        boundary.command('apim.filterClients', () => askForWords(filter, narrow)),
        boundary.command('apim.filterClientsByState', async () => {
            const next = await askForStates(filter);
            return next && narrow(next);
        }),
        boundary.command('apim.clearClientFilter', () => narrow(everything)),
        boundary.command('apim.goToDeclaration', async (node?: ClientNode) => node?.source && revealSource(node.source)),
        boundary.command('apim.copyUrl', async (node?: ClientNode) => node?.url && vscode.env.clipboard.writeText(node.url)),
    );
    return tree;
}

/** What stands around the lines: environment, what is hidden or filtered, how many changes wait. */
function describe(view: vscode.TreeView<unknown>, clients: MyClients | undefined, filter: string | undefined): void {
    const versions = clients?.organizations.flatMap(organization => organization.clients).flatMap(client => client.versions) ?? [];
    const waiting = clients?.connection === 'connected' ? versions.filter(version => version.state === 'declared' || version.state === 'changed').length : 0;
    view.description = [clients?.environment, clients?.connection === 'unreachable' ? vscode.l10n.t('not reachable') : undefined].filter(part => part).join(' · ');
    view.badge = waiting ? { value: waiting, tooltip: vscode.l10n.t('{0} clients are not registered as they are declared', waiting) } : undefined;
    view.message = filter ?? (clients?.organizations.length && clients.hidden.count ? clients.hidden.hint : undefined);
}

/** `"gold", changed: 3 of 12 clients`. */
function filterText({ words, states }: ClientFilter, shown: number, all: number): string {
    const parts = [...words.trim() ? [`"${words.trim()}"`] : [], ...states.map(state => appearanceOf(state).label)];
    return vscode.l10n.t('{0}: {1} of {2} clients', parts.join(', '), shown, all);
}

/** Why there are no lines; one welcome of package.json for each. */
async function welcomeFor(clients: MyClients | undefined, running: boolean): Promise<'starting' | 'hidden' | 'empty' | 'noProject' | undefined> {
    if (!running) {
        return 'starting';
    }
    if (clients?.organizations.length) {
        return undefined;
    }
    if (clients?.hidden.count) {
        return 'hidden';
    }
    return (await vscode.workspace.findFiles('**/*.apim', '**/node_modules/**', 1)).length > 0 ? 'empty' : 'noProject';
}

function setContext(key: string, value: unknown): void {
    void vscode.commands.executeCommand('setContext', key, value);
}
