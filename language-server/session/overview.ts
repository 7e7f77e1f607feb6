import { keyOf } from '../../language/declarations.ts';
import { environmentNames } from '../../project/environment.ts';
import type { RegistrationRecord } from '../../language/record.ts';
import type { Failure } from '../../registration/failure.ts';
import { myApis, type MyApis } from '../../registration/my-apis.ts';
import { myClients, type MyClients } from '../../registration/my-clients.ts';
import type { Preview } from '../../registration/preview.ts';
import type { GatewaySnapshot } from '../../registration/read-back.ts';
import { readRecord } from '../../registration/record-file.ts';
import { visibleOrganizations } from '../../registration/roles.ts';
import { preview, type RegistrationContext } from './registering.ts';
import { loadRecord } from './recording.ts';

/** What a person may see of a project: its clients and its APIs, and what was read from the gateways for it, or why nothing could be. */
export interface Overview { clients: MyClients; apis: MyApis; reading?: readonly GatewaySnapshot[]; failure?: Failure }

export interface OverviewOptions {
    /** Whether the gateway is asked. */
    connect: boolean;
    showAll: boolean;
    /** What the gateways held when they were asked before; they are not asked again then. */
    reading?: readonly GatewaySnapshot[] | undefined;
    /** Only the versions of one client, by the keys that are declared. */
    only?: readonly string[];
    /** Told what the comparison with the gateway found. */
    onCompared?: (found: Preview) => void;
}

export async function overviewOf(context: RegistrationContext, { connect, showAll, reading, only, onCompared }: OverviewOptions): Promise<Overview> {
    const { session, environment, person } = context;
    const organizations = session.declarations('organization', environment);
    const { visible } = visibleOrganizations(organizations, person, showAll);
    const found = connect ? await preview(context, only ? { entities: only.map(key => `client:${key}`) } : { organizations: visible, reading }) : undefined;
    if (found?.ok) onCompared?.(found.value);
    const last = await loadRecord(session, environment.name);
    const otherRecords: RegistrationRecord[] = [];
    for (const name of environmentNames(session.parsed.file).filter(other => other !== environment.name)) {
        const other = await readRecord(session.folder, name);
        if (other.ok && other.value) otherRecords.push(other.value);
    }
    const remote = environment.gateways.find(gateway => gateway !== 'local');
    const common = {
        project: session.uri, organizations, person, showAll, environment: environment.name, apis: session.declarations('api', environment),
        ...(last.ok && last.value ? { record: { last: last.value, declared: session.declaredRecord(environment) } } : {}),
        live: found === undefined ? 'not-asked' as const : found.ok ? found.value : 'unreachable' as const,
        ...(remote?.publicUrl === undefined ? {} : { publicUrl: remote.publicUrl })
    };
    const clients = myClients({ ...common, clients: session.declarations('client', environment).filter(client => only === undefined || only.includes(keyOf(client))), otherRecords, locate: (client, api) => session.locateClient(client, api) });
    return {
        clients, apis: myApis({ ...common, myClients: clients, locate: (kind, key) => session.locate(kind, key) }),
        ...(found?.ok ? { reading: found.value.snapshots } : found ? { failure: found.failure } : {})
    };
}

/** *My Clients* alone; `onFailure` is told why a gateway could not be asked. */
export async function clientsOf(context: RegistrationContext, { onFailure, ...options }: OverviewOptions & { onFailure?: (failure: Failure) => void }): Promise<MyClients> {
    const { clients, failure } = await overviewOf(context, options);
    if (failure) onFailure?.(failure);
    return clients;
}
