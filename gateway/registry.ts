import type { Backend } from './backend.ts';
import type { ApiBean, ClientBean, ContractBean } from './beans.ts';
import type { Chain } from './chain.ts';
import type { RegistrationStore } from './registration-store.ts';

/** A registered API, how it is called in logs, and with what the first call makes of it and all later calls use. */
export interface RegisteredApi { bean: ApiBean; name: string; backend: Backend | undefined; chain: Chain | undefined }

export interface RegisteredContract { bean: ContractBean; chain: Chain | undefined }

export interface RegisteredClient {
    bean: ClientBean;
    name: string;
    /** By the id of the API. */
    contracts: Map<string, RegisteredContract>;
}

export type RegistryAnswer = { ok: true } | { ok: false; status: number; errorType: string; message: string };

/**
 * What is registered, in maps by id and key: a request costs two look-ups, however many clients there are. Every write goes to
 * the store first; where that fails nothing changes.
 */
export class Registry {
    readonly #store: RegistrationStore;
    readonly #apis = new Map<string, RegisteredApi>();
    readonly #clients = new Map<string, RegisteredClient>();
    readonly #clientsByKey = new Map<string, RegisteredClient>();

    constructor(store: RegistrationStore) {
        this.#store = store;
        const { apis, clients } = store.load();
        for (const bean of apis) this.#apis.set(apiId(bean), registeredApi(bean));
        for (const { bean, ownsKey } of clients) {
            const client = registeredClient(bean);
            this.#clients.set(clientId(bean), client);
            if (ownsKey && bean.apiKey !== null) this.#clientsByKey.set(bean.apiKey, client);
        }
    }

    api(organization: string | null, api: string | null, version: string | null): RegisteredApi | undefined {
        return this.#apis.get(objectId(organization, api, version));
    }

    client(organization: string, client: string, version: string): RegisteredClient | undefined {
        return this.#clients.get(objectId(organization, client, version));
    }

    clientByKey(key: string): RegisteredClient | undefined {
        return this.#clientsByKey.get(key);
    }

    contract(client: RegisteredClient, api: ApiBean): RegisteredContract | undefined {
        return client.contracts.get(apiId(api));
    }

    get size(): { apis: number; clients: number } {
        return { apis: this.#apis.size, clients: this.#clients.size };
    }

    apis(): IteratorObject<ApiBean> {
        return this.#apis.values().map(api => api.bean);
    }

    clients(): IteratorObject<ClientBean> {
        return this.#clients.values().map(client => client.bean);
    }

    publish(bean: ApiBean): void {
        const id = apiId(bean);
        this.#store.putApi(id, bean);
        this.#apis.set(id, registeredApi(bean));
    }

    retire(organization: string, api: string, version: string): RegistryAnswer {
        const id = objectId(organization, api, version);
        if (!this.#apis.has(id)) return { ok: false, status: 404, errorType: 'ApiNotFoundException', message: 'API not found.' };
        this.#store.dropApi(id);
        this.#apis.delete(id);
        return { ok: true };
    }

    /** `bean.apiKey` has to be there: Apiman fails without one. */
    register(bean: ClientBean, apiKey: string): RegistryAnswer {
        for (const contract of bean.contracts) {
            if (!this.#apis.has(objectId(contract.apiOrgId, contract.apiId, contract.apiVersion))) {
                const message = `API ${contract.apiId} not found in Organization ${contract.apiOrgId}.`;
                return { ok: false, status: 404, errorType: 'ApiNotFoundException', message };
            }
        }
        const id = clientId(bean);
        this.#store.putClient(id, bean, apiKey);
        const before = this.#clients.get(id);
        if (before?.bean.apiKey != null && this.#clientsByKey.get(before.bean.apiKey) === before) this.#clientsByKey.delete(before.bean.apiKey);
        const client = registeredClient(bean);
        this.#clients.set(id, client);
        this.#clientsByKey.set(apiKey, client);
        return { ok: true };
    }

    unregister(organization: string, client: string, version: string): RegistryAnswer {
        const id = objectId(organization, client, version);
        const registered = this.#clients.get(id);
        if (registered === undefined) return { ok: false, status: 404, errorType: 'ClientNotFoundException', message: 'Client not found.' };
        const key = registered.bean.apiKey ?? '';
        this.#store.dropClient(id, key);
        this.#clients.delete(id);
        this.#clientsByKey.delete(key);
        return { ok: true };
    }
}

/** Ids cannot hold a line break on any way that a request can name them, so it separates. */
function objectId(organization: string | null, name: string | null, version: string | null): string {
    return `${organization}\n${name}\n${version}`;
}

function apiId(bean: ApiBean): string {
    return objectId(bean.organizationId, bean.apiId, bean.version);
}

function clientId(bean: ClientBean): string {
    return objectId(bean.organizationId, bean.clientId, bean.version);
}

function registeredApi(bean: ApiBean): RegisteredApi {
    return { bean, name: shownName(bean.organizationId, bean.apiId, bean.version), backend: undefined, chain: undefined };
}

function registeredClient(bean: ClientBean): RegisteredClient {
    const contracts = new Map<string, RegisteredContract>();
    for (const contract of bean.contracts) {
        const id = objectId(contract.apiOrgId, contract.apiId, contract.apiVersion);
        if (!contracts.has(id)) contracts.set(id, { bean: contract, chain: undefined });
    }
    return { bean, name: shownName(bean.organizationId, bean.clientId, bean.version), contracts };
}

/** As people write it: `Acme/Orders@1.0`. */
function shownName(organization: string | null, name: string | null, version: string | null): string {
    return `${organization}/${name}@${version}`;
}
