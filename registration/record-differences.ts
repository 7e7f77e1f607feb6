import type { DeclaredRecord } from '../compiler/declared-record.ts';
import { emptyRecord, type RecordedApi, type RegistrationRecord } from '../language/record.ts';
import { sameAsRecorded } from '../language/record-comparison.ts';
import { asNormalApi } from './attribution.ts';
import { apiDifferences, clientDifferences, type Disclosure } from './differences.ts';
import type { NormalClient } from './normal-form.ts';
import type { PlannedOperation } from './operation.ts';

/**
 * What a registration of a client would do as far as the record of the last one tells, without asking any gateway: APIs that its contracts need
 * and that differ, then the client. Where the record was rebuilt it does not know secrets; they count as unchanged.
 */
export function differencesFromRecord(client: string, declared: DeclaredRecord, disclosure: Disclosure, record: RegistrationRecord = emptyRecord('')): Pick<PlannedOperation, 'kind' | 'entity' | 'reason' | 'changes'>[] {
    const [was, is] = [record.clients.get(client), declared.client(client)];
    const wasRegistered = was?.state === 'registered';
    if (!is || is.state === 'retired') return wasRegistered ? [{ kind: 'unregister', entity: client, reason: 'changed', changes: [] }] : [];
    const contracts = Object.keys(is.contracts);
    if (contracts.length === 0) return [];
    const apis = contracts.flatMap(key => {
        const [before, after] = [record.apis.get(key), declared.api(key)];
        if (!after || sameApi(before, after, record.rebuilt)) return [];
        const changes = before?.state === 'published' ? apiDifferences(asNormalApi(before), asNormalApi(after), asNormalApi(after), disclosure) : [];
        return [{ kind: 'publish' as const, entity: key, reason: before ? 'changed' as const : 'new' as const, changes }];
    });
    if (wasRegistered && sameAsRecorded(was.contracts, is.contracts, record.rebuilt)) return apis;
    const changes = wasRegistered ? clientDifferences(was as NormalClient, is as NormalClient, is as NormalClient, disclosure) : [];
    return [...apis, { kind: 'register', entity: client, reason: was ? 'changed' : 'new', changes }];
}

/** The policies of a private API are part of the contracts with it. */
function sameApi(before: RecordedApi | undefined, after: RecordedApi, rebuilt: boolean): boolean {
    return before?.state === 'published' && sameAsRecorded(before.settings, after.settings, rebuilt) && (after.settings['publicAPI'] !== true || sameAsRecorded(before.policies, after.policies, rebuilt));
}
