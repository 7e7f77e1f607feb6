import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { CancellationTokenSource, CodeLensRequest, CompletionRequest, DocumentSymbolRequest, HoverRequest, InlayHintRequest, LSPErrorCodes, SemanticTokensRequest, type CancellationToken, type ResponseError } from 'vscode-languageserver/node';
import * as protocol from '../../language-server/protocol.ts';
import { startStubGateway } from '../support/stub-gateway.ts';
import { ServerClient } from './server-client.ts';

const names = Array.from({ length: 60 }, (_, index) => `Client${index}`);
const source = `organization Shop {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10 granularity: Client period: Minute } }
  published api Orders@1.0 { endpoint: "https://orders.example" offers Gold@1.0 }
${names.map(name => `  client ${name}@1.0 { contract Orders@1.0 via Gold }\n`).join('')}}
`;
const settings = (url: string) => `environments:\n  test:\n    gateways:\n      - url: ${url}\n        publicUrl: ${url}/gateway\n`;

/** Milliseconds. Who waits for a gateway that stays silent waits for ten seconds; the machine may be busy with other tests. */
const unnoticed = { typing: 5000, looking: 8000 };
/** What is worked out from what a gateway tells gives it a moment to do so. */
const views = ['clients', 'lines', 'graph', 'impact'];

describe('what is shown never waits for a gateway', () => {
    let server: ServerClient;
    let gateway: { url: string; stop(): Promise<unknown> };

    async function start(found: typeof gateway): Promise<void> {
        gateway = found;
        server = await ServerClient.start({ 'shop.apim': source, 'apim.yaml': settings(found.url) });
        await server.connection.sendNotification(protocol.SessionNotification, { trusted: true, user: undefined });
        await server.open('shop.apim', source);
        await server.connection.sendRequest(protocol.EnvironmentsRequest);
    }

    afterEach(async () => {
        await gateway.stop();
        await server.stop();
    });

    /** Everything that VS Code asks for by itself while somebody looks at a file and types in it. */
    const asked = (): Record<string, () => Promise<unknown>> => {
        const { connection } = server;
        const textDocument = { uri: server.uri('shop.apim') };
        const position = { line: 3, character: 48 };
        return {
            lenses: () => connection.sendRequest(CodeLensRequest.type, { textDocument }),
            hints: () => connection.sendRequest(InlayHintRequest.type, { textDocument, range: { start: { line: 0, character: 0 }, end: { line: 40, character: 0 } } }),
            completion: () => connection.sendRequest(CompletionRequest.type, { textDocument, position }),
            hover: () => connection.sendRequest(HoverRequest.type, { textDocument, position: { line: 3, character: 12 } }),
            colours: () => connection.sendRequest(SemanticTokensRequest.type, { textDocument }),
            outline: () => connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
            environment: () => connection.sendRequest(protocol.EnvironmentsRequest),
            status: () => connection.sendRequest(protocol.StatusRequest, {}),
            clients: () => connection.sendRequest(protocol.MyClientsRequest, { showAll: false }),
            lines: () => connection.sendRequest(protocol.ViewLinesRequest, { view: 'clients', showAll: false, grouping: 'organization', order: 'name', words: '', states: [], below: [''] }),
            graph: () => connection.sendRequest(protocol.ContractGraphRequest, { showAll: false }),
            impact: () => connection.sendRequest(protocol.ContractGraphRequest, { showAll: false, around: ['Shop/Gold@1.0'] }),
        };
    };

    it('that takes a connection and stays silent', async () => {
        await start(await startSilentGateway());
        // The window is connected, and somebody has asked for a look at the gateway: that goes on in the background.
        const looking = server.connection.sendRequest(protocol.MyClientsRequest, { showAll: false, connect: true });
        const comparing = server.connection.sendRequest(protocol.PlanRequest, {}).catch((error: unknown) => error);
        await delay(100);
        // After an edit, too: what is being asked is not asked again.
        await server.edit('shop.apim', 2, source, 'limit: 10', 'limit: 11');
        const late: string[] = [];
        for (const [what, ask] of Object.entries(asked())) {
            const begun = performance.now();
            const answer = await Promise.race([ask(), delay(9000)]);
            const took = Math.round(performance.now() - begun);
            if (answer === undefined || took > (views.includes(what) ? unnoticed.looking : unnoticed.typing)) late.push(`${what}: ${took} ms`);
        }
        assert.deepEqual(late, []);
        const { organizations } = await looking;
        assert.equal(organizations[0]?.clients.length, names.length);
        await gateway.stop();
        await comparing;
    });

    it('that takes a connection and stays silent, where somebody waits for it all the same and gives up', async () => {
        await start(await startSilentGateway());
        const { connection } = server;
        for (const ask of [(token: CancellationToken) => connection.sendRequest(protocol.ConnectGatewaysRequest, {}, token), (token: CancellationToken) => connection.sendRequest(protocol.ApiKeyRequest, { client: 'Shop/Client1@1.0' }, token)]) {
            const source = new CancellationTokenSource();
            const answer = ask(source.token).then(() => 'answered', (error: ResponseError) => error.code);
            await delay(200);
            source.cancel();
            assert.equal(await Promise.race([answer, delay(9000)]), LSPErrorCodes.RequestCancelled);
        }
        assert.equal((await connection.sendRequest(protocol.MyClientsRequest, { showAll: false })).connection, 'not-asked');
    });

    it('that takes its time, and shows what it told as soon as it has', async () => {
        let begun = 0;
        let tell = () => {};
        const isTime = new Promise<void>(resolve => { tell = resolve; });
        await start(await startStubGateway((request, response) => {
            if (request.url !== '/system/status') return false;
            begun += 1;
            void isTime.then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"stub","name":"stub","description":"","moreInfo":"","version":"3.1.3.Final","up":true}'));
            return true;
        }));
        const { connection } = server;
        const ask = () => connection.sendRequest(protocol.MyClientsRequest, { showAll: false });
        const told = new Promise<void>(resolve => { connection.onNotification(protocol.MyClientsChangedNotification, () => { if (begun > 0) resolve(); }); });
        void connection.sendRequest(protocol.MyClientsRequest, { showAll: false, connect: true });
        assert.equal((await ask()).connection, 'asking');
        await server.edit('shop.apim', 2, source, 'limit: 10', 'limit: 11');
        assert.equal((await ask()).connection, 'asking');
        tell();
        await told;
        while ((await ask()).connection === 'asking') await delay(100);
        assert.equal((await ask()).connection, 'connected');
        assert.equal(begun, 1);
    });

    it('while a registration runs, and neither does typing', async () => {
        let isSlow = true, puts = 0;
        const held: (() => void)[] = [];
        await start(await startStubGateway(({ method }, response) => {
            if (method !== 'PUT' || !isSlow) return false;
            // The last ones are answered when somebody has typed, however long that takes.
            if (puts++ < names.length / 2) setTimeout(() => response.writeHead(204).end(), 100);
            else held.push(() => response.writeHead(204).end());
            return true;
        }));
        let version = 1;
        let text = source;
        const typed = async (): Promise<number> => {
            const next = text.replace(/limit: \d+/, `limit: ${version}`);
            version += 1;
            const begun = performance.now();
            await server.edit('shop.apim', version, text, /limit: \d+/.exec(text)?.[0] ?? '', /limit: \d+/.exec(next)?.[0] ?? '');
            await server.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: server.uri('shop.apim') }, position: { line: 3, character: 48 } });
            text = next;
            return performance.now() - begun;
        };
        const alone = await median(typed);
        let isRunning = true;
        const registering = server.connection.sendRequest(protocol.RegisterRequest, {}).finally(() => { isRunning = false; });
        await delay(150);
        const meanwhile = await median(typed);
        assert.ok(isRunning, 'the registration was over before typing began');
        isSlow = false;
        for (const answer of held) answer();
        await registering;
        // What else the machine does may have come in between.
        const least = Math.max(alone, await median(typed));
        assert.ok(meanwhile < 3 * least + 200, `${meanwhile} ms while a registration runs, ${least} ms without`);
    });
});

async function median(measure: () => Promise<number>): Promise<number> {
    const times: number[] = [];
    for (let count = 0; count < 15; count += 1) times.push(await measure());
    return times.sort((a, b) => a - b)[7] ?? 0;
}

/** Takes connections and never says a word. */
async function startSilentGateway(): Promise<{ url: string; stop(): Promise<void> }> {
    const sockets = new Set<Socket>();
    const server: Server = createServer(socket => {
        sockets.add(socket);
        socket.on('error', () => {});
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        stop: () => new Promise(resolve => {
            server.close(() => resolve());
            for (const socket of sockets) socket.destroy();
        })
    };
}
