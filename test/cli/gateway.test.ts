import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayProgram } from '../../cli/gateway-program.ts';
import { findLocalGateway, startLocalGateway, stopLocalGateway } from '../../registration/local-gateway.ts';
import { realWorld } from '../../registration/world.ts';
import { Workplace } from '../support/apim.ts';

const canary = 'canary-4711';

describe('apim at the local gateway', () => {
    const place = new Workplace();
    const world = realWorld();
    let publicUrl = '';

    before(async () => {
        const started = await startLocalGateway({ project: place.folder, command: gatewayProgram(), environment: process.env, world, ports: { port: 0, apiPort: 0 } });
        assert.ok(started.ok, JSON.stringify(started));
        publicUrl = started.value.target.publicUrl ?? '';
    });
    after(async () => {
        await stopLocalGateway(place.folder, world);
        await world.close();
        place.remove();
    });

    it('refuses to register as long as a secret has no value, and names how to give it', async () => {
        const { exit, err } = await place.apim('register', '--yes');
        assert.equal(exit, 6);
        assert.match(err, /shopPassword .*APIM_SECRET_SHOPPASSWORD/);
        const planned = await place.apim('plan', '--format', 'json');
        assert.match(planned.err, /not compared: the secret parameter shopPassword has no value/);
        assert.deepEqual((JSON.parse(planned.out) as { missingSecrets: string[] }).missingSecrets, ['shopPassword']);
    });

    it('plans, registers, and then has nothing to do', async () => {
        place.environment['APIM_SECRET_SHOPPASSWORD'] = canary;
        const plan = JSON.parse((await place.apim('plan', '--format', 'json')).out) as { environment: string; operations: Record<string, unknown>[]; unchanged: number };
        assert.equal(plan.environment, 'local');
        assert.deepEqual(plan.operations.map(({ kind, entity, reason }) => [kind, entity, reason]), [
            ['publish', 'Acme/Catalog@1.0', 'new'], ['publish', 'Acme/Orders@1.0', 'new'],
            ['register', 'ShopInc/BackOffice@1.0', 'new'], ['register', 'ShopInc/MobileShop@2.1', 'new']
        ]);
        assert.equal((await place.apim('plan', '--exit-code')).exit, 2);
        const done = await place.apim('register', '--yes', '--format', 'json');
        assert.equal(done.exit, 0, done.err);
        assert.match(done.err, /as anna@shop\.example/);
        assert.deepEqual((JSON.parse(done.out) as { operations: { outcome: string }[] }).operations.map(({ outcome }) => outcome), ['done', 'done', 'done', 'done']);
        const again = await place.apim('register', '--yes');
        assert.equal(again.exit, 0);
        assert.match(again.err, /Nothing to do/);
        assert.equal((await place.apim('plan', '--exit-code')).exit, 0);
    });

    it('lists My Clients and prints a key, alone, with which the gateway answers', async () => {
        const { clients } = JSON.parse((await place.apim('clients', '--format', 'json')).out) as { clients: Record<string, unknown>[] };
        assert.deepEqual(clients.map(({ organization, name, version, state }) => [organization, name, version, state]), [
            ['ShopInc', 'BackOffice', '1.0', 'registered'], ['ShopInc', 'MobileShop', '1.0', 'retired'], ['ShopInc', 'MobileShop', '2.1', 'registered']
        ]);
        assert.deepEqual(clients[2]?.['contracts'], [{ api: 'Acme/Orders@1.0', plan: 'Gold', url: `${publicUrl}/Acme/Orders/1.0`, state: 'registered' }]);
        const { exit, out } = await place.apim('key', 'ShopInc/MobileShop@2.1');
        assert.equal(exit, 0);
        assert.match(out, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n$/);
        const url = `${publicUrl}/Acme/Orders/1.0/x`;
        assert.equal((await fetch(url, { headers: { 'X-API-Key': out.trim() } })).status, 401);
        assert.equal((await fetch(url)).status, 403);
        assert.doesNotMatch(place.printed.replace(out, ''), new RegExp(out.trim()));
    });

    it('changes only what was changed, and keeps the key', async () => {
        const key = (await place.apim('key', 'ShopInc/MobileShop@2.1')).out;
        const file = join(place.folder, 'shopinc.apim');
        place.write({ 'shopinc.apim': readFileSync(file, 'utf8').replace('X-Shop-Key', 'X-Client-Key') });
        const { out } = await place.apim('plan', '--format', 'json');
        assert.deepEqual((JSON.parse(out) as { operations: { entity: string; reason: string }[] }).operations.map(({ entity, reason }) => [entity, reason]), [['ShopInc/MobileShop@2.1', 'changed']]);
        const states = JSON.parse((await place.apim('clients', '--format', 'json')).out) as { clients: { state: string }[] };
        assert.deepEqual(states.clients.map(({ state }) => state), ['registered', 'retired', 'changed']);
        assert.equal((await place.apim('register', '--yes', 'ShopInc/MobileShop@2.1')).exit, 0);
        assert.equal((await place.apim('key', 'ShopInc/MobileShop@2.1')).out, key);
    });

    it('carries out exactly the plan that was reviewed', async () => {
        place.write({ 'shopinc.apim': readFileSync(join(place.folder, 'shopinc.apim'), 'utf8').replace('X-Client-Key', 'X-Other-Key') });
        assert.equal((await place.apim('plan', '--out', 'plan.json')).exit, 0);
        const reviewed = readFileSync(join(place.folder, 'plan.json'), 'utf8');
        assert.doesNotMatch(reviewed, new RegExp(canary));
        place.write({ 'shopinc.apim': readFileSync(join(place.folder, 'shopinc.apim'), 'utf8').replace('X-Other-Key', 'X-Third-Key') });
        assert.equal((await place.apim('register', '--yes', '--plan', 'plan.json')).exit, 6);
        assert.equal((await place.apim('plan', '--out', 'plan.json')).exit, 0);
        assert.equal((await place.apim('register', '--yes', '--plan', 'plan.json')).exit, 0);
    });

    it('refuses who lacks the role, and names the role and who has it', async () => {
        place.environment['APIM_USER'] = 'ben@shop.example';
        place.write({ 'shopinc.apim': readFileSync(join(place.folder, 'shopinc.apim'), 'utf8').replace('X-Third-Key', 'X-Shop-Key') });
        const { exit, err } = await place.apim('register', '--yes');
        assert.equal(exit, 6);
        assert.match(err, /'ben@shop\.example' may not register clients in ShopInc: that takes the role editor\. Ask anna@shop\.example\./);
        place.environment['APIM_USER'] = 'eve@elsewhere.example';
        const hidden = await place.apim('clients');
        assert.doesNotMatch(hidden.out, /MobileShop/);
        assert.match(hidden.out + hidden.err, /1 organization is hidden/);
        place.environment['APIM_USER'] = 'anna@shop.example';
    });

    it('unregisters what is retired in the source', async () => {
        place.write({ 'shopinc.apim': readFileSync(join(place.folder, 'shopinc.apim'), 'utf8').replace('client BackOffice', 'retired client BackOffice') });
        const run = await place.apim('register', '--yes', '--format', 'json');
        assert.equal(run.exit, 0, run.err);
        assert.ok((JSON.parse(run.out) as { operations: { kind: string; entity: string }[] }).operations.some(({ kind, entity }) => kind === 'unregister' && entity === 'ShopInc/BackOffice@1.0'));
        assert.equal((await place.apim('key', 'ShopInc/BackOffice@1.0')).exit, 64);
    });

    it('knows no client that is not declared', async () => {
        const { exit, err } = await place.apim('register', '--yes', 'ShopInc/Nobody@1.0');
        assert.equal(exit, 64);
        assert.match(err, /There is no 'ShopInc\/Nobody@1\.0' in this project\. Declared: /);
    });

    it('printed no secret on the way', async () => {
        assert.doesNotMatch(place.printed, new RegExp(canary));
        const gateway = await findLocalGateway(place.folder, world);
        assert.ok(gateway.ok);
        const { credentials } = gateway.value.target;
        assert.ok(credentials?.type === 'basic' && credentials.password && !place.printed.includes(credentials.password.reveal()));
    });
});
