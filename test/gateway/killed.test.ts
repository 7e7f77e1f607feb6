import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, client, configure, policy, privateApi } from './gateway-under-test.ts';
import type { GatewayUnderTest } from './gateway-under-test.ts';

/** `APIM_KILLS=100` kills a hundred times. */
const kills = Number(process.env['APIM_KILLS'] ?? 5);
const writers = 8;

describe('a gateway that is killed while it registers', function () {
    this.timeout(120_000 + kills * 6000);
    const folder = mkdtempSync(path.join(tmpdir(), 'apim-killed-'));
    after(() => rmSync(folder, { recursive: true, force: true }));

    it(`loses nothing that it acknowledged and keeps nothing by halves, ${kills} times`, async () => {
        /** By client: the turn that was acknowledged last, and the one that was sent last. */
        const known = new Map<string, { acknowledged: number; sent: number }>();
        let turns = 0;
        let acknowledged = 0;
        for (let kill = 0; kill < kills; kill++) {
            const { child, target } = await start(folder);
            await verify(target, known);
            let isOver = false;
            const writing = Promise.all(Array.from({ length: writers }, async (_, writer) => {
                for (let at = 0; !isOver; at = (at + 1) % 20) {
                    const id = `client-${writer}-${at}`;
                    const turn = ++turns;
                    const state = known.get(id) ?? { acknowledged: 0, sent: 0 };
                    known.set(id, state);
                    state.sent = turn;
                    const reply = await configure(target, 'PUT', '/clients', beanOf(id, turn)).catch(() => undefined);
                    if (reply?.status !== 204) return;
                    state.acknowledged = turn;
                    acknowledged += 1;
                }
            }));
            // At a moment of its own each time, and not before something was acknowledged.
            await sleep(100 + kill * 67 % 300);
            for (const before = acknowledged; acknowledged < before + 2;) await sleep(1);
            child.kill('SIGKILL');
            isOver = true;
            await writing;
            await new Promise(resolve => child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(undefined));
        }
        const { child, target } = await start(folder);
        await verify(target, known);
        child.kill('SIGKILL');
        assert.ok(acknowledged > kills, `only ${acknowledged} registrations were acknowledged`);
        console.log(`      ${acknowledged} registrations were acknowledged, ${kills} kills`);
    });
});

function beanOf(id: string, turn: number): Record<string, unknown> {
    const padding = 'x'.repeat(turn % 5000);
    return { ...client(id, `key-${id}`, { api: [policy('RateLimitingPolicy', { limit: turn, granularity: 'Client', period: 'Year', userHeader: padding })] }) };
}

/** Each client stands as it was acknowledged last, or as it was sent after that, whole in either case; its key opens the API. */
async function verify(target: GatewayUnderTest, known: Map<string, { acknowledged: number; sent: number }>): Promise<void> {
    await configure(target, 'PUT', '/apis', privateApi('api', 'http://127.0.0.1:1'));
    for (const [id, { acknowledged, sent }] of known) {
        const reply = await configure(target, 'GET', `/organizations/o/clients/${id}/versions/1.0`);
        if (acknowledged === 0 && reply.status === 404) continue;
        assert.equal(reply.status, 200, id);
        const turn = limitOf(reply.body);
        assert.ok(turn === acknowledged || turn === sent, `${id} stands at ${turn}, acknowledged was ${acknowledged}, sent was ${sent}`);
        const { contracts } = JSON.parse(reply.body) as { contracts: unknown };
        assert.deepEqual(contracts, beanOf(id, turn)['contracts']);
        if (acknowledged > 0) assert.equal((await call(`${target.gateway}/o/api/1.0`, { headers: { 'X-API-Key': `key-${id}` } })).status, 502);
        known.set(id, { acknowledged: turn, sent: turn });
    }
}

function limitOf(body: string): number {
    const { contracts: [contract] } = JSON.parse(body) as { contracts: { policies: { policyJsonConfig: string }[] }[] };
    return (JSON.parse(contract?.policies[0]?.policyJsonConfig ?? '{}') as { limit: number }).limit;
}

async function start(folder: string): Promise<{ child: ReturnType<typeof spawn>; target: GatewayUnderTest }> {
    const program = path.resolve(import.meta.dirname, '../../gateway/main.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, '--port', '0', '--api-port', '0', '--data', folder], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, APIM_GATEWAY_PASSWORD: 'pw' } });
    let said = '';
    const [, gateway = '', configuration = ''] = await new Promise<RegExpExecArray>((resolve, reject) => {
        child.stderr.on('data', (chunk: Buffer) => {
            const listening = /gateway=(\S+) configuration=(\S+)/.exec(said += chunk.toString());
            if (listening) resolve(listening);
        });
        child.once('exit', () => reject(new Error(said)));
    });
    return { child, target: { gateway, configuration, password: 'pw' } };
}
