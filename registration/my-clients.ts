import { atOnce, type Work } from '../language/in-turns.ts';
import { managedUrl } from '../language/managed-url.ts';
import { identityOf, keyOf, organizationOf, type ApiDeclaration, type ClientDeclaration, type ContractDeclaration, type OrganizationDeclaration, type Origin } from '../language/declarations.ts';
import type { DeclaredRecord } from '../compiler/declared-record.ts';
import { sameAsRecorded } from '../language/record-comparison.ts';
import type { RegistrationRecord } from '../language/record.ts';
import type { ClientAtGateway } from './gateway-client.ts';
import { contractsIn } from './normal-form.ts';
import type { RegistrationPlan } from './operation.ts';
import type { GatewaySnapshot } from './read-back.ts';
import { visibleOrganizations, type Person, type Visibility } from './roles.ts';

/**
 * registered: stands at every gateway as declared · changed: does not any more · declared: stands at none ·
 * broken: a contract's API is not published or does not offer the plan · gateway-only: nobody declared it.
 * Where no gateway was asked, the record of the last registration speaks for it.
 */
export type ClientState = 'declared' | 'registered' | 'changed' | 'awaiting-approval' | 'retired' | 'gateway-only' | 'broken';

/** The clients that somebody may see, declared and live state joined; the message `apim/myClients` carries exactly this. */
export interface MyClients {
    organizations: { name: string; title?: string; project: string; clients: { name: string; versions: MyClientVersion[] }[] }[];
    /** asking: it has not told yet. */
    connection: 'connected' | 'not-asked' | 'asking' | 'unreachable';
    environment?: string;
    hidden: Visibility['hidden'];
}

export interface MyClientVersion {
    key: string;
    title?: string;
    version: string;
    state: ClientState;
    /** Who changed what is `changed`, where that is known. */
    changedBy?: 'source' | 'gateway' | 'both';
    /** Other environments in which it is registered, by their records. */
    elsewhere?: string[];
    /** Looked up when somebody looks: of ten thousand clients, few are shown. */
    readonly source?: Origin | undefined;
    contracts: MyContract[];
}
export interface MyContract { api: string; plan: string; url?: string; state: ClientState; readonly source?: Origin | undefined }

export interface MyClientsInput {
    /** URI of the project's folder. */
    project: string;
    organizations: readonly OrganizationDeclaration[];
    clients: Iterable<ClientDeclaration>;
    apis: readonly ApiDeclaration[];
    person: Person;
    showAll: boolean;
    environment?: string;
    /** Of a preview of everything, with `organizations`; or why there is none. */
    live: { plan: RegistrationPlan; snapshots: readonly GatewaySnapshot[] } | 'not-asked' | 'unreachable';
    /** What was registered last, and what would be recorded now. */
    record?: { last: RegistrationRecord; declared: DeclaredRecord };
    /** Records of the other environments. */
    otherRecords?: readonly RegistrationRecord[];
    /** Where callers reach the gateway, for when it was not asked. */
    publicUrl?: string;
    /** Where a client, or one of its contracts, is declared. */
    locate: (client: string, api?: string) => Origin | undefined;
}

export function myClients(input: MyClientsInput): MyClients {
    return atOnce(joining(input));
}

/** The same, which pauses behind each client. */
export function* joining(input: MyClientsInput): Work<MyClients> {
    const { visible, hidden } = visibleOrganizations(input.organizations, input.person, input.showAll);
    const apis = new Map(input.apis.map(api => [keyOf(api), api]));
    const join = new ClientJoin({ ...input, api: key => apis.get(key) });
    const joined: MyClientVersion[] = [];
    for (const client of input.clients) {
        joined.push(join.declared(client));
        yield;
    }
    const versions = Map.groupBy([...joined, ...join.undeclared(joined)], ({ key }) => organizationOf(key));
    return {
        organizations: visible.map(name => clientsOf(input.project, name, titleOf(input.organizations, name), versions.get(name) ?? [])),
        connection: typeof input.live === 'string' ? input.live : 'connected',
        ...(input.environment === undefined ? {} : { environment: input.environment }),
        hidden
    };
}

/** The clients of one organization. */
export function clientsOf(project: string, name: string, title: string | undefined, versions: readonly MyClientVersion[]): MyClients['organizations'][number] {
    const byName = Map.groupBy(versions, ({ key }) => identityOf(key).name);
    return {
        name, ...(title === undefined ? {} : { title }), project,
        clients: [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([client, list]) => ({ name: client, versions: list.sort(byVersion) }))
    };
}

/** Of the first block of an organization that has one. */
export function titleOf(organizations: readonly OrganizationDeclaration[], name: string): string | undefined {
    return organizations.find(organization => organization.name === name && organization.title !== undefined)?.title;
}

/** What `apim clients --format json` prints. */
export function clientsAsJson({ organizations }: MyClients): object {
    return {
        clients: organizations.flatMap(organization => organization.clients.flatMap(({ name, versions }) => versions.map(({ version, state, changedBy, elsewhere, contracts }) => ({
            organization: organization.name, name, version, state, ...(changedBy ? { changedBy } : {}), ...(elsewhere ? { elsewhere } : {}),
            contracts: contracts.map(({ api, plan, url, state: contractState }) => ({ api, plan, url, state: contractState }))
        }))))
    };
}

/** What a client is joined with, and the APIs by key instead of in a list. */
export interface ClientJoinInput extends Pick<MyClientsInput, 'live' | 'record' | 'otherRecords' | 'publicUrl' | 'locate'> {
    api: (key: string) => ApiDeclaration | undefined;
}

export class ClientJoin {
    readonly #input: ClientJoinInput;
    readonly #snapshots: readonly GatewaySnapshot[];
    readonly #hasPlan: boolean;
    /** What a registration would do, by client. */
    readonly #operations: ReadonlyMap<string, RegistrationPlan['operations']>;
    readonly #publicUrl: string | undefined;

    constructor(input: ClientJoinInput) {
        const live = typeof input.live === 'string' ? undefined : input.live;
        this.#input = input;
        this.#snapshots = live?.snapshots ?? [];
        this.#hasPlan = live?.plan !== undefined;
        this.#operations = Map.groupBy(live?.plan.operations ?? [], ({ entity }) => entity);
        this.#publicUrl = this.#snapshots.find(({ publicUrl }) => publicUrl !== undefined)?.publicUrl ?? input.publicUrl?.replace(/\/+$/, '');
    }

    declared(client: ClientDeclaration): MyClientVersion {
        const key = `${client.organization}/${client.name}@${client.version}`;
        const standing = this.#standingOf(key, client.retired);
        const contracts = client.contracts.map(contract => this.#contract(key, contract, standing));
        const { locate } = this.#input;
        const changedBy = standing === 'changed' ? this.#changedBy(key) : undefined;
        const elsewhere = (this.#input.otherRecords ?? []).filter(({ clients }) => clients.get(key)?.state === 'registered').map(({ environment }) => environment);
        return {
            key, version: client.version, ...(client.title === undefined ? {} : { title: client.title }),
            ...(changedBy ? { changedBy } : {}), ...(elsewhere.length > 0 ? { elsewhere } : {}),
            state: client.retired ? standing : contracts.find(({ state }) => state === 'broken' || state === 'awaiting-approval')?.state ?? standing,
            get source() { return locate(key); },
            contracts: [...contracts, ...this.#contractsLeft(key, client)]
        };
    }

    /** Clients of the project's organizations that stand at a gateway and nowhere in the source, also those that were taken out of it since the gateway was asked. */
    undeclared(joined: readonly MyClientVersion[]): MyClientVersion[] {
        const declared = new Set(joined.map(({ key }) => key));
        const found = new Map(this.#snapshots.flatMap(({ clients, others }) => [...clients, ...others.clients]).filter(([key]) => !declared.has(key)));
        return [...found].map(([key, client]) => ({
            key, version: identityOf(key).version, state: 'gateway-only', contracts: this.#contractsAtGateway(client)
        }));
    }

    #standingOf(key: string, retired: boolean): ClientState {
        if (!this.#hasPlan) {
            return this.#recordedStanding(key, retired);
        }
        const present = this.#snapshots.filter(({ clients }) => clients.has(key)).length;
        if (retired) {
            return present > 0 ? 'changed' : 'retired';
        }
        const differs = this.#operationsOf(key).some(({ kind }) => kind === 'register');
        return present === 0 ? 'declared' : differs || present < this.#snapshots.length ? 'changed' : 'registered';
    }

    #operationsOf(client: string): RegistrationPlan['operations'] {
        return this.#operations.get(client) ?? [];
    }

    /** What the record says, where no gateway was asked. */
    #recordedStanding(key: string, retired: boolean): ClientState {
        const recorded = this.#input.record?.last.clients.get(key);
        const isRegistered = recorded?.state === 'registered';
        if (retired) {
            return isRegistered ? 'changed' : 'retired';
        }
        const declared = this.#input.record?.declared.client(key);
        return !isRegistered ? 'declared' : sameAsRecorded(recorded.contracts, declared?.contracts ?? {}, this.#input.record?.last.rebuilt) ? 'registered' : 'changed';
    }

    #changedBy(key: string): MyClientVersion['changedBy'] {
        if (!this.#hasPlan) {
            return 'source';
        }
        const operations = this.#operationsOf(key).filter(({ kind }) => kind === 'register');
        const who = new Set(operations.flatMap(({ reason, changes }) => changes.length === 0 && reason === 'gateway-changed' ? ['gateway' as const] : changes.flatMap(({ by }) => by ?? [])));
        return who.size > 1 ? 'both' : [...who][0];
    }

    #contract(client: string, contract: ContractDeclaration, standing: ClientState): MyContract {
        const url = this.#urlOf(contract.api);
        const { locate } = this.#input;
        return {
            api: contract.api, plan: contract.plan, ...(url === undefined ? {} : { url }),
            state: this.#obstacle(client, contract) ?? this.#contractStanding(client, contract.api, standing),
            get source() { return locate(client, contract.api); }
        };
    }

    #obstacle(client: string, { api, plan, planVersion }: ContractDeclaration): ClientState | undefined {
        const declared = this.#input.api(api);
        const offer = declared?.offers.find(offered => {
            const { name, version } = identityOf(offered.plan);
            return name === plan && (planVersion === undefined || planVersion === version);
        });
        if (declared?.state !== 'published' || declared.access === 'public' || !offer) {
            return 'broken';
        }
        return offer.approval && !offer.approvedFor.includes(client) ? 'awaiting-approval' : undefined;
    }

    #contractStanding(client: string, api: string, standing: ClientState): ClientState {
        if (standing !== 'changed') {
            return standing;
        }
        if (!this.#hasPlan) {
            const [was, is] = [this.#input.record?.last, this.#input.record?.declared].map(side => (side && 'clients' in side ? side.clients.get(client) : side?.client(client))?.contracts[api]);
            return !was ? 'declared' : sameAsRecorded(was, is, this.#input.record?.last.rebuilt) ? 'registered' : 'changed';
        }
        const changes = this.#operationsOf(client).flatMap(operation => operation.changes).filter(({ path }) => path.startsWith(`contracts[${api}]`));
        const missing = this.#snapshots.some(({ clients }) => !clients.has(client));
        return changes.some(({ before }) => before === undefined) ? 'declared' : changes.length > 0 || missing ? 'changed' : 'registered';
    }

    /** Contracts that the gateway still serves and the source does not name any more. */
    #contractsLeft(key: string, { contracts }: ClientDeclaration): MyContract[] {
        const declared = new Set(contracts.map(({ api }) => api));
        const client = this.#snapshots.find(({ clients }) => clients.has(key))?.clients.get(key);
        return client ? this.#contractsAtGateway(client, api => !declared.has(api)) : [];
    }

    #contractsAtGateway({ bean }: ClientAtGateway, isMeant: (api: string) => boolean = () => true): MyContract[] {
        return Object.entries(contractsIn(bean)).filter(([api]) => isMeant(api)).map(([api, { plan }]) => {
            const url = this.#urlOf(api);
            return { api, plan: typeof plan === 'string' ? plan : '', ...(url === undefined ? {} : { url }), state: 'gateway-only' };
        });
    }

    #urlOf(api: string): string | undefined {
        return this.#publicUrl === undefined ? undefined : managedUrl(this.#publicUrl, api);
    }
}

function byVersion(a: MyClientVersion, b: MyClientVersion): number {
    return a.version.localeCompare(b.version, 'en', { numeric: true });
}
