import type { MyClients } from '../protocol.ts';
import type { Overview } from '../session/overview.ts';
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
