import { t } from '@vscode/l10n';
import { identityOf, organizationOf } from '../language/declarations.ts';
import { succeed, type Result } from './failure.ts';
import type { EntityId, GatewayClient, GatewayJson, NameList } from './gateway-client.ts';
import { canonicalText, isRecord } from './normal-form.ts';
import { inParallel, mostAtOnce } from './parallel.ts';
import { Sealed } from './sealed.ts';

/** Everything that stands at the gateways of an environment, API keys apart. It may hold secrets: it is sealed. */
export interface Inventory {
    document: Sealed<{ apis: GatewayJson[]; clients: GatewayJson[] }>;
    /** By key, sorted. */
    apis: string[];
    clients: string[];
    /** What could not be read, in words for people; empty where all could. */
    unread: string[];
}

export interface InventoryOptions {
    /** Looked into even where no list names them. */
    organizations?: readonly string[];
    /** Keys that are known from elsewhere: where a list is broken its objects can still be read one by one. */
    known?: { apis: readonly string[]; clients: readonly string[] };
    signal?: AbortSignal | undefined;
}

interface Found { apis: Map<string, GatewayJson>; clients: Map<string, GatewayJson>; unread: string[] }

/** Reads what there is, list by list and object by object. A list that is broken, and a record that cannot be read, are said and passed over. */
export async function readInventory(gateways: readonly GatewayClient[], options: InventoryOptions = {}): Promise<Result<Inventory>> {
    const all: Found = { apis: new Map(), clients: new Map(), unread: [] };
    for (const gateway of gateways) {
        const found = await readGateway(gateway, options);
        if (!found.ok) return found;
        all.unread.push(...found.value.unread);
        for (const kind of ['apis', 'clients'] as const) {
            for (const [key, bean] of found.value[kind]) {
                const first = all[kind].get(key);
                if (first === undefined) all[kind].set(key, bean);
                else if (canonicalText(first) !== canonicalText(bean)) all.unread.push(t('{0} is another one at {1} than at {2}, which counts.', key, gateway.name, gateways[0]?.name ?? ''));
            }
        }
    }
    const sorted = (map: Map<string, GatewayJson>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    return succeed({
        document: new Sealed({ apis: sorted(all.apis).map(([, bean]) => bean), clients: sorted(all.clients).map(([, bean]) => bean) }),
        apis: [...all.apis.keys()].sort(), clients: [...all.clients.keys()].sort(), unread: all.unread
    });
}

async function readGateway(gateway: GatewayClient, { organizations = [], known, signal }: InventoryOptions): Promise<Result<Found>> {
    const contact = await gateway.connect(signal);
    if (!contact.ok) return contact;
    const found: Found = { apis: new Map(), clients: new Map(), unread: [] };
    const list = async (what: string, ask: () => Promise<Result<NameList>>): Promise<Result<string[]>> => {
        const names = await ask();
        if (!names.ok) return names;
        if (!names.value.complete) found.unread.push(names.value.names.length > 0 ? t('{0} cannot list {1} completely: what is missing there was not found.', gateway.name, what)
            : t('{0} cannot list {1}: what is missing there was not found.', gateway.name, what));
        return succeed(names.value.names);
    };
    const listed = await list(t('its organizations'), () => gateway.organizations(signal));
    if (!listed.ok) return listed;
    const names = new Set([...listed.value, ...organizations, ...[...known?.apis ?? [], ...known?.clients ?? []].map(key => organizationOf(key))]);
    const [apiKeys, clientKeys] = [new Set(known?.apis), new Set(known?.clients)];
    for (const organization of names) {
        const apisThere = await keysOf(organization, t('the APIs of {0}', organization), list, () => gateway.apis(organization, signal), name => gateway.apiVersions(organization, name, signal));
        if (!apisThere.ok) return apisThere;
        const clientsThere = await keysOf(organization, t('the clients of {0}', organization), list, () => gateway.clients(organization, signal), name => gateway.clientVersions(organization, name, signal));
        if (!clientsThere.ok) return clientsThere;
        for (const key of apisThere.value) apiKeys.add(key);
        for (const key of clientsThere.value) clientKeys.add(key);
    }
    const clients = await readAll(clientKeys, async id => {
        const client = await gateway.readClient(id, signal);
        return client.ok ? succeed(client.value?.bean) : client;
    }, found);
    if (!clients.ok) return clients;
    found.clients = clients.value;
    // What is consumed is needed, whoever owns it, and whether or not a list says that it is there.
    for (const client of found.clients.values()) for (const key of apisOf(client)) apiKeys.add(key);
    const apis = await readAll(apiKeys, id => gateway.readApi(id, signal), found);
    if (!apis.ok) return apis;
    found.apis = apis.value;
    return succeed(found);
}

async function keysOf(
    organization: string, what: string, list: (what: string, ask: () => Promise<Result<NameList>>) => Promise<Result<string[]>>,
    names: () => Promise<Result<NameList>>, versions: (name: string) => Promise<Result<NameList>>
): Promise<Result<string[]>> {
    const listed = await list(what, names);
    if (!listed.ok) return listed;
    const keys = await inParallel(listed.value, mostAtOnce, async name => {
        const own = await list(t('the versions of {0}', `${organization}/${name}`), () => versions(name));
        return own.ok ? succeed(own.value.map(version => `${organization}/${name}@${version}`)) : own;
    });
    const failed = keys.find(result => !result.ok);
    return failed && !failed.ok ? failed : succeed(keys.flatMap(result => result.ok ? result.value : []));
}

/** A record that the gateway refuses to show is passed over; a gateway that does not answer any more ends everything. */
async function readAll(keys: Iterable<string>, read: (id: EntityId) => Promise<Result<GatewayJson | undefined>>, { unread }: Found): Promise<Result<Map<string, GatewayJson>>> {
    const beans = new Map<string, GatewayJson>();
    const results = await inParallel([...keys], mostAtOnce, async key => ({ key, result: await read(identityOf(key)) }));
    for (const { key, result } of results) {
        if (result.ok) {
            if (result.value) beans.set(key, result.value);
        } else if (result.failure.kind === 'gateway-refused' || result.failure.kind === 'not-a-gateway') {
            unread.push(t('{0} could not be read: the gateway does not show its record.', key));
        } else {
            return result;
        }
    }
    return succeed(beans);
}

function apisOf(client: GatewayJson): string[] {
    const contracts = Array.isArray(client['contracts']) ? client['contracts'] as unknown[] : [];
    return contracts.flatMap(contract => {
        if (!isRecord(contract)) return [];
        const { apiOrgId, apiId, apiVersion } = contract;
        return typeof apiOrgId === 'string' && typeof apiId === 'string' && typeof apiVersion === 'string' && ![apiOrgId, apiId, apiVersion].includes('') ? [`${apiOrgId}/${apiId}@${apiVersion}`] : [];
    });
}
