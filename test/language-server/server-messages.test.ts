import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InlayHintRequest, ShowMessageNotification } from 'vscode-languageserver/node';
import * as protocol from '../../language-server/protocol.ts';
import { disk } from '../../language-server/session/disk.ts';
import { ServerClient } from './server-client.ts';

const shop = join(import.meta.dirname, '../../samples/shop');
const files = Object.fromEntries(['acme.apim', 'shopinc.apim', 'parameters.apim', 'apim.yaml'].map(name => [name, readFileSync(join(shop, name), 'utf8')]));
const machine = { environment: { PATH: process.env['PATH'], APIM_SECRET_SHOPPASSWORD: 'canary-4711' } };

async function start(options: { trusted?: boolean; user?: string; files?: Record<string, string> } = {}): Promise<ServerClient> {
    const client = await ServerClient.start(options.files ?? files, { machine });
    await client.connection.sendNotification(protocol.SessionNotification, { trusted: options.trusted ?? true, user: options.user ?? 'anna@shop.example' });
    return client;
}

describe('the messages of the language server', () => {
    let client: ServerClient;
    afterEach(() => client.stop());

    it('list the clients that the user may see, as declared where no gateway runs', async () => {
        client = await start();
        const clients = await client.connection.sendRequest(protocol.MyClientsRequest, { showAll: false });
        assert.equal(clients.connection, 'not-asked');
        assert.equal(clients.environment, 'local');
        assert.deepEqual(clients.organizations.map(({ name, clients: own }) => [name, own.map(each => [each.name, each.versions.map(({ version, state }) => `${version} ${state}`)])]), [
            ['Acme', []], ['ShopInc', [['BackOffice', ['1.0 declared']], ['MobileShop', ['1.0 retired', '2.1 declared']]]]
        ]);
        await client.connection.sendNotification(protocol.SessionNotification, { trusted: true, user: 'eve@elsewhere.example' });
        const hidden = await client.connection.sendRequest(protocol.MyClientsRequest, { showAll: false });
        assert.deepEqual(hidden.organizations.map(({ name }) => name), ['Acme']);
        assert.equal(hidden.hidden.count, 1);
    });

    it('know whom the window trusts and who sits there from the start, so that nothing is answered for somebody else', async () => {
        client = await ServerClient.start(files, { machine, initialize: { initializationOptions: { session: { trusted: true, user: 'eve@elsewhere.example' } } } });
        const { organizations } = await client.connection.sendRequest(protocol.MyClientsRequest, { showAll: false });
        assert.deepEqual(organizations.map(({ name }) => name), ['Acme']);
        // Trusted: what fails is that no gateway runs.
        for (const ask of [() => client.connection.sendRequest(protocol.PlanRequest, {}), () => client.connection.sendRequest(protocol.AdvanceLocalGatewayClockRequest, { milliseconds: 1 })]) {
            await assert.rejects(ask() as Promise<unknown>, /The local gateway of this project does not run/);
        }
    });

    it('show the compiled document without secrets, and refuse where there are errors', async () => {
        client = await start();
        const { text, leftOut } = await client.connection.sendRequest(protocol.CompiledDocumentRequest, {});
        assert.deepEqual(leftOut, []);
        assert.equal(text, readFileSync(join(import.meta.dirname, '../goldens/shop/local.json'), 'utf8'));
        await client.stop();
        client = await start({ files: { 'a.apim': 'organization A { api X@1 { endpoint: "https://x.example" } client C@1 { } }' } });
        assert.deepEqual((await client.connection.sendRequest(protocol.CompiledDocumentRequest, {})).leftOut, ["Client 'A/C@1' has no contract; it cannot be registered.", "API 'A/X@1' is a draft."]);
        await client.stop();
        client = await start({ files: { 'a.apim': 'organization A { published private api X@1 { endpoint: "https://x.example" } }' } });
        await assert.rejects(client.connection.sendRequest(protocol.CompiledDocumentRequest, {}), /Correct the errors first: a\.apim:1 A private API needs/);
    });

    it('know the environments, and select one', async () => {
        client = await start();
        const { projects } = await client.connection.sendRequest(protocol.EnvironmentsRequest);
        assert.deepEqual(projects.map(({ environments, active }) => [environments, active]), [
            [[{ name: 'local', protected: false, local: true }, { name: 'production', protected: true, local: false }], 'local']
        ]);
        await client.connection.sendRequest(protocol.SelectEnvironmentRequest, { environment: 'production' });
        assert.equal((await client.connection.sendRequest(protocol.EnvironmentsRequest)).projects[0]?.active, 'production');
        await assert.rejects(client.connection.sendRequest(protocol.SelectEnvironmentRequest, { environment: 'nowhere' }), /There is no environment 'nowhere'/);
    });

    it('count what is wrong in the workspace', async () => {
        client = await start({ files: { 'a.apim': 'organization A { client C@1 }', 'b.apim': 'organization B { plan }' } });
        assert.deepEqual(await client.connection.sendRequest(protocol.ValidateWorkspaceRequest), { files: 2, errors: 1, warnings: 1, infos: 0, hints: 2 });
    });

    it('say who the user is', async () => {
        client = await start({ user: 'ben@shop.example' });
        assert.deepEqual(await client.connection.sendRequest(protocol.IdentityRequest), { user: 'ben@shop.example' });
    });

    it('say how much the projects hold, in numbers and nothing else', async () => {
        client = await start();
        const { projects } = await client.connection.sendRequest(protocol.StatisticsRequest);
        assert.deepEqual(projects, [{ files: 3, environments: 2, organizations: 2, plans: 2, apis: 3, clients: 3, contracts: 2, policyTypes: 0, parameters: 2, registered: 0 }]);
    });

    it('draw who consumes what, the whole and a part, with where each box is declared', async () => {
        client = await start();
        const { connection } = client;
        const whole = await connection.sendRequest(protocol.ContractGraphRequest, { showAll: false });
        assert.equal(whole.environment, 'local');
        assert.deepEqual([...whole.svg!.matchAll(/data-node="([^"]+)"/g)].map(([, id]) => id), whole.nodes.map(({ id }) => id));
        const orders = whole.nodes.find(({ kind, key }) => kind === 'api' && key === 'Acme/Orders@1.0');
        assert.match(orders?.source?.uri ?? '', /acme\.apim$/);
        assert.ok(whole.nodes.filter(({ kind }) => kind !== 'gateway').every(({ source }) => source));
        const part = await connection.sendRequest(protocol.ContractGraphRequest, { showAll: false, around: ['Acme/Catalog@1.0'] });
        assert.deepEqual(part.nodes.map(({ key }) => key), ['Acme/Catalog@1.0', 'local']);
        await assert.rejects(connection.sendRequest(protocol.ContractGraphRequest, { showAll: false, around: ['Acme/Nothing@1.0'] }), /There is no client, plan, API or organization 'Acme\/Nothing@1\.0'/);
    });

    it('leave the picture out where nobody could read it', async () => {
        const clients = Array.from({ length: 401 }, (_, index) => `client C${index}@1.0 { contract Api@1.0 via Gold }`).join('\n');
        client = await start({ files: { 'a.apim': `organization A { locked plan Gold@1.0 { policy RateLimiting { limit: 1 granularity: Client period: Day } }\npublished api Api@1.0 { endpoint: "https://a.example" offers Gold@1.0 }\n${clients} }` } });
        const { svg, nodes } = await client.connection.sendRequest(protocol.ContractGraphRequest, { showAll: false });
        assert.deepEqual([svg, nodes.filter(({ kind }) => kind === 'client').length], [undefined, 401]);
    });

    it('say where in an OpenAPI document something is wrong, as a place and in words', async () => {
        client = await start();
        const uri = client.uri('orders.openapi.yaml');
        await assert.rejects(client.connection.sendRequest(protocol.OpenApiRequest, { uri, text: 'openapi: 3.1.0\ninfo:\n  title: Orders:12 \n' }), (error: { message: string; data?: protocol.RefusalData }) => {
            assert.equal(error.message, 'orders.openapi.yaml:3 `info` has no version.');
            assert.deepEqual(error.data?.source, { uri, range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } } });
            return true;
        });
    });

    it('refuse in Restricted Mode what connects or starts a process', async () => {
        client = await start({ trusted: false });
        const { connection } = client;
        for (const ask of [
            () => connection.sendRequest(protocol.PlanRequest, {}), () => connection.sendRequest(protocol.RegisterRequest, {}),
            () => connection.sendRequest(protocol.StartLocalGatewayRequest, {}), () => connection.sendRequest(protocol.StopLocalGatewayRequest, {}),
            () => connection.sendRequest(protocol.AdvanceLocalGatewayClockRequest, { milliseconds: 1 }),
            () => connection.sendRequest(protocol.ApiKeyRequest, { client: 'ShopInc/MobileShop@2.1' }),
            () => connection.sendRequest(protocol.TestCallRequest, { client: 'ShopInc/MobileShop@2.1', api: 'Acme/Orders@1.0' }),
            () => connection.sendRequest(protocol.ConnectGatewaysRequest, { environment: 'production' }),
            () => connection.sendRequest(protocol.MyClientsRequest, { showAll: false, connect: true }),
            () => connection.sendRequest(protocol.ViewLinesRequest, { view: 'clients', showAll: false, grouping: 'organization', order: 'name', words: '', states: [], below: [], connect: true }),
            () => connection.sendRequest(protocol.FindAtGatewayRequest, {}), () => connection.sendRequest(protocol.ImportedSecretsRequest, {}),
            () => connection.sendRequest(protocol.LifecycleRequest, { action: 'retire', entity: 'ShopInc/MobileShop@2.1' })
        ]) await assert.rejects(ask() as Promise<unknown>, /Restricted Mode/);
        assert.equal((await client.connection.sendRequest(protocol.MyClientsRequest, { showAll: false })).organizations.length, 2);
    });

    it('say that the local gateway does not run, and how to start it', async () => {
        client = await start();
        await assert.rejects(client.connection.sendRequest(protocol.PlanRequest, {}), /The local gateway of this project does not run/);
    });

    it('say what cannot be read, and neither register nor delete anything until it can be', async () => {
        const hidden = new Set(['team']);
        const isHidden = (path: string) => [...hidden].some(name => path.endsWith(`/${name}`));
        const hiding = {
            ...disk, readDirectory: async (path: string) => isHidden(path) ? undefined : disk.readDirectory(path), readFile: async (path: string) => isHidden(path) ? undefined : disk.readFile(path)
        };
        client = await ServerClient.start({ ...files, 'team/a.apim': 'organization Team\n' }, { machine: { ...machine, files: hiding }, initialize: { initializationOptions: { session: { trusted: true, user: 'anna@shop.example' } } } });
        const { connection } = client;
        const told: string[] = [];
        connection.onNotification(ShowMessageNotification.type, ({ message }) => { told.push(message); });
        const organizations = async () => (await connection.sendRequest(protocol.MyClientsRequest, { showAll: true })).organizations.map(({ name }) => name);
        for (const ask of [
            () => connection.sendRequest(protocol.PlanRequest, {}), () => connection.sendRequest(protocol.CompiledDocumentRequest, {}),
            () => connection.sendRequest(protocol.LifecycleRequest, { action: 'retire', entity: 'ShopInc/MobileShop@2.1' })
        ]) await assert.rejects(ask() as Promise<unknown>, /team cannot be read, so what is declared there would be missing/);
        assert.equal(told.length, 1);
        assert.match(told[0]!, /team cannot be read/);
        hidden.clear();
        await assert.rejects(connection.sendRequest(protocol.PlanRequest, {}), /The local gateway of this project does not run/);
        assert.deepEqual(await organizations(), ['Acme', 'ShopInc', 'Team']);
        // What was read of a file stays while it cannot be read, whatever is said of it, and goes with it.
        hidden.add('a.apim');
        await client.watched({ name: 'team/a.apim', type: 2 });
        await assert.rejects(connection.sendRequest(protocol.PlanRequest, {}), /team\/a\.apim cannot be read/);
        // Many at once are one message.
        hidden.add('acme.apim').add('shopinc.apim');
        await client.watched(...['team/a.apim', 'acme.apim', 'shopinc.apim'].map(name => ({ name, type: 2 as const })));
        assert.deepEqual([await organizations(), told.length], [['Acme', 'ShopInc', 'Team'], 3]);
        // A folder that cannot be listed may have an apim.yaml all the same.
        hidden.add(client.folder.slice(client.folder.lastIndexOf('/') + 1));
        await connection.sendRequest(protocol.ValidateWorkspaceRequest);
        assert.deepEqual([await organizations(), told.length], [['Acme', 'ShopInc', 'Team'], 4]);
        hidden.clear();
        await client.watched({ name: 'team/a.apim', type: 3 });
        await assert.rejects(connection.sendRequest(protocol.PlanRequest, {}), /The local gateway of this project does not run/);
        assert.deepEqual(await organizations(), ['Acme', 'ShopInc']);
    });

    it('start the local gateway, plan, register what was planned, read a key, and see a change', async () => {
        client = await start();
        const { connection } = client;
        assert.equal((await connection.sendRequest(protocol.StatusRequest, {})).localGatewayRuns, false);
        assert.equal((await connection.sendRequest(protocol.StartLocalGatewayRequest, {})).running, true);
        try {
            assert.equal((await connection.sendRequest(protocol.StatusRequest, {})).localGatewayRuns, true);
            const plan = await connection.sendRequest(protocol.PlanRequest, {});
            assert.deepEqual([plan.environment, plan.operations.length, plan.protected], ['local', 4, false]);
            assert.doesNotMatch(plan.text, /canary/);
            await assert.rejects(connection.sendRequest(protocol.RegisterRequest, { digest: 'another plan' }).then(report => { if (report.outcome === 'failed') throw new Error(report.summary); }), /no longer as it was/);
            const report = await connection.sendRequest(protocol.RegisterRequest, { digest: plan.digest });
            assert.deepEqual([report.outcome, report.operations.map(({ entity, outcome }) => `${entity} ${outcome}`)], ['done', [
                'Acme/Catalog@1.0 done', 'Acme/Orders@1.0 done', 'ShopInc/BackOffice@1.0 done', 'ShopInc/MobileShop@2.1 done'
            ]]);
            // A server that starts anew knows where the gateway of this machine serves calls, and has asked nobody.
            const other = await ServerClient.start({}, { folders: [client.folder], machine });
            const hints = await other.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: client.uri('acme.apim') }, range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } });
            await other.stop();
            assert.match(JSON.stringify(hints), /→ http:\/\/(127\.0\.0\.1|localhost):\d+\/Acme\/Catalog\/1\.0/);
            assert.match((await connection.sendRequest(protocol.ApiKeyRequest, { client: 'ShopInc/MobileShop@2.1' })).key, /^[0-9a-f-]{36}$/);
            const { organizations, connection: state } = await connection.sendRequest(protocol.MyClientsRequest, { showAll: false });
            assert.equal(state, 'connected');
            assert.deepEqual(organizations[1]?.clients[1]?.versions.map(version => version.state), ['retired', 'registered']);

            await client.watched({ name: 'shopinc.apim', type: 2, text: (files['shopinc.apim'] ?? '').replace('X-Shop-Key', 'X-Other-Key') });
            const changed = await connection.sendRequest(protocol.MyClientsRequest, { showAll: false });
            assert.deepEqual(changed.organizations[1]?.clients[1]?.versions.map(version => version.state), ['retired', 'changed']);
            await client.until(() => client.published.some(({ diagnostics }) => diagnostics.some(({ code }) => code === 'client-needs-reregister')));
            assert.doesNotMatch(JSON.stringify([client.published, client.log, plan, report, organizations]), /canary/);

            const day = 24 * 60 * 60_000;
            const { now, ahead } = await connection.sendRequest(protocol.AdvanceLocalGatewayClockRequest, { milliseconds: day });
            assert.deepEqual([ahead, Date.parse(now) > Date.now() + day - 60_000], [day, true]);
            await assert.rejects(connection.sendRequest(protocol.AdvanceLocalGatewayClockRequest, { milliseconds: 3660 * day }), /more than ten years ahead/);
        } finally {
            assert.equal((await connection.sendRequest(protocol.StopLocalGatewayRequest, {})).running, false);
            assert.equal((await connection.sendRequest(protocol.StatusRequest, {})).localGatewayRuns, false);
        }
    });

    it('are answered with the role that is missing and who has it', async () => {
        client = await start({ user: 'ben@shop.example' });
        await client.connection.sendRequest(protocol.StartLocalGatewayRequest, {});
        try {
            await assert.rejects(client.connection.sendRequest(protocol.RegisterRequest, {}), /'ben@shop\.example' may not register clients in ShopInc: that takes the role editor\. Ask anna@shop\.example\./);
        } finally {
            await client.connection.sendRequest(protocol.StopLocalGatewayRequest, {});
        }
    });
});

describe('initialize', () => {
    it('answers what the server can do, and nothing that nobody registered', async () => {
        const client = await ServerClient.start({});
        const golden = join(import.meta.dirname, 'initialize.golden.json');
        const answered = `${JSON.stringify(client.answered, undefined, 2)}\n`;
        await client.stop();
        if (process.env['APIM_REWRITE_GOLDENS'] === '1') writeFileSync(golden, answered);
        assert.equal(answered, readFileSync(golden, 'utf8'));
    });
});
