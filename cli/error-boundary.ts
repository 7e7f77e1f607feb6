import { exitCodes, type Ending } from './ending.ts';
import type { Shell } from './shell.ts';

/** The exit code of what a command does; a throw is a bug of ours, and said to be one. Undefined stays undefined. Never throws. */
export function endOf(work: () => Promise<Ending>, shell: Shell): Promise<number>;
export function endOf(work: () => Promise<Ending | undefined>, shell: Shell): Promise<number | undefined>;
export async function endOf(work: () => Promise<Ending | undefined>, shell: Shell): Promise<number | undefined> {
    const ending = await work().catch((error: unknown) => bug(error, shell));
    if (typeof ending !== 'object') {
        return ending;
    }
    shell.say(shell.colors.err.red(ending.message));
    return ending.exit;
}

function bug(error: unknown, { say, environment }: Shell): number {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    say(`apim has a bug: ${environment['APIM_DEBUG'] ? text : text.split('\n')[0] ?? ''}\nNothing is known to be half-done. Set APIM_DEBUG=1 to see where, and report it.`);
    return exitCodes.bug;
}
