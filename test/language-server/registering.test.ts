import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { CancellationTokenSource, WorkDoneProgress } from 'vscode-languageserver/node';
import * as protocol from '../../language-server/protocol.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';
import { ServerClient } from './server-client.ts';

const clients = ['A', 'B', 'C'];
const source = `organization Shop {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10 granularity: Client period: Minute } }
  published api Orders@1.0 { endpoint: "https://orders.example" offers Gold@1.0 }
${clients.map(name => `  client ${name}@1.0 { contract Orders@1.0 via Gold }\n`).join('')}}
`;

describe('a registration in the editor', () => {
    let gateway: StubGateway;
    let server: ServerClient;
    let answer: (request: IncomingMessage, response: ServerResponse) => boolean;

    beforeEach(async () => {
        answer = () => false;
        gateway = await startStubGateway((request, response) => answer(request, response));
        server = await ServerClient.start({
            'shop.apim': source, 'apim.yaml': `environments:\n  test:\n    gateways:\n      - url: ${gateway.url}\n        publicUrl: ${gateway.url}/gateway\n        timeout: 10min\n`
        });
        await server.connection.sendNotification(protocol.SessionNotification, { trusted: true, user: undefined });
    });

    afterEach(async () => {
        await gateway.stop();
        await server.stop();
    });

    const put = ({ method, url }: IncomingMessage, path: string) => method === 'PUT' && url === path;
    const failures = () => (server.last('shop.apim')?.diagnostics ?? []).filter(({ code }) => code === 'registration').map(({ range, message }) => `${range.start.line}: ${typeof message === 'string' ? message : message.value}`);

    it('names what is begun and says how far it is', async () => {
        const told: string[] = [];
        server.connection.onProgress(WorkDoneProgress.type, 'here', value => { told.push(value.kind === 'report' ? `${value.percentage} ${value.message ?? ''}`.trim() : value.kind); });
        const report = await server.connection.sendRequest(protocol.RegisterRequest, { workDoneToken: 'here' });
        assert.equal(report.outcome, 'done');
        assert.deepEqual([told[0], told[1], told.at(-2), told.at(-1)], ['begin', '0 1/4 Shop/Orders@1.0', '100', 'end']);
        assert.deepEqual(told.flatMap(line => /\d\/4 Shop\/\w@1\.0/.exec(line) ?? []), clients.map((name, index) => `${index + 2}/4 Shop/${name}@1.0`));
    });

    it('says what is new, what changes and whom it concerns', async () => {
        const before = await server.connection.sendRequest(protocol.PlanRequest, {});
        assert.deepEqual(before.operations.map(({ kind, entity, reason }) => `${kind} ${entity} ${reason}`), ['publish Shop/Orders@1.0 new', ...clients.map(name => `register Shop/${name}@1.0 new`)]);
        await server.connection.sendRequest(protocol.RegisterRequest, { digest: before.digest });
        await server.watched({ name: 'shop.apim', type: 2, text: source.replace('orders.example', 'other.example') });
        const { operations, impact } = await server.connection.sendRequest(protocol.PlanRequest, {});
        assert.deepEqual([operations.map(({ entity, reason }) => `${entity} ${reason}`), impact], [
            ['Shop/Orders@1.0 changed'], [{ api: 'Shop/Orders@1.0', clients: clients.map(name => `Shop/${name}@1.0`), organizations: ['Shop'] }]
        ]);
    });

    it('asks for a secret with the name of the gateway that it is sent to, also where nobody has to sign in', async () => {
        const asked: protocol.SecretQuestion[] = [];
        server.connection.onRequest(protocol.SecretRequest, question => { asked.push(question); return { value: 'xyzzy' }; });
        const policy = 'policy BasicAuthentication { realm: "shop" staticIdentity: { identities: [{ username: "u", password: shopPassword }] } }';
        await server.watched({ name: 'shop.apim', type: 2, text: `secret parameter shopPassword\n${source.replace('offers Gold@1.0 }', `offers Gold@1.0 ${policy} }`)}` });
        assert.equal((await server.connection.sendRequest(protocol.RegisterRequest, {})).outcome, 'done');
        assert.deepEqual(asked.map(({ name, origin }) => [name, origin]), [['shopPassword', gateway.url]]);
    });

    it('sends nothing where source or gateway moved on since it was confirmed', async () => {
        const { digest } = await server.connection.sendRequest(protocol.PlanRequest, {});
        await server.watched({ name: 'shop.apim', type: 2, text: source.replace('orders.example', 'other.example') });
        const report = await server.connection.sendRequest(protocol.RegisterRequest, { digest });
        assert.equal(report.outcome, 'failed');
        assert.deepEqual(gateway.requests.filter(request => !request.startsWith('GET')), []);
    });

    it('shows a failure on the declaration, where that is by now, until it is registered', async () => {
        answer = (request, response) => {
            const isRefused = request.method === 'PUT' && request.url === '/clients' && !gateway.held.has('/organizations/Shop/clients/A/versions/1.0');
            if (isRefused) response.writeHead(500, { 'content-type': 'application/json' }).end('{"type":"Error","message":"out of order"}');
            return isRefused;
        };
        const report = await server.connection.sendRequest(protocol.RegisterRequest, { clients: ['Shop/A@1.0'] });
        assert.deepEqual([report.outcome, report.operations.map(({ outcome }) => outcome)], ['failed', ['done', 'failed']]);
        await server.until(() => failures().length === 1);
        assert.match(failures()[0] ?? '', /^3: /);

        // It goes along with the text, and another client's success leaves it alone.
        await server.open('shop.apim', source);
        await server.edit('shop.apim', 2, source, 'organization', '\n\norganization');
        await server.until(() => failures()[0]?.startsWith('5: ') === true);
        answer = () => false;
        assert.equal((await server.connection.sendRequest(protocol.RegisterRequest, { clients: ['Shop/B@1.0'] })).outcome, 'done');
        assert.equal(failures().length, 1);
        assert.equal((await server.connection.sendRequest(protocol.RegisterRequest, { clients: ['Shop/A@1.0'] })).outcome, 'done');
        await server.until(() => failures().length === 0);
    });

    it('ends at once when it is cancelled although the gateway does not answer, and reports what was done', async () => {
        let waiting = () => {};
        const isWaiting = new Promise<void>(resolve => { waiting = resolve; });
        let arrived = 0;
        // One after another they would be begun, and not all be under way.
        answer = request => {
            const isClient = put(request, '/clients');
            if (isClient) arrived += 1;
            if (arrived === clients.length) waiting();
            return isClient || arrived === clients.length;
        };
        const cancelling = new CancellationTokenSource();
        const registering = server.connection.sendRequest(protocol.RegisterRequest, {}, cancelling.token);
        await isWaiting;
        // Whoever waited for an answer would do so longer than a test may take.
        cancelling.cancel();
        const { outcome, operations } = await registering;
        assert.equal(outcome, 'cancelled');
        // Whether those that were under way have arrived nobody can know of a gateway that says nothing.
        assert.deepEqual(operations.map(({ entity, outcome: result }) => `${entity} ${result}`), ['Shop/Orders@1.0 done', ...clients.map(name => `Shop/${name}@1.0 failed`)]);
        assert.match(operations.at(-1)?.error ?? '', /^Whether Shop\/C@1\.0 was changed at .* is not known/);
        // What was done is in the record: the next run does the rest.
        assert.match(readFileSync(join(server.folder, 'apim.record.test.jsonl'), 'utf8'), /Shop\/Orders@1\.0/);
        answer = () => false;
        const rest = await server.connection.sendRequest(protocol.RegisterRequest, {});
        assert.deepEqual([rest.outcome, rest.operations.length], ['done', 3]);
    });

    it('is silent about a comparison that is cancelled', async () => {
        let waiting = () => {};
        const isWaiting = new Promise<void>(resolve => { waiting = resolve; });
        answer = () => { waiting(); return true; };
        const cancelling = new CancellationTokenSource();
        const planning = server.connection.sendRequest(protocol.PlanRequest, {}, cancelling.token);
        await isWaiting;
        cancelling.cancel();
        await assert.rejects(planning, { code: -32800 });
    });
});
