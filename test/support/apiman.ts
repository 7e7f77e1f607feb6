import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** The real Apiman gateway, in memory. `url` is its configuration API (Basic), `publicUrl` where it serves calls. */
export interface Apiman {
    url: string; publicUrl: string; username: string; password: string;
    stop(): Promise<void>;
    /** What it has written so far, its last megabyte. */
    log(): string;
}

/** Folder of a real Apiman gateway with a program `start`. */
export const apimanHome = process.env['APIMAN_HOME'];

/** Why tests on the real Apiman do not run, to be printed; `undefined` where they do. */
export const apimanMissing = apimanHome ? undefined : 'APIMAN_HOME is not set: tests on the real Apiman gateway are skipped';

/**
 * Starts it on free ports and waits until it serves; up after some seconds. `headless` is the path of a document that it serves
 * read-only; `configuration` is used instead of the one that `start` writes, with other ports. Call it in a `before` hook with a timeout
 * of a minute.
 */
export async function startApiman(options: { headless?: string; configuration?: Configuration } = {}): Promise<Apiman> {
    if (!apimanHome) {
        throw new Error(apimanMissing);
    }
    const [port, apiPort] = [await freePort(), await freePort()];
    const [program, ...args] = options.configuration ? javaCommand(apimanHome, options.configuration, { port, apiPort }) : [
        join(apimanHome, 'start'), '--port', `${port}`, '--api-port', `${apiPort}`, ...(options.headless ? ['--headless', options.headless] : [])
    ];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const hasApi = options.configuration?.verticles.api.count !== 0;
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => { log = (log + chunk.toString('utf8')).slice(-1_000_000); });
    }
    const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
    const apiman: Apiman = {
        url: `http://127.0.0.1:${apiPort}`, publicUrl: `http://127.0.0.1:${port}`, username: 'admin', password: 'admin', log: () => log,
        stop: async () => {
            child.kill('SIGTERM');
            await Promise.race([ended, delay(5000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
            await ended;
        }
    };
    for (const end = Date.now() + 110_000; ;) {
        if (child.exitCode !== null || Date.now() > end) {
            await apiman.stop();
            throw new Error(`Apiman did not start:\n${log.slice(-4000)}`);
        }
        if ((!hasApi || await answers(`${apiman.url}/system/status`)) && await answers(`${apiman.publicUrl}/a/b/c`)) {
            return apiman;
        }
        await delay(100);
    }
}

/** Apiman's configuration file, as far as a test changes it. */
export interface Configuration { verticles: Record<'http' | 'https' | 'api', { port: number; count: number }> }

function javaCommand(home: string, configuration: Configuration, { port, apiPort }: { port: number; apiPort: number }): [program: string, ...args: string[]] {
    const { http, api, ...others } = configuration.verticles;
    const file = join(mkdtempSync(join(tmpdir(), 'apim-apiman-')), 'gateway.json');
    writeFileSync(file, JSON.stringify({ ...configuration, hostname: '127.0.0.1', verticles: { ...others, http: { ...http, port }, api: { ...api, port: apiPort } } }));
    // The first property is for Java 16 and newer; see the README of the gateway.
    return ['java', '-Dcom.sun.xml.bind.v2.bytecode.ClassTailor.noOptimize=true', `-Dapiman.gateway.m2-repository-path=${join(home, 'plugins')}`,
        '-jar', join(home, 'gateway.jar'), '-conf', file];
}

async function answers(url: string): Promise<boolean> {
    try {
        await (await fetch(url, { headers: { authorization: `Basic ${btoa('admin:admin')}` }, signal: AbortSignal.timeout(2000) })).text();
        return true;
    } catch {
        return false;
    }
}
