import type { ClientState, MyClients, MyClientVersion, MyContract, SourceLocation } from '../../../language-server/protocol.ts';

/** One line of the tree, without anything of VS Code. `key` and `project` make it an argument that commands understand. */
export interface ClientNode {
    /** Stays the same from one answer of the server to the next, so that expansion and selection survive a refresh. */
    id: string;
    kind: 'organization' | 'client' | 'version' | 'contract';
    project: string;
    label: string;
    title?: string;
    state?: ClientState;
    changedBy?: MyClientVersion['changedBy'];
    elsewhere?: string[] | undefined;
    key?: string;
    plan?: string;
    url?: string;
    source?: SourceLocation;
    children: ClientNode[];
}

/** Organizations → clients → versions → contracts. */
export function nodesOf(clients: MyClients): ClientNode[] {
    return clients.organizations.map(organization => {
        const id = `${organization.project}#${organization.name}`;
        return {
            id, kind: 'organization', project: organization.project, label: organization.name, title: organization.title,
            children: organization.clients.map(client => ({
                id: `${id}/${client.name}`, kind: 'client', project: organization.project, label: client.name,
                source: client.versions.at(-1)?.source,
                children: client.versions.map(version => versionNode(organization.project, version)),
            })),
        };
    });
}

function versionNode(project: string, version: MyClientVersion): ClientNode {
    const id = `${project}#${version.key}`;
    return {
        id, kind: 'version', project, label: version.version, title: version.title, state: version.state, key: version.key, source: version.source,
        changedBy: version.changedBy, elsewhere: version.elsewhere,
        children: version.contracts.map(contract => contractNode(project, id, contract)),
    };
}

function contractNode(project: string, version: string, contract: MyContract): ClientNode {
    return {
        id: `${version} ${contract.api}`, kind: 'contract', project, label: contract.api, plan: contract.plan, url: contract.url, state: contract.state,
        source: contract.source, children: [],
    };
}

/**
 * Brings a tree that is shown up to date in place and returns the nodes that have to be drawn again, or 'all' where the roots differ.
 * A node stays the same object as long as it is there: VS Code redraws by identity.
 */
export function reconcile(shown: ClientNode[], next: ClientNode[]): ClientNode[] | 'all' {
    if (!sameIds(shown, next)) {
        shown.splice(0, shown.length, ...next);
        return 'all';
    }
    return shown.flatMap((node, index) => update(node, next[index]!));
}

function update(node: ClientNode, next: ClientNode): ClientNode[] {
    const { children: _, ...before } = node;
    const { children, ...after } = next;
    const redraw = JSON.stringify(before) !== JSON.stringify(after);
    for (const key of Object.keys(before) as (keyof typeof before)[]) {
        delete (node as Partial<ClientNode>)[key];
    }
    Object.assign(node, after);
    if (!sameIds(node.children, children)) {
        node.children = children;
        return [node];
    }
    const below = node.children.flatMap((child, index) => update(child, children[index]!));
    return redraw ? [node] : below;
}

function sameIds(some: ClientNode[], others: ClientNode[]): boolean {
    return some.length === others.length && some.every((node, index) => node.id === others[index]?.id);
}
