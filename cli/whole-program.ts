import { processShell } from './process-shell.ts';
import { runProgram } from './program.ts';

/** Runs any command in this process, and says what to end with. */
export async function wholeProgram(args: readonly string[]): Promise<number> {
    const shell = processShell(code => process.exit(code));
    return shell.finish(await runProgram(args, shell));
}
