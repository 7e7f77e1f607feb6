import { organizationOf } from '../../language/declarations.ts';
import type { ClientState } from '../../registration/my-clients.ts';
import type { ContractGraph, GraphNode } from './contract-graph.ts';

/** The contracts that hang on a plan, an API, a client or an organization: whom a change of it reaches. */
export interface ContractImpact {
    about: 'plan' | 'api' | 'client' | 'organization';
    /** A plan that is never changed: another version of it is made, and taken by each contract. */
    locked: boolean;
    contracts: { client: string; plan: string; api: string; state: ClientState | 'missing' | 'none' }[];
    clients: { key: string; state: GraphNode['state'] }[];
    /** Of the clients. */
    organizations: string[];
    /**
     * Clients that stand at a gateway: the policies of client, plan and API go into what is registered of each contract, so that after a change of
     * them these have to be registered again. Those that are not registered yet learn of it when they are.
     */
    registerAgain: string[];
}

/** Of what is named as in `graphAround`. */
export function impactOn({ nodes, edges }: ContractGraph, name: string): ContractImpact {
    const byId = new Map(nodes.map(node => [node.id, node]));
    const named = nodes.filter(({ key, kind }) => key === name || (kind !== 'gateway' && key.split('/')[0] === name));
    const isNamed = new Set(named.map(({ id }) => id));
    const apiOf = new Map(edges.flatMap(({ from, to }) => byId.get(from)?.kind === 'plan' ? [[from, to] as const] : []));
    const contracts = edges.flatMap(({ from, to, state }) => {
        const [client, plan, api] = [byId.get(from), byId.get(to), byId.get(apiOf.get(to) ?? '')];
        const hangs = client?.kind === 'client' && [from, to, apiOf.get(to) ?? ''].some(id => isNamed.has(id));
        return hangs && plan && api ? [{ client: client.key, plan: plan.key, api: api.key, state }] : [];
    });
    const consuming = new Set(contracts.map(({ client }) => client));
    const clients = nodes.filter(({ kind, key, id }) => kind === 'client' && (consuming.has(key) || isNamed.has(id))).map(({ key, state }) => ({ key, state }));
    const [first] = named;
    return {
        locked: first?.kind === 'plan' && first.state === 'none',
        about: first?.key === name && first.kind !== 'gateway' ? first.kind : 'organization', contracts, clients,
        organizations: [...new Set(clients.map(({ key }) => organizationOf(key)))].sort(),
        registerAgain: clients.filter(({ state }) => state === 'registered' || state === 'changed').map(({ key }) => key)
    };
}
