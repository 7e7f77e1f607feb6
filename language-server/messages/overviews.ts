import type { Environment } from '../../project/environment.ts';
import type { Failure } from '../../registration/failure.ts';
import type { GatewaySnapshot } from '../../registration/read-back.ts';
import { joinedOverview } from '../session/joined-overview.ts';
import { KeptOverview } from '../session/kept-overview.ts';
import type { Overview } from '../session/overview.ts';
import type { ProjectSession } from '../session/project-session.ts';
import type { WorkspaceProject } from '../workspace-project.ts';
import type { Window } from './window.ts';

/** What a gateway told when it was asked last, or why it did not. */
type Reading = { snapshots: readonly GatewaySnapshot[] } | { failure: Failure };

interface Making { begun: boolean; overview: Promise<Overview> }

/** Milliseconds that an answer may take; after that it is given without the gateway, which tells when it does. */
const patience = 800;

/**
 * What the user may see of each project, worked out once for all who ask until something changes. After an edit the source is compared with
 * what the gateways held when they were asked last. A gateway that takes its time keeps nobody waiting: until it tells, the record speaks for it.
 */
export class Overviews {
    readonly #window: Window;
    /** Told that a gateway has told something for which nobody waited. */
    readonly #onTold: () => void;
    readonly #readings = new Map<string, Reading>();
    readonly #known = new Map<string, Promise<Overview>>();
    /** The one of each that was begun last, or will begin next. */
    readonly #last = new Map<string, Making>();
    /** Those for which a gateway is being asked. */
    readonly #asking = new Map<string, Promise<Overview>>();
    /** Where no gateway is asked, what was worked out before is brought up to date. */
    readonly #kept = new WeakMap<ProjectSession, Record<'all' | 'own', KeptOverview>>();
    /** Those that have kept somebody waiting already. */
    readonly #late = new WeakSet<Promise<Overview>>();
    /** Counts how often what gateways tell has lost its worth. */
    #turn = 0;

    constructor(window: Window, onTold: () => void) {
        this.#window = window;
        this.#onTold = onTold;
    }

    /** The source may say something else now. */
    sourceChanged(): void {
        this.#known.clear();
    }

    /** The gateways may hold something else now, or others may be meant: they are asked anew. */
    gatewaysChanged(): void {
        this.#turn += 1;
        this.#known.clear();
        this.#readings.clear();
        this.#asking.clear();
        this.#last.clear();
    }

    /** Of the environment that is worked in. `connect`: its gateways are asked now, the user for their credentials if need be, and both are waited for. Nothing is sent, so that no other secret is asked for. */
    async of(project: WorkspaceProject, { showAll, connect }: { showAll: boolean; connect: boolean }): Promise<Overview> {
        const key = `${project.id} ${showAll}`;
        if (connect) return this.#keep(key, this.#make(project, showAll, true));
        const asking = this.#asking.get(key);
        // It was begun before the source changed: what it tells is compared with the source again when it does.
        const overview = this.#known.get(key) ?? (asking ? undefined : this.#keep(key, this.#afterTheLast(key, () => this.#make(project, showAll, false))));
        if (overview && !this.#late.has(overview)) {
            const answer = await inTime(overview);
            // What takes long by itself is not worked out a second time.
            if (answer || !this.#asking.has(key)) return answer ?? overview;
            // Nobody waits for it again until it is there.
            this.#late.add(overview);
            void overview.then(() => {
                this.#late.delete(overview);
                this.#onTold();
            }, () => {});
        } else if (asking) {
            void asking.then(this.#onTold, () => {});
        }
        return this.#withoutGateway(project, showAll);
    }

    /** What the gateways of an environment told last. */
    readingOf(project: WorkspaceProject, environment: Environment): Reading | undefined {
        return this.#readings.get(keyOf(project, environment, true)) ?? this.#readings.get(keyOf(project, environment, false));
    }

    #keep(key: string, overview: Promise<Overview>): Promise<Overview> {
        this.#known.set(key, overview);
        overview.catch(() => { if (this.#known.get(key) === overview) this.#known.delete(key); });
        return overview;
    }

    /** While somebody types, no more than one is worked out, and one more after it: that is about the source as it is by then. */
    #afterTheLast(key: string, make: () => Promise<Overview>): Promise<Overview> {
        const last = this.#last.get(key);
        if (last && !last.begun) return last.overview;
        const begin = () => {
            next.begun = true;
            return make();
        };
        const next: Making = { begun: false, overview: last ? last.overview.then(begin, begin) : Promise.resolve().then(begin) };
        this.#last.set(key, next);
        const forget = () => { if (this.#last.get(key) === next) this.#last.delete(key); };
        next.overview.then(forget, forget);
        return next.overview;
    }

    async #make(project: WorkspaceProject, showAll: boolean, connect: boolean): Promise<Overview> {
        const window = this.#window;
        const context = await window.context(project, { asks: connect && 'credentials' });
        const { name, gateways } = context.environment;
        if (connect) window.connect(project, name);
        const isLocal = gateways.length > 0 && gateways.every(gateway => gateway === 'local');
        const mayAsk = window.trusted && window.reachesGateways(project) && (isLocal || window.isConnected(project, name));
        const key = keyOf(project, context.environment, showAll);
        const before = connect ? undefined : this.#readings.get(key);
        // What did not answer is not asked again with each edit: that would take its patience each time.
        const failed = before && 'failure' in before ? before.failure : undefined;
        const turn = this.#turn;
        const making = mayAsk && !failed
            ? window.gatewaysOf(project).overviewOf(context, { showAll, connect: true, reading: before && 'snapshots' in before ? before.snapshots : undefined })
            : joinedOverview(context, { showAll, kept: this.#keptFor(project, showAll) });
        const overview = mayAsk && !before ? await this.#whileAsking(`${project.id} ${showAll}`, making) : await making;
        const failure = overview.failure ?? (mayAsk ? failed : undefined);
        // A local gateway that was not started is nothing that fails, and may be started by others at any time.
        if (failure?.kind === 'no-local-gateway') return { ...overview, clients: { ...overview.clients, connection: 'not-asked' } };
        const reading = overview.reading ? { snapshots: overview.reading } : failure ? { failure } : undefined;
        if (reading && turn === this.#turn) this.#readings.set(key, reading);
        return failure ? { ...overview, failure, clients: { ...overview.clients, connection: 'unreachable' } } : overview;
    }

    /** Meanwhile nobody asks a second time. */
    async #whileAsking(key: string, making: Promise<Overview>): Promise<Overview> {
        this.#asking.set(key, making);
        try {
            return await making;
        } finally {
            if (this.#asking.get(key) === making) this.#asking.delete(key);
        }
    }

    #keptFor({ session }: WorkspaceProject, showAll: boolean): KeptOverview {
        const known = this.#kept.get(session) ?? { all: new KeptOverview(), own: new KeptOverview() };
        this.#kept.set(session, known);
        return showAll ? known.all : known.own;
    }

    async #withoutGateway(project: WorkspaceProject, showAll: boolean): Promise<Overview> {
        const overview = await joinedOverview(await this.#window.context(project, { asks: false }), { showAll, kept: this.#keptFor(project, showAll) });
        return { ...overview, clients: { ...overview.clients, connection: 'asking' } };
    }
}

/** What it comes to, unless that takes longer than anybody should wait. */
async function inTime<T>(promise: Promise<T>): Promise<T | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
        return await Promise.race([promise, new Promise<undefined>(resolve => { timer = setTimeout(() => resolve(undefined), patience); })]);
    } finally {
        clearTimeout(timer);
    }
}

/** A reading is of these addresses and for these eyes: where others are written, or more is to be seen, it says nothing. */
function keyOf({ id }: WorkspaceProject, { name, gateways }: Environment, showAll: boolean): string {
    return JSON.stringify([id, name, gateways, showAll]);
}
