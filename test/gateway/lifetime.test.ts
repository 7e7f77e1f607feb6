import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { configurationApi } from '../../gateway/configuration-api.ts';
import { Metrics } from '../../gateway/metrics.ts';
import { makeServices } from '../../gateway/policies/services.ts';
import { Registry } from '../../gateway/registry.ts';
import { Traces } from '../../gateway/tracing.ts';
import { RegistrationStore } from '../../gateway/registration-store.ts';
import { startGateway } from '../../gateway/server.ts';
import type { GatewayOptions } from '../../gateway/server.ts';
import { call, client, configure, privateApi, publicApi, startBackend, startLocal } from './gateway-under-test.ts';
import type { GatewayUnderTest } from './gateway-under-test.ts';

const program = path.join(import.meta.dirname, '../../gateway/main.ts');

describe('the life of a local gateway', () => {
    let folder: string;
    let backend: Awaited<ReturnType<typeof startBackend>>;
    const children: ChildProcess[] = [];

    before(async () => backend = await startBackend());
    beforeEach(() => folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'gateway-')), 'deep/data'));
    afterEach(() => {
        children.splice(0).forEach(child => child.kill('SIGKILL'));
        fs.rmSync(path.join(folder, '../..'), { recursive: true, force: true });
    });
    after(() => backend.close());

    async function start(args: string[] = ['--data', folder], env: Record<string, string> = {}): Promise<{ child: ChildProcess; target: GatewayUnderTest; said: string }> {
        const { child, stderr } = run(['--port', '0', '--api-port', '0', ...args], env);
        while (!stderr().includes('\n')) await once(child.stderr!, 'data');
        const [, gateway = '', configuration = ''] = /^listening gateway=(\S+) configuration=(\S+)\n/.exec(stderr()) ?? assert.fail(stderr());
        const password = env['APIM_GATEWAY_PASSWORD'] ?? fs.readFileSync(path.join(folder, 'password'), 'utf8');
        return { child, target: { gateway, configuration, password }, said: stderr() };
    }

    function run(args: string[], env: Record<string, string> = {}): { child: ChildProcess; stderr(): string; exit: Promise<number | null> } {
        const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
        children.push(child);
        let text = '';
        child.stderr.setEncoding('utf8').on('data', (piece: string) => text += piece);
        return { child, stderr: () => text, exit: once(child, 'close').then(([code]) => code as number | null) };
    }

    it('registrations survive a kill -9, also one right after a 204, and so does the password', async () => {
        const first = await start();
        await configure(first.target, 'PUT', '/apis', privateApi('a', backend.url));
        await configure(first.target, 'PUT', '/clients', client('c', 'before', { a: [] }));
        await configure(first.target, 'PUT', '/clients', client('c', 'k', { a: [] }));
        first.child.kill('SIGKILL');
        await once(first.child, 'exit');
        assert.ok(fs.existsSync(path.join(folder, 'running.json')), 'a stale note is left');

        const second = await start();
        assert.equal(second.target.password, first.target.password);
        assert.equal((await call(`${second.target.gateway}/o/a/1.0`, { headers: { 'X-API-Key': 'k' } })).status, 200);
        assert.equal((await call(`${second.target.gateway}/o/a/1.0`, { headers: { 'X-API-Key': 'before' } })).status, 404);
        const read = JSON.parse((await configure(second.target, 'GET', '/organizations/o/clients/c/versions/1.0')).body) as { apiKey: string };
        assert.equal(read.apiKey, 'k');
    });

    it('the folder is for its owner only, and says where the gateway is until it is stopped', async () => {
        const { child, target } = await start();
        assert.equal(fs.statSync(folder).mode & 0o777, 0o700);
        for (const file of fs.readdirSync(folder)) assert.equal(fs.statSync(path.join(folder, file)).mode & 0o777, 0o600, file);
        assert.equal(fs.readFileSync(path.join(folder, '.gitignore'), 'utf8'), '*\n');
        const { startedAt, ...note } = JSON.parse(fs.readFileSync(path.join(folder, 'running.json'), 'utf8')) as Record<string, unknown>;
        assert.deepEqual(note, { pid: child.pid, gateway: target.gateway, configuration: target.configuration, user: 'admin' });
        assert.match(String(startedAt), /^\d{4}-.*Z$/);
        child.kill('SIGTERM');
        assert.deepEqual(await once(child, 'exit'), [0, null]);
        assert.ok(!fs.existsSync(path.join(folder, 'running.json')));
    });

    it('a second one in the same folder ends with 6 and says where the first is', async () => {
        const { target } = await start();
        const { exit, stderr } = run(['--port', '0', '--api-port', '0', '--data', folder]);
        assert.equal(await exit, 6);
        assert.match(stderr(), new RegExp(`^apim gateway: A gateway is already running at ${target.gateway} .*\n$`));
        assert.equal((await configure(target, 'GET', '/organizations')).status, 200);
        assert.ok(fs.existsSync(path.join(folder, 'running.json')));
    });

    // It starts the program once for each.
    it('says in one sentence what is wrong, and leaves nothing behind', async () => {
        const server = http.createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        const taken = String((server.address() as AddressInfo).port);
        for (const [args, code, message] of [
            [['--port', taken, '--api-port', '0', '--data', folder], 5, /Port \d+ is in use .*--port/],
            [['--port', '0', '--api-port', taken, '--data', folder], 5, /Port \d+ is in use .*--api-port/],
            [['--port', '0', '--api-port', '0', '--data', '/dev/null/x'], 4, /data folder .* cannot be used/],
            [['--port', 'x'], 64, /--port has to be a number/],
            [['--nonsense'], 64, /nonsense/],
            [['--memory', '--data', folder], 64, /exclude/],
            [['--memory'], 64, /APIM_GATEWAY_PASSWORD/],
        ] as const) {
            const { exit, stderr } = run([...args]);
            assert.equal(await exit, code, stderr());
            assert.match(stderr(), message);
            assert.equal(stderr().trim().split('\n').length, 1, stderr());
            assert.ok(!fs.existsSync(path.join(folder, 'running.json')));
        }
        server.close();
    });

    it('in memory it keeps nothing and takes the password of the environment', async () => {
        const { target, said } = await start(['--memory', '--env', 'GREETING'], { APIM_GATEWAY_PASSWORD: 'given', GREETING: 'hello' });
        assert.doesNotMatch(said, /given/);
        await configure(target, 'PUT', '/apis', publicApi('a', `${backend.url}/\${GREETING}/\${HOME}`));
        assert.match((await call(`${target.gateway}/o/a/1.0`)).body, /"The endpoint|"url":"\/hello\/\$(?:%7B|\{)HOME/);
    });

    it('lets a call under way finish when it is stopped, for two seconds', async () => {
        for (const survives of [true, false]) {
            const { promise: arrived, resolve: arrive } = Promise.withResolvers<http.ServerResponse>();
            const slow = await startBackend((_request, response) => arrive(response));
            const running = await startLocal();
            await configure({ ...running }, 'PUT', '/apis', publicApi('slow', slow.url));
            const reply = call(`${running.gateway}/o/slow/1.0`).then(({ body }) => body, () => 'broken off');
            const response = await arrived;
            const start = performance.now();
            const stopped = running.stop();
            if (survives) setTimeout(() => response.end('done'), 300);
            await stopped;
            // Two seconds, however slow the machine: without an end of its own the call would stay for good.
            assert.ok(performance.now() - start < 25_000);
            assert.equal(await reply, survives ? 'done' : 'broken off');
            slow.close();
        }
    });

    it('a write that cannot be stored is answered 500 and is not in force', async () => {
        const opened = RegistrationStore.open(':memory:');
        assert.ok(opened.ok);
        const registry = new Registry(opened.store);
        registry.publish({ ...privateApi('a', 'http://x.example'), endpointProperties: {}, parsePayload: false, apiPolicies: [], keysStrippingDisabled: false } as unknown as Parameters<Registry['publish']>[0]);
        opened.store.close();
        const server = http.createServer(configurationApi({ registry, user: 'admin', password: 'pw', gatewayUrl: () => '', implementations: [], services: makeServices({ placeholders: new Map(), strict: false, log: null }), metrics: new Metrics(registry), traces: new Traces() })).listen(0, '127.0.0.1');
        await once(server, 'listening');
        const target = { gateway: '', configuration: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, password: 'pw' };
        for (const [method, where, body] of [
            ['PUT', '/apis', publicApi('b', 'http://x.example')], ['PUT', '/clients', client('c', 'secret-key', { a: [] })], ['DELETE', '/apis/o/a/1.0', undefined],
        ] as const) {
            const reply = await configure(target, method, where, body);
            assert.equal(reply.status, 500);
            assert.equal(reply.headers['x-api-gateway-error'], 'true');
            assert.match(reply.body, /could not be stored.*Nothing was changed/);
            assert.doesNotMatch(reply.body, /secret-key/);
        }
        assert.equal((await configure(target, 'GET', '/organizations/o/apis')).body, '["a"]');
        assert.equal((await configure(target, 'GET', '/organizations/o/clients')).body, '[]');
        server.close();
    });

    it('a store that is no store is not touched', async () => {
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(path.join(folder, 'registrations.db'), 'something else that is long enough to be looked at, certainly');
        const options: GatewayOptions = { port: 0, apiPort: 0, host: '127.0.0.1', tls: null, data: folder, user: 'admin', password: undefined, placeholders: new Map(), authority: null, mock: null, strict: false, log: null };
        const started = await startGateway(options);
        assert.equal(!started.ok && started.problem, 'data-not-usable');
        assert.match(fs.readFileSync(path.join(folder, 'registrations.db'), 'utf8'), /^something else/);
    });
});
