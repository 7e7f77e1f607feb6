import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../support/apim.ts';
import { startApim } from '../support/apim-process.ts';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';

const secrets = { APIM_USER: 'anna@shop.example', APIM_SECRET_SHOPPASSWORD: 'canary-4712' };

/** A registration that is killed at each write, just before the gateway takes it and just after: the next run finishes it. */
describe('a registration that is killed', () => {
    const place = new Workplace();
    let stub: StubGateway;
    let onWrite: (() => boolean) | undefined;
    const recordFile = join(place.folder, 'apim.record.test.jsonl');
    const source = readFileSync(join(place.folder, 'shopinc.apim'), 'utf8');

    before(async () => {
        stub = await startStubGateway(({ method }) => method !== 'GET' && onWrite?.() === true);
        place.write({ 'apim.yaml': `environments:\n  test:\n    gateway: { url: "${stub.url}" }\n` });
        Object.assign(place.environment, secrets);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
    });
    after(async () => {
        await stub.stop();
        place.remove();
    });

    /** Changes one client, adds one, retires one: three writes besides the API that is changed. */
    function edit(): void {
        place.write({
            'shopinc.apim': source.replace('X-Shop-Key', 'X-Other-Key').replace('  client BackOffice', '  retired client BackOffice')
                .replace('  retired client MobileShop', '  client Tablet@1.0 { contract Acme/Orders@1.0 via Trial }\n  retired client MobileShop'),
            'acme.apim': readFileSync(join(place.folder, 'acme.apim'), 'utf8').replace('description: "Everything that our shops may call."', 'description: "Everything."').replace('content: json', 'content: xml')
        });
    }

    function objects(): Map<string, Record<string, unknown>> {
        return new Map([...stub.held].sort().map(([path, text]) => [path, JSON.parse(text) as Record<string, unknown>]));
    }

    it('is finished by the next one, wherever it was killed, with the keys that were there', async () => {
        const start = { held: new Map(stub.held), record: readFileSync(recordFile, 'utf8') };
        edit();
        let writes = 0;
        onWrite = () => { writes++; return false; };
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        const wanted = { objects: objects(), record: readFileSync(recordFile, 'utf8') };
        assert.equal(writes, 4);
        const withoutNewKey = (found: Map<string, Record<string, unknown>>) => [...found].map(([path, bean]) => [path, path.includes('Tablet') ? { ...bean, apiKey: '' } : bean]);

        for (const moment of ['before', 'after']) {
            for (let victim = 1; victim <= writes; victim++) {
                stub.held.clear();
                for (const [path, text] of start.held) stub.held.set(path, text);
                writeFileSync(recordFile, start.record);
                const { child, ended } = startApim(['register', '--yes'], { folder: place.folder, environment: secrets });
                let seen = 0;
                onWrite = () => {
                    if (++seen < victim) return false;
                    child.kill('SIGKILL');
                    return seen > victim || moment === 'before';
                };
                const killed = await ended;
                onWrite = undefined;
                const where = `killed ${moment} write ${victim}`;
                assert.equal(killed.exit, 128, where);
                assert.ok(existsSync(join(place.folder, '.apim/journal/test.json')), `${where}: the journal says what it was about`);
                const keys = (place.printed + killed.out + killed.err).match(/canary/g);
                assert.equal(keys, null);

                const plan = JSON.parse((await place.apim('plan', '--format', 'json')).out) as { comparison: string; operations: { reason: string }[]; skipped: { reason: string }[] };
                assert.equal(plan.comparison, 'three-way', where);
                assert.ok(plan.operations.every(({ reason }) => reason !== 'gateway-changed'), `${where}: its own doing is nobody else's`);
                assert.ok(plan.skipped.every(({ reason }) => reason !== 'not-ours'), where);
                const next = await place.apim('register', '--yes');
                assert.equal(next.exit, 0, next.err);
                assert.match(next.err, /A registration of \d{4}-.* did not come to its end: \d of its \d changes are in force/, where);
                assert.deepEqual(withoutNewKey(objects()), withoutNewKey(wanted.objects), where);
                assert.equal(readFileSync(recordFile, 'utf8'), wanted.record, where);
                assert.equal((await place.apim('plan', '--exit-code')).exit, 0, where);
                assert.deepEqual([readdirSync(join(place.folder, '.apim/journal')), readdirSync(join(place.folder, '.apim/locks'))], [[], []], where);
            }
        }
    });

    it('is undone by the next one where the source was put back', async () => {
        place.write({ 'shopinc.apim': source });
        assert.equal((await place.apim('register', '--yes', '--prune', '--new-keys')).exit, 0);
        const before = objects();
        place.write({ 'shopinc.apim': source.replace('X-Shop-Key', 'X-Other-Key') });
        const { child, ended } = startApim(['register', '--yes'], { folder: place.folder, environment: secrets });
        onWrite = () => {
            child.kill('SIGKILL');
            return false;
        };
        await ended;
        onWrite = undefined;
        assert.notDeepEqual(objects(), before);
        place.write({ 'shopinc.apim': source });
        const plan = JSON.parse((await place.apim('plan', '--format', 'json')).out) as { operations: { reason: string }[] };
        assert.deepEqual(plan.operations.map(({ reason }) => reason), ['changed']);
        assert.equal((await place.apim('register', '--yes')).exit, 0);
        assert.deepEqual(objects(), before);
    });
});
