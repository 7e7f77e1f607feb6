import { t } from '@vscode/l10n';
import type { RegistrationRecord } from '../../language/record.ts';
import { describeFailure, succeed, type Result } from '../../registration/failure.ts';
import { removeJournal, writeJournal, type Intent } from '../../registration/journal.ts';
import type { RegistrationOutcome, RegistrationPlan } from '../../registration/operation.ts';
import { lockEnvironment } from '../../registration/lock.ts';
import { readRecord, writeRecord } from '../../registration/record-file.ts';
import { intentsOf, recordAfter } from '../../registration/recording.ts';
import type { World } from '../../registration/world.ts';
import type { Environment } from '../../project/environment.ts';
import type { Element } from '../lifecycle/change.ts';
import { parsedOnce, takeRecord } from './known-record.ts';
import type { ProjectSession } from './project-session.ts';

/** Reads the record of an environment from disk, and says so where it cannot be read; makes it known to the project's rules. */
export async function loadRecord(session: ProjectSession, environment: string): Promise<Result<RegistrationRecord | undefined>> {
    const record = await readRecord(session.folder, environment, parsedOnce(session));
    takeRecord(session, environment, record);
    return record;
}

/** Takes what was deleted out of the record: as retired it could not come back. */
export async function forget(session: ProjectSession, environment: string, { kind, key }: Element): Promise<Result<void>> {
    const lock = await lockEnvironment(session.folder, environment);
    if (!lock.ok) return lock;
    try {
        const record = await readRecord(session.folder, environment);
        const known = record.ok && record.value && { plan: record.value.plans, api: record.value.apis, client: record.value.clients }[kind];
        if (!record.ok || !record.value || !known || !known.delete(key)) return record.ok ? succeed(undefined) : record;
        return await writeRecord(session.folder, record.value);
    } finally {
        await lock.value.release();
    }
}

/**
 * What of a run is on disk: the journal from before its first write until the record is written, so that a run that is killed in
 * between leaves behind what it was about.
 */
export class Recording {
    readonly #session: ProjectSession;
    readonly #environment: Environment;
    readonly #plan: RegistrationPlan;
    readonly #intents: Intent[];
    #begun = false;

    constructor(session: ProjectSession, environment: Environment, plan: RegistrationPlan) {
        this.#session = session;
        this.#environment = environment;
        this.#plan = plan;
        this.#intents = intentsOf(plan, session.declaredRecord(environment));
    }

    get begun(): boolean {
        return this.#begun;
    }

    /** To be called before the first write. */
    async begin(world: World): Promise<Result<void>> {
        const journal = { begun: new Date(world.today()).toISOString(), intents: this.#intents };
        const written = await writeJournal(this.#session.folder, this.#environment.name, journal);
        this.#begun = written.ok;
        return written;
    }

    /** Writes the record of what came to its end. Where that fails the journal stays: the next run makes up for it. */
    async end(outcome: RegistrationOutcome): Promise<RegistrationOutcome> {
        const { folder } = this.#session;
        const name = this.#environment.name;
        // Read anew: another run may have written it since this one was planned.
        const before = await readRecord(folder, name);
        const written = before.ok
            ? await writeRecord(folder, recordAfter(before.value, this.#plan, outcome.operations, this.#intents, this.#session.declaredRecord(this.#environment)))
            : before;
        const removed = written.ok ? await removeJournal(folder, name) : written;
        if (!removed.ok) {
            return { ...outcome, outcome: 'failed', failure: removed.failure, summary: t('{0} But the record could not be written: {1}', outcome.summary, describeFailure(removed.failure)) };
        }
        await loadRecord(this.#session, name);
        return outcome;
    }
}
