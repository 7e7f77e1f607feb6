import assert from 'node:assert/strict';
import { limitText } from '../../extension/features/client-page/limit-text.ts';
import { pageModel, sourcesOf } from '../../extension/features/client-page/page-model.ts';
import type { ClientPage, ContractTerms } from '../../language-server/protocol.ts';

const t = (message: string, ...blanks: (string | number)[]) => message.replaceAll(/\{(\d)\}/g, (_, index: string) => String(blanks[Number(index)]));
const at = (file: string, line: number) => ({ uri: `file:///shop/${file}`, range: { start: { line, character: 2 }, end: { line, character: 9 } } });
const contract: ContractTerms = {
    api: { key: 'Acme/Orders@1.0', title: 'Orders', source: at('acme.apim', 13) }, plan: { key: 'Acme/Gold@1.0', source: at('acme.apim', 4) }, state: 'registered', source: at('shopinc.apim', 5),
    approval: { given: true, approvers: [] }, limits: [{ limit: 10000, unit: 'requests', period: 'Day', granularity: 'Client' }], urls: ['https://g/Acme/Orders/1.0'], examplePath: '/orders', signIns: [{ scheme: 'basic', user: 'shop' }],
    chain: [
        { type: 'ApiKey', title: 'API Key', category: 'modification', origin: 'client', originKey: 'ShopInc/MobileShop@2.1', options: [], source: at('shopinc.apim', 6) },
        { type: 'RateLimiting', category: 'limiting', origin: 'plan', originKey: 'Acme/Gold@1.0', set: 'Limits', options: [{ name: 'limit', value: '10000' }] }
    ]
};
const client: ClientPage = {
    project: 'file:///shop', key: 'ShopInc/MobileShop@2.1', name: 'MobileShop', version: '2.1', title: 'Mobile shop', organization: { name: 'ShopInc' }, environment: { name: 'local', protected: false }, connection: 'connected',
    state: 'registered', source: at('shopinc.apim', 4), versions: [{ key: 'ShopInc/MobileShop@2.1', version: '2.1', state: 'registered' }], contracts: [contract], changes: { comparedWith: 'gateway', operations: [] }
};
const model = (more: Partial<ClientPage> = {}, trusted = true, canConnect = trusted) => pageModel({ ...client, ...more }, { t, language: 'en', trusted, canConnect, appearanceOf: state => ({ label: state, explanation: `It is ${state}`, badge: state[0]! }) });
const actions = (more: Partial<ClientPage>, trusted?: boolean) => model(more, trusted).actions.map(({ label, primary }) => `${label}${primary ? '!' : ''}`).join(' | ');

describe('the page of a client in words', () => {
    it('names client, organization and environment', () => {
        assert.equal(model().subtitle, 'Mobile shop · ShopInc · environment "local"');
        assert.equal(model({ organization: { name: 'ShopInc', title: 'Shop Inc.' }, environment: { name: 'production', protected: true } }).subtitle, 'Mobile shop · Shop Inc. · environment "production", protected');
    });

    it('offers what can be done in a state, and nothing that sends in Restricted Mode', () => {
        assert.equal(actions({ state: 'declared' }), 'Register…! | Preview | New Version… | Retire… | Go to Declaration | Contract Graph');
        assert.equal(actions({ state: 'changed' }), 'Register Again…! | Preview | New Version… | Retire… | Go to Declaration | Contract Graph');
        assert.equal(actions({ state: 'registered' }), 'Preview | New Version… | Retire… | Go to Declaration | Contract Graph');
        assert.equal(actions({ state: 'retired' }), 'New Version… | Go to Declaration | Contract Graph');
        assert.equal(actions({ state: 'broken' }), 'New Version… | Retire… | Go to Declaration | Contract Graph');
        assert.equal(actions({ state: 'changed' }, false), 'New Version… | Go to Declaration | Contract Graph');
        const inBrowser = model({ state: 'changed' }, true, false).actions.map(({ label }) => label);
        assert.deepEqual(inBrowser, ['New Version…', 'Retire…', 'Go to Declaration', 'Contract Graph']);
    });

    it('offers of a client that stands only at the gateway what makes source of it, and says that little is known', () => {
        const only: ContractTerms = { api: { key: 'Acme/Orders@1.0' }, plan: { key: 'Gold' }, state: 'gateway-only', limits: [], urls: [], examplePath: '', signIns: [], chain: [] };
        assert.equal(actions({ state: 'gateway-only' }), 'Import from Gateway…! | Contract Graph');
        assert.equal(actions({ state: 'gateway-only' }, false), 'Contract Graph');
        const { changes, apiKey, contracts: [shown] } = model({ state: 'gateway-only', contracts: [only] });
        assert.equal(changes.nothing, 'Nothing: what is declared nowhere stays at the gateway as it is.');
        assert.equal(apiKey.available, true);
        const unknown = 'Not known: the contract is declared nowhere.';
        assert.deepEqual([shown?.approval, shown?.limits, shown?.noChain, shown?.canSend], [unknown, [unknown], unknown, false]);
    });

    it('says who changed it, and where it is registered instead', () => {
        assert.equal(model({ state: 'changed', changedBy: 'gateway' }).state.explanation, 'Changed at the gateway by somebody else');
        assert.equal(model({ state: 'declared', elsewhere: ['production'] }).state.explanation, 'Registered in production only');
        assert.equal(model().state.explanation, 'It is registered');
    });

    it('says what registering would change, or that nothing would', () => {
        assert.equal(model().changes.nothing, 'Nothing.');
        assert.equal(model({ state: 'broken' }).changes.nothing, 'It cannot be registered: see the problems of its declaration.');
        const compared = (connection: ClientPage['connection']) => model({ connection, changes: { comparedWith: 'record', operations: [] } }).changes.compared;
        assert.match(compared('asking'), /; the gateway is being asked\.$/);
        assert.match(compared('unreachable'), /: the gateway cannot be reached\.$/);
        const { changes } = model({ connection: 'not-asked', changes: { comparedWith: 'record', operations: [{ kind: 'publish', entity: 'Acme/Orders@1.0', changes: [] }, { kind: 'register', entity: client.key, changes: [{ path: 'plan', before: '"Gold"' }] }] } });
        assert.deepEqual(changes, {
            compared: 'Compared with the record of the last registration. Preview asks the gateway.', nothing: undefined,
            operations: [{ text: 'Publishes Acme/Orders@1.0', changes: [] }, { text: 'Registers ShopInc/MobileShop@2.1', changes: [{ path: 'plan', before: '"Gold"', after: '–' }] }]
        });
    });

    it('shows a contract with its approval, and whom to ask for one', () => {
        const shown = (more: Partial<ContractTerms>) => model({ contracts: [{ ...contract, ...more }] }).contracts[0]!;
        assert.equal(shown({}).approval, 'Given');
        assert.equal(shown({ approval: { given: false, approvers: ['a@acme.example', 'b@acme.example'] } }).approval, 'Awaited from a@acme.example, b@acme.example');
        assert.deepEqual(shown({}).limits, ['10,000 requests per day, counted for each client']);
        assert.deepEqual(shown({ limits: [], chain: [] }).limits, ['None']);
        assert.deepEqual(shown({ limits: [] }).limits, ['RateLimiting'], 'a limit of a type that is not known here is not none');
        assert.deepEqual([shown({ urls: [] }).examples, shown({ urls: [] }).canStartGateway, shown({}).canStartGateway], [[], true, false]);
        assert.match(shown({}).examples[0]!, /^curl https:\/\/g\/Acme\/Orders\/1\.0\/orders /);
        assert.deepEqual(shown({}).chain.map(({ title, origin, source }) => [title, origin, source?.text]), [['API Key', 'from the client', 'shopinc.apim:7'], ['RateLimiting', 'from the plan Acme/Gold@1.0, by the group Limits', undefined]]);
    });

    it('offers a key only where there may be one, and calls only where there is one', () => {
        const offered = (more: Partial<ClientPage>, trusted?: boolean) => { const { apiKey, contracts } = model(more, trusted); return [apiKey.available, contracts[0]!.canSend, apiKey.manageTrust]; };
        assert.deepEqual(offered({}), [true, true, false]);
        assert.deepEqual(offered({ state: 'changed' }), [true, true, false]);
        for (const state of ['declared', 'retired', 'broken'] as const) assert.deepEqual(offered({ state, contracts: [{ ...contract, state }] }), [false, false, false]);
        assert.deepEqual(offered({ state: 'awaiting-approval' }), [true, true, false], 'it was registered for another contract');
        assert.deepEqual(offered({}, false), [false, false, true]);
        assert.deepEqual([model({}, true, false).apiKey, model({}, true, false).contracts[0]!.canSend], [{ explanation: 'No key can be read from here: the gateway is out of reach.', available: false, manageTrust: false }, false], 'in the browser');
    });

    it('opens only places that it was told of', () => {
        const places = sourcesOf(client);
        const named = [...JSON.stringify(model()).matchAll(/"source":"([^"]+)"/g)].map(([, name]) => name!);
        assert.deepEqual([...new Set(named)].toSorted(), [...places.keys()].filter(name => name !== 'file:///shop/shopinc.apim#4:2').toSorted());
    });
});

describe('a limit in words', () => {
    const text = (unit: 'requests' | 'bytes', limit: number, more: { direction?: string; granularity?: string; period?: string } = {}) => limitText({ limit, unit, period: 'Month', granularity: 'Ip', ...more }, t, 'en');
    it('counts requests and sizes', () => {
        assert.equal(text('requests', 1), '1 request per month, counted for each address');
        assert.equal(text('bytes', 10 * 1024 ** 2, { direction: 'both' }), '10 MB sent and received per month, counted for each address');
        assert.equal(text('bytes', 1536, { direction: 'upload', granularity: 'Api', period: 'Second' }), '1.5 KB sent per second, counted for the API as a whole');
    });
});
