import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFailure } from '../../registration/failure.ts';
import { findLocalGateway, startLocalGateway, stopLocalGateway, type LocalGateway, type StartOptions } from '../../registration/local-gateway.ts';
import { traceCalls, type TracedCall } from '../../registration/local-gateway-tools.ts';
import { isAlive } from '../../registration/process.ts';
import { realWorld } from '../../registration/world.ts';
import { startEchoBackend, type EchoBackend } from '../support/echo-backend.ts';
import { registersAt, type Place } from './journey.ts';
import { smokesAt } from './smoking.ts';

const program = [process.execPath, '--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../../gateway/main.ts')];

describe('the local gateway of a project', () => {
    const world = realWorld();
    let project: string, backend: EchoBackend, gateway: LocalGateway;

    const start = async (more: Partial<StartOptions> = {}) => startLocalGateway({
        project, command: program, ports: { port: 0, apiPort: 0 }, environment: process.env, world, ...more
    });

    before(async () => {
        [project, backend] = await Promise.all([mkdtemp(join(tmpdir(), 'apim-')), startEchoBackend()]);
        const none = await findLocalGateway(project, world);
        assert.ok(!none.ok && none.failure.kind === 'no-local-gateway');
        const started = await start();
        assert.ok(started.ok, JSON.stringify(started));
        gateway = started.value;
    });

    after(async () => {
        await stopLocalGateway(project, world);
        await world.close();
        await backend.stop();
        await rm(project, { recursive: true, force: true });
    });

    it('is found while it runs, and not started twice', async () => {
        const [found, again] = [await findLocalGateway(project, world), await start()];
        assert.ok(found.ok && again.ok);
        assert.deepEqual([found.value.pid, again.value.pid], [gateway.pid, gateway.pid]);
        assert.doesNotMatch(JSON.stringify(found), new RegExp(await readFile(join(project, '.apim/gateway/password'), 'utf8')));
    });

    it('keeps what it knows to its owner, and out of git', async () => {
        assert.equal((await stat(join(project, '.apim'))).mode & 0o777, 0o700);
        assert.equal(await readFile(join(project, '.apim/.gitignore'), 'utf8'), '*\n');
    });

    const place = (): Place => ({ target: { environment: 'local', gateways: [gateway.target] }, publicUrl: gateway.target.publicUrl ?? '', backend: backend.url, world });
    registersAt(place);
    smokesAt(place);

    it('ends when it is told to, for who follows its calls too, and what is left of it is not taken for a gateway', async () => {
        const calls: TracedCall[] = [];
        let traced: Promise<unknown> | undefined;
        let tell = () => {};
        const isTold = new Promise<void>(resolve => { tell = resolve; });
        await new Promise<void>(begun => { traced = traceCalls(gateway, new AbortController().signal, call => { calls.push(call); tell(); }, begun); });
        await (await fetch(`${gateway.target.publicUrl}/shop/nothing/1.0`)).text();
        await isTold;
        assert.equal(calls.length, 1);
        const note = await readFile(join(project, '.apim/gateway/running.json'), 'utf8');
        assert.ok((await stopLocalGateway(project, world)).ok);
        assert.equal(isAlive(gateway.pid), false);
        assert.deepEqual(await traced, { ok: true, value: undefined });
        assert.deepEqual(await traceCalls(gateway, new AbortController().signal, () => undefined), { ok: false, failure: { kind: 'no-local-gateway' } });
        await writeFile(join(project, '.apim/gateway/running.json'), note);
        assert.equal((await findLocalGateway(project, world)).ok, false);
        assert.ok((await stopLocalGateway(project, world)).ok);
    });

    it('may have nothing to tell for a while; what fails where it is told is no end of the gateway', async () => {
        const record = { at: '2026-01-01T00:00:00Z', method: 'GET', target: '/a', status: 200, isBrokenOff: false, milliseconds: 1 };
        const server = http.createServer((_, response) => {
            response.write(`\n${JSON.stringify(record)}\n`);
            response.write('\n', () => response.destroy());
        }).listen(0, '127.0.0.1');
        await once(server, 'listening');
        const stub: LocalGateway = { pid: 1, target: { local: true, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } };
        const calls: TracedCall[] = [];
        assert.deepEqual(await traceCalls(stub, new AbortController().signal, call => calls.push(call)), { ok: true, value: undefined });
        assert.deepEqual(calls, [record]);
        await assert.rejects(traceCalls(stub, new AbortController().signal, () => { throw new TypeError('a mistake of ours'); }), /a mistake of ours/);
        server.close();
        server.closeAllConnections();
    });

    it('says which port is in use', async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        const { port } = server.address() as AddressInfo;
        const result = await start({ ports: { port, apiPort: 0 } });
        server.close();
        assert.ok(!result.ok);
        assert.match(describeFailure(result.failure), new RegExp(`Port ${port} is in use`));
    });

    it('gets of the environment what it was promised and no more', async () => {
        const script = 'process.stderr.write(Object.keys(process.env).sort().join() + "|" + process.argv.slice(1).join(" ")); process.exit(1)';
        const result = await start({
            command: [process.execPath, '-e', script, '--'], env: ['ORDERS_HOST'], environment: { PATH: '/bin', HOME: '/root', AWS_SECRET: 'canary', ORDERS_HOST: 'x' }
        });
        assert.ok(!result.ok && result.failure.kind === 'local-gateway-failed');
        assert.match(result.failure.detail, /^HOME,MALLOC_ARENA_MAX,ORDERS_HOST,PATH\|.*--env ORDERS_HOST/);
    });

    it('says what a program that does not start has said', async () => {
        const result = await start({ command: ['/nowhere/to/be/found'] });
        assert.ok(!result.ok);
        assert.match(describeFailure(result.failure), /did not start/);
    });
});
