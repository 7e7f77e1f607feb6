import assert from 'node:assert/strict';
import { applyPlan } from '../../registration/apply.ts';
import { previewRegistration } from '../../registration/preview.ts';
import { Secret } from '../../registration/secret.ts';
import type { RegistrationTarget } from '../../registration/target.ts';
import { realWorld } from '../../registration/world.ts';
import { apimanMissing, startApiman, type Apiman } from '../support/apiman.ts';
import { startEchoBackend, type EchoBackend } from '../support/echo-backend.ts';
import { api, client, compiled, type Sketch } from './compiled.ts';
import { registersAt } from './journey.ts';
import { smokesAt } from './smoking.ts';

describe('registering at the real Apiman', () => {
    let apiman: Apiman, backend: EchoBackend, target: RegistrationTarget;
    const world = realWorld();

    before(async function () {
        if (apimanMissing) {
            console.log(apimanMissing);
            this.skip();
        }
        [apiman, backend] = await Promise.all([startApiman(), startEchoBackend()]);
        const { url, publicUrl, username, password } = apiman;
        target = { environment: 'apiman', gateways: [{ url, publicUrl, credentials: { type: 'basic', username, password: new Secret(password) }, local: false }] };
    });

    after(async () => {
        await world.close();
        await Promise.all([apiman?.stop(), backend?.stop()]);
    });

    registersAt(() => ({ target, publicUrl: apiman.publicUrl, backend: backend.url, world }));
    smokesAt(() => ({ target, publicUrl: apiman.publicUrl, backend: backend.url, world }));

    it('survives a broken record and broken lists', async () => {
        const headers = { 'content-type': 'application/json', authorization: `Basic ${btoa('admin:admin')}` };
        const put = (path: string, body: object) => fetch(`${apiman.url}/${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
        const sketch: Sketch = { apis: [api('Acme/Broken@1.0', { endpoint: backend.url })], clients: [client('ShopInc/Broken@1.0', { 'Acme/Broken@1.0': [] })] };
        assert.equal((await put('clients', { organizationId: 'ShopInc', clientId: 'Broken', version: '1.0', contracts: [] })).status, 500);
        const first = await previewRegistration({ target, shown: compiled(sketch), real: compiled(sketch), secrets: new Map(), world });
        assert.ok(first.ok);
        assert.equal((await applyPlan(first.value.plan, first.value.gateways, { world })).outcome, 'done');
        assert.equal((await put('apis', { endpoint: 'http://127.0.0.1:1' })).status, 204);
        const result = await previewRegistration({
            target, shown: compiled(sketch), real: compiled(sketch), secrets: new Map(), world, organizations: ['Acme', 'ShopInc']
        });
        assert.ok(result.ok && result.value.plan.unchanged === 2);
    });

    it('refuses wrong credentials in words', async () => {
        const wrong: RegistrationTarget = { ...target, gateways: target.gateways.map(gateway => ({ ...gateway, credentials: { type: 'basic', username: 'admin', password: new Secret('wrong-one') } })) };
        const result = await previewRegistration({ target: wrong, shown: compiled({}), real: compiled({}), secrets: new Map(), world });
        assert.ok(!result.ok && result.failure.kind === 'credentials-refused');
    });
});
