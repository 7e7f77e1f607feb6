import assert from 'node:assert/strict';
import * as protocol from '../../language-server/protocol.ts';
import { ServerClient } from './server-client.ts';

const source = `organization Acme {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10 granularity: Client period: Minute } }
  locked plan Trial@1.0 { policy RateLimiting { limit: 1 granularity: Client period: Minute } }
  published api Orders@1.0 { endpoint: "https://orders.example" offers Gold@1.0 offers Trial@1.0 }
  published api Stock@1.0 { endpoint: "https://stock.example" offers Gold@1.0 }
  published public api Catalog@1.0 { endpoint: "https://catalog.example" }
}
organization Shop {
  client Mobile@1.0 { contract Acme/Orders@1.0 via Gold contract Acme/Stock@1.0 via Gold }
  client Desk@1.0 { contract Acme/Orders@1.0 via Trial }
}
organization Bank { client Ledger@1.0 { contract Acme/Orders@1.0 via Gold } }
`;

describe('what hangs on something', () => {
    let server: ServerClient;
    afterEach(() => server.stop());

    async function impactOn(name: string): Promise<protocol.ContractImpact> {
        const { impact } = await server.connection.sendRequest(protocol.ContractGraphRequest, { showAll: false, around: [name] });
        assert.ok(impact);
        return impact;
    }
    const contracts = ({ contracts: all }: protocol.ContractImpact) => all.map(({ client, api, plan }) => `${client} → ${api} via ${plan}`);

    it('is said of a plan with all its contracts, whatever the API, and of an API with all its plans', async () => {
        server = await ServerClient.start({ 'a.apim': source });
        const gold = await impactOn('Acme/Gold@1.0');
        assert.deepEqual([gold.about, contracts(gold), gold.organizations], ['plan', [
            'Bank/Ledger@1.0 → Acme/Orders@1.0 via Acme/Gold@1.0', 'Shop/Mobile@1.0 → Acme/Orders@1.0 via Acme/Gold@1.0', 'Shop/Mobile@1.0 → Acme/Stock@1.0 via Acme/Gold@1.0'
        ], ['Bank', 'Shop']]);
        assert.deepEqual(gold.clients.map(({ key, state }) => `${key} ${state}`), ['Bank/Ledger@1.0 declared', 'Shop/Mobile@1.0 declared']);
        const orders = await impactOn('Acme/Orders@1.0');
        assert.deepEqual([orders.about, orders.clients.map(({ key }) => key)], ['api', ['Bank/Ledger@1.0', 'Shop/Desk@1.0', 'Shop/Mobile@1.0']]);
        assert.deepEqual(contracts(await impactOn('Shop/Mobile@1.0')), contracts(gold).filter(contract => contract.startsWith('Shop/Mobile')));
        assert.deepEqual((await impactOn('Acme/Catalog@1.0')).contracts, []);
        const bank = await impactOn('Bank');
        assert.deepEqual([bank.about, contracts(bank)], ['organization', ['Bank/Ledger@1.0 → Acme/Orders@1.0 via Acme/Gold@1.0']]);
        assert.equal((await server.connection.sendRequest(protocol.ContractGraphRequest, { showAll: false })).impact, undefined);
    });

    it('has to be registered again as far as it stands at the gateway', async () => {
        server = await ServerClient.start({ 'a.apim': source, 'apim.yaml': 'environments: { local: { gateway: local } }\n' });
        await server.connection.sendNotification(protocol.SessionNotification, { trusted: true, user: undefined });
        assert.deepEqual((await impactOn('Acme/Gold@1.0')).registerAgain, []);
        await server.connection.sendRequest(protocol.StartLocalGatewayRequest, {});
        try {
            assert.equal((await server.connection.sendRequest(protocol.RegisterRequest, { clients: ['Shop/Mobile@1.0'] })).outcome, 'done');
            assert.deepEqual((await impactOn('Acme/Gold@1.0')).registerAgain, ['Shop/Mobile@1.0']);
            assert.deepEqual((await impactOn('Acme/Stock@1.0')).registerAgain, ['Shop/Mobile@1.0']);
            assert.equal((await impactOn('Acme/Gold@1.0')).locked, true);
            // It is so: a policy of the API is changed, and the client has to be registered again.
            await server.watched({ name: 'a.apim', type: 2, text: source.replace('"https://stock.example"', '"https://stock.example" policy LogHeaders') });
            const { operations } = await server.connection.sendRequest(protocol.PlanRequest, { clients: ['Shop/Mobile@1.0'] });
            assert.deepEqual(operations.map(({ kind, entity }) => `${kind} ${entity}`).filter(line => line.startsWith('register')), ['register Shop/Mobile@1.0']);
        } finally {
            await server.connection.sendRequest(protocol.StopLocalGatewayRequest, {});
        }
    });

    it('is said where nobody could read a picture, and found by a position in the source', async () => {
        const many = Array.from({ length: 401 }, (_, index) => `  client C${index}@1.0 { contract Acme/Stock@1.0 via Gold }\n`).join('');
        server = await ServerClient.start({ 'a.apim': source, 'b.apim': `organization Many {\n${many}}\n` });
        const { svg, impact } = await server.connection.sendRequest(protocol.ContractGraphRequest, { showAll: false, around: ['Acme/Stock@1.0'] });
        assert.deepEqual([svg, impact?.contracts.length], [undefined, 402]);
        const at = (line: number, character: number) => server.connection.sendRequest(protocol.ElementAtRequest, { uri: server.uri('a.apim'), position: { line, character } });
        assert.deepEqual([(await at(1, 40))?.key, (await at(8, 30))?.key, (await at(0, 3))?.key, await at(99, 0)], ['Acme/Gold@1.0', 'Shop/Mobile@1.0', 'Acme', null]);
    });
});
