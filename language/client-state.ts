import { keyOf, type ClientDeclaration, type ContractDeclaration } from './declarations.ts';
import type { ProjectSettings } from './project-settings.ts';
import type { LiveState } from './rule.ts';
import type { RecordedClient, Recorder, RecorderLookup } from './record.ts';
import { sameAsRecorded } from './record-comparison.ts';
import { servedContract } from './served-contract.ts';

/** What the state of a client is told from: the declarations, and the record of the last registration. The view of a project is one. */
export interface StateLookup extends RecorderLookup {
    recorded(kind: 'client', key: string): RecordedClient | undefined;
    readonly recordIsRebuilt: boolean;
    readonly recorder: Recorder | undefined;
    readonly settings: Pick<ProjectSettings, 'dialect'>;
}

/**
 * Where a client stands by its declaration and the record alone.
 * declared: it was not registered, or retired and is wanted again · registered: as it is declared · changed: it is declared otherwise by now,
 * or to be retired and still registered · retired: and not registered.
 */
export type ClientStanding = 'declared' | 'registered' | 'changed' | 'retired';

/** What is to be said of a client first: that a contract cannot be served, that one waits, else where it stands. */
export type ClientState = ClientStanding | 'awaiting-approval' | 'broken';

/** broken: its API is not published, is public, or does not offer the plan. */
export type ContractState = 'served' | 'awaiting-approval' | 'broken';

export function clientState(client: ClientDeclaration, lookup: StateLookup): ClientState {
    const obstacle = client.retired ? undefined : client.contracts.map(contract => contractState(client, contract, lookup)).find(state => state !== 'served');
    return obstacle ?? clientStanding(client, lookup);
}

/** By the declaration and the record; where neither knows of a registration or a change of it, by what a gateway told (`live`). */
export function shownState(client: ClientDeclaration, lookup: StateLookup, live: LiveState | undefined): ClientState {
    const state = clientState(client, lookup);
    return state === 'declared' || state === 'registered' ? live ?? state : state;
}

/** The same of a client in which no check finds anything: its contracts are served, and what it was registered with is what is declared. */
export function shownStateOfFine(key: string, lookup: StateLookup, live: LiveState | undefined): ClientState {
    return live ?? (lookup.recorder && lookup.recorded('client', key)?.state === 'registered' ? 'registered' : 'declared');
}

export function contractState(client: ClientDeclaration, contract: ContractDeclaration, lookup: StateLookup): ContractState {
    const served = servedContract(client, contract, lookup);
    if (served.kind === 'invalid') return 'broken';
    return served.api.access === 'public' && lookup.settings.dialect === 'scheer-pas' ? 'broken' : served.kind;
}

export function clientStanding(client: ClientDeclaration, lookup: StateLookup): ClientStanding {
    const recorded = lookup.recorded('client', keyOf(client));
    const isRegistered = recorded?.state === 'registered';
    if (client.retired) return isRegistered ? 'changed' : 'retired';
    if (!isRegistered || !lookup.recorder) return 'declared';
    return isAsRegistered(client, recorded, lookup.recorder, lookup) ? 'registered' : 'changed';
}

/**
 * A broken contract is left out of the comparison: it was reported, and says nothing about what is wanted. Where one names an API that nobody declares,
 * a contract that is missing may be meant by it.
 */
function isAsRegistered(client: ClientDeclaration, recorded: RecordedClient, recorder: Recorder, lookup: StateLookup): boolean {
    const now = recorder.client(client, lookup).contracts;
    const isUnresolved = client.contracts.some(({ api }) => !lookup.api(api));
    const apis = new Set([...isUnresolved ? [] : Object.keys(recorded.contracts), ...Object.keys(now)]);
    for (const contract of client.contracts) if (contractState(client, contract, lookup) === 'broken') apis.delete(contract.api);
    return [...apis].every(api => sameAsRecorded(recorded.contracts[api], now[api], lookup.recordIsRebuilt));
}
