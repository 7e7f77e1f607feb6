import * as vscode from 'vscode';
import { ConnectGatewaysRequest } from '../../../language-server/protocol.ts';
import { setContext } from '../../infrastructure/context-key.ts';
import { offer, Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { askForGrouping, askForOrder } from './arrangement.ts';
import { askForStates, askForWords, everything, isNarrow } from './filter-box.ts';
import { LinesView } from './lines-view.ts';
import type { Line } from './line-store.ts';
import { activateLineCommands } from './line-commands.ts';
import { activateReveal } from './reveal.ts';
import { StateDecorations } from './state-decorations.ts';
import { welcomeFor } from './welcome.ts';

/** The views *My Clients*, *APIs* and *Gateways* and the commands that belong to them alone. Returned is the first one, for tests. */
export function activateViews(shell: Shell): vscode.TreeDataProvider<unknown> {
    const { context, boundary, server, session } = shell;
    const scope = { showAll: false, connect: false };
    const clients = new LinesView(shell, 'clients', scope);
    const apis = new LinesView(shell, 'apis', scope);
    const gateways = new LinesView(shell, 'gateways', scope);
    let hidden = 0;
    let answers = 0;
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
            hidden = answer?.hidden.count ?? 0;
            const turn = answers += 1;
            // The folder is searched only where there are no lines: they come after each pause in typing.
            const hasFiles = answer?.isEmpty === false || (await vscode.workspace.findFiles('{**/*.apim,**/apim.yaml}', '**/node_modules/**', 1)).length > 0;
            if (turn === answers) setContext('apim.welcome', welcomeFor({ server: server.state, answered: answer, narrow: isNarrow(clients.filter), hasFiles, canConnect: session.canConnect }));
        }),
        server.onDidChangeClients(refresh),
        server.whenRunning(refresh),
        server.whenStopped(refresh),
        session.onDidChange(refresh),
        boundary.command('apim.refresh', async () => {
            // In Restricted Mode the lines are read anew, and no gateway is asked. Asked once, all views show what came of it.
            scope.connect = session.canConnect;
            await clients.refresh().finally(() => { scope.connect = false; });
            await Promise.all([apis.refresh(), gateways.refresh()]);
        }),
        boundary.command('apim.showAllOrganizations', async () => {
            await show(true);
            if (hidden > 0) {
                await show(false);
                throw new Refusal(vscode.l10n.t('Only admins see organizations that they are no member of: apim.yaml names them under `admins:`.'),
                    { title: vscode.l10n.t('Say Who You Are'), command: 'workbench.action.openSettings', args: ['apim.user'] });
            }
        }),
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
            session.requireGateway();
            const { project, active } = await shell.projects.pick(line?.project);
            const environment = line?.environment ?? active;
            const { gateways: told } = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Connecting to gateways'), cancellable: true },
                (_, token) => server.client.sendRequest(ConnectGatewaysRequest, { project, ...environment === undefined ? {} : { environment } }, token));
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
