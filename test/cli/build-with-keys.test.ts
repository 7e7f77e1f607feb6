import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../support/apim.ts';

type Built = { clients: { clientId: string; apiKey?: string }[] };
const both = '{"ShopInc/MobileShop@2.1":"canary-1","ShopInc/BackOffice@1.0":"canary-2"}';

describe('apim build --with-keys', () => {
    let place: Workplace;
    beforeEach(() => { place = new Workplace(); });
    afterEach(() => place.remove());

    const path = (name: string) => join(place.folder, name);
    const keyFile = (text: string, mode = 0o600) => {
        place.write({ 'keys.json': text });
        chmodSync(path('keys.json'), mode);
    };
    const refused = async (...args: string[]) => {
        const run = await place.apim('build', ...args);
        assert.deepEqual([run.exit, run.out], [6, '']);
        assert.doesNotMatch(place.printed, /canary/);
        return run.err;
    };

    it('joins the keys in, in a file of its owner alone, and names them nowhere else', async () => {
        keyFile(both);
        const { exit, out } = await place.apim('build', '--with-keys', 'keys.json', '--out', 'all.json');
        assert.deepEqual([exit, out], [0, '']);
        const { clients } = JSON.parse(readFileSync(path('all.json'), 'utf8')) as Built;
        assert.deepEqual(clients.map(({ clientId, apiKey }) => [clientId, apiKey]), [['BackOffice', 'canary-2'], ['MobileShop', 'canary-1']]);
        assert.equal(statSync(path('all.json')).mode & 0o777, 0o600);
        assert.doesNotMatch(place.printed, /canary/);
    });

    it('prints them where nobody names a file, and leaves all else as it is', async () => {
        keyFile(both);
        const { out } = await place.apim('build', '--with-keys', 'keys.json');
        assert.equal(out.replaceAll(/ {6}"apiKey": "canary-\d",\n/g, ''), (await place.apim('build')).out);
    });

    it('refuses a file that others can read, with what to do', async () => {
        keyFile(both, 0o644);
        assert.match(await refused('--with-keys', 'keys.json'), /chmod 600 .*keys\.json/);
    });

    it('refuses where a client has no key, and says how to get one', async () => {
        keyFile('{"ShopInc/MobileShop@2.1":"canary-1"}');
        const err = await refused('--with-keys', 'keys.json', '--out', 'all.json');
        assert.match(err, /no API key for ShopInc\/BackOffice@1\.0\. Write into it what apim key ShopInc\/BackOffice@1\.0 prints .*--new-keys/);
        assert.ok(!existsSync(path('all.json')));
        assert.match(await refused('--with-keys', 'none.json'), /none\.json .*there is no such file/);
    });

    it('refuses two clients with one key', async () => {
        keyFile('{"ShopInc/MobileShop@2.1":"canary-1","ShopInc/BackOffice@1.0":"canary-1"}');
        assert.match(await refused('--with-keys', 'keys.json'), /ShopInc\/MobileShop@2\.1 and ShopInc\/BackOffice@1\.0 have the same API key/);
    });

    it('makes keys where it is told to, keeps those that exist, and says which file has them', async () => {
        const first = await place.apim('build', '--with-keys', 'keys.json', '--new-keys', '--out', 'all.json');
        assert.equal(first.exit, 0, first.err);
        assert.match(first.err, /made a new API key for ShopInc\/BackOffice@1\.0, ShopInc\/MobileShop@2\.1; it stands in keys\.json/);
        assert.equal(statSync(path('keys.json')).mode & 0o777, 0o600);
        const before = readFileSync(path('keys.json'), 'utf8');
        const made = Object.values(JSON.parse(before) as Record<string, string>);
        assert.ok(made.every(key => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(key)));
        assert.equal((await place.apim('build', '--with-keys', 'keys.json', '--new-keys', '--out', 'again.json')).exit, 0);
        assert.equal(readFileSync(path('keys.json'), 'utf8'), before);
        assert.equal(readFileSync(path('again.json'), 'utf8'), readFileSync(path('all.json'), 'utf8'));
        assert.ok(made.every(key => !place.printed.includes(key)));
    });

    it('makes no key where something else keeps it from building', async () => {
        assert.match(await refused('--with-secrets', '--with-keys', 'keys.json', '--new-keys'), /APIM_SECRET_SHOPPASSWORD/);
        place.write({ 'broken.apim': 'organization {' });
        assert.equal((await place.apim('build', '--with-keys', 'keys.json', '--new-keys')).exit, 1);
        assert.ok(!existsSync(path('keys.json')));
    });

    it('notes a key that no declared client has', async () => {
        keyFile(both.replace('}', ',"ShopInc/Gone@1.0":"canary-3","ShopInc/MobileShop@1.0":"canary-4"}'));
        const { exit, out, err } = await place.apim('build', '--with-keys', 'keys.json');
        assert.equal(exit, 0);
        assert.match(err, /^not declared in 'local', so its key is not used: ShopInc\/Gone@1\.0$/m);
        assert.doesNotMatch(out, /canary-[34]/);
    });

    it('does not write the document over the keys, nor keys into nothing', async () => {
        keyFile(both);
        assert.equal((await place.apim('build', '--with-keys', 'keys.json', '--out', './keys.json')).exit, 64);
        assert.equal(readFileSync(path('keys.json'), 'utf8'), both);
        assert.equal((await place.apim('build', '--new-keys')).exit, 64);
    });
});
