import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startApim } from '../support/apim-process.ts';
import { Workplace } from '../support/apim.ts';
import { apimanMissing, startApiman, type Apiman, type Configuration } from '../support/apiman.ts';
import { startEchoBackend, type EchoBackend } from '../support/echo-backend.ts';

const password = 'pa"ss\\word';

/** The configuration that docs/headless.md shows, with the document of this place. */
function documented(place: Workplace): Configuration {
    const text = readFileSync(join(import.meta.dirname, '../../docs/headless.md'), 'utf8');
    const [, json = ''] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
    assert.ok(json.includes('file:///run/secrets/apim-document'));
    return JSON.parse(json.replace('/run/secrets/apim-document', join(place.folder, 'all.json'))) as Configuration;
}

/** samples/shop without registrations: the document of `apim build` alone makes the real gateway serve it. */
describe('samples/shop at the real Apiman, headless', () => {
    const place = new Workplace();
    let apiman: Apiman, closed: Apiman, backend: EchoBackend;
    const keys = (): Record<string, string> => JSON.parse(readFileSync(join(place.folder, 'keys.json'), 'utf8')) as Record<string, string>;

    before(async function () {
        if (apimanMissing) {
            console.log(`    ${apimanMissing}`);
            this.skip();
        }
        backend = await startEchoBackend();
        place.environment['APIM_SECRET_SHOPPASSWORD'] = password;
        place.write({ 'parameters.apim': `parameter ordersHost: url = "${backend.url}"\nsecret parameter shopPassword\n` });
        const built = await place.apim('build', '--with-secrets', '--with-keys', 'keys.json', '--new-keys', '--out', 'all.json');
        assert.equal(built.exit, 0, built.err);
        [closed, apiman] = await Promise.all([startApiman({ configuration: documented(place) }), startApiman({ headless: join(place.folder, 'all.json') })]);
    });
    after(async () => {
        await Promise.all([apiman?.stop(), closed?.stop(), backend?.stop()]);
        place.remove();
    });

    const call = (headers: Record<string, string>) =>
        fetch(`${closed.publicUrl}/Acme/Orders/1.0/old/42`, { headers: { Authorization: `Basic ${Buffer.from(`shop:${password}`).toString('base64')}`, ...headers } });

    it('answers each contract with its key', async () => {
        for (const client of ['ShopInc/BackOffice@1.0', 'ShopInc/MobileShop@2.1']) {
            const answer = await call({ 'X-API-Key': keys()[client] ?? '' });
            assert.equal(answer.status, 200, client);
            const seen = await answer.json() as { path: string; headers: Record<string, string> };
            assert.equal(seen.path, '/v1/new/42');
            assert.equal(seen.headers['x-shop-key'], client === 'ShopInc/MobileShop@2.1' ? keys()[client] : undefined);
        }
        assert.equal((await call({ 'X-API-Key': keys()['ShopInc/MobileShop@2.1'] ?? '', Authorization: '' })).status, 401);
    });

    it('answers 403 without a key and 404 with a wrong one', async () => {
        assert.equal((await call({})).status, 403);
        const wrong = await call({ 'X-API-Key': 'nobody' });
        assert.deepEqual([wrong.status, (await wrong.json() as { message: string }).message], [404, 'No client found for API Key nobody']);
    });

    it('has no configuration API that could tell its keys, as documented', async () => {
        await assert.rejects(fetch(`${closed.url}/system/status`));
    });

    const at = (): Record<string, string> => ({
        'apim.yaml': `environments:\n  headless:\n    gateway: { url: "${apiman.url}", publicUrl: "${apiman.publicUrl}", auth: { type: basic, username: admin } }\n`
    });
    const environment = { APIM_USER: 'anna@shop.example', APIM_PASSWORD_HEADLESS: 'admin', APIM_SECRET_SHOPPASSWORD: password };

    it('can be compared with the source', async () => {
        place.write(at());
        const { exit, err } = await startApim(['plan', '--exit-code'], { folder: place.folder, environment }).ended;
        assert.equal(exit, 0, err);
        assert.match(err, /Nothing to do in 'headless'/);
    });

    it('refuses a registration, and apim says how such a gateway is changed', async () => {
        place.write({ ...at(), 'more.apim': 'organization More {\n  published public api News@1.0 { endpoint: "https://news.example" }\n}\n' });
        const { exit, out, err } = await startApim(['register', '--yes'], { folder: place.folder, environment }).ended;
        assert.equal(exit, 4);
        assert.match(out + err, /refused to write: it answered 500 without a word\. A headless one, .*apim build --with-keys/);
        assert.doesNotMatch(out + err, /pa"ss|apim has a bug/);
    });
});
