import { identityOf, keyOf, organizationOf, type ApiDeclaration, type Origin } from '../language/declarations.ts';
import { managedUrl } from '../language/managed-url.ts';
import { sameAsRecorded } from '../language/record-comparison.ts';
import { titleOf, type ClientState, type MyClients, type MyClientsInput } from './my-clients.ts';
import { visibleOrganizations } from './roles.ts';

/**
 * draft: not published yet · declared: published here, and at no gateway yet · published: stands at every gateway as declared ·
 * changed: does not any more · gateway-only: nobody declared it. Where no gateway was asked, the record speaks for it.
 */
export type ApiState = 'draft' | 'declared' | 'published' | 'changed' | 'retired' | 'gateway-only';

export interface MyApiVersion {
    key: string;
    title?: string;
    version: string;
    state: ApiState;
    access: 'private' | 'public';
    url?: string;
    /** Looked up when somebody looks. */
    readonly source?: Origin | undefined;
    /** In the order in which they are offered. */
    plans: { plan: string; approval: boolean; readonly source?: Origin | undefined }[];
    /** Worked out when somebody looks. */
    readonly consumers: ApiConsumer[];
}

/** A client version of an organization that the user may see, by one of its contracts. `plan` is the plan's bare name. */
export interface ApiConsumer { client: string; plan: string; state: ClientState; readonly source?: Origin | undefined }

/** The APIs of the organizations that somebody may see, declared and live state joined. */
export interface MyApis { organizations: { name: string; title?: string; project: string; apis: { name: string; versions: MyApiVersion[] }[] }[] }

/** Who has a contract with an API. */
export type ConsumersOf = (api: string) => ApiConsumer[];

export interface MyApisInput extends Omit<MyClientsInput, 'clients' | 'otherRecords' | 'locate'> {
    /** What *My Clients* shows: who consumes them. */
    myClients: MyClients;
    locate: (kind: 'api' | 'plan', key: string) => Origin | undefined;
}

export function myApis(input: MyApisInput): MyApis {
    const { organizations, apis, person, showAll, project } = input;
    let found: ReadonlyMap<string, ApiConsumer[]> | undefined;
    const consumers: ConsumersOf = api => (found ??= consumersIn(input.myClients.organizations)).get(api) ?? [];
    const declared = new Set(apis.map(keyOf));
    const shown = [...apis.map(api => declaredVersion(api, input, consumers)), ...undeclared(input, declared, consumers)];
    const byOrganization = Map.groupBy(shown, ({ key }) => organizationOf(key));
    return {
        organizations: visibleOrganizations(organizations, person, showAll).visible.map(name => apisOf(project, name, titleOf(organizations, name), byOrganization.get(name) ?? []))
    };
}

/** The APIs of one organization. */
export function apisOf(project: string, name: string, title: string | undefined, versions: readonly MyApiVersion[]): MyApis['organizations'][number] {
    const byName = Map.groupBy(versions, ({ key }) => identityOf(key).name);
    return {
        name, ...(title === undefined ? {} : { title }), project,
        apis: [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([api, versions]) => ({ name: api, versions }))
    };
}

export function declaredVersion(api: ApiDeclaration, input: Pick<MyApisInput, 'live' | 'record' | 'publicUrl' | 'locate'>, consumers: ConsumersOf): MyApiVersion {
    const key = keyOf(api);
    const state = stateOf(key, api.state, input);
    return {
        key, version: api.version, ...(api.title === undefined ? {} : { title: api.title }), state, access: api.access,
        ...(state === 'draft' || state === 'retired' ? {} : urlOf(key, input)), get source() { return input.locate('api', key); },
        plans: api.offers.map(({ plan, approval }) => ({ plan, approval, get source() { return input.locate('plan', plan); } })),
        get consumers() { return consumers(key); }
    };
}

/** APIs of the project's organizations that stand at a gateway and nowhere in the source. */
function undeclared({ live, ...input }: MyApisInput, declared: ReadonlySet<string>, consumers: ConsumersOf): MyApiVersion[] {
    const found = new Map(typeof live === 'string' ? [] : live.snapshots.flatMap(({ apis, others }) => [...apis, ...others.apis]).filter(([key]) => !declared.has(key)));
    return [...found].map(([key, bean]) => ({
        key, version: identityOf(key).version, state: 'gateway-only', access: bean['publicAPI'] === true ? 'public' : 'private',
        ...urlOf(key, { ...input, live }), plans: [], get consumers() { return consumers(key); }
    }));
}

function stateOf(key: string, declared: ApiDeclaration['state'], { live, record }: Pick<MyApisInput, 'live' | 'record'>): ApiState {
    if (typeof live === 'string') {
        const recorded = record?.last.apis.get(key);
        const now = record?.declared.api(key);
        const isPublished = recorded?.state === 'published';
        if (declared === 'retired') return isPublished ? 'changed' : 'retired';
        if (declared === 'draft') return isPublished ? 'changed' : 'draft';
        const masked = record?.last.rebuilt;
        const isSame = sameAsRecorded(recorded?.settings, now?.settings, masked)
            && (now?.settings['publicAPI'] !== true || recorded?.policies === undefined || sameAsRecorded(recorded.policies, now.policies, masked));
        return !isPublished ? 'declared' : isSame ? 'published' : 'changed';
    }
    const present = live.snapshots.filter(({ apis, others }) => apis.has(key) || others.apis.has(key)).length;
    if (declared !== 'published') return present > 0 ? 'changed' : declared;
    const differs = live.plan.operations.some(({ kind, entity }) => kind === 'publish' && entity === key);
    return present === 0 ? 'declared' : differs || present < live.snapshots.length ? 'changed' : 'published';
}

/** The consumers of each API among clients, in their order. */
export function consumersIn(organizations: MyClients['organizations']): Map<string, ApiConsumer[]> {
    const consumers = new Map<string, ApiConsumer[]>();
    for (const { key, contracts } of organizations.flatMap(({ clients }) => clients.flatMap(({ versions }) => versions))) {
        for (const contract of contracts) {
            const list = consumers.get(contract.api) ?? [];
            consumers.set(contract.api, list);
            list.push({ client: key, plan: contract.plan, state: contract.state, get source() { return contract.source; } });
        }
    }
    return consumers;
}

function urlOf(key: string, { live, publicUrl }: Pick<MyApisInput, 'live' | 'publicUrl'>): { url?: string } {
    const known = typeof live === 'string' ? undefined : live.snapshots.find(snapshot => snapshot.publicUrl !== undefined)?.publicUrl;
    const base = known ?? publicUrl?.replace(/\/+$/, '');
    return base === undefined ? {} : { url: managedUrl(base, key) };
}
