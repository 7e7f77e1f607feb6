import { confirm, isCancel, text } from '@clack/prompts';
import type { Environment } from '../project/environment.ts';
import { stop, type Stop } from './ending.ts';
import { quoted, type Shell } from './shell.ts';

export interface ConfirmationOptions { yes: boolean; confirm?: string }

/** Whether somebody has confirmed already, has to be asked, or cannot be: then nothing is begun. `look` is how to see what would be done. */
export function confirmationOf({ name, protected: isProtected }: Environment, options: ConfirmationOptions, shell: Shell, look = 'apim plan'): 'given' | 'ask' | Stop {
    if (options.confirm !== undefined && options.confirm !== name) {
        return stop('refused', `Nothing was changed: --confirm names '${options.confirm}', and the environment is '${name}'. Name the one that is meant.`);
    }
    if (options.confirm !== undefined || (options.yes && !isProtected)) {
        return 'given';
    }
    if (shell.interactive) {
        return 'ask';
    }
    return stop('refused', isProtected
        ? `Nothing was changed: the environment '${name}' is protected. Confirm with --confirm ${quoted(name)}.`
        : `Nothing was changed: confirm with --yes, or look first with ${look}.`);
}

/** Asks on the terminal; a protected environment wants its name. */
export async function askConfirmation({ name, protected: isProtected }: Environment, count: string, signal: AbortSignal): Promise<Stop | undefined> {
    const io = { output: process.stderr, signal };
    const answer = isProtected
        ? await text({ ...io, message: `${count} in '${name}', which is protected. Type its name to go on:` })
        : await confirm({ ...io, message: `Make ${count} in '${name}'?`, initialValue: false });
    return !isCancel(answer) && (answer === true || answer === name) ? undefined : stop('refused', 'Nothing was changed: it was not confirmed.');
}
