import { recordedSecret } from '../compiler/recorder.ts';
import type { RecordedApi, RecordedClient } from '../language/record.ts';
import { apiDifferences, clientDifferences, type Disclosure } from './differences.ts';
import { isRecord, type Json, type NormalApi, type NormalClient } from './normal-form.ts';
import type { Change } from './operation.ts';

/** Adds to each difference between gateway and source who made it, by what was recorded last. */
export function attributeApi(changes: Change[], now: NormalApi, shown: NormalApi, recorded: RecordedApi, disclosure: Disclosure): Change[] {
    const before = asNormalApi(recorded);
    return attribute(changes, {
        gateway: apiDifferences(assumed(before, now), now, now, disclosure),
        source: apiDifferences(assumed(before, shown), shown, shown, disclosure)
    });
}

export function attributeClient(changes: Change[], now: NormalClient, shown: NormalClient, { contracts }: RecordedClient, disclosure: Disclosure): Change[] {
    const before: NormalClient = { contracts };
    return attribute(changes, {
        gateway: clientDifferences(assumed(before, now), now, now, disclosure),
        source: clientDifferences(assumed(before, shown), shown, shown, disclosure)
    });
}

/** Whether a gateway holds what was recorded, as far as a record without secrets can tell. */
export function isAsRecordedApi(now: NormalApi, recorded: RecordedApi, disclosure: Disclosure): boolean {
    return apiDifferences(assumed(asNormalApi(recorded), now), now, now, disclosure).length === 0;
}

export function isAsRecordedClient(now: NormalClient, { contracts }: RecordedClient, disclosure: Disclosure): boolean {
    return clientDifferences(assumed({ contracts }, now), now, now, disclosure).length === 0;
}

/** An API as the record has it, in the form that is compared. */
export function asNormalApi({ settings, policies }: RecordedApi): NormalApi {
    return { ...settings, apiPolicies: settings['publicAPI'] === true ? policies ?? [] : [] } as unknown as NormalApi;
}

/** Where a record holds no value because it is secret, the other side's is assumed: who changed it cannot be known. */
function assumed<T>(recorded: T, other: T): T {
    return fill(recorded as Json, other as Json) as T;
}

function fill(recorded: Json, other: Json | undefined): Json {
    if (typeof recorded === 'string') {
        return typeof other === 'string' && (recorded.includes(recordedSecret) || /\$\{[^}]*\}/.test(recorded)) ? other : recorded;
    }
    if (Array.isArray(recorded)) {
        return recorded.map((item, index) => fill(item, Array.isArray(other) ? other[index] : undefined));
    }
    return isRecord(recorded) ? Object.fromEntries(Object.entries(recorded).map(([member, value]) => [member, fill(value, isRecord(other) ? other[member] : undefined)])) : recorded;
}

function attribute(changes: Change[], moved: { source: Change[]; gateway: Change[] }): Change[] {
    return changes.map(change => {
        const source = moved.source.some(({ path }) => overlap(path, change.path));
        const gateway = moved.gateway.some(({ path }) => overlap(path, change.path));
        const by = source && gateway ? 'both' : source ? 'source' : gateway ? 'gateway' : undefined;
        return by === undefined ? change : { ...change, by };
    });
}

/** Whether one path is the other or leads to it. */
function overlap(a: string, b: string): boolean {
    const [short, long] = a.length < b.length ? [a, b] : [b, a];
    return long === short || (long.startsWith(short) && /^[.[]/.test(long.slice(short.length)));
}
