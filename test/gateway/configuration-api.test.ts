import assert from 'node:assert/strict';
import type { RunningGateway } from '../../gateway/server.ts';
import { call, client, configure, privateApi, publicApi, startBackend, startLocal } from './gateway-under-test.ts';

describe('the configuration API of the local gateway', () => {
    let gateway: RunningGateway;
    let backend: Awaited<ReturnType<typeof startBackend>>;

    before(async () => {
        backend = await startBackend();
        gateway = await startLocal();
    });
    after(async () => {
        backend.close();
        await gateway.stop();
    });

    it('asks for credentials on every path but the status', async () => {
        for (const [authorization, status] of [[undefined, 401], ['Basic', 400], ['', 400], ['Basic YWRtaW46d3Jvbmc=', 401], ['Basic !!!', 401], ['Bearer x', 401]] as const) {
            for (const path of ['/organizations', '/nothing', '/system/policies']) {
                const reply = await call(`${gateway.configuration}${path}`, authorization === undefined ? {} : { headers: { Authorization: authorization } });
                assert.equal(reply.status, status, `${authorization} ${path}`);
                if (status === 401) assert.equal(reply.headers['www-authenticate'], 'Basic realm="apiman-gateway"');
            }
        }
        const { status, body } = await call(`${gateway.configuration}/system/status`);
        assert.equal(status, 200);
        assert.deepEqual(Object.keys(JSON.parse(body) as object), ['id', 'name', 'description', 'version', 'up']);
    });

    it('takes JSON only', async () => {
        const headers = { 'Authorization': `Basic ${Buffer.from('admin:pw').toString('base64')}`, 'Content-Type': 'text/plain' };
        assert.equal((await call(`${gateway.configuration}/apis`, { method: 'PUT', headers, body: '{}' })).status, 415);
    });

    it('takes a body of 5 MB', async () => {
        await configure(gateway, 'PUT', '/apis', publicApi('a', backend.url));
        const contracts = Array.from({ length: 50_000 }, () => ({ apiOrgId: 'o', apiId: 'a', apiVersion: '1.0', plan: 'A plan with a name that takes its room', policies: [] }));
        const body = { organizationId: 'o', clientId: 'large', version: '1.0', apiKey: 'large', contracts };
        assert.ok(JSON.stringify(body).length > 4_500_000);
        assert.equal((await configure(gateway, 'PUT', '/clients', body)).status, 204);
        await configure(gateway, 'DELETE', '/clients/o/large/1.0');
    });

    it('lists the policies that it runs, without versions', async () => {
        const list = JSON.parse((await configure(gateway, 'GET', '/system/policies')).body) as string[];
        assert.ok(list.includes('class:io.apiman.gateway.engine.policies.RateLimitingPolicy'));
        assert.ok(list.includes('plugin:io.apiman.plugins:apiman-plugins-cors-policy:war/io.apiman.plugins.cors_policy.CorsPolicy'));
    });

    it('builds addresses and lists ids that need escapes', async () => {
        assert.equal((await configure(gateway, 'GET', '/apis/o/x/1/endpoint')).body, `{"endpoint":"${gateway.gateway}/o/x/1"}`);
        assert.equal((await configure(gateway, 'GET', '/system/endpoint')).body, `{"endpoint":"${gateway.gateway}/"}`);
        await configure(gateway, 'PUT', '/apis', { ...publicApi('a b/c', backend.url), organizationId: 'ö' });
        assert.equal((await configure(gateway, 'GET', '/organizations/%C3%B6/apis/a%20b%2Fc/versions')).body, '["1.0"]');
        assert.equal((await configure(gateway, 'GET', '/organizations/%zz/apis')).status, 404);
        assert.equal((await configure(gateway, 'DELETE', '/apis/%C3%B6/a%20b%2Fc/1.0')).status, 204);
    });

    it('survives an API without ids, which the lists then show as null', async () => {
        assert.equal((await configure(gateway, 'PUT', '/apis', {})).status, 204);
        assert.ok((JSON.parse((await configure(gateway, 'GET', '/organizations')).body) as unknown[]).includes(null));
        assert.equal((await configure(gateway, 'GET', '/organizations/o/apis')).status, 200);
    });

    it('refuses a client without a key and keeps nothing of it', async () => {
        assert.deepEqual(await configure(gateway, 'PUT', '/clients', { organizationId: 'o', clientId: 'keyless', version: '1' }).then(({ status, body }) => [status, body]), [500, '']);
        assert.equal((await configure(gateway, 'GET', '/organizations/o/clients/keyless/versions/1')).status, 404);
    });

    it('of two clients with one key the last one owns it; unregistering either takes it away', async () => {
        await configure(gateway, 'PUT', '/apis', privateApi('one', backend.url));
        await configure(gateway, 'PUT', '/apis', privateApi('two', backend.url));
        await configure(gateway, 'PUT', '/clients', client('first', 'same', { one: [] }));
        await configure(gateway, 'PUT', '/clients', client('second', 'same', { two: [] }));
        const status = async (api: string) => (await call(`${gateway.gateway}/o/${api}/1.0`, { headers: { 'X-API-Key': 'same' } })).status;
        assert.deepEqual([await status('one'), await status('two')], [404, 200]);
        assert.equal((await configure(gateway, 'DELETE', '/organizations/o/clients/first/versions/1.0')).status, 200);
        assert.equal(await status('two'), 404);
    });

    it('a change is in force with its 204, and a retired API with a key is gone', async () => {
        await configure(gateway, 'PUT', '/apis', privateApi('changing', backend.url));
        const headers = { 'X-API-Key': 'key-1' };
        for (let turn = 0; turn < 20; turn++) {
            await configure(gateway, 'PUT', '/clients', client('changing', `key-${turn}`, { changing: [] }));
            assert.equal((await call(`${gateway.gateway}/o/changing/1.0`, { headers: { 'X-API-Key': `key-${turn}` } })).status, 200);
        }
        assert.equal((await call(`${gateway.gateway}/o/changing/1.0`, { headers })).status, 404);
        await configure(gateway, 'DELETE', '/apis/o/changing/1.0');
        assert.equal((await call(`${gateway.gateway}/o/changing/1.0`, { headers: { 'X-API-Key': 'key-19' } })).status, 410);
        assert.equal((await call(`${gateway.gateway}/o/changing/1.0`)).status, 404);
    });
});
