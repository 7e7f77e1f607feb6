import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as protocol from '../../language-server/protocol.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';
import { ServerClient } from './server-client.ts';

const shop = join(import.meta.dirname, '../../samples/shop');
const files = Object.fromEntries(['acme.apim', 'shopinc.apim', 'parameters.apim', 'apim.yaml'].map(name => [name, readFileSync(join(shop, name), 'utf8')]));

describe('the views of a window', () => {
    let client: ServerClient;
    let gateway: StubGateway | undefined;
    let since: number | undefined;

    afterEach(async () => {
        await client.stop();
        await gateway?.stop();
        gateway = undefined;
        since = undefined;
    });

    async function start(more: Record<string, string> = {}, environment: Record<string, string> = { APIM_SECRET_SHOPPASSWORD: 'canary-4711' }): Promise<void> {
        client = await ServerClient.start({ ...files, ...more }, { machine: { environment: { PATH: process.env['PATH'], ...environment } } });
        await client.connection.sendNotification(protocol.SessionNotification, { trusted: true, user: 'anna@shop.example' });
    }

    async function lines(query: Partial<protocol.ViewLinesParams>): Promise<protocol.ViewLines> {
        const answer = await client.connection.sendRequest(protocol.ViewLinesRequest, {
            view: 'clients', showAll: false, grouping: 'organization', order: 'name', words: '', states: [], below: [], ...since === undefined ? {} : { since }, ...query
        });
        since = answer.revision;
        return answer;
    }

    const shown = ({ splices }: protocol.ViewLines) => Object.values(splices).flatMap(splice => splice.lines).map(({ kind, label, state }) => `${kind} ${label}${state ? ` ${state}` : ''}`);

    it('tell what differs and nothing else', async () => {
        await start();
        const first = await lines({ below: [''] });
        assert.ok(shown(first).includes('version 2.1 declared'), shown(first).join('\n'));
        assert.deepEqual([first.counts, first.environment, first.isEmpty], [{ all: 3, shown: 3, waiting: 2 }, 'local', false]);
        assert.deepEqual((await lines({})).splices, {});
        await client.open('shopinc.apim', files['shopinc.apim']!);
        await lines({});
        await client.edit('shopinc.apim', 2, files['shopinc.apim']!, '"Mobile shop"', '"The shop"');
        const [edited] = Object.values((await lines({})).splices);
        assert.deepEqual([edited?.removed, edited?.lines.map(({ label, title }) => `${label} ${title}`)], [1, ['2.1 The shop']]);
    });

    it('show APIs with the plans that they are offered through, and gateways with their environments', async () => {
        await start();
        const apis = await lines({ view: 'apis', below: [''] });
        assert.ok(shown(apis).includes('api-version 1.0 declared'), shown(apis).join('\n'));
        const version = Object.values(apis.splices).flatMap(splice => splice.lines).find(({ key }) => key === 'Acme/Orders@1.0')!;
        const below = await lines({ view: 'apis', below: [version.id], since: apis.revision });
        assert.deepEqual(shown(below).filter(line => line.startsWith('offer')).length > 0, true, shown(below).join('\n'));
        since = undefined;
        assert.deepEqual(shown(await lines({ view: 'gateways', below: [''] })), ['environment local', 'environment production', 'gateway local stopped', 'gateway gateway.acme.example:8081 not-asked']);
    });

    it('find the line of what is declared at a position', async () => {
        await start();
        const text = files['shopinc.apim']!;
        const at = (word: string) => ({ line: text.slice(0, text.indexOf(word)).split('\n').length - 1, character: 4 });
        const views = (['clients', 'apis'] as const).map(view => ({ view, showAll: false, grouping: 'organization' as const, order: 'name' as const, words: '', states: [] }));
        const path = async (name: string, position: { line: number; character: number }) => client.connection.sendRequest(protocol.ViewPathRequest, { uri: client.uri(name), position, views });
        const found = await path('shopinc.apim', at('client MobileShop@2.1'));
        assert.deepEqual([found?.view, found?.ids.map(id => id.slice(id.indexOf('#') + 1))], ['clients', ['ShopInc', 'ShopInc/MobileShop', 'ShopInc/MobileShop@2.1']]);
        const contract = await path('shopinc.apim', at('contract Acme/Orders@1.0'));
        assert.match(contract?.ids.at(-1) ?? '', / Acme\/Orders@1\.0$/);
        const inOneLine = at('client BackOffice@1.0').line;
        assert.match((await path('shopinc.apim', { line: inOneLine, character: 4 }))?.ids.at(-1) ?? '', /BackOffice@1\.0$/);
        assert.match((await path('shopinc.apim', { line: inOneLine, character: 40 }))?.ids.at(-1) ?? '', /BackOffice@1\.0 Acme\/Orders@1\.0$/);
        const api = files['acme.apim']!.split('\n').findIndex(line => line.includes('api Orders@1.0'));
        assert.equal((await path('acme.apim', { line: api, character: 30 }))?.view, 'apis');
        assert.equal(await path('parameters.apim', { line: 0, character: 0 }), null);
    });

    it('compare what is typed with what the gateway held: it is not asked again before somebody wants it', async () => {
        gateway = await startStubGateway();
        await start({ 'apim.yaml': `environments:\n  test:\n    gateway: { url: "${gateway.url}" }\n    parameters: { ordersHost: "https://orders.example" }\n` });
        assert.equal((await lines({ below: [''] })).connection, 'not-asked');
        assert.deepEqual(gateway.requests, []);
        const connected = await lines({ connect: true });
        assert.equal(connected.connection, 'connected');
        const asked = gateway.requests.length;
        assert.ok(asked > 0);
        await client.open('shopinc.apim', files['shopinc.apim']!);
        await client.edit('shopinc.apim', 2, files['shopinc.apim']!, '"Mobile shop"', '"The shop"');
        assert.equal((await lines({})).connection, 'connected');
        since = undefined;
        assert.match(shown(await lines({ view: 'gateways', below: [''] })).at(-1) ?? '', /^gateway 127\.0\.0\.1:\d+ connected$/);
        assert.equal(gateway.requests.length, asked);
        await lines({ connect: true, view: 'clients' });
        assert.ok(gateway.requests.length > asked);
    });

    it('ask for no secret that only a registration sends', async () => {
        const environment = (url: string) => `environments:\n  test:\n    gateway: { url: "${url}", auth: { type: basic, username: admin } }\n    parameters: { ordersHost: "https://orders.example" }\n`;
        gateway = await startStubGateway();
        await start({ 'apim.yaml': environment(gateway.url) }, {});
        const asked: string[] = [];
        client.connection.onRequest(protocol.SecretRequest, ({ kind, name }) => { asked.push(`${kind} ${name}`); return { value: 'canary-4711' }; });
        assert.equal((await lines({ connect: true })).connection, 'connected');
        assert.ok(asked.length === 1 && asked[0]?.startsWith('gateway-password '), asked.join());
    });

    it('tell why a gateway does not answer, and connect to nothing in Restricted Mode', async () => {
        await start({ 'apim.yaml': 'environments:\n  test:\n    gateway: { url: "http://127.0.0.1:9" }\n    parameters: { ordersHost: "https://orders.example" }\n' });
        const { gateways: [told] } = await client.connection.sendRequest(protocol.ConnectGatewaysRequest, {});
        assert.equal(told?.state, 'unreachable');
        assert.match(told?.failure ?? '', /127\.0\.0\.1:9/);
        const [gatewayLine] = Object.values((await lines({ view: 'gateways', below: [''] })).splices).flatMap(splice => splice.lines).filter(({ kind }) => kind === 'gateway');
        assert.equal(gatewayLine?.gateway?.failure, told?.failure);
        await client.connection.sendNotification(protocol.SessionNotification, { trusted: false, user: 'anna@shop.example' });
        await assert.rejects(client.connection.sendRequest(protocol.ConnectGatewaysRequest, {}), /Restricted Mode/);
        await assert.rejects(lines({ connect: true }), /Restricted Mode/);
    });
});
