import type { DeclaredRecord } from '../compiler/declared-record.ts';
import { emptyRecord, type RecordedApi, type RecordedClient, type RegistrationRecord } from '../language/record.ts';
import { isAsRecordedApi, isAsRecordedClient } from './attribution.ts';
import type { Disclosure } from './differences.ts';
import type { Intent, Journal } from './journal.ts';
import { normalApi, normalClient } from './normal-form.ts';
import { subjectOf, type OperationResult, type RegistrationPlan } from './operation.ts';
import type { GatewaySnapshot } from './read-back.ts';

/** What the record is to say after a registration that does all of the plan. */
export function intentsOf({ subjects }: RegistrationPlan, declared: DeclaredRecord): Intent[] {
    return subjects.flatMap(({ kind, key, fate }): Intent[] => {
        if (fate === 'stays') return [];
        if (fate === 'gone') return [{ kind, key }];
        const recorded = kind === 'api' ? declared.api(key) : declared.client(key);
        if (!recorded) return [];
        return [kind === 'api' ? { kind, key, recorded: recorded as RecordedApi } : { kind, key, recorded: { ...recorded as RecordedClient, key: fate === 'wanted' } }];
    });
}

/** The record after a run: what came to its end is taken over, the rest stays as it was. Where there was none, one is begun. */
export function recordAfter(
    record: RegistrationRecord | undefined, plan: RegistrationPlan, results: readonly OperationResult[], intents: readonly Intent[], declared: DeclaredRecord
): RegistrationRecord {
    const unfinished = new Set(results.filter(({ outcome }) => outcome !== 'done').map(subjectOf));
    const after = copyOf(record ?? emptyRecord(plan.environment));
    for (const intent of intents) {
        if (!unfinished.has(`${intent.kind}:${intent.key}`)) take(after, intent);
    }
    for (const { recorded, kind } of intents) {
        if (kind !== 'api' || recorded?.state !== 'published') continue;
        for (const offer of recorded.offers ?? []) {
            const offered = declared.plan(offer.plan);
            if (offered) after.plans.set(offer.plan, offered);
        }
    }
    if (plan.options.prune) {
        for (const key of after.plans.keys()) if (!declared.plan(key)) after.plans.delete(key);
    }
    // Once everything in it was registered anew, it knows all that a record knows.
    const taken = new Set(intents.map(({ kind, key }) => `${kind}:${key}`));
    const known = [...[...after.apis.keys()].map(key => `api:${key}`), ...[...after.clients.keys()].map(key => `client:${key}`)];
    after.rebuilt &&= !known.every(subject => taken.has(subject) && !unfinished.has(subject));
    return after;
}

export interface Recovered {
    record: RegistrationRecord | undefined;
    /** `api:Acme/Orders@1.0`: what the run that was interrupted was about, and is therefore ours. */
    ours: ReadonlySet<string>;
    /** How much of what it was about stands at the gateways. */
    interrupted?: { begun: string; done: number; total: number };
}

/** The record as it would have been written by a run that was interrupted: what stands at every gateway as that run wanted it was its doing. */
export function recover(record: RegistrationRecord | undefined, journal: Journal | undefined, snapshots: readonly GatewaySnapshot[], disclosure: Disclosure): Recovered {
    if (!journal) return { record, ours: new Set() };
    const done = journal.intents.filter(intent => snapshots.every(snapshot => stands(intent, snapshot, disclosure)));
    const after = record && copyOf(record);
    for (const intent of done) if (after) take(after, intent);
    return {
        record: after, ours: new Set(journal.intents.map(({ kind, key }) => `${kind}:${key}`)),
        interrupted: { begun: journal.begun, done: done.length, total: journal.intents.length }
    };
}

function stands({ kind, key, recorded }: Intent, { apis, clients }: GatewaySnapshot, disclosure: Disclosure): boolean {
    if (kind === 'api') {
        const now = apis.get(key);
        return recorded?.state === 'published' ? now !== undefined && isAsRecordedApi(normalApi(now), recorded, disclosure) : now === undefined;
    }
    const now = clients.get(key);
    return recorded?.state === 'registered' ? now?.key !== undefined && isAsRecordedClient(normalClient(now.bean), recorded, disclosure) : now === undefined;
}

function take(record: RegistrationRecord, { kind, key, recorded }: Intent): void {
    if (!recorded) (kind === 'api' ? record.apis : record.clients).delete(key);
    else if (kind === 'api') record.apis.set(key, recorded);
    else record.clients.set(key, recorded);
}

function copyOf(record: RegistrationRecord): RegistrationRecord {
    return { ...record, plans: new Map(record.plans), apis: new Map(record.apis), clients: new Map(record.clients) };
}
