import { identityOf, organizationOf } from '../../language/declarations.ts';
import type { ApiConsumer, MyApis, MyApiVersion } from '../../registration/my-apis.ts';
import type { ViewQuery } from './view-lines.ts';
import { byUrgency, byVersion, counted, lineNode, mostUrgent, type LineNode } from './line-node.ts';

type Organization = MyApis['organizations'][number];
interface Standing { project: string; version: MyApiVersion }

/** The lines of *APIs*: organizations → APIs → versions → the plans that they are offered through → who consumes them through it. */
export function apiLines({ organizations }: MyApis, { grouping, order }: Pick<ViewQuery, 'grouping' | 'order'>): LineNode[] {
    // Those that only consume offer nothing to see here.
    if (grouping === 'organization') return organizations.filter(({ apis }) => apis.length > 0).map(organization => organizationNode(organization, order));
    const versions = organizations.flatMap(({ project, apis }) => apis.flatMap(api => api.versions.map((version): Standing => ({ project, version }))));
    if (grouping !== 'state') return standings(versions, order, '');
    return [...Map.groupBy(versions, ({ version }) => version.state)].sort(([a], [b]) => byUrgency(a, b)).map(([state, group]) => lineNode(
        { id: `state ${state}`, kind: 'state', project: '', label: state, state, entity: 'api', count: group.length }, () => standings(group, order, `state ${state} `), group.length
    ));
}

export const apiCounts = counted<Organization>(({ apis }) => apis.flatMap(({ versions }) => versions.map(({ state }) => state)));

function organizationNode(organization: Organization, order: ViewQuery['order']): LineNode {
    const { name, title, project, apis } = organization;
    const { all, waiting } = apiCounts(organization);
    const id = `${project}#${name}`;
    const sorted = () => order === 'state' ? apis.toSorted((a, b) => byUrgency(urgencyOf(a), urgencyOf(b))) : apis;
    return lineNode({ id, kind: 'organization', project, label: name, title, count: all, waiting }, () => sorted().map(({ name: api, versions }) => {
        const newest = versions.toSorted((a, b) => byVersion(b.version, a.version));
        return lineNode(
            { id: `${id}/${api}`, kind: 'api', project, label: api, count: versions.length, state: mostUrgent(versions.map(({ state }) => state)), entity: 'api', get source() { return newest[0]?.source; } },
            () => (order === 'state' ? versions.toSorted((a, b) => byUrgency(a.state, b.state)) : order === 'newest' ? newest : newest.toReversed())
                .map(version => versionNode(project, version, version.version, '')), versions.length
        );
    }), apis.length);
}

function urgencyOf({ versions }: Organization['apis'][number]): MyApiVersion['state'] {
    return versions.map(({ state }) => state).toSorted(byUrgency)[0] ?? 'retired';
}

function standings(list: Standing[], order: ViewQuery['order'], prefix: string): LineNode[] {
    return list.toSorted(({ version: a }, { version: b }) => order === 'state' ? byUrgency(a.state, b.state) : order === 'newest' ? byVersion(b.version, a.version) : byVersion(a.key, b.key))
        .map(({ project, version }) => versionNode(project, version, version.key, prefix));
}

function versionNode(project: string, version: MyApiVersion, label: string, prefix: string): LineNode {
    const { key, title, state, access, url, plans, consumers } = version;
    const id = `${prefix}${project}#${key}`;
    const byPlan = Map.groupBy(consumers, ({ plan }) => plan);
    const offered = new Set(plans.map(({ plan }) => identityOf(plan).name));
    // A contract by a plan that is not offered, or with an API that is not declared, stands by itself.
    const others = consumers.filter(({ plan }) => !offered.has(plan));
    return lineNode({ id, kind: 'api-version', project, label, title, state, access, url, get source() { return version.source; }, entity: 'api', key, count: consumers.length }, () => [
        ...plans.map(offer => {
            const { plan, approval } = offer;
            const contracts = byPlan.get(identityOf(plan).name) ?? [];
            return lineNode(
                { id: `${id} ${plan}`, kind: 'offer', project, label: organizationOf(plan) === organizationOf(key) ? plan.slice(plan.indexOf('/') + 1) : plan, plan, approval, get source() { return offer.source; }, count: contracts.length },
                () => contracts.map(consumer => consumerNode(project, `${id} ${plan}`, key, consumer)), contracts.length
            );
        }),
        ...others.map(consumer => consumerNode(project, id, key, consumer))
    ], plans.length + others.length, true);
}

function consumerNode(project: string, parent: string, api: string, consumer: ApiConsumer): LineNode {
    const { client, plan, state } = consumer;
    return { line: { id: `${parent} ${client}`, kind: 'consumer', project, label: client, plan, state, get source() { return consumer.source; }, entity: 'client', key: client, api } };
}
