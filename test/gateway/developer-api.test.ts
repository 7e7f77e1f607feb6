import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { mock } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallRecord } from '../../gateway/call-record.ts';
import type { RunningGateway } from '../../gateway/server.ts';
import { call, client, configure, policy, privateApi, publicApi, startBackend, startLocal } from './gateway-under-test.ts';

describe('what the local gateway offers to people who develop', () => {
    let gateway: RunningGateway;
    let backend: Awaited<ReturnType<typeof startBackend>>;
    const key = 'a-key-that-nobody-may-see';
    const byDay = policy('QuotaPolicy', { limit: 1, granularity: 'Client', period: 'Day' });
    const signIn = policy('BasicAuthenticationPolicy', { realm: 'r', forwardIdentityHttpHeader: 'X-User', staticIdentity: { identities: [{ username: 'anna', password: 'geheim' }] } });

    before(async () => {
        gateway = await startLocal();
        backend = await startBackend();
        await configure(gateway, 'PUT', '/apis', privateApi('orders', backend.url));
        await configure(gateway, 'PUT', '/apis', publicApi('open', backend.url));
        await configure(gateway, 'PUT', '/clients', client('shop', key, { orders: [byDay, signIn] }));
    });
    after(async () => {
        backend.close();
        await gateway.stop();
    });

    const order = () => call(`${gateway.gateway}/o/orders/1.0/x?apikey=${key}`, { headers: { Authorization: `Basic ${btoa('anna:geheim')}` } });

    it('a trace says what each policy did, what remains of a limit, and no secret', async () => {
        const records = await traced(gateway, 3, async () => {
            assert.equal((await order()).status, 200);
            assert.equal((await order()).status, 429);
            await call(`${gateway.gateway}/o/orders/1.0`, { headers: { 'X-API-Key': 'unknown-key' } });
        });
        const [passed, refused, unknown] = records;
        assert.equal(passed?.client, 'o/shop@1.0');
        assert.equal(passed?.backend?.status, 200);
        assert.deepEqual(passed?.steps?.map(({ policy: name, phase, outcome }) => `${name} ${phase} ${outcome}`), ['QuotaPolicy request passed', 'BasicAuthenticationPolicy request passed', 'QuotaPolicy response passed']);
        assert.match(passed?.steps?.[0]?.notes.join() ?? '', /^0 of 1 left for \d+ s$/);
        assert.deepEqual(passed?.steps?.[1]?.notes, ['+X-User', '−Authorization']);
        assert.deepEqual(refused?.refusal, { policy: 'QuotaPolicy', code: 10012, message: 'Quota exceeded.' });
        assert.equal(refused?.backend, undefined);
        assert.equal(unknown?.refusal?.message, 'No client found for this API key');
        assert.doesNotMatch(JSON.stringify(records), /a-key-that|geheim|anna|unknown-key/);
    });

    it('a trace in which nothing happens says each minute that the gateway is still there', async () => {
        mock.timers.enable({ apis: ['setInterval'] });
        try {
            const { hostname, port } = new URL(gateway.configuration);
            const request = http.get({ hostname, port, path: '/system/trace', headers: { Authorization: `Basic ${btoa(`admin:${gateway.password}`)}` } });
            const [response] = await once(request, 'response') as [http.IncomingMessage];
            mock.timers.tick(60_000);
            const [chunk] = await once(response, 'data') as [Buffer];
            assert.equal(chunk.toString(), '\n');
            request.destroy();
        } finally {
            mock.timers.reset();
        }
    });

    it('the clock goes forward, and quotas begin anew; it never goes back', async () => {
        assert.equal((await order()).status, 429);
        const before = JSON.parse((await configure(gateway, 'GET', '/system/time')).body) as { ahead: number };
        assert.equal(before.ahead, 0);
        // More than a day, since one may have 25 hours.
        const advance = 30 * 3_600_000;
        const begun = Date.now();
        const told = JSON.parse((await configure(gateway, 'POST', '/system/time', { advance })).body) as { now: string; ahead: number };
        assert.equal(told.ahead, advance);
        const now = Date.parse(told.now) - advance;
        assert.ok(now >= begun && now <= Date.now(), told.now);
        assert.equal((await order()).status, 200);
        for (const wrong of [-1, 1.5, '1', null, 1e15]) assert.equal((await configure(gateway, 'POST', '/system/time', { advance: wrong })).status, 400);
        assert.equal((await configure(gateway, 'POST', '/system/time', 'no JSON')).status, 400);
    });

    it('metrics are there for Prometheus, with credentials, and hold no key', async () => {
        await call(`${gateway.gateway}/o/open/1.0`);
        let told = await configure(gateway, 'GET', '/metrics');
        // A call counts once it is over on both sides.
        while (!told.body.includes('o/open@1.0')) told = await configure(gateway, 'GET', '/metrics');
        const { status, headers, body } = told;
        assert.equal(status, 200);
        assert.match(headers['content-type'] ?? '', /^text\/plain; version=0\.0\.4/);
        assert.match(body, /^apim_calls_total\{api="o\/open@1\.0",client="",status="200"\} 1$/m);
        assert.match(body, /^apim_policy_failures_total\{api="o\/orders@1\.0",policy="QuotaPolicy",code="10012"\} \d+$/m);
        assert.match(body, /^apim_registered_clients 1$/m);
        assert.match(body, /^process_resident_memory_bytes \d+/m);
        assert.doesNotMatch(body, /a-key-that/);
        assert.equal((await configure({ ...gateway, password: 'wrong' }, 'GET', '/metrics')).status, 401);
        assert.equal((await configure({ ...gateway, password: 'wrong' }, 'GET', '/system/trace')).status, 401);
    });
});

/** What is traced of so many calls, which `work` makes. */
async function traced(gateway: RunningGateway, calls: number, work: () => Promise<void>): Promise<CallRecord[]> {
    const { hostname, port } = new URL(gateway.configuration);
    const records: CallRecord[] = [];
    const request = http.get({ hostname, port, path: '/system/trace', headers: { Authorization: `Basic ${btoa(`admin:${gateway.password}`)}` } });
    await new Promise<void>(resolve => request.on('response', response => {
        response.on('data', (chunk: Buffer) => records.push(...chunk.toString().trim().split('\n').map(line => JSON.parse(line) as CallRecord)));
        response.on('error', () => undefined);
        resolve();
    }));
    await work();
    while (records.length < calls) await sleep(5);
    request.destroy();
    return records;
}
