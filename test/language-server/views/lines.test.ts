import assert from 'node:assert/strict';
import { apiLines } from '../../../language-server/views/api-lines.ts';
import { clientLines } from '../../../language-server/views/client-lines.ts';
import { gatewayLines } from '../../../language-server/views/gateway-lines.ts';
import { filtered, versionsIn } from '../../../language-server/views/line-filter.ts';
import type { LineNode } from '../../../language-server/views/line-node.ts';
import type { ClientState, MyClients, ViewGrouping, ViewOrder } from '../../../language-server/protocol.ts';
import type { MyApis, MyApiVersion } from '../../../registration/my-apis.ts';

/** Clients of `Inc` by `Name@version`, with contracts with `A/B@1.0`, or with those that stand behind the state. */
function clients(versions: Record<string, ClientState | [ClientState, ...string[]]>): MyClients {
    const all = Object.entries(versions).map(([key, value]) => {
        const [state, ...apis] = [value].flat() as [ClientState, ...string[]];
        return { key: `Inc/${key}`, version: key.split('@')[1]!, state, contracts: (apis.length > 0 ? apis : ['A/B@1.0']).map(api => ({ api, plan: 'Gold', state })) };
    });
    return {
        connection: 'connected', hidden: { count: 0, hint: '' },
        organizations: [{ name: 'Inc', project: 'file:///shop', clients: [...Map.groupBy(all, ({ key }) => key.slice('Inc/'.length).split('@')[0]!)].map(([name, own]) => ({ name, versions: own })) }]
    };
}

function text(nodes: readonly LineNode[], indent = ''): string[] {
    return nodes.flatMap(({ line, below }) => [`${indent}${line.kind} ${line.label}${line.state && line.kind !== 'client' && line.kind !== 'api' ? ` ${line.state}` : ''}`, ...below ? text(below(), `${indent}  `) : []]);
}

describe('the lines of My Clients', () => {
    const arranged = (all: MyClients, grouping: ViewGrouping, order: ViewOrder = 'name') => text(clientLines(all, { grouping, order }));

    it('are organizations, clients, versions and contracts', () => {
        assert.deepEqual(arranged(clients({ 'Shop@1.0': 'declared', 'Shop@2.0': 'registered' }), 'organization'), [
            'organization Inc', '  client Shop', '    version 1.0 declared', '      contract A/B@1.0 declared', '    version 2.0 registered', '      contract A/B@1.0 registered'
        ]);
    });

    it('are grouped by state, the most urgent first, or not at all', () => {
        const all = clients({ 'A@1': 'registered', 'B@1': 'broken', 'C@1': 'registered' });
        const noContracts = (lines: string[]) => lines.filter(line => !line.includes('contract'));
        assert.deepEqual(noContracts(arranged(all, 'state')), ['state broken broken', '  version Inc/B@1 broken', 'state registered registered', '  version Inc/A@1 registered', '  version Inc/C@1 registered']);
        assert.deepEqual(noContracts(arranged(all, 'none')), ['version Inc/A@1 registered', 'version Inc/B@1 broken', 'version Inc/C@1 registered']);
        assert.deepEqual(noContracts(arranged(all, 'none', 'state')), ['version Inc/B@1 broken', 'version Inc/A@1 registered', 'version Inc/C@1 registered']);
    });

    it('stand below each API that they consume, with that contract alone', () => {
        assert.deepEqual(arranged(clients({ 'A@1': ['declared', 'X/One@1', 'X/Two@1'], 'B@1': ['declared', 'X/Two@1'] }), 'api'), [
            'consumed-api X/One@1', '  version Inc/A@1 declared', '    contract X/One@1 declared',
            'consumed-api X/Two@1', '  version Inc/A@1 declared', '    contract X/Two@1 declared', '  version Inc/B@1 declared', '    contract X/Two@1 declared'
        ]);
    });

    it('have the newest version first where that is wanted; 10 is newer than 9', () => {
        const all = clients({ 'Shop@9.0': 'declared', 'Shop@10.0': 'declared' });
        assert.deepEqual(arranged(all, 'organization', 'newest').filter(line => line.includes('version')), ['    version 10.0 declared', '    version 9.0 declared']);
    });

    it('have ids of their own, whatever they are grouped by', () => {
        const all = clients({ 'A@1': ['declared', 'X/One@1', 'X/Two@1'], 'B@1': ['changed', 'X/Two@1'] });
        for (const grouping of ['organization', 'state', 'api', 'none'] as const) {
            const ids: string[] = [];
            const collect = ({ line, below }: LineNode) => { ids.push(line.id); below?.().forEach(collect); };
            clientLines(all, { grouping, order: 'name' }).forEach(collect);
            assert.equal(new Set(ids).size, ids.length, grouping);
        }
    });
});

describe('the filter of a view', () => {
    const all = clientLines(clients({ 'Shop@1.0': 'retired', 'Shop@2.0': 'registered' }), { grouping: 'organization', order: 'name' });
    const shown = (words: string, ...states: ClientState[]) => text(filtered(all, { words, states })).map(line => line.trim());

    it('leaves what has the words, with what is above and below of it', () => {
        assert.deepEqual(shown('shop@2'), ['organization Inc', 'client Shop', 'version 2.0 registered', 'contract A/B@1.0 registered']);
        assert.deepEqual(shown('  INC gold 2.0 '), ['organization Inc', 'client Shop', 'version 2.0 registered', 'contract A/B@1.0 registered']);
        assert.deepEqual(shown('inc').length, 6);
        assert.deepEqual(shown('nothing'), []);
    });

    it('leaves versions in the states that are wanted, and no organization without one', () => {
        assert.deepEqual(shown('', 'retired'), ['organization Inc', 'client Shop', 'version 1.0 retired', 'contract A/B@1.0 retired']);
        assert.deepEqual(shown('shop', 'changed'), []);
        assert.deepEqual(shown('', 'retired', 'registered').length, 6);
    });

    it('leaves of a version the contracts that have the words', () => {
        const two = clientLines(clients({ 'A@1': ['declared', 'X/One@1', 'X/Two@1'] }), { grouping: 'none', order: 'name' });
        assert.deepEqual(text(filtered(two, { words: 'one', states: [] })), ['version Inc/A@1 declared', '  contract X/One@1 declared']);
    });

    it('counts each version once', () => {
        const twice = clientLines(clients({ 'A@1': ['declared', 'X/One@1', 'X/Two@1'] }), { grouping: 'api', order: 'name' });
        assert.equal(versionsIn(twice).size, 1);
    });
});

describe('the lines of APIs', () => {
    const version = (key: string, more: Partial<MyApiVersion> = {}): MyApiVersion => ({ key, version: key.split('@')[1]!, state: 'published', access: 'private', plans: [], consumers: [], ...more });
    const apis: MyApis = { organizations: [{ name: 'Acme', project: 'file:///shop', apis: [
        { name: 'Orders', versions: [version('Acme/Orders@1.0', {
            plans: [{ plan: 'Acme/Gold@1.0', approval: true }, { plan: 'Acme/Free@1.0', approval: false }],
            consumers: [{ client: 'Inc/Shop@1', plan: 'Gold', state: 'registered' }, { client: 'Inc/Old@1', plan: 'Gone', state: 'broken' }]
        }), version('Acme/Orders@0.9', { state: 'retired' })] }
    ] }] };

    it('are organizations, APIs, versions, the plans they are offered through, and who consumes them', () => {
        assert.deepEqual(text(apiLines(apis, { grouping: 'organization', order: 'newest' })), [
            'organization Acme', '  api Orders', '    api-version 1.0 published', '      offer Gold@1.0', '        consumer Inc/Shop@1 registered', '      offer Free@1.0', '      consumer Inc/Old@1 broken',
            '    api-version 0.9 retired'
        ]);
    });

    it('are found by who consumes them, and grouped by state', () => {
        assert.deepEqual(text(filtered(apiLines(apis, { grouping: 'organization', order: 'name' }), { words: 'shop@1', states: [] })), [
            'organization Acme', '  api Orders', '    api-version 1.0 published', '      offer Gold@1.0', '        consumer Inc/Shop@1 registered'
        ]);
        assert.deepEqual(text(apiLines(apis, { grouping: 'state', order: 'name' })).filter(line => /^( {2})?\S/.test(line)), [
            'state published published', '  api-version Acme/Orders@1.0 published', 'state retired retired', '  api-version Acme/Orders@0.9 retired'
        ]);
    });
});

describe('the lines of Gateways', () => {
    const shop = { project: 'file:///shop', name: 'shop', environments: [{ name: 'local', active: true, protected: false, gateways: [{ standing: { address: 'local', local: true, state: 'stopped' as const } }] }] };

    it('are environments and their gateways, below projects only where there are several', () => {
        assert.deepEqual(text(gatewayLines([shop])), ['environment local', '  gateway local stopped']);
        assert.deepEqual(text(gatewayLines([shop, { ...shop, project: 'file:///other', name: 'other' }])), [
            'project shop', '  environment local', '    gateway local stopped', 'project other', '  environment local', '    gateway local stopped'
        ]);
    });
});
