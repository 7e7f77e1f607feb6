import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { HoverRequest } from 'vscode-languageserver/node';
import * as protocol from '../../language-server/protocol.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';
import { ServerClient } from './server-client.ts';

const shop = join(import.meta.dirname, '../../samples/shop');
const password = `canary-password-"\\&ü-${randomUUID()}`;
const parameter = `canary-parameter-"\\&ü-${randomUUID()}`;

/** Whatever the server sends: answers, diagnostics, lenses, progress, log, and the files that it writes. */
describe('what the language server sends', () => {
    let client: ServerClient, stub: StubGateway;
    let trouble: ((response: ServerResponse) => void) | undefined;

    before(async () => {
        stub = await startStubGateway((request, response) => {
            if (!trouble || request.url === '/system/status') return false;
            trouble(response);
            return true;
        });
        const files = Object.fromEntries(['acme.apim', 'shopinc.apim', 'parameters.apim'].map(name => [name, readFileSync(join(shop, name), 'utf8')]));
        client = await ServerClient.start({ ...files, 'apim.yaml': `environments:\n  test:\n    gateway: { url: "${stub.url}", auth: { type: basic, username: apimanager } }\n` }, { machine: { environment: { PATH: process.env['PATH'] } } });
        client.connection.onRequest(protocol.SecretRequest, ({ kind }) => ({ value: kind === 'gateway-password' ? password : parameter }));
        await client.connection.sendNotification(protocol.SessionNotification, { trusted: true, user: 'anna@shop.example' });
    });
    after(async () => {
        await client.stop();
        await stub.stop();
    });

    function assertClean(): void {
        const keys = [...stub.held.values()].flatMap(text => (JSON.parse(text) as { apiKey?: string }).apiKey ?? []);
        const written = readdirSync(client.folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
        for (const secret of [password, parameter, ...keys]) {
            for (const form of [secret, JSON.stringify(secret).slice(1, -1), JSON.stringify(JSON.stringify(secret)).slice(3, -3), encodeURIComponent(secret), Buffer.from(`apimanager:${secret}`).toString('base64')]) {
                for (const text of [client.wire, ...written, stub.requests.join('\n')]) assert.ok(!text.includes(form), `${form.slice(0, 16)}… was found`);
            }
        }
    }

    async function ask(): Promise<void> {
        const { connection } = client;
        await Promise.allSettled([
            connection.sendRequest(protocol.PlanRequest, {}), connection.sendRequest(protocol.MyClientsRequest, { showAll: true, connect: true }), connection.sendRequest(protocol.CompiledDocumentRequest, {}),
            connection.sendRequest(protocol.EnvironmentsRequest), connection.sendRequest('textDocument/codeLens', { textDocument: { uri: client.uri('shopinc.apim') } }),
            connection.sendRequest(protocol.ClientPageRequest, { client: 'ShopInc/MobileShop@2.1' }), connection.sendRequest(protocol.TestCallRequest, { client: 'ShopInc/MobileShop@2.1', api: 'Acme/Orders@1.0' }),
            connection.sendRequest(HoverRequest.type, { textDocument: { uri: client.uri('acme.apim') }, position: { line: 25, character: 80 } })
        ]);
        const plan = await connection.sendRequest(protocol.PlanRequest, {}).catch(() => undefined);
        for (const operation of plan?.operations.keys() ?? []) await connection.sendRequest(protocol.PlanDocumentRequest, { digest: plan!.digest, operation });
        await Promise.allSettled([connection.sendRequest(protocol.RegisterRequest, { workDoneToken: 'progress' })]);
    }

    it('holds no secret when all goes well, nor after a change', async () => {
        await ask();
        assert.equal(stub.held.size, 4);
        await client.watched({ name: 'shopinc.apim', type: 2, text: readFileSync(join(shop, 'shopinc.apim'), 'utf8').replace('X-Shop-Key', 'X-Other-Key') });
        await ask();
        assertClean();
    });

    const troubles: [name: string, answer: (response: ServerResponse) => void][] = [
        ['repeats them in an error', response => response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ errorType: parameter, message: `${password} ${parameter}` }))],
        ['refuses them', response => response.writeHead(401).end(password)],
        ['answers with a page', response => response.writeHead(200, { 'content-type': 'text/html' }).end(`<p>${password}${parameter}</p>`)]
    ];
    for (const [name, answer] of troubles) {
        it(`nor when a gateway ${name}`, async () => {
            trouble = answer;
            await ask();
            trouble = undefined;
            assertClean();
        });
    }

    it('but the one answer that is asked for a key', async () => {
        const { key } = await client.connection.sendRequest(protocol.ApiKeyRequest, { client: 'ShopInc/MobileShop@2.1' });
        assert.ok([...stub.held.values()].some(text => text.includes(key)));
    });
});
