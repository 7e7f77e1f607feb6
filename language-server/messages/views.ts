import { normalUri } from '../file-uri.ts';
import type { ViewLines, ViewLinesParams, ViewName, ViewPath, ViewPathParams, ViewQuery } from '../protocol.ts';
import { apiCounts, apiLines } from '../views/api-lines.ts';
import { clientCounts, clientLines } from '../views/client-lines.ts';
import { gatewayLines } from '../views/gateway-lines.ts';
import { filtered, isNarrow, versionsIn } from '../views/line-filter.ts';
import type { LineNode } from '../views/line-node.ts';
import { aimAt, pathTo } from '../views/line-path.ts';
import { ShownLines } from '../views/shown-lines.ts';
import { Gateways } from './gateways.ts';
import { joined, overviews } from './my-clients.ts';
import type { Window } from './window.ts';

/** *My Clients*, *APIs* and *Gateways*, as this window shows them. */
export class Views {
    readonly gateways: Gateways;
    readonly #window: Window;
    readonly #shown: Record<ViewName, ShownLines> = { clients: new ShownLines(), apis: new ShownLines(), gateways: new ShownLines() };

    constructor(window: Window) {
        this.#window = window;
        this.gateways = new Gateways(window);
    }

    async lines({ below, since, connect = false, ...query }: ViewLinesParams): Promise<ViewLines> {
        const all = await overviews(this.#window, { showAll: query.showAll, connect });
        const { connection, environment, hidden, organizations } = joined(all.map(({ clients }) => clients));
        const counts = query.view === 'clients' ? organizations.map(clientCounts) : query.view === 'apis' ? all.flatMap(({ apis }) => apis.organizations.map(apiCounts)) : [];
        const versions = counts.reduce((sum, each) => sum + each.all, 0);
        const lines = this.#arranged(query, await this.#lines(query, all));
        const shown = isNarrow(query) ? versionsIn(lines).size : versions;
        return {
            ...this.#shown[query.view].update(lines, below, since, shown),
            ...(environment === undefined ? {} : { environment }), connection, hidden, isEmpty: organizations.length === 0,
            counts: { all: versions, shown, waiting: counts.reduce((sum, { waiting }) => sum + waiting, 0) }
        };
    }

    /** The line of what is declared at a position, in the first of the views that has it. */
    async path({ uri, position, views }: ViewPathParams): Promise<ViewPath | null> {
        const owner = this.#window.workspace.projectOf(normalUri(uri));
        if (!owner) return null;
        const aim = aimAt(owner.session.project, normalUri(uri), position);
        for (const query of aim ? views : []) {
            const all = await overviews(this.#window, { showAll: query.showAll });
            const ids = aim && pathTo(this.#arranged(query, await this.#lines(query, all)), aim, owner.id);
            if (ids) return { view: query.view, ids };
        }
        return null;
    }

    async #lines(query: ViewQuery, all: Awaited<ReturnType<typeof overviews>>): Promise<LineNode[]> {
        switch (query.view) {
            case 'clients': return clientLines(joined(all.map(({ clients }) => clients)), query);
            case 'apis': return apiLines({ organizations: all.flatMap(({ apis }) => apis.organizations) }, query);
            case 'gateways': return gatewayLines(await this.gateways.all());
        }
    }

    #arranged(query: ViewQuery, lines: LineNode[]): LineNode[] {
        return isNarrow(query) ? filtered(lines, query) : lines;
    }
}
