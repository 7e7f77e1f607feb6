import assert from 'node:assert/strict';
import { LSPErrorCodes, type ResponseError } from 'vscode-languageserver/node';
import * as protocol from '../../language-server/protocol.ts';
import { ServerClient } from './server-client.ts';

const source = 'organization Shop { client Mobile@1.0 { } }\n';
/** Everything that takes a gateway, a process or a disk. */
const reaching: Record<string, (connection: ServerClient['connection']) => Promise<unknown>> = {
    plan: connection => connection.sendRequest(protocol.PlanRequest, {}),
    register: connection => connection.sendRequest(protocol.RegisterRequest, {}),
    connect: connection => connection.sendRequest(protocol.ConnectGatewaysRequest, {}),
    'read a key': connection => connection.sendRequest(protocol.ApiKeyRequest, { client: 'Shop/Mobile@1.0' }),
    'send a test request': connection => connection.sendRequest(protocol.TestCallRequest, { client: 'Shop/Mobile@1.0', api: 'Shop/Orders@1.0' }),
    import: connection => connection.sendRequest(protocol.FindAtGatewayRequest, {}),
    'start a gateway': connection => connection.sendRequest(protocol.StartLocalGatewayRequest, {}),
    'put the clock forward': connection => connection.sendRequest(protocol.AdvanceLocalGatewayClockRequest, { milliseconds: 1 }),
    restore: connection => connection.sendRequest(protocol.RestoreRequest, { file: 'x.json' })
};

describe('a server without a way to gateways, as in a browser,', () => {
    let client: ServerClient;
    before(async () => {
        client = await ServerClient.start({ 'shop.apim': source }, { machine: { gateways: undefined as never }, initialize: { initializationOptions: { session: { trusted: true } } } });
    });
    after(() => client.stop());

    for (const [what, ask] of Object.entries(reaching)) {
        it(`refuses to ${what}, and says what to do instead`, async () => {
            await assert.rejects(ask(client.connection), ({ code, message }: ResponseError) => {
                assert.equal(code, LSPErrorCodes.RequestFailed);
                assert.equal(message, 'In the browser no gateway can be reached and no program be started: open the project in VS Code on a machine, or run `apim` in its folder.');
                return true;
            });
        });
    }

    it('answers all the rest', async () => {
        const { connection } = client;
        assert.deepEqual(await connection.sendRequest(protocol.RemovalsRequest, {}), { removals: [] });
        assert.equal((await connection.sendRequest(protocol.ViewLinesRequest, { view: 'gateways', showAll: false, grouping: 'organization', order: 'name', words: '', states: [], below: [''] })).connection, 'not-asked');
        assert.equal((await connection.sendRequest(protocol.MyClientsRequest, { showAll: false })).organizations.length, 1);
        assert.match((await connection.sendRequest(protocol.CompiledDocumentRequest, {})).text, /"clients": \[\]/);
        assert.deepEqual(client.log, []);
    });
});
