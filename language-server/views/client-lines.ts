import type { MyClients, MyClientVersion, MyContract } from '../../registration/my-clients.ts';
import type { ViewQuery } from './view-lines.ts';
import { byUrgency, byVersion, counted, lineNode, mostUrgent, waits, type LineNode } from './line-node.ts';

type Arrangement = Pick<ViewQuery, 'grouping' | 'order'>;
type Organization = MyClients['organizations'][number];
/** A client version by itself: with the organization and the name that stand above it elsewhere. */
interface Standing { organization: Organization; version: MyClientVersion }

/** The lines of *My Clients*: organizations → clients → versions → contracts, or the versions below what they are grouped by. */
export function clientLines({ organizations }: Pick<MyClients, 'organizations'>, { grouping, order }: Arrangement): LineNode[] {
    const versions = organizations.flatMap(organization => organization.clients.flatMap(client => client.versions.map((version): Standing => ({ organization, version }))));
    switch (grouping) {
        case 'organization': return organizations.map(organization => organizationNode(organization, order));
        case 'none': return standings(versions, order, '');
        case 'state': return [...Map.groupBy(versions, ({ version }) => version.state)].sort(([a], [b]) => byUrgency(a, b)).map(([state, group]) => lineNode(
            { id: `state ${state}`, kind: 'state', project: '', label: state, state, count: group.length }, () => standings(group, order, `state ${state} `), group.length
        ));
        case 'api': return consumedApis(versions, order);
    }
}

export const clientCounts = counted<Organization>(({ clients }) => clients.flatMap(({ versions }) => versions.map(({ state }) => state)));

function organizationNode(organization: Organization, order: ViewQuery['order']): LineNode {
    const { name, title, project, clients } = organization;
    const { all, waiting } = clientCounts(organization);
    const id = `${project}#${name}`;
    const sorted = () => clients.toSorted((a, b) => (order === 'state' ? byUrgency(urgencyOf(a), urgencyOf(b)) : 0) || byVersion(a.name, b.name));
    return lineNode({ id, kind: 'organization', project, label: name, title, count: all, waiting }, () => sorted().map(({ name: client, versions }) => {
        const newest = versions.toSorted((a, b) => byVersion(b.version, a.version));
        return lineNode(
            { id: `${id}/${client}`, kind: 'client', project, label: client, count: versions.length, state: mostUrgent(versions.map(({ state }) => state)), get source() { return newest[0]?.source; } },
            () => sortedVersions(versions, order).map(version => versionNode(project, version, version.version, '')), versions.length
        );
    }), clients.length);
}

function urgencyOf({ versions }: Organization['clients'][number]): MyClientVersion['state'] {
    return versions.map(({ state }) => state).toSorted(byUrgency)[0] ?? 'retired';
}

function sortedVersions(versions: MyClientVersion[], order: ViewQuery['order']): MyClientVersion[] {
    if (order === 'newest') return versions.toSorted((a, b) => byVersion(b.version, a.version));
    return order === 'state' ? versions.toSorted((a, b) => byUrgency(a.state, b.state)) : versions;
}

/** Versions without anything of theirs above them. */
function standings(list: Standing[], order: ViewQuery['order'], prefix: string): LineNode[] {
    const inOrder = order === 'name' ? list : list.toSorted(({ version: a }, { version: b }) => order === 'state' ? byUrgency(a.state, b.state) : byVersion(b.version, a.version));
    return inOrder.map(({ organization, version }) => versionNode(organization.project, version, version.key, prefix));
}

function consumedApis(versions: Standing[], order: ViewQuery['order']): LineNode[] {
    const consumed = versions.flatMap(({ organization, version }) => version.contracts.map(contract => ({ organization, version, contract })));
    const idle = versions.filter(({ version }) => version.contracts.length === 0);
    const groups = [...Map.groupBy(consumed, ({ organization, contract }) => `${organization.project}#${contract.api}`)].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
        ...groups.map(([id, group]) => lineNode(
            { id: `api ${id}`, kind: 'consumed-api', project: group[0]!.organization.project, label: group[0]!.contract.api, entity: 'api', key: group[0]!.contract.api, count: group.length, waiting: group.filter(({ contract }) => waits(contract.state)).length },
            () => standings(group.map(({ organization, version, contract }) => ({ organization, version: { ...version, contracts: [contract] } })), order, `api ${id} `), group.length
        )),
        ...standings(idle, order, 'api ')
    ];
}

function versionNode(project: string, version: MyClientVersion, label: string, prefix: string): LineNode {
    const { key, title, state, changedBy, elsewhere, contracts } = version;
    const id = `${prefix}${project}#${key}`;
    return lineNode(
        { id, kind: 'version', project, label, title, state, changedBy, elsewhere, entity: 'client', key, get source() { return version.source; } },
        () => contracts.map(contract => contractNode(project, id, key, contract)), contracts.length, true
    );
}

function contractNode(project: string, version: string, client: string, contract: MyContract): LineNode {
    const { api, plan, url, state } = contract;
    return { line: { id: `${version} ${api}`, kind: 'contract', project, label: api, plan, url, state, get source() { return contract.source; }, entity: 'client', key: client, api } };
}
