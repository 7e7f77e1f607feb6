import { inBackground } from '../../language/in-turns.ts';
import type { RegistrationRecord } from '../../language/record.ts';
import { environmentNames } from '../../project/environment.ts';
import type { Result } from '../../registration/failure.ts';
import { myApis } from '../../registration/my-apis.ts';
import { joining } from '../../registration/my-clients.ts';
import type { Preview } from '../../registration/preview.ts';
import type { KeptOverview } from './kept-overview.ts';
import { knownRecord, recallRecord } from './known-record.ts';
import type { Overview } from './overview.ts';
import type { RegistrationContext } from './registering.ts';

export interface JoinOptions {
    showAll: boolean;
    /** What the gateways said, where they were asked. */
    found?: Result<Preview> | undefined;
    /** What was worked out before, and is brought up to date where no gateway was asked. */
    kept?: KeptOverview | undefined;
}

/** Declarations and records, joined with what the gateways said. */
export async function joinedOverview({ session, environment, person }: RegistrationContext, { showAll, found, kept }: JoinOptions): Promise<Overview> {
    const last = await recallRecord(session, environment.name);
    const otherRecords: RegistrationRecord[] = [];
    for (const name of environmentNames(session.parsed.file).filter(other => other !== environment.name)) {
        const other = await knownRecord(session, name);
        if (other.ok && other.value) otherRecords.push(other.value);
    }
    const remote = environment.gateways.find(gateway => gateway !== 'local');
    const recorded = last.ok ? last.value : undefined;
    const publicUrl = remote?.publicUrl === undefined ? {} : { publicUrl: remote.publicUrl };
    if (kept && !found) return kept.of({ session, environment, person, showAll, recorded, otherRecords, ...publicUrl });
    const organizations = session.declarations('organization', environment);
    const common = {
        project: session.uri, organizations, person, showAll, environment: environment.name, apis: session.declarations('api', environment),
        ...(recorded ? { record: { last: recorded, declared: session.declaredRecord(environment) } } : {}),
        live: found === undefined ? 'not-asked' as const : found.ok ? found.value : 'unreachable' as const,
        ...publicUrl
    };
    const clients = await inBackground(joining({ ...common, clients: session.each('client', environment), otherRecords, locate: (client, api) => session.locateClient(client, api) }));
    return {
        clients, apis: myApis({ ...common, myClients: clients, locate: (kind, key) => session.locate(kind, key) }),
        ...(found?.ok ? { reading: found.value.snapshots, plan: found.value.plan } : found ? { failure: found.failure } : {})
    };
}
