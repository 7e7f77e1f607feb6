import assert from 'node:assert/strict';
import { countVersions, filtered } from '../../extension/features/my-clients/filter.ts';
import { nodesOf, reconcile, type ClientNode } from '../../extension/features/my-clients/nodes.ts';
import type { ClientState, MyClients } from '../../language-server/protocol.ts';

describe('the lines of My Clients', () => {
    it('are organizations, clients, versions and contracts', () => {
        assert.equal(text(nodesOf(clients({ 'Shop@1.0': 'declared', 'Shop@2.0': 'registered' }))), [
            'organization Inc', '  client Shop', '    version 1.0 declared', '      contract A/B@1.0 declared', '    version 2.0 registered', '      contract A/B@1.0 registered',
        ].join('\n'));
    });

    it('keep their identity, and only those that differ are drawn again', () => {
        const shown = nodesOf(clients({ 'Shop@1.0': 'declared', 'Shop@2.0': 'registered' }));
        const versions = shown[0]!.children[0]!.children;
        const next = clients({ 'Shop@1.0': 'registered', 'Shop@2.0': 'registered' });
        assert.deepEqual(reconcile(shown, nodesOf(next)), [versions[0]]);
        assert.equal(shown[0]!.children[0]!.children, versions);
        assert.equal(text(shown), text(nodesOf(next)));
        assert.deepEqual(reconcile(shown, nodesOf(next)), []);
    });

    it('are drawn again below the client that has another version', () => {
        const shown = nodesOf(clients({ 'Shop@1.0': 'declared' }));
        const client = shown[0]!.children[0]!;
        const next = clients({ 'Shop@1.0': 'declared', 'Shop@2.0': 'declared' });
        assert.deepEqual(reconcile(shown, nodesOf(next)), [client]);
        assert.equal(text(shown), text(nodesOf(next)));
    });

    it('are all drawn again where an organization came or went', () => {
        const shown = nodesOf(clients({ 'Shop@1.0': 'declared' }));
        assert.equal(reconcile(shown, []), 'all');
        assert.deepEqual(shown, []);
    });
});

describe('the filter of My Clients', () => {
    const all = nodesOf(clients({ 'Shop@1.0': 'retired', 'Shop@2.0': 'registered' }));
    const shown = (words: string, ...states: ClientState[]) => text(filtered(all, { words, states })).split('\n').map(line => line.trim());

    it('leaves what has the words, with what is above and below of it', () => {
        assert.deepEqual(shown('shop@2'), ['organization Inc', 'client Shop', 'version 2.0 registered', 'contract A/B@1.0 registered']);
        assert.deepEqual(shown('  INC gold 2.0 '), ['organization Inc', 'client Shop', 'version 2.0 registered', 'contract A/B@1.0 registered']);
        assert.deepEqual(shown('inc').length, 6);
        assert.deepEqual(shown('nothing'), ['']);
    });

    it('leaves versions in the states that are wanted', () => {
        assert.deepEqual(shown('', 'retired'), ['organization Inc', 'client Shop', 'version 1.0 retired', 'contract A/B@1.0 retired']);
        assert.deepEqual(shown('shop', 'changed'), ['']);
        assert.deepEqual(shown('', 'retired', 'registered').length, 6);
    });

    it('changes nothing of what it was given, and counts versions', () => {
        const before = text(all);
        filtered(all, { words: '2.0', states: [] })[0]!.children.length = 0;
        assert.equal(text(all), before);
        assert.deepEqual([countVersions(all), countVersions(filtered(all, { words: '2.0', states: [] }))], [2, 1]);
    });
});

function clients(versions: Record<string, ClientState>): MyClients {
    return {
        connection: 'connected', hidden: { count: 0, hint: '' },
        organizations: [{
            name: 'Inc', project: 'file:///shop',
            clients: [{
                name: 'Shop',
                versions: Object.entries(versions).map(([key, state]) => ({
                    key: `Inc/${key}`, version: key.split('@')[1]!, state, contracts: [{ api: 'A/B@1.0', plan: 'Gold', state }],
                })),
            }],
        }],
    };
}

function text(nodes: ClientNode[], indent = ''): string {
    return nodes.flatMap(node => [`${indent}${node.kind} ${node.label}${node.state ? ` ${node.state}` : ''}`, ...node.children.length ? [text(node.children, `${indent}  `)] : []]).join('\n');
}
