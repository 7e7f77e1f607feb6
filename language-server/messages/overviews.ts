import type { Environment } from '../../project/environment.ts';
import type { Failure } from '../../registration/failure.ts';
import type { GatewaySnapshot } from '../../registration/read-back.ts';
import { overviewOf, type Overview } from '../session/overview.ts';
import type { WorkspaceProject } from '../workspace-project.ts';
import type { Window } from './window.ts';

/** What a gateway told when it was asked last, or why it did not. */
type Reading = { snapshots: readonly GatewaySnapshot[] } | { failure: Failure };

/**
 * What the user may see of each project, worked out once for all who ask until something changes. After an edit the source is compared with
 * what the gateways held when they were asked last: typing never waits for a network.
 */
export class Overviews {
    readonly #window: Window;
    readonly #readings = new Map<string, Reading>();
    readonly #known = new Map<string, Promise<Overview>>();

    constructor(window: Window) {
        this.#window = window;
    }

    /** The source may say something else now. */
    sourceChanged(): void {
        this.#known.clear();
    }

    /** The gateways may hold something else now, or others may be meant: they are asked anew. */
    gatewaysChanged(): void {
        this.#known.clear();
        this.#readings.clear();
    }

    /** Of the environment that is worked in. `connect`: its gateways are asked now, and secrets for it if need be. */
    async of(project: WorkspaceProject, { showAll, connect }: { showAll: boolean; connect: boolean }): Promise<Overview> {
        const key = `${project.id} ${showAll}`;
        const known = connect ? undefined : this.#known.get(key);
        const overview = known ?? this.#make(project, showAll, connect);
        if (!known) {
            this.#known.set(key, overview);
            overview.catch(() => { if (this.#known.get(key) === overview) this.#known.delete(key); });
        }
        return overview;
    }

    /** What the gateways of an environment told last. */
    readingOf(project: WorkspaceProject, environment: Environment): Reading | undefined {
        return this.#readings.get(keyOf(project, environment, true)) ?? this.#readings.get(keyOf(project, environment, false));
    }

    async #make(project: WorkspaceProject, showAll: boolean, connect: boolean): Promise<Overview> {
        const window = this.#window;
        const context = await window.context(project, { asks: connect });
        const { name, gateways } = context.environment;
        if (connect) window.connect(project, name);
        const isLocal = gateways.length > 0 && gateways.every(gateway => gateway === 'local');
        const mayAsk = window.trusted && (isLocal || window.isConnected(project, name));
        const key = keyOf(project, context.environment, showAll);
        const before = connect ? undefined : this.#readings.get(key);
        // What did not answer is not asked again with each edit: that would take its patience each time.
        const failed = before && 'failure' in before ? before.failure : undefined;
        const overview = await overviewOf(context, { showAll, connect: mayAsk && !failed, reading: before && 'snapshots' in before ? before.snapshots : undefined });
        const failure = overview.failure ?? (mayAsk ? failed : undefined);
        // A local gateway that was not started is nothing that fails, and may be started by others at any time.
        if (failure?.kind === 'no-local-gateway') return { ...overview, clients: { ...overview.clients, connection: 'not-asked' } };
        const reading = overview.reading ? { snapshots: overview.reading } : failure ? { failure } : undefined;
        if (reading) this.#readings.set(key, reading);
        return failure ? { ...overview, failure, clients: { ...overview.clients, connection: 'unreachable' } } : overview;
    }
}

/** A reading is of these addresses and for these eyes: where others are written, or more is to be seen, it says nothing. */
function keyOf({ id }: WorkspaceProject, { name, gateways }: Environment, showAll: boolean): string {
    return JSON.stringify([id, name, gateways, showAll]);
}
