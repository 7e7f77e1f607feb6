import { organizationOf, type ApiDeclaration, type ClientDeclaration, type OrganizationDeclaration } from '../../language/declarations.ts';
import type { Entry } from '../../language/entry.ts';
import type { RegistrationRecord } from '../../language/record.ts';
import type { SourceFile } from '../../language/source-file.ts';
import type { Environment } from '../../project/environment.ts';
import { apisOf, consumersIn, declaredVersion, type ApiConsumer, type MyApis, type MyApiVersion } from '../../registration/my-apis.ts';
import { ClientJoin, clientsOf, titleOf, type MyClients, type MyClientVersion } from '../../registration/my-clients.ts';
import { visibleOrganizations, type Person } from '../../registration/roles.ts';
import type { Overview } from './overview.ts';
import type { ProjectSession } from './project-session.ts';

/** What an overview is made of, where no gateway was asked. */
export interface OverviewBasis {
    session: ProjectSession;
    environment: Environment;
    person: Person;
    showAll: boolean;
    recorded: RegistrationRecord | undefined;
    otherRecords: readonly RegistrationRecord[];
    publicUrl?: string;
}

/** What a file contributes. */
interface Part { file: SourceFile; organizations: readonly OrganizationDeclaration[]; clients: ReadonlyMap<string, Entry[]>; apis: readonly Entry[] }

type Clients = MyClients['organizations'][number];
type Apis = MyApis['organizations'][number];

/**
 * The overview of one project by difference: what a declaration contributes is kept until it is written otherwise, or something that it depends on is: of a
 * client, the APIs that it has contracts with and the plans that those offer. What anything may use, as a set of policies, is compared with the record everywhere, so
 * that an edit of it makes all of it anew where there is a record.
 */
export class KeptOverview {
    /** Where any of it is another one, nothing of what was known counts. */
    #basis: readonly unknown[] = [];
    readonly #parts = new Map<string, Part>();
    #versions = new WeakMap<Entry, MyClientVersion>();
    #apiVersions = new WeakMap<Entry, MyApiVersion>();
    #apis: ReadonlyMap<string, Entry> = new Map();
    /** By name of the organization. */
    readonly #clientsOf = new Map<string, Clients>();
    readonly #apisOf = new Map<string, Apis>();
    /** Who consumes the APIs among the clients of an organization. */
    readonly #consumersIn = new WeakMap<Clients, ReadonlyMap<string, ApiConsumer[]>>();
    #shown: readonly Clients[] = [];

    of(basis: OverviewBasis): Overview {
        const { session, environment, person, showAll, recorded, otherRecords, publicUrl } = basis;
        this.#takeBasis([session.parsed, environment.name, person.user, showAll, recorded, ...otherRecords]);
        const uris = this.#takeFiles(basis);
        const parts = uris.flatMap(uri => this.#parts.get(uri) ?? []);
        const organizations = parts.flatMap(part => part.organizations);
        const { visible, hidden } = visibleOrganizations(organizations, person, showAll);
        const record = recorded && { last: recorded, declared: session.declaredRecord(environment) };
        const common = { live: 'not-asked' as const, ...record ? { record } : {}, ...publicUrl === undefined ? {} : { publicUrl } };
        const join = new ClientJoin({ ...common, otherRecords, api: key => this.#apis.get(key)?.declaration as ApiDeclaration | undefined, locate: (client, api) => session.locateClient(client, api) });
        const apiInput = { ...common, locate: (kind: 'api' | 'plan', key: string) => session.locate(kind, key) };
        this.#shown = visible.map(name => kept(this.#clientsOf, name, () => {
            const entries = parts.flatMap(({ clients }) => clients.get(name) ?? []);
            return clientsOf(session.uri, name, titleOf(organizations, name), entries.map(entry => kept(this.#versions, entry, () => join.declared(entry.declaration as ClientDeclaration))));
        }));
        const consumers = (api: string) => this.#consumersOf(session, api);
        return {
            clients: { organizations: [...this.#shown], connection: 'not-asked', environment: environment.name, hidden },
            apis: {
                organizations: visible.map(name => kept(this.#apisOf, name, () => {
                    const entries = parts.flatMap(({ apis }) => apis.filter(({ key }) => organizationOf(key) === name));
                    return apisOf(session.uri, name, titleOf(organizations, name), entries.map(entry => kept(this.#apiVersions, entry, () => declaredVersion(entry.declaration as ApiDeclaration, apiInput, consumers))));
                }))
            }
        };
    }

    #takeBasis(basis: readonly unknown[]): void {
        if (basis.length === this.#basis.length && basis.every((each, index) => each === this.#basis[index])) return;
        this.#basis = basis;
        this.#parts.clear();
        this.#forget();
    }

    #forget(): void {
        this.#versions = new WeakMap();
        this.#apiVersions = new WeakMap();
        this.#clientsOf.clear();
        this.#apisOf.clear();
    }

    /** Takes the files that are others than before; yields those of the environment, in their order. */
    #takeFiles({ session, environment, recorded }: OverviewBasis): string[] {
        const { files } = session.project;
        const changed = [...files.values()].filter(file => this.#parts.get(file.uri)?.file !== file && !environment.excludes(session.relative(file.uri)));
        const removed = [...this.#parts.keys()].filter(uri => !files.has(uri));
        for (const uri of [...removed, ...changed.map(file => file.uri)]) {
            const before = this.#parts.get(uri), now = files.get(uri);
            if (now) this.#parts.set(uri, partOf(now));
            else this.#parts.delete(uri);
            const known = new Set(before?.file.declared), is = new Set(now?.declared);
            const differing = [...[...known].filter(entry => !is.has(entry)), ...[...is].filter(entry => !known.has(entry))];
            for (const entry of differing) this.#differs(session, entry, recorded !== undefined);
            if (!before || !now || differing.some(({ kind }) => kind === 'api')) this.#apis = new Map();
        }
        if (this.#apis.size === 0) this.#apis = new Map([...this.#parts.keys()].sort().flatMap(uri => this.#parts.get(uri)!.apis.map(entry => [entry.key, entry] as const)));
        return [...this.#parts.keys()].sort();
    }

    /** A declaration came or went. */
    #differs({ project: { index } }: ProjectSession, { kind, key }: Entry, hasRecord: boolean): void {
        const organization = kind === 'organization' ? key : organizationOf(key);
        if (hasRecord && (kind === 'policies' || kind === 'policy-type' || kind === 'parameter')) this.#forget();
        if (kind === 'organization' || kind === 'client') this.#clientsOf.delete(organization);
        if (kind === 'organization' || kind === 'api') this.#apisOf.delete(organization);
        // What is declared twice is compared with the record by the first of both.
        if (kind === 'client') for (const entry of index.entries('client', key)) this.#versions.delete(entry);
        if (kind === 'api') for (const entry of index.entries('api', key)) this.#apiVersions.delete(entry);
        const apis = kind === 'api' ? [key] : kind === 'plan' && hasRecord ? index.offering(key) : [];
        for (const api of apis) {
            for (const client of index.consumers(api)) {
                for (const entry of index.entries('client', client)) this.#versions.delete(entry);
                this.#clientsOf.delete(organizationOf(client));
            }
        }
    }

    #consumersOf({ project }: ProjectSession, api: string): ApiConsumer[] {
        const organizations = new Set([...project.index.consumers(api)].map(client => organizationOf(client)));
        return this.#shown.filter(({ name }) => organizations.has(name)).flatMap(clients => kept(this.#consumersIn, clients, () => consumersIn([clients])).get(api) ?? []);
    }
}

function partOf(file: SourceFile): Part {
    const of = (kind: Entry['kind']) => file.declared.filter(entry => entry.kind === kind);
    return {
        file, organizations: of('organization').map(({ declaration }) => declaration as OrganizationDeclaration),
        clients: Map.groupBy(of('client'), ({ key }) => organizationOf(key)), apis: of('api')
    };
}

/** What is known, or else is made, and known from then on. */
function kept<K extends string | object, T>(known: { get(key: K): T | undefined; set(key: K, value: T): unknown }, key: K, make: () => T): T {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make();
    known.set(key, made);
    return made;
}
