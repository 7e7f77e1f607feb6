import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Workplace } from '../support/apim.ts';
import { runApim, startApim } from '../support/apim-process.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';

/** The real program, as a process: what only a process shows. */
/** Milliseconds. Nobody waits longer than two seconds for it on a machine with nothing else to do; the gateway would be waited for for half an hour. */
const promised = 30_000;

describe('the program apim', () => {
    let place: Workplace;
    let stub: StubGateway | undefined;
    beforeEach(() => { place = new Workplace(); });
    afterEach(async () => {
        place.remove();
        await stub?.stop();
        stub = undefined;
    });
    const anna = { APIM_USER: 'anna@shop.example', APIM_SECRET_SHOPPASSWORD: 'canary-4711' };
    const at = (url: string) => ({ 'apim.yaml': `environments:\n  test:\n    gateway: { url: "${url}", timeout: 30min }\n` });

    it('prints results on stdout and everything else on stderr, without colours where no terminal is', async () => {
        const [check, build] = await Promise.all([runApim(['check'], place), runApim(['-C', '.', 'build'], place)]);
        assert.deepEqual(check, { exit: 0, out: '', err: 'No problems in 3 files.\n' });
        assert.equal(build.exit, 0);
        assert.equal(build.out, readFileSync(join(import.meta.dirname, '../goldens/shop/local.json'), 'utf8'));
        place.write({ 'broken.apim': 'organization {' });
        const broken = await runApim(['check'], place);
        assert.equal(broken.exit, 1);
        assert.match(broken.out, /^broken\.apim:1:14: error: /);
        // eslint-disable-next-line no-control-regex
        assert.doesNotMatch(broken.out + broken.err, /\u001B/);
    });

    it('reads secrets from stdin', async () => {
        const { exit, out } = await runApim(['build', '--with-secrets', '--secrets-stdin'], { ...place, folder: place.folder, input: 'APIM_SECRET_SHOPPASSWORD=from=stdin\r\n' });
        assert.equal(exit, 0);
        assert.match(out, /from=stdin/);
    });

    it('ends with 4 and one sentence where the disk is full, and leaves no half of a file', async function () {
        if (!existsSync('/dev/full')) {
            return this.skip();
        }
        const { exit, err } = await runApim(['build', '--out', '/dev/full'], place);
        assert.equal(exit, 4);
        assert.match(err, /\/dev\/full cannot be written \(ENOSPC\)\. Make room/);
        assert.ok(statSync('/dev/full').isCharacterDevice());
        const missing = await runApim(['build', '--out', 'no/such/folder.json'], place);
        assert.equal(missing.exit, 4);
        assert.deepEqual(readdirSync(place.folder).sort(), ['README.md', 'acme.apim', 'apim.yaml', 'orders.openapi.yaml', 'parameters.apim', 'shopinc.apim']);
    });

    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        it(`ends within two seconds of ${signal} while a gateway keeps it waiting, with 4 and nothing changed`, async () => {
            stub = await startStubGateway(() => true);
            place.write(at(stub.url));
            const running = startApim(['plan'], { folder: place.folder, environment: anna });
            while (stub.requests.length === 0) await new Promise(resolve => { setTimeout(resolve, 10); });
            const begun = Date.now();
            running.child.kill(signal);
            const { exit, err, out } = await running.ended;
            assert.ok(Date.now() - begun < promised);
            assert.deepEqual([exit, out], [4, '']);
            assert.match(err, /cancelled/i);
        });
    }

    it('reports what was and was not done when a registration is interrupted', async () => {
        stub = await startStubGateway(request => request.method === 'PUT' && request.url === '/clients');
        place.write(at(stub.url));
        const running = startApim(['register', '--yes', '--format', 'json'], { folder: place.folder, environment: anna });
        while (!stub.requests.includes('PUT /clients')) await new Promise(resolve => { setTimeout(resolve, 10); });
        const begun = Date.now();
        running.child.kill('SIGINT');
        const { exit, out, err } = await running.ended;
        assert.ok(Date.now() - begun < promised);
        assert.equal(exit, 4);
        assert.match(err, /Cancelled: 2 of 4 changes done/);
        const { operations } = JSON.parse(out) as { operations: { kind: string; outcome: string; error?: string }[] };
        assert.deepEqual(operations.slice(0, 2).map(({ kind, outcome }) => [kind, outcome]), [['publish', 'done'], ['publish', 'done']]);
        assert.ok(operations.slice(2).every(({ kind, outcome, error }) => kind === 'register' && outcome !== 'done' && error));
        assert.doesNotMatch(out + err, /canary/);
    });

    it('runs the local gateway in the foreground, one a project, until it is told to end', async () => {
        const gateway = startApim(['gateway', 'start', '--port', '0', '--api-port', '0'], place);
        await gateway.until(/^listening gateway=http:\/\/127\.0\.0\.1:\d+ configuration=/m);
        assert.equal(statSync(join(place.folder, '.apim')).mode & 0o777, 0o700);
        const [status, second] = await Promise.all([runApim(['gateway', 'status'], place), runApim(['gateway', 'start', '--port', '0', '--api-port', '0'], place)]);
        assert.equal(status.exit, 0);
        assert.match(status.out, /^running gateway=http:\/\/127\.0\.0\.1:\d+ configuration=http:\/\/127\.0\.0\.1:\d+ pid=\d+\n$/);
        assert.equal(second.exit, 6);
        assert.match(second.err, /already running/);
        gateway.child.kill('SIGTERM');
        assert.equal((await gateway.ended).exit, 0);
        const [gone, stopped] = await Promise.all([runApim(['gateway', 'status'], place), runApim(['gateway', 'stop'], place)]);
        assert.deepEqual([gone.exit, stopped.exit], [5, 0]);
        assert.match(gone.err, /Start it with: apim gateway start/);
    });

    it('says which port is in use', async () => {
        const taken = createServer().listen(0, '127.0.0.1');
        await new Promise(resolve => { taken.once('listening', resolve); });
        const address = taken.address();
        const port = typeof address === 'object' && address ? address.port : 0;
        const { exit, err } = await runApim(['gateway', 'start', '--port', `${port}`, '--api-port', '0'], place);
        taken.close();
        assert.equal(exit, 5);
        assert.match(err, new RegExp(`Port ${port} is in use .*--port`));
    });
});
