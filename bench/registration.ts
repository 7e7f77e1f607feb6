/**
 * How long registrations take, beside what the gateway takes: `npm run bench:registration [-- clients…]`.
 * The gateway is a process of its own that answers each request after a fixed time.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { writeProject } from './language/workspace.ts';

const cli = join(import.meta.dirname, '../cli/main.ts');

async function withGateway<T>(latency: number, work: (url: string) => Promise<T>): Promise<T> {
    const gateway: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'slow-gateway.ts'), `${latency}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
        const url = await new Promise<string>(resolve => gateway.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim())));
        return await work(url);
    } finally {
        gateway.kill();
    }
}

/** Seconds of a command, and how it ended. */
async function timed(folder: string, args: string[], interruptAfter?: number): Promise<{ seconds: number; exit: number | null; last: string }> {
    const child = spawn(process.execPath, [cli, ...args], { cwd: folder, env: { ...process.env, APIM_USER: 'bench' }, stdio: ['ignore', 'ignore', 'pipe'] });
    let last = '';
    child.stderr.on('data', (chunk: Buffer) => { last = chunk.toString('utf8'); });
    let begun = performance.now();
    if (interruptAfter !== undefined) {
        setTimeout(() => {
            begun = performance.now();
            child.kill('SIGINT');
        }, interruptAfter);
    }
    const exit = await new Promise<number | null>(resolve => child.once('close', resolve));
    return { seconds: (performance.now() - begun) / 1000, exit, last: last.trim().split('\n').at(-1) ?? '' };
}

/** The gateway's own time: as many reads as a plan of so many clients makes. */
async function bareReads(url: string, count: number): Promise<{ seconds: number; exit: number; last: string }> {
    const agent = new Agent({ connections: 20 });
    const begun = performance.now();
    let next = 0;
    await Promise.all(Array.from({ length: 20 }, async () => {
        while (next < count) {
            const index = next++;
            const { body } = await request(`${url}/organizations/Branch${Math.floor(index / 100)}/clients/Client${index}/versions/1.0`, { dispatcher: agent });
            await body.text();
        }
    }));
    await agent.close();
    return { seconds: (performance.now() - begun) / 1000, exit: 0, last: 'no command' };
}

function say(what: string, goal: string, { seconds, exit, last }: { seconds: number; exit: number | null; last: string }): void {
    process.stdout.write(`${what.padEnd(66)} ${seconds.toFixed(2).padStart(7)} s  (goal ${goal}; exit ${exit}; ${last})\n`);
}

const [registered = 1000, planned = 10_000] = process.argv.slice(2).map(Number);
const root = mkdtempSync(join(tmpdir(), 'apim-bench-'));
try {
    await withGateway(50, async url => {
        const folder = join(root, 'register');
        writeProject(folder, registered, url);
        say(`check ${registered} clients`, '–', await timed(folder, ['check']));
        say(`plan ${registered} new clients, 50 ms a request`, '–', await timed(folder, ['plan']));
        say(`register ${registered} new clients, plan included, 50 ms a request`, '10 s', await timed(folder, ['register', '--yes']));
        writeProject(folder, registered, url.replace('127.0.0.1', 'localhost'));
        say('register, cancelled after 3 s: until it ends', '1 s', await timed(folder, ['register', '--yes', '--new-keys'], 3000));
    });
    await withGateway(0, async url => {
        const folder = join(root, 'plan');
        writeProject(folder, planned, url);
        say(`check ${planned} clients`, '–', await timed(folder, ['check']));
        say(`register ${planned} new clients, no latency`, '–', await timed(folder, ['register', '--yes']));
        say(`${planned} GETs over 20 connections and nothing else`, '–', await bareReads(url, planned));
        say(`plan ${planned} clients without a change`, '2 s beside the gateway', await timed(folder, ['plan']));
    });
} finally {
    rmSync(root, { recursive: true, force: true });
}
