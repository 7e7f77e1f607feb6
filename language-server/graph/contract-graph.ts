import { keyOf, organizationOf, type ApiDeclaration, type ClientDeclaration, type PlanDeclaration } from '../../language/declarations.ts';
import { chosenOffer } from '../../language/policy-chain.ts';
import type { Environment } from '../../project/environment.ts';
import type { ClientState, MyClients, MyClientVersion, MyContract } from '../../registration/my-clients.ts';

/** Columns of the graph, from left to right. */
export const nodeKinds = ['client', 'plan', 'api', 'gateway'] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** `missing`: something names it, and it is not declared, or not offered. A gateway and an offer in order have no state. */
export type NodeState = ClientState | 'draft' | 'published' | 'missing' | 'none';

/**
 * Who consumes what, and where: client → plan → API → gateway. A plan stands once for each API that offers it, so that an arrow from a
 * client is one contract. Plain data in a fixed order; the command line and the editor draw it.
 */
export interface ContractGraph { environment: string; nodes: GraphNode[]; edges: GraphEdge[] }

export interface GraphNode {
    id: string;
    kind: NodeKind;
    /** `ShopInc/MobileShop@2.1`; of a gateway its address, or `local`. */
    key: string;
    title?: string;
    state: NodeState;
}

/** `state` is that of the contract; an offer and a publication have none. */
export interface GraphEdge { from: string; to: string; state: ClientState | 'missing' | 'none' }

export interface ContractGraphInput {
    environment: Pick<Environment, 'name' | 'gateways'>;
    /** What somebody may see, with states; only what these clients use is shown of organizations that are hidden. */
    myClients: MyClients;
    clients: readonly ClientDeclaration[];
    plans: readonly PlanDeclaration[];
    apis: readonly ApiDeclaration[];
}

export function contractGraph(input: ContractGraphInput): ContractGraph {
    return new Drawing(input).graph();
}

/** What leads to the nodes that are named (`Acme/Gold@1.0`, or an organization), and what they lead to; or the name that no node has. */
export function graphAround(graph: ContractGraph, names: readonly string[]): ContractGraph | { unknown: string } {
    const isNamed = (node: GraphNode, name: string) => node.key === name || (node.kind !== 'gateway' && node.key.split('/')[0] === name);
    const unknown = names.find(name => !graph.nodes.some(node => isNamed(node, name)));
    if (unknown !== undefined) return { unknown };
    const named = graph.nodes.filter(node => names.some(name => isNamed(node, name))).map(({ id }) => id);
    const reached = new Set([...reachable(named, graph.edges, 'from', 'to'), ...reachable(named, graph.edges, 'to', 'from')]);
    return { ...graph, nodes: graph.nodes.filter(({ id }) => reached.has(id)), edges: graph.edges.filter(({ from, to }) => reached.has(from) && reached.has(to)) };
}

function reachable(begin: readonly string[], edges: readonly GraphEdge[], near: 'from' | 'to', far: 'from' | 'to'): Set<string> {
    const next = Map.groupBy(edges, edge => edge[near]);
    const found = new Set(begin);
    // A set is walked in the order in which it grows.
    for (const id of found) for (const edge of next.get(id) ?? []) found.add(edge[far]);
    return found;
}

class Drawing {
    readonly #input: ContractGraphInput;
    readonly #nodes = new Map<string, GraphNode>();
    readonly #edges = new Map<string, GraphEdge>();
    readonly #apis: ReadonlyMap<string, ApiDeclaration>;
    readonly #plans: ReadonlyMap<string, PlanDeclaration>;
    readonly #clients: ReadonlyMap<string, ClientDeclaration>;

    constructor(input: ContractGraphInput) {
        this.#input = input;
        this.#apis = new Map(input.apis.map(api => [keyOf(api), api]));
        this.#plans = new Map(input.plans.map(plan => [keyOf(plan), plan]));
        this.#clients = new Map(input.clients.map(client => [keyOf(client), client]));
    }

    graph(): ContractGraph {
        const { environment, myClients, apis } = this.#input;
        const visible = new Set(myClients.organizations.map(({ name }) => name));
        for (const api of apis.filter(({ organization }) => visible.has(organization))) {
            const id = this.#api(keyOf(api));
            for (const { plan } of api.offers) this.#edge(this.#plan(keyOf(api), plan), id, 'none');
        }
        for (const { clients } of myClients.organizations) for (const { versions } of clients) versions.forEach(version => this.#client(version));
        const nodes = [...this.#nodes.values()].sort((a, b) => nodeKinds.indexOf(a.kind) - nodeKinds.indexOf(b.kind) || (a.id < b.id ? -1 : 1));
        const places = new Map(nodes.map(({ id }, index) => [id, index]));
        const place = (id: string) => places.get(id) ?? 0;
        const edges = [...this.#edges.values()].sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
        return { environment: environment.name, nodes, edges };
    }

    #client(version: MyClientVersion): void {
        const { key, title, state, contracts } = version;
        const id = this.#node('client', key, key, state, title);
        for (const contract of contracts) this.#contract(id, key, contract);
    }

    #contract(from: string, client: string, { api: key, plan, state }: MyContract): void {
        const api = this.#apis.get(key);
        const declared = this.#clients.get(client)?.contracts.find(one => one.api === key);
        const offer = api && chosenOffer(declared ?? { api: key, plan, attributes: [] }, api);
        const offered = this.#plan(key, offer?.plan ?? `${organizationOf(key)}/${plan}${declared?.planVersion === undefined ? '' : `@${declared.planVersion}`}`, offer !== undefined);
        this.#edge(from, offered, state);
        this.#edge(offered, this.#api(key), offer ? 'none' : 'missing');
    }

    #plan(api: string, key: string, isOffered = true): string {
        const plan = this.#plans.get(key);
        return this.#node('plan', `${api} ${key}`, key, !plan || !isOffered ? 'missing' : plan.locked ? 'none' : 'draft', plan?.title);
    }

    #api(key: string): string {
        const api = this.#apis.get(key);
        const id = this.#node('api', key, key, api?.state ?? 'missing', api?.title);
        if (api?.state === 'published') {
            for (const gateway of this.#input.environment.gateways) {
                const address = gateway === 'local' ? gateway : gateway.url;
                this.#edge(id, this.#node('gateway', address, address, 'none'), 'none');
            }
        }
        return id;
    }

    #node(kind: NodeKind, unique: string, key: string, state: NodeState, title?: string): string {
        const id = `${kind} ${unique}`;
        if (!this.#nodes.has(id)) this.#nodes.set(id, { id, kind, key, state, ...(title === undefined ? {} : { title }) });
        return id;
    }

    #edge(from: string, to: string, state: GraphEdge['state']): void {
        const id = `${from} → ${to}`;
        if (!this.#edges.has(id)) this.#edges.set(id, { from, to, state });
    }
}
