import { spawnSync } from 'node:child_process';

/** A command that is timed in processes of its own. */
export interface Contestant {
    /** Arguments of Node. */
    command: readonly string[];
    env?: NodeJS.ProcessEnv;
    /** What must stand in its output: a figure of something that was not done is none. */
    expects: RegExp;
    /** Exit codes that are no failure. */
    exits?: readonly number[];
    /** Done before each run, and not timed. */
    before?: () => void;
}

const limit = 240_000;

/**
 * Milliseconds of each contestant beyond those of `node -e 0`, all of them in turn; undefined where one fails or takes too long. The least of all rounds:
 * whatever else runs on the machine adds to a figure and takes nothing away from it.
 */
export function timeInTurn<K extends string>(contestants: Partial<Record<K, Contestant>>, rounds: number): Partial<Record<K, number>> & { nothing: number } {
    const nothing: Contestant = { command: ['-e', '0'], expects: /^/ };
    const all: [string, Contestant][] = [['nothing', nothing], ...Object.entries<Contestant>(contestants as Record<string, Contestant>)];
    const times = new Map<string, number[]>(all.map(([name]) => [name, []]));
    for (let round = 0; round < rounds; round++) {
        for (const [name, contestant] of all) {
            const known = times.get(name);
            // What takes long is no more exact for being repeated.
            if (!known || (round > 0 && Math.min(...known) > 30_000)) continue;
            const time = timed(contestant);
            if (time === undefined) times.delete(name);
            else known.push(time);
        }
    }
    const base = Math.min(...times.get('nothing')!);
    return Object.fromEntries([...times].map(([name, figures]) => [name, name === 'nothing' ? base : Math.max(0, Math.min(...figures) - base)])) as Partial<Record<K, number>> & { nothing: number };
}

function timed({ command, env, expects, exits = [0], before }: Contestant): number | undefined {
    before?.();
    const begun = performance.now();
    const { status, stdout, stderr, error } = spawnSync(process.execPath, command, { env: env ?? process.env, encoding: 'utf8', timeout: limit, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
    const time = performance.now() - begun;
    if (!error && status !== null && exits.includes(status) && expects.test(stdout + stderr)) return time;
    process.stderr.write(`${command.join(' ')}: ${error?.message ?? `ended with ${status} and ${JSON.stringify((stdout + stderr).slice(-300))}`}\n`);
    return undefined;
}
