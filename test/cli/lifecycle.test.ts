import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayProgram } from '../../cli/gateway-program.ts';
import { startLocalGateway, stopLocalGateway } from '../../registration/local-gateway.ts';
import { realWorld } from '../../registration/world.ts';
import { Workplace, type Run } from '../support/apim.ts';

const canary = 'canary-2718';
const shop = 'ShopInc/MobileShop@2.1';

describe('publish, retire, delete and new versions at the local gateway', () => {
    let place: Workplace;
    const world = realWorld();

    beforeEach(async () => {
        place = new Workplace();
        place.environment['APIM_SECRET_SHOPPASSWORD'] = canary;
        const started = await startLocalGateway({ project: place.folder, command: gatewayProgram(), environment: process.env, world, ports: { port: 0, apiPort: 0 } });
        assert.ok(started.ok, JSON.stringify(started));
        assert.equal((await place.apim('register', '--yes')).exit, 0);
    });
    afterEach(async () => {
        await stopLocalGateway(place.folder, world);
        assert.doesNotMatch(place.printed, new RegExp(canary));
        place.remove();
    });
    after(() => world.close());

    const text = (file: string) => readFileSync(join(place.folder, file), 'utf8');
    const sources = () => Object.fromEntries(['acme.apim', 'shopinc.apim', 'parameters.apim'].map(file => [file, text(file)]));
    const done = async (...args: string[]): Promise<Run> => {
        const run = await place.apim(...args);
        assert.equal(run.exit, 0, run.err);
        return run;
    };
    /** Whether the source and the gateway agree. */
    const isInForce = async () => assert.equal((await place.apim('plan', '--exit-code')).exit, 0);
    const keyOf = (client: string) => place.apim('key', client);

    it('publish an API: the diff is shown, the source is edited, the API stands at the gateway', async () => {
        await done('new-version', 'Acme/Catalog@1.0', '2.0', '--yes');
        assert.match(text('acme.apim'), /\n {2}public api Catalog@2\.0 \{\n/);
        await isInForce();
        const before = sources();
        const look = await done('publish', 'Acme/Catalog@2.0', '--dry-run');
        assert.match(look.out, /--- a\/acme\.apim\n\+\+\+ b\/acme\.apim\n@@ .* @@[^]*\n- {2}public api Catalog@2\.0 \{\n\+ {2}published public api Catalog@2\.0 \{\n[^]*\+ publish {4}Acme\/Catalog@2\.0 \(new\)\n/);
        assert.deepEqual(sources(), before);
        const run = await done('publish', 'Acme/Catalog@2.0', '--yes');
        assert.match(run.err, /\+ {2}published public api Catalog@2\.0/);
        assert.equal(run.out, '✓ edited   acme.apim\n✓ done    publish    Acme/Catalog@2.0 (new)\n');
        assert.match(run.err, /Done: the source is edited, and 1 change is in force at the gateway\.\n$/);
        assert.equal(text('acme.apim'), before['acme.apim']?.replace('  public api Catalog@2.0', '  published public api Catalog@2.0'));
        await isInForce();
    });

    it('retire a client: its key is kept where that is wished, and gone otherwise', async () => {
        const key = (await keyOf(shop)).out.trim();
        const run = await done('retire', shop, '--yes', '--keep-key', 'keys.json');
        assert.match(run.err, /The API key is gone with it, unless it is kept: --keep-key FILE/);
        assert.match(run.err, /affected: 1 contract of 1 client of 1 organization \(ShopInc\/MobileShop@2\.1 → Acme\/Orders@1\.0 via Gold\)/);
        assert.deepEqual(JSON.parse(text('keys.json')), { [shop]: key });
        assert.equal(statSync(join(place.folder, 'keys.json')).mode & 0o777, 0o600);
        assert.equal((await keyOf(shop)).exit, 64);
        assert.match(text('shopinc.apim'), /\n {2}retired client MobileShop@2\.1 "Mobile shop" \{\n/);
        await isInForce();
        await done('retire', 'ShopInc/BackOffice@1.0', '--yes', '--keep-key', 'keys.json');
        assert.deepEqual(Object.keys(JSON.parse(text('keys.json')) as object), ['ShopInc/BackOffice@1.0', shop]);
        assert.doesNotMatch(place.printed.replace(`${key}\n`, ''), new RegExp(key));
    });

    it('retire an API with its contracts, which other organizations are asked for as well', async () => {
        const before = sources();
        const refused = await place.apim('retire', 'Acme/Orders@1.0', '--yes');
        assert.equal(refused.exit, 6);
        assert.match(refused.err, /2 contracts of ShopInc .*ShopInc\/BackOffice@1\.0 via Gold, ShopInc\/MobileShop@2\.1 via Gold.*--with-contracts/);
        place.environment['APIM_USER'] = 'ben@shop.example';
        const forbidden = await place.apim('retire', 'Acme/Orders@1.0', '--with-contracts', '--yes');
        assert.equal(forbidden.exit, 6);
        assert.match(forbidden.err, /'ben@shop\.example' may not register clients in ShopInc: that takes the role editor\. Ask anna@shop\.example/);
        assert.deepEqual(sources(), before);
        place.environment['APIM_USER'] = 'anna@shop.example';
        const run = await done('retire', 'Acme/Orders@1.0', '--with-contracts', '--yes');
        assert.match(run.out, /✓ edited {3}acme\.apim\n✓ edited {3}shopinc\.apim\n✓ done {4}retire {5}Acme\/Orders@1\.0 \(retired\)\n/);
        assert.doesNotMatch(text('shopinc.apim'), /contract/);
        assert.equal((await place.apim('publish', 'Acme/Orders@1.0', '--yes')).exit, 6);
        assert.match((await done('restore')).err, /What went with Acme\/Orders@1\.0 is back in the source; its own state stays/);
        assert.equal(text('shopinc.apim'), before['shopinc.apim']);
    });

    it('delete a client and put it back: source and gateway, there and back', async () => {
        const before = sources();
        const run = await done('delete', shop, '--yes');
        assert.match(run.out, /✓ edited {3}acme\.apim\n✓ edited {3}shopinc\.apim\n✓ done {4}unregister ShopInc\/MobileShop@2\.1/);
        assert.match(run.err, /To undo it: apim restore \(what was removed is in \.apim\/restore\/\S+-ShopInc-MobileShop@2\.1\.json\)/);
        assert.doesNotMatch(text('shopinc.apim') + text('acme.apim'), /MobileShop@2\.1/);
        assert.doesNotMatch(text('apim.record.local.jsonl'), /MobileShop@2\.1/);
        assert.equal((await keyOf(shop)).exit, 64);
        const [kept = ''] = readdirSync(join(place.folder, '.apim/restore'));
        assert.equal(statSync(join(place.folder, '.apim/restore', kept)).mode & 0o777, 0o600);
        await isInForce();
        assert.match((await done('restore', '--dry-run')).err, /\+ {2}client MobileShop@2\.1[^]*Nothing was changed\.\n$/);
        const back = await done('restore', join('.apim/restore', kept));
        assert.match(back.err, /is back in the source\. Bring it to the gateway with: apim register ShopInc\/MobileShop@2\.1\n$/);
        assert.deepEqual(sources(), before);
        await done('register', shop, '--yes');
        await isInForce();
        assert.equal((await place.apim('restore')).exit, 6);
    });

    it('delete an API and put it back: it is not retired for the record', async () => {
        const before = sources();
        await done('delete', 'Acme/Catalog@1.0', '--yes');
        await isInForce();
        await done('restore');
        assert.deepEqual(sources(), before);
        await done('register', '--yes');
        await isInForce();
    });

    it('a new version of a client is registered, with a key of its own', async () => {
        writeFileSync(join(place.folder, 'acme.apim'), text('acme.apim').replace('offers Trial@1.0\n    offers Gold@1.0 with approval for ShopInc/MobileShop@2.1, ShopInc/BackOffice@1.0', 'offers Gold@1.0'));
        await done('register', '--yes');
        const run = await done('new-version', 'ShopInc/BackOffice@1.0', '1.1', '--yes', '--format', 'json');
        const { key, kind, written, registration, edits } = JSON.parse(run.out) as { key: string; kind: string; written: boolean; registration: { operations: { kind: string; outcome: string }[] }; edits: { file: string; diff: string }[] };
        assert.deepEqual([key, kind, written, registration.operations.map(operation => [operation.kind, operation.outcome])], ['ShopInc/BackOffice@1.1', 'client', true, [['register', 'done']]]);
        assert.match(edits[0]?.diff ?? '', /\+ {2}client BackOffice@1\.1/);
        const keys = [(await keyOf('ShopInc/BackOffice@1.0')).out, (await keyOf('ShopInc/BackOffice@1.1')).out];
        assert.match(keys[1] ?? '', /^[0-9a-f-]{36}\n$/);
        assert.notEqual(keys[0], keys[1]);
        assert.equal((await place.apim('new-version', 'ShopInc/BackOffice@1.0', '1.1', '--yes')).exit, 6);
        assert.equal((await place.apim('new-version', 'ShopInc/BackOffice@1.0', '@2', '--yes')).exit, 64);
    });

    it('the gateway alone: taken off and put back, and the source stays', async () => {
        const before = sources();
        const off = await done('retire', 'Acme/Orders@1.0', '--gateway-only', '--yes');
        assert.match(off.err, /taken off the gateway; the source stays as it is\.\n.*comes back with the next registration[^]*affected: 2 contracts of 2 clients/);
        assert.equal(off.out, '✓ done    retire     Acme/Orders@1.0 (retired)\n');
        assert.match((await place.apim('plan')).out, /\+ publish {4}Acme\/Orders@1\.0 \(new\)/);
        assert.equal((await place.apim('check')).exit, 0);
        await done('publish', 'Acme/Orders@1.0', '--gateway-only', '--yes');
        await isInForce();
        await done('delete', 'ShopInc/BackOffice@1.0', '--gateway-only', '--yes');
        assert.equal((await keyOf('ShopInc/BackOffice@1.0')).exit, 64);
        assert.deepEqual(sources(), before);
        assert.ok(!existsSync(join(place.folder, '.apim/restore')));
        assert.equal((await place.apim('publish', 'Acme/Orders@0.9', '--gateway-only', '--yes')).exit, 6);
        assert.equal((await place.apim('retire', 'Acme/Orders@1.0', '--gateway-only', '--with-contracts', '--yes')).exit, 64);
    });

    it('what stands at the gateway and is not ours is left, unless it is taken over', async () => {
        const record = text('apim.record.local.jsonl').split('\n').filter(line => !line.includes(`"client":"${shop}"`)).join('\n');
        writeFileSync(join(place.folder, 'apim.record.local.jsonl'), record);
        const before = sources();
        const refused = await place.apim('delete', shop, '--yes');
        assert.equal(refused.exit, 6);
        assert.match(refused.err, /was not registered from here.*--adopt/);
        assert.deepEqual(sources(), before);
        await done('delete', shop, '--yes', '--adopt');
        assert.equal((await keyOf(shop)).exit, 64);
    });

    it('the source may be in several blocks and files, with Windows line ends and a byte order mark', async () => {
        mkdirSync(join(place.folder, 'more'));
        const windows = '\uFEFForganization ShopInc {\r\n  /** On tablets. */\r\n  client `2go`@1 { contract Acme/Orders@1.0 via Trial }\r\n\r\n  retired client Old@1\r\n}\r\n';
        place.write({ 'more/tablets.apim': windows });
        await done('register', '--yes');
        await done('delete', 'ShopInc/2go@1', '--yes');
        assert.equal(text('more/tablets.apim'), '\uFEFForganization ShopInc {\r\n  retired client Old@1\r\n}\r\n');
        await isInForce();
        await done('restore');
        assert.equal(text('more/tablets.apim'), windows);
        await done('new-version', 'ShopInc/`2go`@1', '2', '--yes');
        assert.equal(text('more/tablets.apim'), windows.replace('\r\n\r\n  retired', '\r\n\r\n  /** On tablets. */\r\n  client `2go`@2 { contract Acme/Orders@1.0 via Trial }\r\n\r\n  retired'));
    });
});
