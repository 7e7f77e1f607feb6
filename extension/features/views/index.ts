import * as vscode from 'vscode';
import { ConnectGatewaysRequest, type ViewLines } from '../../../language-server/protocol.ts';
import { offer } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { askForGrouping, askForOrder } from './arrangement.ts';
import { askForStates, askForWords, everything } from './filter-box.ts';
import { LinesView } from './lines-view.ts';
import type { Line } from './line-store.ts';
import { activateLineCommands } from './line-commands.ts';
import { activateReveal } from './reveal.ts';
import { StateDecorations } from './state-decorations.ts';

/** The views *My Clients*, *APIs* and *Gateways* and the commands that belong to them alone. Returned is the first one, for tests. */
export function activateViews(shell: Shell): vscode.TreeDataProvider<unknown> {
    const { context, boundary, server, session } = shell;
    const scope = { showAll: false, connect: false };
    const clients = new LinesView(shell, 'clients', scope);
    const apis = new LinesView(shell, 'apis', scope);
    const gateways = new LinesView(shell, 'gateways', scope);
    const views = [clients, apis, gateways];
    const refresh = () => Promise.all(views.map(view => view.refresh()));
    const show = (all: boolean) => {
        scope.showAll = all;
        setContext('apim.showsAllOrganizations', all);
        return refresh();
    };
    const filterByState = async (view: LinesView) => {
        const next = await askForStates(view.name, view.filter);
        return next && view.narrow(next);
    };
    const group = async (view: LinesView) => {
        const grouping = await askForGrouping(view.name, view.arrangement);
        return grouping && view.arrange({ ...view.arrangement, grouping });
    };
    const sort = async (view: LinesView) => {
        const order = await askForOrder(view.name, view.arrangement);
        return order && view.arrange({ ...view.arrangement, order });
    };

    context.subscriptions.push(
        vscode.window.registerFileDecorationProvider(new StateDecorations()),
        clients.onDidAnswer(async answer => {
            const welcome = await welcomeFor(answer, server.isRunning);
            setContext('apim.welcome', welcome);
            setContext('apim.hasProject', welcome !== 'starting' && welcome !== 'noProject');
            setContext('apim.hasClients', (answer?.counts.all ?? 0) > 0);
        }),
        server.onDidChangeClients(refresh),
        server.whenRunning(refresh),
        session.onDidChange(refresh),
        boundary.command('apim.refresh', async () => {
            // In Restricted Mode the lines are read anew, and no gateway is asked. Asked once, all views show what came of it.
            scope.connect = session.trusted;
            await clients.refresh().finally(() => { scope.connect = false; });
            await Promise.all([apis.refresh(), gateways.refresh()]);
        }),
        boundary.command('apim.showAllOrganizations', () => show(true)),
        boundary.command('apim.showMyOrganizations', () => show(false)),
        boundary.command('apim.filterClients', () => askForWords('clients', clients.filter, next => void clients.narrow(next))),
        boundary.command('apim.filterClientsByState', () => filterByState(clients)),
        boundary.command('apim.clearClientFilter', () => clients.narrow(everything)),
        boundary.command('apim.groupClients', () => group(clients)),
        boundary.command('apim.sortClients', () => sort(clients)),
        boundary.command('apim.filterApis', () => askForWords('apis', apis.filter, next => void apis.narrow(next))),
        boundary.command('apim.filterApisByState', () => filterByState(apis)),
        boundary.command('apim.clearApiFilter', () => apis.narrow(everything)),
        boundary.command('apim.groupApis', () => group(apis)),
        boundary.command('apim.sortApis', () => sort(apis)),
        boundary.command('apim.connectGateways', async (line?: Line) => {
            session.requireTrust();
            const { project, active } = await shell.projects.pick(line?.project);
            const environment = line?.environment ?? active;
            const { gateways: told } = await vscode.window.withProgress({ location: { viewId: 'apim.gateways' } },
                () => server.client.sendRequest(ConnectGatewaysRequest, { project, ...environment === undefined ? {} : { environment } }));
            await shell.secrets.confirm('gateway-password', 'key-passphrase');
            const failed = told.find(({ failure }) => failure !== undefined);
            if (failed?.failure) {
                void offer(vscode.window.showWarningMessage, failed.failure, { title: vscode.l10n.t('Try Again'), command: 'apim.connectGateways', args: [{ project, environment }] });
            }
        }),
    );
    activateLineCommands(shell, views);
    activateReveal(shell, [clients, apis], scope);
    return clients.tree;
}

/** Why there are no lines; one welcome of package.json for each. */
async function welcomeFor(answer: ViewLines | undefined, running: boolean): Promise<'starting' | 'hidden' | 'empty' | 'noProject' | undefined> {
    if (!running) {
        return 'starting';
    }
    if (answer?.isEmpty === false) {
        return undefined;
    }
    if (answer?.hidden.count) {
        return 'hidden';
    }
    return (await vscode.workspace.findFiles('**/*.apim', '**/node_modules/**', 1)).length > 0 ? 'empty' : 'noProject';
}

function setContext(key: string, value: unknown): void {
    void vscode.commands.executeCommand('setContext', key, value);
}
