import * as vscode from 'vscode';
import { ViewLinesRequest, type ViewLines, type ViewName, type ViewQuery } from '../../../language-server/protocol.ts';
import { setContext } from '../../infrastructure/context-key.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { waitingText } from '../../infrastructure/state-appearance.ts';
import { remember, remembered, type Arrangement } from './arrangement.ts';
import { everything, filterText, isNarrow, type Filter } from './filter-box.ts';
import type { Line } from './line-store.ts';
import { LinesTree } from './lines-tree.ts';

/** What is shown in all views alike. */
export interface Scope { showAll: boolean; connect: boolean }

/** *My Clients*, *APIs* or *Gateways*: a tree, its filter, its arrangement, and what stands around the lines. */
export class LinesView {
    readonly name: ViewName;
    /** In package.json. */
    readonly id: string;
    readonly tree: LinesTree;
    readonly view: vscode.TreeView<Line>;
    filter: Filter = everything;
    arrangement: Arrangement;
    readonly #shell: Shell;
    readonly #answered = new vscode.EventEmitter<ViewLines | undefined>();
    /** Says what the server said last; `undefined` while it does not run. */
    readonly onDidAnswer = this.#answered.event;

    constructor(shell: Shell, name: ViewName, scope: Scope) {
        this.#shell = shell;
        this.name = name;
        this.id = `apim.${name === 'clients' ? 'myClients' : name}`;
        this.arrangement = remembered(shell.context.workspaceState, name);
        this.tree = new LinesTree(async (below, since) => {
            const answer = shell.server.isRunning ? await shell.boundary.run(this.#title, () => shell.server.client.sendRequest(ViewLinesRequest, {
                ...this.query(scope.showAll), below, ...since === undefined ? {} : { since }, ...scope.connect ? { connect: true } : {},
            })) : undefined;
            this.#describe(answer);
            this.#answered.fire(answer);
            return answer;
        });
        this.view = vscode.window.createTreeView(this.id, { treeDataProvider: this.tree, showCollapseAll: true, canSelectMany: true });
        shell.context.subscriptions.push(this.view, this.#answered);
    }

    query(showAll: boolean): ViewQuery {
        return { view: this.name, showAll, ...this.arrangement, ...this.filter };
    }

    /** *My Clients* counts for the number at the icon even where nobody has looked at it. */
    async refresh(): Promise<void> {
        if (this.name !== 'clients' && !this.tree.isShown) {
            return;
        }
        return this.#shell.boundary.run(this.#title, () => this.tree.refresh()).then(() => undefined);
    }

    async narrow(filter: Filter): Promise<void> {
        this.filter = filter;
        setContext(this.name === 'apis' ? 'apim.filtersApis' : 'apim.filtersClients', isNarrow(filter));
        await this.refresh();
        this.tree.setFiltered(isNarrow(filter));
    }

    async arrange(arrangement: Arrangement): Promise<void> {
        this.arrangement = arrangement;
        await remember(this.#shell.context.workspaceState, this.name, arrangement);
        await this.tree.rearrange();
    }

    get #title(): string {
        return { clients: vscode.l10n.t('My Clients'), apis: vscode.l10n.t('APIs'), gateways: vscode.l10n.t('Gateways') }[this.name];
    }

    /** What stands around the lines: environment, what waits, what is hidden or filtered. */
    #describe(answer: ViewLines | undefined): void {
        const { name, view, filter } = this;
        const { all = 0, shown = 0, waiting = 0 } = answer?.counts ?? {};
        const isConnected = answer?.connection === 'connected';
        const unreachable = answer && connectionText(answer.connection);
        const told = name === 'apis' && isConnected && waiting > 0 ? vscode.l10n.t('{0} to publish', waiting) : undefined;
        view.description = name === 'gateways' ? answer?.environment : [answer?.environment, unreachable, told].filter(part => part).join(' · ');
        if (name === 'clients') {
            view.badge = isConnected && waiting > 0 ? { value: waiting, tooltip: waitingText(waiting) } : undefined;
        }
        const filtered = name === 'clients' ? vscode.l10n.t('{0}: {1} of {2} clients', filterText(name, filter), shown, all) : vscode.l10n.t('{0}: {1} of {2} APIs', filterText(name, filter), shown, all);
        // A message would take the place of the welcome of a view without lines.
        view.message = isNarrow(filter) ? shown > 0 ? filtered : undefined : all > 0 && answer?.hidden.count && name !== 'gateways' ? answer.hidden.hint : undefined;
    }
}

/** Why what is shown is not what the gateways say now; nothing where it is. */
function connectionText(connection: ViewLines['connection']): string | undefined {
    switch (connection) {
        case 'connected': return undefined;
        case 'not-asked': return vscode.l10n.t('not connected');
        case 'asking': return vscode.l10n.t('asking the gateway…');
        case 'unreachable': return vscode.l10n.t('not reachable');
    }
}
