import assert from 'node:assert/strict';
import { gatewayClients } from '../../registration/gateway-client.ts';
import { readInventory, type InventoryOptions } from '../../registration/inventory.ts';
import { realWorld } from '../../registration/world.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';
import { api, client, limit } from './compiled.ts';

describe('the inventory of a gateway', () => {
    const world = realWorld();
    let gateway: StubGateway;
    const lists = new Map<string, string>();

    beforeEach(async () => {
        lists.clear();
        gateway = await startStubGateway(({ method, url = '' }, response) => {
            const body = method === 'GET' && /^\/organizations(\/[^/]+\/(apis|clients)(\/[^/]+\/versions)?)?$/.test(url) ? lists.get(url) ?? '500' : undefined;
            if (body === undefined) return false;
            response.writeHead(body === '500' ? 500 : 200, { 'content-type': 'application/json' }).end(body === '500' ? '' : body);
            return true;
        });
        const orders = api('Acme/Orders@1.0');
        const shop = client('ShopInc/Shop@1.0', { 'Acme/Orders@1.0': [limit(1)] });
        gateway.held.set('/organizations/Acme/apis/Orders/versions/1.0', JSON.stringify(orders));
        gateway.held.set('/organizations/ShopInc/clients/Shop/versions/1.0', JSON.stringify({ ...shop, apiKey: 'canary-key' }));
    });
    afterEach(() => gateway.stop());
    after(() => world.close());

    async function read(options: InventoryOptions = {}) {
        const result = await readInventory(gatewayClients({ environment: 'test', gateways: [{ url: gateway.url, local: false }] }, world), options);
        assert.ok(result.ok, JSON.stringify(result));
        assert.doesNotMatch(JSON.stringify(result.value.document.reveal()), /canary-key|apiKey/);
        assert.equal(JSON.stringify(result.value.document), '"(secret)"');
        return { ...result.value, unread: result.value.unread.map(sentence => sentence.replaceAll(gateway.url, 'G')) };
    }

    it('reads list by list; an organization that is null is said and passed over', async () => {
        for (const [path, body] of [['', '["Acme",null,"ShopInc"]'], ['/Acme/apis', '["Orders"]'], ['/Acme/apis/Orders/versions', '["1.0"]'], ['/Acme/clients', '[]'], ['/ShopInc/apis', '[]'], ['/ShopInc/clients', '["Shop"]'], ['/ShopInc/clients/Shop/versions', '["1.0"]']]) lists.set(`/organizations${path}`, body ?? '');
        const { apis, clients, unread } = await read();
        assert.deepEqual([apis, clients, unread], [['Acme/Orders@1.0'], ['ShopInc/Shop@1.0'], ['G cannot list its organizations completely: what is missing there was not found.']]);
    });

    it('finds behind broken lists what is known from elsewhere, and what that consumes', async () => {
        lists.set('/organizations', '["ShopInc"]');
        const { apis, clients, unread } = await read({ known: { apis: [], clients: ['ShopInc/Shop@1.0'] } });
        assert.deepEqual([apis, clients], [['Acme/Orders@1.0'], ['ShopInc/Shop@1.0']]);
        assert.deepEqual(unread, ['G cannot list the APIs of ShopInc: what is missing there was not found.', 'G cannot list the clients of ShopInc: what is missing there was not found.']);
    });
});
