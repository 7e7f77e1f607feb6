import { identityOf } from '../language/declarations.ts';
import { succeed, type Failure, type Result } from './failure.ts';
import type { ClientAtGateway, GatewayClient, GatewayJson } from './gateway-client.ts';
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
    /** APIs and clients of the organizations that were asked for and that are not in the scope; with whether its lists could be read completely. */
    others: { apis: Map<string, GatewayJson>; clients: Map<string, ClientAtGateway>; complete: boolean };
}

export interface ReadBackOptions {
    /** Looks for APIs and clients that nobody declared, in these organizations. */
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

/**
 * The same reading for another scope, after an edit of the source: what was read as somebody else's may be declared by now, and the reverse.
 * What nobody has read counts as not there.
 */
export function inScope(snapshot: GatewaySnapshot, scope: Scope): GatewaySnapshot {
    const split = <T>(read: ReadonlyMap<string, T>[], keys: readonly string[]) => {
        const own = new Set(keys);
        const [inside, outside] = [new Map<string, T>(), new Map<string, T>()];
        for (const [key, value] of read.flatMap(map => [...map])) (own.has(key) ? inside : outside).set(key, value);
        return { inside, outside };
    };
    const apis = split([snapshot.apis, snapshot.others.apis], keysOf(scope, 'api'));
    const clients = split([snapshot.clients, snapshot.others.clients], keysOf(scope, 'client'));
    return { ...snapshot, apis: apis.inside, clients: clients.inside, others: { ...snapshot.others, apis: apis.outside, clients: clients.outside } };
}

async function readGateway(gateway: GatewayClient, scope: Scope, { organizations = [], signal }: ReadBackOptions): Promise<Result<GatewaySnapshot>> {
    const contact = await gateway.connect(signal);
    if (!contact.ok) {
        return contact;
    }
    const known = await gateway.knownPolicies(signal);
    const [apiKeys, clientKeys] = [keysOf(scope, 'api'), keysOf(scope, 'client')];
    const apis = await readAll(apiKeys, key => gateway.readApi(identityOf(key), signal));
    const clients = await readAll(clientKeys, key => gateway.readClient(identityOf(key), signal));
    const listed = { apis: await listAll(gateway, 'api', organizations, signal), clients: await listAll(gateway, 'client', organizations, signal) };
    const otherApis = await readAll(without(listed.apis.keys, apiKeys), key => gateway.readApi(identityOf(key), signal));
    const otherClients = await readAll(without(listed.clients.keys, clientKeys), key => gateway.readClient(identityOf(key), signal));
    if (!known.ok) {
        return known;
    }
    if (!apis.ok) {
        return apis;
    }
    if (!clients.ok) {
        return clients;
    }
    if (!otherApis.ok) {
        return otherApis;
    }
    if (!otherClients.ok) {
        return otherClients;
    }
    return succeed({
        gateway: gateway.name,
        version: contact.value.version,
        publicUrl: (gateway.target.publicUrl ?? contact.value.endpoint)?.replace(/\/+$/, ''),
        apis: apis.value,
        clients: clients.value,
        knownPolicies: known.value,
        others: { apis: otherApis.value, clients: otherClients.value, complete: listed.clients.complete }
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

async function listAll(gateway: GatewayClient, kind: 'api' | 'client', organizations: readonly string[], signal?: AbortSignal) {
    const listed = { keys: [] as string[], complete: true };
    await inParallel(organizations, mostAtOnce, async organization => {
        const names = await (kind === 'api' ? gateway.apis(organization, signal) : gateway.clients(organization, signal));
        listed.complete &&= names.ok && names.value.complete;
        for (const name of names.ok ? names.value.names : []) {
            const versions = await (kind === 'api' ? gateway.apiVersions(organization, name, signal) : gateway.clientVersions(organization, name, signal));
            listed.complete &&= versions.ok && versions.value.complete;
            listed.keys.push(...(versions.ok ? versions.value.names : []).map(version => `${organization}/${name}@${version}`));
        }
    });
    return listed;
}

function without(keys: readonly string[], own: readonly string[]): string[] {
    const known = new Set(own);
    return keys.filter(key => !known.has(key));
}

function keysOf(scope: Scope, kind: 'api' | 'client'): string[] {
    const wanted = kind === 'api' ? [...scope.apis.map(({ key }) => key), ...scope.apisExpected] : scope.clients.map(({ key }) => key);
    return [...wanted, ...leaving(scope, kind)];
}

function leaving({ retired, gone }: Scope, kind: 'api' | 'client'): string[] {
    return [...retired, ...gone].filter(entity => entity.kind === kind).map(({ key }) => key);
}
