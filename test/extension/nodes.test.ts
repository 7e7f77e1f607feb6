import assert from 'node:assert/strict';
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
