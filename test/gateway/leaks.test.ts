import assert from 'node:assert/strict';
import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { differentialBackend } from './differential/backend.ts';
import { engineCalls, engineRegistrations } from './differential/engine-calls.ts';
import { otherCalls } from './differential/other-calls.ts';
import { securityCalls } from './differential/security-calls.ts';
import { call, configure, startBackend, startLocal } from './gateway-under-test.ts';

/** Keys of clients, passwords and tokens of all the calls that are compared with Apiman. */
const secrets = /key-(buyer|limited|per-api|guarded|before|after|member|rememberer|somebody)|se:cret|YW5uYTpzZTpjcmV0|eyJ[\w-]+\.eyJ/;

describe('what a gateway says of calls', () => {
    it('holds no key, no password and no token: log, trace and metrics of all calls that are compared with Apiman', async () => {
        const lines: string[] = [];
        const backend = await startBackend(differentialBackend());
        const gateway = await startLocal({ log: line => lines.push(line) });
        const { hostname, port } = new URL(gateway.configuration);
        let traced = '';
        const trace = http.get({ hostname, port, path: '/system/trace', headers: { Authorization: `Basic ${btoa(`admin:${gateway.password}`)}` } });
        trace.on('error', () => undefined);
        await new Promise<void>(resolve => trace.on('response', response => {
            response.on('data', (chunk: Buffer) => traced += chunk.toString()).on('error', () => undefined);
            resolve();
        }));
        try {
            for (const { path, body } of [...securityCalls.registrations(backend.url), ...otherCalls.registrations(backend.url), ...engineRegistrations(backend.url)]) await configure(gateway, 'PUT', path, body);
            const calls = [...engineCalls, ...securityCalls.calls, ...otherCalls.calls];
            for (const row of calls) await call(`${gateway.gateway}${row.path}`, row);
            while (lines.filter(line => /^\d{4}-/.test(line)).length < calls.length) await sleep(10);
            const { body: metrics } = await configure(gateway, 'GET', '/metrics');
            assert.ok(traced.split('\n').length > calls.length / 2);
            for (const [where, text] of [['log', lines.join('\n')], ['trace', traced], ['metrics', metrics]] as const) {
                const found = secrets.exec(text);
                assert.equal(found, null, `${where}: …${text.slice(Math.max(0, (found?.index ?? 0) - 120), (found?.index ?? 0) + 60)}`);
            }
        } finally {
            trace.destroy();
            backend.close();
            await gateway.stop();
        }
    });
});
