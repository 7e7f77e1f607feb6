import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The real Apiman gateway, in memory. `url` is its configuration API (Basic), `publicUrl` where it serves calls. */
export interface Apiman { url: string; publicUrl: string; username: string; password: string; stop(): Promise<void> }

/** Folder of a real Apiman gateway with a program `start`. */
export const apimanHome = process.env['APIMAN_HOME'];

/** Why tests on the real Apiman do not run, to be printed; `undefined` where they do. */
export const apimanMissing = apimanHome ? undefined : 'APIMAN_HOME is not set: tests on the real Apiman gateway are skipped';

/**
 * Starts it on free ports and waits until it serves; up after some seconds. `headless` is the path of a document that it serves
 * read-only. Call it in a `before` hook with a timeout of a minute.
 */
export async function startApiman(options: { headless?: string } = {}): Promise<Apiman> {
    if (!apimanHome) {
        throw new Error(apimanMissing);
    }
    const [port, apiPort] = [await freePort(), await freePort()];
    const child = spawn(join(apimanHome, 'start'), [
        '--port', `${port}`, '--api-port', `${apiPort}`, ...(options.headless ? ['--headless', options.headless] : [])
    ], { stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => { log = (log + chunk.toString('utf8')).slice(-4000); });
    }
    const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
    const apiman: Apiman = {
        url: `http://127.0.0.1:${apiPort}`, publicUrl: `http://127.0.0.1:${port}`, username: 'admin', password: 'admin',
        stop: async () => {
            child.kill('SIGTERM');
            await Promise.race([ended, delay(5000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
            await ended;
        }
    };
    for (const end = Date.now() + 50_000; ;) {
        if (child.exitCode !== null || Date.now() > end) {
            await apiman.stop();
            throw new Error(`Apiman did not start:\n${log}`);
        }
        if (await answers(`${apiman.url}/system/status`) && await answers(`${apiman.publicUrl}/a/b/c`)) {
            return apiman;
        }
        await delay(100);
    }
}

async function answers(url: string): Promise<boolean> {
    try {
        await (await fetch(url, { headers: { authorization: `Basic ${btoa('admin:admin')}` }, signal: AbortSignal.timeout(2000) })).text();
        return true;
    } catch {
        return false;
    }
}

function freePort(): Promise<number> {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => {
            const address = server.address();
            server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
        });
    });
}
