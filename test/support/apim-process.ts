import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from './apim.ts';

/** The program `apim` as a process of its own. */
export interface ApimProcess {
    child: ChildProcess;
    /** What it has printed so far. */
    sofar: Run;
    /** Once it has ended; 128 and more: by a signal. */
    ended: Promise<Run>;
    /** Waits until its output, stdout and stderr, holds this. */
    until(pattern: RegExp): Promise<void>;
}

export interface ProcessOptions { folder: string; environment?: Record<string, string>; input?: string }

/** Starts it as a user's shell would, with an environment that says nothing of this machine. */
export function startApim(args: readonly string[], { folder, environment = {}, input }: ProcessOptions): ApimProcess {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../cli/main.ts'), ...args], {
        cwd: folder, env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...environment }, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe']
    });
    const far: Run = { exit: -1, out: '', err: '' };
    let isOver = false;
    child.stdout?.on('data', (chunk: Buffer) => { far.out += chunk.toString('utf8'); });
    child.stderr?.on('data', (chunk: Buffer) => { far.err += chunk.toString('utf8'); });
    child.stdin?.end(input);
    const ended = new Promise<Run>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, signal) => {
            isOver = true;
            far.exit = code ?? (signal === null ? -1 : 128);
            resolve(far);
        });
    });
    return {
        child, ended, sofar: far,
        until: async pattern => {
            for (const end = Date.now() + 60_000; !pattern.test(far.out + far.err);) {
                if (Date.now() > end || isOver) {
                    throw new Error(`apim ${args.join(' ')} did not print ${pattern}:\n${far.out}${far.err}`);
                }
                await delay(10);
            }
        }
    };
}

/** Runs it to its end. */
export function runApim(args: readonly string[], options: ProcessOptions): Promise<Run> {
    return startApim(args, options).ended;
}
