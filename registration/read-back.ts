import { succeed, type Failure, type Result } from './failure.ts';
import type { ClientAtGateway, GatewayClient, GatewayJson } from './gateway-client.ts';
import { entityId } from './operation.ts';
import { inParallel, mostAtOnce } from './parallel.ts';
import type { Scope } from './scope.ts';

/** What one gateway held when it was asked. What is not there is not in the maps. */
export interface GatewaySnapshot {
    /** The address as it is shown. */
    gateway: string;
    version: string;
    /** Where callers reach it: as declared, otherwise as the gateway itself says. */
    publicUrl: string | undefined;
    apis: Map<string, GatewayJson>;
    clients: Map<string, ClientAtGateway>;
    /** Implementations that it knows, `undefined` where it does not say. */
    knownPolicies: ReadonlySet<string> | undefined;
    /** Clients of the organizations that were asked for and that are not in the scope; with whether its lists could be read completely. */
    others: { clients: Map<string, ClientAtGateway>; complete: boolean };
}

export interface ReadBackOptions {
    /** Looks for clients that nobody declared, in these organizations. */
    organizations?: readonly string[];
    signal?: AbortSignal | undefined;
}

/**
 * Reads what the scope is about from every gateway, object by object: one broken record makes Apiman's lists unreadable for all.
 * The lists are used for `organizations` only, and their being broken is no failure.
 */
export async function readGateways(gateways: readonly GatewayClient[], scope: Scope, options: ReadBackOptions = {}): Promise<Result<GatewaySnapshot[]>> {
    const results = await Promise.all(gateways.map(gateway => readGateway(gateway, scope, options)));
    const snapshots: GatewaySnapshot[] = [];
    for (const result of results) {
        if (!result.ok) {
            return result;
        }
        snapshots.push(result.value);
    }
    return succeed(snapshots);
}

async function readGateway(gateway: GatewayClient, scope: Scope, { organizations = [], signal }: ReadBackOptions): Promise<Result<GatewaySnapshot>> {
    const contact = await gateway.connect(signal);
    if (!contact.ok) {
        return contact;
    }
    const known = await gateway.knownPolicies(signal);
    const apiKeys = [...scope.apis.map(({ key }) => key), ...scope.apisExpected, ...leaving(scope, 'api')];
    const clientKeys = [...scope.clients.map(({ key }) => key), ...leaving(scope, 'client')];
    const apis = await readAll(apiKeys, key => gateway.readApi(entityId(key), signal));
    const clients = await readAll(clientKeys, key => gateway.readClient(entityId(key), signal));
    const own = new Set(clientKeys);
    const listed = await listClients(gateway, organizations, signal);
    const strangers = await readAll(listed.keys.filter(key => !own.has(key)), key => gateway.readClient(entityId(key), signal));
    if (!known.ok) {
        return known;
    }
    if (!apis.ok) {
        return apis;
    }
    if (!clients.ok) {
        return clients;
    }
    if (!strangers.ok) {
        return strangers;
    }
    return succeed({
        gateway: gateway.name,
        version: contact.value.version,
        publicUrl: (gateway.target.publicUrl ?? contact.value.endpoint)?.replace(/\/+$/, ''),
        apis: apis.value,
        clients: clients.value,
        knownPolicies: known.value,
        others: { clients: strangers.value, complete: listed.complete }
    });
}

/** Stops at the first failure: what follows would end in the same one, each after its own patience. */
async function readAll<T>(keys: readonly string[], read: (key: string) => Promise<Result<T | undefined>>): Promise<Result<Map<string, T>>> {
    const found = new Map<string, T>();
    let failure: { ok: false; failure: Failure } | undefined;
    await inParallel([...new Set(keys)], mostAtOnce, async key => {
        const result = failure ?? await read(key);
        if (!result.ok) {
            failure ??= result;
        } else if (result.value !== undefined) {
            found.set(key, result.value);
        }
    });
    return failure ?? succeed(found);
}

async function listClients(gateway: GatewayClient, organizations: readonly string[], signal?: AbortSignal) {
    const listed = { keys: [] as string[], complete: true };
    await inParallel(organizations, mostAtOnce, async organization => {
        const clients = await gateway.clients(organization, signal);
        listed.complete &&= clients.ok && clients.value.complete;
        for (const name of clients.ok ? clients.value.names : []) {
            const versions = await gateway.clientVersions(organization, name, signal);
            listed.complete &&= versions.ok && versions.value.complete;
            listed.keys.push(...(versions.ok ? versions.value.names : []).map(version => `${organization}/${name}@${version}`));
        }
    });
    return listed;
}

function leaving({ retired, gone }: Scope, kind: 'api' | 'client'): string[] {
    return [...retired, ...gone].filter(entity => entity.kind === kind).map(({ key }) => key);
}
