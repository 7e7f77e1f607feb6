import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { startGateway } from '../../gateway/server.ts';
import { call, configure, policy, publicApi, startLocal } from './gateway-under-test.ts';

const pem = (name: string) => readFileSync(new URL(`../support/certificates/${name}`, import.meta.url), 'utf8');
const server = { certificate: pem('gateway.pem'), key: pem('gateway.key') };
const memory = { port: 0, apiPort: 0, data: null, user: 'admin', password: 'pw', placeholders: new Map<string, string>(), authority: null, mock: null, strict: false, log: null };

describe('TLS at the local gateway', () => {
    it('to the back end: with an authority that is trusted only', async () => {
        const backend = https.createServer({ cert: server.certificate, key: server.key }, (_, response) => response.end('safe')).listen(0, '127.0.0.1');
        await new Promise(resolve => backend.once('listening', resolve));
        const url = `https://127.0.0.1:${(backend.address() as AddressInfo).port}`;
        try {
            for (const [authority, status] of [[pem('authority.pem'), 200], [null, 500]] as const) {
                const gateway = await startLocal({ authority });
                await configure(gateway, 'PUT', '/apis', { ...publicApi('a', url), endpointProperties: { 'authorization.type': 'basic', 'basic-auth.username': 'u', 'basic-auth.password': 'p' } });
                const reply = await call(`${gateway.gateway}/o/a/1.0`);
                assert.equal(reply.status, status, reply.body);
                await gateway.stop();
            }
        } finally {
            backend.close();
        }
    });

    it('for callers: policies that want it are content, and another address than this machine’s own wants it', async () => {
        const started = await startGateway({ ...memory, host: '127.0.0.1', tls: server });
        assert.ok(started.ok);
        const { running } = started;
        try {
            assert.match(running.gateway, /^https:/);
            const secure = policy('BasicAuthenticationPolicy', { realm: 'r', requireTransportSecurity: true, staticIdentity: { identities: [{ username: 'u', password: 'p' }] } });
            const put = await secured(`${running.configuration}/apis`, 'PUT', { 'Authorization': `Basic ${btoa('admin:pw')}`, 'Content-Type': 'application/json' }, JSON.stringify(publicApi('a', 'http://127.0.0.1:1', secure)));
            assert.equal(put, 204);
            assert.equal(await secured(`${running.gateway}/o/a/1.0`, 'GET', { Authorization: `Basic ${btoa('u:p')}` }), 502);
        } finally {
            await running.stop();
        }
        for (const [tls, problem] of [[null, 'open-without-tls'], [{ certificate: 'none', key: 'none' }, 'tls-not-usable']] as const) {
            const refused = await startGateway({ ...memory, host: '0.0.0.0', tls });
            assert.equal(!refused.ok && refused.problem, problem);
        }
    });
});

function secured(url: string, method: string, headers: Record<string, string>, body?: string): Promise<number> {
    return new Promise((resolve, reject) => {
        const request = https.request(url, { method, headers, ca: pem('authority.pem'), servername: 'localhost', agent: false }, response => {
            response.resume();
            resolve(response.statusCode ?? 0);
        });
        request.on('error', reject);
        request.end(body);
    });
}
