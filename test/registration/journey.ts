import fc from 'fast-check';
import assert from 'node:assert/strict';
import { applyPlan } from '../../registration/apply.ts';
import { readKey } from '../../registration/key.ts';
import { previewRegistration, type Preview } from '../../registration/preview.ts';
import { Secret } from '../../registration/secret.ts';
import type { RegistrationTarget } from '../../registration/target.ts';
import type { World } from '../../registration/world.ts';
import { runs } from '../support/random.ts';
import { api, basicAuthentication, client, compiled, limit, policy, retired, type Sketch } from './compiled.ts';
import { sketch } from './random-sketch.ts';

/** What a test registers at: a gateway that runs, and a back end behind it. */
export interface Place { target: RegistrationTarget; publicUrl: string; backend: string; world: World }

/** The same on every gateway: what is declared is in force, and what is retired is gone. `place` is asked when a test runs. */
export function registersAt(place: () => Place): void {
    async function preview(sketch: Sketch, shown = sketch): Promise<Preview> {
        const secrets = new Map([['shopPassword', new Secret('pa"ss')]]);
        const result = await previewRegistration({ target: place().target, shown: compiled(shown), real: compiled(sketch), secrets, world: place().world });
        assert.ok(result.ok, JSON.stringify(result));
        return result.value;
    }

    async function register(sketch: Sketch, shown = sketch): Promise<string[]> {
        const { plan, gateways } = await preview(sketch, shown);
        const outcome = await applyPlan(plan, gateways, { world: place().world });
        assert.deepEqual(outcome.operations.filter(({ outcome: one }) => one !== 'done').map(({ entity, error }) => `${entity}: ${error}`), []);
        assert.deepEqual((await preview(sketch, shown)).plan.operations, []);
        return outcome.operations.map(({ kind, entity, reason }) => `${kind} ${entity} ${reason}`);
    }

    async function call(key: string | undefined, headers: Record<string, string> = {}): Promise<Response> {
        return fetch(`${place().publicUrl}/Acme/Orders/1.0/items`, { headers: { ...headers, ...(key === undefined ? {} : { 'X-API-Key': key }) } });
    }

    it('compiles to calls: publish, register, call, change, register again, retire', async () => {
        const orders = api('Acme/Orders@1.0', { endpoint: `${place().backend}/v1`, endpointProperties: { 'timeouts.read': '30000' } });
        const before: Sketch = { apis: [orders], clients: [client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': [limit(5)] })] };
        assert.deepEqual(await register(before), ['publish Acme/Orders@1.0 new', 'register ShopInc/MobileShop@2.1 new']);
        assert.deepEqual(await register(before), []);

        const key = await readKey('ShopInc/MobileShop@2.1', place().target, place().world);
        assert.ok(key.ok);
        const answer = await call(key.value.reveal());
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('X-RateLimit-Limit'), '5');
        assert.equal((await answer.json() as { path: string }).path, '/v1/items');
        assert.equal((await call(undefined)).status, 403);

        const identity = (password: string) => policy(basicAuthentication, { realm: 'orders', staticIdentity: { identities: [{ username: 'shop', password }] } });
        const withIdentity = (password: string): Sketch =>
            ({ apis: [orders], clients: [client('ShopInc/MobileShop@2.1', { 'Acme/Orders@1.0': [limit(9), identity(password)] })] });
        assert.deepEqual(await register(withIdentity('pa"ss'), withIdentity('${shopPassword}')), ['register ShopInc/MobileShop@2.1 changed']);
        const again = await readKey('ShopInc/MobileShop@2.1', place().target, place().world);
        assert.ok(again.ok && again.value.equals(key.value), 'the key is kept');
        assert.equal((await call(key.value.reveal())).status, 401);
        assert.equal((await call(key.value.reveal(), { authorization: `Basic ${btoa('shop:pa"ss')}` })).status, 200);

        assert.deepEqual(await register({ retired: [retired('api', 'Acme/Orders@1.0'), retired('client', 'ShopInc/MobileShop@2.1')] }),
            ['unregister ShopInc/MobileShop@2.1 changed', 'retire Acme/Orders@1.0 changed']);
        assert.equal((await call(key.value.reveal())).status, 404);
        const gone = await readKey('ShopInc/MobileShop@2.1', place().target, place().world);
        assert.ok(!gone.ok && gone.failure.kind === 'not-registered');
    });

    it('converges: whatever is declared after whatever stood there, then the plan is empty, and keys stay', async () => {
        const keys = new Map<string, Secret>();
        await fc.assert(fc.asyncProperty(fc.array(sketch, { minLength: 1, maxLength: 3 }), async states => {
            for (const state of states) {
                await register(state);
                for (const { bean: { organizationId, clientId, version } } of compiled(state).clients) {
                    const name = `${organizationId}/${clientId}@${version}`;
                    const key = await readKey(name, place().target, place().world);
                    assert.ok(key.ok && (keys.get(name) ?? key.value).equals(key.value), `${name} keeps its key`);
                    keys.set(name, key.value);
                }
            }
        }), { numRuns: runs(12) });
    });

    it('serves every one of many new keys at once', async () => {
        const keys: Secret[] = [];
        const world: World = { ...place().world, randomKey: () => {
            const key = place().world.randomKey();
            keys.push(key);
            return key;
        } };
        const clients = Array.from({ length: 40 }, (_, index) => client(`ShopInc/Client${index}@1.0`, { 'Acme/Many@1.0': [] }));
        const { plan, gateways } = await preview({ apis: [api('Acme/Many@1.0', { endpoint: place().backend })], clients });
        assert.equal((await applyPlan(plan, gateways, { world })).outcome, 'done');
        const statuses = await Promise.all(keys.map(async key =>
            (await fetch(`${place().publicUrl}/Acme/Many/1.0/`, { headers: { 'X-API-Key': key.reveal() } })).status));
        assert.deepEqual(statuses, clients.map(() => 200));
    });
}
