import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningGateway } from '../../gateway/server.ts';
import { apimanMissing, startApiman, type Apiman } from '../support/apiman.ts';
import { differentialBackend } from './differential/backend.ts';
import { configurationCalls, engineCalls, engineRegistrations } from './differential/engine-calls.ts';
import { otherCalls } from './differential/other-calls.ts';
import { securityCalls } from './differential/security-calls.ts';
import { call, configure, startBackend, startLocal } from './gateway-under-test.ts';
import type { GatewayUnderTest, Reply } from './gateway-under-test.ts';

describe('the local gateway against the real Apiman', () => {
    let local: RunningGateway;
    let apiman: GatewayUnderTest;
    let started: Apiman | undefined;
    const backends: Awaited<ReturnType<typeof startBackend>>[] = [];
    const calls = [...engineCalls, ...securityCalls.calls, ...otherCalls.calls];

    before(async function () {
        if (apimanMissing) {
            console.log(`      ${apimanMissing}`);
            return this.skip();
        }
        // One for each: what one gateway asks of it is no news for the other.
        backends.push(await startBackend(differentialBackend()), await startBackend(differentialBackend()));
        local = await startLocal();
        started = await startApiman();
        apiman = { gateway: started.publicUrl, configuration: started.url, password: started.password };

        const [forUs = [], forThem = []] = backends.map(({ url }) => [...securityCalls.registrations(url), ...otherCalls.registrations(url), ...engineRegistrations(url)]);
        for (const [at, { path: where, body }] of forUs.entries()) {
            const [ours, theirs] = await Promise.all([configure(local, 'PUT', where, body), configure(apiman, 'PUT', where, forThem[at]!.body)]);
            assert.deepEqual([ours.status, theirs.status], [204, 204], JSON.stringify(body));
        }
        // What is registered last is served last.
        while ((await call(`${apiman.gateway}/o/last/1.0`)).status !== 200) await sleep(50);
    });

    after(async () => {
        await started?.stop();
        for (const backend of backends) backend.close();
        await local?.stop();
    });

    for (const row of calls) {
        it(row.name, async () => {
            for (let time = 0; time < (row.times ?? 1); time++) {
                const [ours, theirs] = await Promise.all([call(`${local.gateway}${row.path}`, row), call(`${apiman.gateway}${row.path}`, row)]);
                assert.deepEqual(comparable(ours, row.differs), comparable(theirs, row.differs));
            }
        });
    }

    for (const [name, method, where, body] of configurationCalls) {
        it(`configuration: ${name}`, async () => {
            const [ours, theirs] = await Promise.all([configure(local, method, where, body), configure(apiman, method, where, body)]);
            assert.deepEqual(comparableConfiguration(ours), comparableConfiguration(theirs));
        });
    }
});

const comparedHeaders = /^(x-gateway-error|x-policy-failure-.*|x-ratelimit-(limit|remaining)|x-quota-(limit|remaining)|x-transferquota-(limit|remaining)|x-my-.*|www-authenticate|access-control-.*|content-type|location|x-back)$/;
/** What depends on the connection, or is framed by each gateway in its own way. */
const framing = new Set(['transfer-encoding', 'content-length', 'connection', 'keep-alive', 'host']);

/** @param differs the wording of an error is the gateways' own: only that there is one is compared */
function comparable(reply: Reply, differs: 'wording' | undefined): unknown {
    const headers = Object.fromEntries(Object.entries(reply.headers).filter(([name]) => comparedHeaders.test(name)).sort());
    if (differs === 'wording') return { status: reply.status, error: 'x-gateway-error' in headers, type: headers['x-policy-failure-type'], code: headers['x-policy-failure-code'] };
    return { status: reply.status, headers, body: comparableBody(reply.body) };
}

function comparableBody(body: string): unknown {
    try {
        const value = JSON.parse(body) as { headers?: Record<string, unknown>; url?: string };
        // Apiman takes queries apart and puts them together in another order.
        if (value.url?.includes('?')) value.url = value.url.replace(/\?(.*)/, (_, query: string) => `?${query.split('&').toSorted().join('&')}`);
        if (value.headers) {
            // It also puts repeated headers in another order.
            value.headers = Object.fromEntries(Object.entries(value.headers).filter(([name]) => !framing.has(name.toLowerCase()) && !name.endsWith('-Reset')).sort()
                .map(([name, values]) => [name, Array.isArray(values) ? values.toSorted() : values]));
        }
        return value;
    } catch {
        return body;
    }
}

function comparableConfiguration(reply: Reply): unknown {
    const { status, headers } = reply;
    // Each has a back end of its own.
    const body = reply.body.replaceAll(/127\.0\.0\.1:\d+/g, 'backend').replace(/"reset":\d+/, '"reset":0');
    const shape = { status, type: headers['content-type'] ?? null, error: headers['x-api-gateway-error'] ?? null };
    if (!body.startsWith('{')) return { ...shape, body: body.startsWith('[') ? (JSON.parse(body) as unknown[]).toSorted() : body };
    const value = JSON.parse(body) as { contracts?: { apiId: string }[] };
    // A set in Java: its order changes from run to run.
    value.contracts?.sort((a, b) => a.apiId < b.apiId ? -1 : 1);
    return { ...shape, body: { ...value, stacktrace: null } };
}
