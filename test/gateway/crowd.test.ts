import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { call, configure, publicApi, startBackend } from './gateway-under-test.ts';

/** As many as this process may open, ten thousand at most. */
const most = Math.min(10_000, Number(execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim()) - 200 || 10_000);

describe('a crowd at the local gateway', () => {

    it(`${most} open connections cost bounded memory, and calls are answered beside them`, async () => {
        const program = path.resolve(import.meta.dirname, '../../gateway/main.ts');
        const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, '--port', '0', '--api-port', '0', '--memory'], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, APIM_GATEWAY_PASSWORD: 'pw' } });
        const backend = await startBackend();
        const sockets: net.Socket[] = [];
        try {
            const [, gateway = '', configuration = ''] = /gateway=(\S+) configuration=(\S+)/.exec(await new Promise<string>(resolve => child.stderr.once('data', (chunk: Buffer) => resolve(chunk.toString())))) ?? [];
            await configure({ gateway, configuration, password: 'pw' }, 'PUT', '/apis', publicApi('a', backend.url));
            const before = residentOf(child.pid);
            // Half of them say nothing, half have begun a request and do not go on.
            for (let opened = 0; opened < most; opened += 500) {
                await Promise.all(Array.from({ length: Math.min(500, most - opened) }, async (_, at) => {
                    const socket = net.connect(Number(new URL(gateway).port), '127.0.0.1');
                    socket.on('error', () => undefined);
                    sockets.push(socket);
                    await new Promise(resolve => socket.once('connect', resolve));
                    if (at % 2 === 0) socket.write('GET /o/a/1.0/x HTTP/1.1\r\nHost: x\r\nX-A: ');
                }));
            }
            assert.equal((await call(`${gateway}/o/a/1.0/x`)).status, 200);
            const grown = residentOf(child.pid) - before;
            console.log(`      ${most} connections: ${grown} MB`);
            assert.ok(grown < 300, `it grew by ${grown} MB`);
            assert.equal(child.exitCode, null);
        } finally {
            for (const socket of sockets) socket.destroy();
            child.kill('SIGKILL');
            backend.close();
        }
    });
});

/** MB. */
function residentOf(pid: number | undefined): number {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}
