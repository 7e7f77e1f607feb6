import type { Failure } from '../../registration/failure.ts';
import type { MyClients } from '../protocol.ts';
import type { Overview, OverviewOptions } from '../session/overview.ts';
import { joinedOverview } from '../session/joined-overview.ts';
import type { WorkspaceProject } from '../workspace-project.ts';
import type { Window } from './window.ts';

/** The clients of all projects of the window. */
export async function myClients(window: Window, options: { showAll: boolean; connect?: boolean }): Promise<MyClients> {
    return joined((await overviews(window, options)).map(({ clients }) => clients));
}

/** Of all projects of the window. One whose environment does not exist shows nothing; `Select Environment` says why. */
export async function overviews(window: Window, { showAll, connect = false }: { showAll: boolean; connect?: boolean }): Promise<Overview[]> {
    if (connect) window.requireTrust();
    const all: Overview[] = [];
    for (const project of window.projects) {
        if (project.session.environment().kind === 'environment') all.push(await window.overviews.of(project, { showAll, connect }));
    }
    return all;
}

export function joined(all: readonly MyClients[]): MyClients {
    const [first] = all;
    const hidden = all.map(clients => clients.hidden).filter(({ count }) => count > 0);
    return {
        organizations: all.flatMap(({ organizations }) => organizations),
        connection: all.find(({ connection }) => connection !== 'not-asked')?.connection ?? 'not-asked',
        ...(first?.environment === undefined ? {} : { environment: [...new Set(all.map(({ environment }) => environment))].join(', ') }),
        hidden: { count: hidden.reduce((sum, { count }) => sum + count, 0), hint: hidden[0]?.hint ?? '' }
    };
}

/** Those of one project, the gateway asked anew for them where it may be. */
export async function clientsOfProject(
    window: Window, project: WorkspaceProject, showAll: boolean, connect: boolean, signal: AbortSignal, narrower: Pick<OverviewOptions, 'only' | 'onCompared'> = {}
): Promise<MyClients> {
    const context = await window.context(project, { asks: connect, signal });
    const { name, gateways } = context.environment;
    if (connect) window.connect(project, name);
    const isLocal = gateways.length > 0 && gateways.every(gateway => gateway === 'local');
    let failure: Failure | undefined;
    const asks = window.trusted && window.reachesGateways(project) && (isLocal || window.isConnected(project, name));
    const clients = asks
        ? await window.gatewaysOf(project).clientsOf(context, { ...narrower, showAll, connect: true, onFailure: found => { failure = found; } })
        : (await joinedOverview(context, { showAll, only: narrower.only })).clients;
    // A local gateway that was not started is nothing that fails.
    return failure?.kind === 'no-local-gateway' ? { ...clients, connection: 'not-asked' } : clients;
}
