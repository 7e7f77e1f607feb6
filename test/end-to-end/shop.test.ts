import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayProgram } from '../../cli/gateway-program.ts';
import { disk } from '../../language-server/session/disk.ts';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import { clientsOf } from '../../language-server/session/overview.ts';
import { preview, register, type RegistrationContext } from '../../language-server/session/registering.ts';
import type { Environment } from '../../project/environment.ts';
import { readKey } from '../../registration/key.ts';
import { startLocalGateway, stopLocalGateway } from '../../registration/local-gateway.ts';
import { Secret } from '../../registration/secret.ts';
import type { RegistrationTarget } from '../../registration/target.ts';
import { realWorld } from '../../registration/world.ts';
import { apimanMissing, startApiman } from '../support/apiman.ts';
import { startEchoBackend, type EchoBackend } from '../support/echo-backend.ts';
import { language } from '../support/language.ts';

const samples = join(import.meta.dirname, '../../samples/shop');
const password = 'pa"ss\\word';

interface Place { folder: string; gateways: Environment['gateways']; target: RegistrationTarget; publicUrl: string; stop(): Promise<void> }

/** samples/shop from its files to answered requests: the same steps and the same assertions at every gateway. */
function journey(open: (folder: string) => Promise<Place>): void {
    const world = realWorld();
    let place: Place;
    let backend: EchoBackend;
    let folder = '';

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), 'apim-shop-'));
        cpSync(samples, folder, { recursive: true });
        backend = await startEchoBackend();
        place = await open(folder);
    });
    after(async () => {
        await place?.stop();
        await backend?.stop();
        await world.close();
        rmSync(folder, { recursive: true, force: true });
    });

    async function context(): Promise<RegistrationContext> {
        const session = await ProjectSession.open(folder, disk, language);
        const found = session.environment('local');
        assert.equal(found.kind, 'environment');
        const environment = found.kind === 'environment' ? { ...found.environment, gateways: place.gateways, parameters: { ordersHost: backend.url } } : undefined;
        assert.ok(environment);
        assert.deepEqual(session.errors(environment), []);
        return {
            session, environment, world, person: { user: 'anna@shop.example' },
            secrets: { gatewayPassword: () => Promise.resolve(new Secret('admin')), secretParameter: () => Promise.resolve(new Secret(password)), keyPassphrase: () => Promise.resolve(undefined) }
        };
    }

    async function registered(): Promise<string[]> {
        const found = await preview(await context());
        assert.ok(found.ok, JSON.stringify(found));
        const outcome = await register(await context(), found.value);
        assert.ok(outcome.ok && !outcome.value.failure, JSON.stringify(outcome));
        const again = await preview(await context());
        assert.ok(again.ok && again.value.plan.operations.length === 0, 'a second run has nothing to do');
        return outcome.value.operations.map(({ kind, entity, reason }) => `${kind} ${entity} ${reason}`);
    }

    async function key(client: string): Promise<string> {
        const found = await readKey(client, place.target, world);
        assert.ok(found.ok, JSON.stringify(found));
        return found.value.reveal();
    }

    function edit(name: string, from: string, to: string): void {
        const text = readFileSync(join(folder, name), 'utf8');
        assert.ok(text.includes(from));
        writeFileSync(join(folder, name), text.replace(from, to));
    }

    const call = (path: string, headers: Record<string, string>) => fetch(`${place.publicUrl}/Acme/Orders/1.0${path}`, { headers });
    const basic = { Authorization: `Basic ${Buffer.from(`shop:${password}`).toString('base64')}` };

    it('registers every declared client, and then has nothing to do', async () => {
        assert.deepEqual(await registered(), [
            'publish Acme/Catalog@1.0 new', 'publish Acme/Orders@1.0 new', 'register ShopInc/BackOffice@1.0 new', 'register ShopInc/MobileShop@2.1 new'
        ]);
    });

    it('answers calls by key, credentials and policies', async () => {
        const mobile = await key('ShopInc/MobileShop@2.1');
        const answer = await call('/old/42', { ...basic, 'X-API-Key': mobile });
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('X-RateLimit-Limit'), '10000');
        assert.equal(answer.headers.get('X-RateLimit-Remaining'), '9999');
        const seen = await answer.json() as { path: string; headers: Record<string, string> };
        assert.equal(seen.path, '/v1/new/42', 'the URL is rewritten');
        assert.equal(seen.headers['x-shop-key'], mobile, 'the key is passed on under the name that the client chose');
        assert.equal(seen.headers['x-api-key'], undefined);
        assert.equal((await call('/x', { 'X-API-Key': mobile })).status, 401);
        assert.equal((await call('/x', basic)).status, 403);
        assert.equal((await call('/x', { ...basic, 'X-API-Key': 'nobody' })).status, 404);
    });

    it('answers a preflight of the public API', async () => {
        const answer = await fetch(`${place.publicUrl}/Acme/Catalog/1.0/`, { method: 'OPTIONS', headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'GET' } });
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('Access-Control-Allow-Origin'), 'https://shop.example');
        assert.equal(answer.headers.get('Access-Control-Max-Age'), '600');
    });

    it('registers again what changed, and keeps the key', async () => {
        const before = await key('ShopInc/MobileShop@2.1');
        edit('shopinc.apim', 'X-Shop-Key', 'X-Client-Key');
        const states = await clientsOf(await context(), { connect: true, showAll: false });
        assert.deepEqual(states.organizations[1]?.clients.flatMap(({ versions }) => versions.map(({ key: name, state }) => `${name} ${state}`)), [
            'ShopInc/BackOffice@1.0 registered', 'ShopInc/MobileShop@1.0 retired', 'ShopInc/MobileShop@2.1 changed'
        ]);
        assert.deepEqual(await registered(), ['register ShopInc/MobileShop@2.1 changed']);
        assert.equal(await key('ShopInc/MobileShop@2.1'), before);
        const seen = await (await call('/x', { ...basic, 'X-API-Key': before })).json() as { headers: Record<string, string> };
        assert.equal(seen.headers['x-client-key'], before);
    });

    it('unregisters what is retired in the source', async () => {
        const gone = await key('ShopInc/BackOffice@1.0');
        edit('shopinc.apim', 'client BackOffice', 'retired client BackOffice');
        assert.deepEqual(await registered(), ['unregister ShopInc/BackOffice@1.0 changed']);
        assert.equal((await call('/x', { ...basic, 'X-API-Key': gone })).status, 404);
    });
}

describe('samples/shop at the local gateway', () => {
    journey(async folder => {
        const world = realWorld();
        const started = await startLocalGateway({ project: folder, command: gatewayProgram(), environment: process.env, world, ports: { port: 0, apiPort: 0 } });
        assert.ok(started.ok, JSON.stringify(started));
        const { target } = started.value;
        return {
            folder, gateways: ['local'], target: { environment: 'local', gateways: [target] }, publicUrl: target.publicUrl ?? '',
            stop: async () => { await stopLocalGateway(folder, world); await world.close(); }
        };
    });
});

describe('samples/shop at the real Apiman', () => {
    before(function () {
        if (apimanMissing) {
            console.log(`    ${apimanMissing}`);
            this.skip();
        }
    });
    journey(async folder => {
        const apiman = await startApiman();
        const { url, publicUrl, username } = apiman;
        return {
            folder, gateways: [{ url, publicUrl, auth: { type: 'basic', username } }], publicUrl, stop: () => apiman.stop(),
            target: { environment: 'local', gateways: [{ url, publicUrl, credentials: { type: 'basic', username, password: new Secret('admin') }, local: false }] }
        };
    });
});
