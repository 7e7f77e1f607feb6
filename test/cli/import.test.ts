import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run, Workplace } from '../support/apim.ts';
import { apimanMissing, startApiman } from '../support/apiman.ts';
import { registerShop, startGatewayOfItsOwn, workplaceAt, type GatewayPlace } from '../support/gateway-of-its-own.ts';

const canary = 'canary-0577-secret';
const shop = 'ShopInc/MobileShop@2.1';

/** From a gateway back to source: the same steps at every gateway. */
function journey(open: () => Promise<GatewayPlace>): void {
    let gateway: GatewayPlace;
    let origin: Workplace;
    let place: Workplace;

    before(async () => {
        gateway = await open();
        origin = await registerShop(gateway, canary);
    });
    beforeEach(() => {
        place = workplaceAt(gateway, {});
        place.environment['APIM_USER'] = 'carl@else.example';
    });
    afterEach(() => {
        for (const { printed, folder } of [origin, place]) {
            assert.doesNotMatch(printed, new RegExp(canary));
            for (const file of readdirSync(folder)) if (/.\.apim$/.test(file)) assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), new RegExp(`${canary}|apiKey|[0-9a-f]{8}-[0-9a-f]{4}`));
        }
        place.remove();
    });
    after(async () => {
        await gateway?.stop();
        origin?.remove();
    });

    const text = (file: string) => readFileSync(join(place.folder, file), 'utf8');
    const done = async (...args: string[]): Promise<Run> => {
        const run = await place.apim(...args);
        assert.equal(run.exit, 0, run.err);
        return run;
    };

    it('writes what stands there, one file an organization; the next plan has nothing to do, and the keys are as they were', async () => {
        const key = (await origin.apim('key', shop)).out;
        const look = await done('import', 'gateway', '--dry-run');
        assert.match(look.out, /\n\+ {2}published private api Orders@1\.0 \{\n/);
        assert.deepEqual(readdirSync(place.folder), ['apim.yaml']);

        const run = await done('import', 'gateway', '--yes');
        assert.equal(run.out, '✓ wrote acme.apim\n✓ wrote shopinc.apim\n');
        assert.match(run.err, /in APIM_SECRET_ORDERSPASSWORD\.\n/);
        assert.match(text('acme.apim'), /staticIdentity: \{ identities: \[\{ username: "shop", password: ordersPassword \}\] \}/);
        assert.match(text('shopinc.apim'), /client MobileShop@2\.1 \{\n {4}contract Acme\/Orders@1\.0 via Gold\n {4}policy ApiKey \{ requestHeader: "X-Shop-Key" \}\n/);
        assert.equal((await place.apim('check', '--format', 'json')).exit, 0);

        place.environment['APIM_SECRET_ORDERSPASSWORD'] = canary;
        const plan = await done('plan', '--format', 'json', '--exit-code');
        const { operations, unchanged } = JSON.parse(plan.out) as { operations: unknown[]; unchanged: number };
        assert.deepEqual([operations, unchanged], [[], 4]);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        assert.equal((await done('key', shop)).out, key);
    });

    it('leaves alone what the project declares, and writes the rest beside it', async () => {
        await done('import', 'gateway', '--yes', '--org', 'Acme');
        assert.ok(!existsSync(join(place.folder, 'shopinc.apim')));
        const before = text('acme.apim').replace('locked plan Gold@1.0 {', 'locked plan Gold@1.0 "Gold" {');
        writeFileSync(join(place.folder, 'acme.apim'), before);
        const run = await done('import', 'gateway', '--yes');
        assert.match(run.err, /Declared already, and left alone: Acme\/Catalog@1\.0, Acme\/Orders@1\.0\n/);
        assert.equal(run.out, '✓ wrote shopinc.apim\n');
        assert.equal(text('acme.apim'), before);
        place.environment['APIM_SECRET_ORDERSPASSWORD'] = canary;
        await done('plan', '--exit-code');
        const again = await done('import', 'gateway', '--yes');
        assert.match(again.err, /There is nothing to write\.\n$/);
    });

    it('writes nothing without consent', async () => {
        const run = await place.apim('import', 'gateway');
        assert.equal(run.exit, 6);
        assert.match(run.err, /Nothing was changed: confirm with --yes, or look first with --dry-run\.\n/);
        assert.deepEqual(readdirSync(place.folder), ['apim.yaml']);
    });
}

describe('import from the local gateway', () => journey(startGatewayOfItsOwn));

describe('import from the real Apiman', () => {
    before(function () {
        if (apimanMissing) {
            console.log(apimanMissing);
            this.skip();
        }
    });
    if (!apimanMissing) journey(() => startApiman());
});
