import assert from 'node:assert/strict';
import * as protocol from '../../../language-server/protocol.ts';
import type { Workplace } from '../../support/apim.ts';
import { projectFileFor, registerShop, startGatewayOfItsOwn, type GatewayPlace } from '../../support/gateway-of-its-own.ts';
import { ServerClient } from '../server-client.ts';

const canary = 'canary-0577';

describe('the messages of an import', () => {
    let gateway: GatewayPlace;
    let origin: Workplace;
    let server: ServerClient;

    before(async () => {
        gateway = await startGatewayOfItsOwn();
        origin = await registerShop(gateway, canary);
    });
    afterEach(() => server.stop());
    after(async () => {
        origin.remove();
        await gateway.stop();
    });

    async function start(files: Record<string, string> = {}, trusted = true): Promise<void> {
        server = await ServerClient.start({ 'apim.yaml': projectFileFor(gateway), ...files }, { machine: { environment: { PATH: process.env['PATH'], APIM_PASSWORD_TEST: gateway.password } } });
        await server.connection.sendNotification(protocol.SessionNotification, { trusted, user: 'carl@else.example' });
    }

    it('answer with what is there, then with the files, and with the secrets once; no other answer holds one', async () => {
        await start();
        const found = await server.connection.sendRequest(protocol.FindAtGatewayRequest, {});
        assert.deepEqual(found, {
            environment: 'test', unread: [],
            elements: ['api Acme/Catalog@1.0', 'api Acme/Orders@1.0', 'client ShopInc/BackOffice@1.0', 'client ShopInc/MobileShop@2.1'].map(text => ({ kind: text.split(' ')[0], key: text.split(' ')[1], declared: false }))
        });
        const { files, imported, findings, secrets, errors } = await server.connection.sendRequest(protocol.ImportRequest, { elements: ['client:ShopInc/MobileShop@2.1'] });
        assert.deepEqual(imported, ['plan:Acme/Gold@1.0', 'api:Acme/Orders@1.0', 'client:ShopInc/MobileShop@2.1']);
        assert.deepEqual(files.map(({ uri, before }) => [uri, before]), [[server.uri('acme.apim'), undefined], [server.uri('shopinc.apim'), undefined]]);
        assert.deepEqual([findings, secrets, errors], [[], ['ordersPassword'], []]);
        assert.doesNotMatch(server.wire, new RegExp(canary));
        const kept = await server.connection.sendRequest(protocol.ImportedSecretsRequest, {});
        assert.deepEqual(kept.secrets.map(({ question: { kind, environment, name, origin: where }, value }) => [kind, environment, name, where, value]), [['secret-parameter', 'test', 'ordersPassword', new URL(gateway.url).origin, canary]]);
        assert.deepEqual(await server.connection.sendRequest(protocol.ImportedSecretsRequest, {}), { secrets: [] });
    });

    it('forget what was read, its secrets too, where the import ends without them', async () => {
        await start();
        await server.connection.sendRequest(protocol.FindAtGatewayRequest, {});
        await server.connection.sendRequest(protocol.ImportRequest, { elements: ['client:ShopInc/MobileShop@2.1'] });
        await server.connection.sendNotification(protocol.ForgetImportNotification, {});
        await assert.rejects(server.connection.sendRequest(protocol.ImportRequest, { elements: [] }), /Nothing was read from a gateway yet/);
        assert.deepEqual(await server.connection.sendRequest(protocol.ImportedSecretsRequest, {}), { secrets: [] });
        assert.doesNotMatch(server.wire, new RegExp(canary));
    });

    it('read from the environment that was chosen, and refuse one that does not exist', async () => {
        await start();
        await assert.rejects(server.connection.sendRequest(protocol.FindAtGatewayRequest, { environment: 'nowhere' }), { message: "There is no environment 'nowhere': there is test." });
    });

    it('leave out what only members of an organization see', async () => {
        await start({ 'shop.apim': 'organization ShopInc {\n  member "anna@shop.example" as editor\n}\n' });
        const { elements } = await server.connection.sendRequest(protocol.FindAtGatewayRequest, {});
        assert.deepEqual(elements.map(({ key }) => key), ['Acme/Catalog@1.0', 'Acme/Orders@1.0']);
    });

    it('are refused in Restricted Mode, and before anything was read', async () => {
        await start({}, false);
        await assert.rejects(server.connection.sendRequest(protocol.FindAtGatewayRequest, {}), /Restricted Mode/);
        await assert.rejects(server.connection.sendRequest(protocol.ImportedSecretsRequest, {}), /Restricted Mode/);
        await assert.rejects(server.connection.sendRequest(protocol.ImportRequest, { elements: [] }), /Nothing was read from a gateway yet/);
    });
});
