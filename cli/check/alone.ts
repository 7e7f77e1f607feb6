import { endOf } from '../error-boundary.ts';
import { processShell } from '../process-shell.ts';
import { check } from './check.ts';
import { plainArguments } from './plain-arguments.ts';

/** Runs `apim check` without the rest of the program, and says what to end with; undefined where the arguments or the project need all of it. */
export async function checkAlone(args: readonly string[]): Promise<number | undefined> {
    const options = plainArguments(args);
    if (!options) return undefined;
    const shell = processShell(code => process.exit(code));
    const exit = await endOf(() => check(shell, options), shell);
    return exit === undefined ? undefined : shell.finish(exit);
}
