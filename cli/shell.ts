import type { Colors } from './colors.ts';

/** Where a command runs: its streams, its environment variables, its folder, and how it is interrupted. */
export interface Shell {
    /** Path of the current folder. */
    readonly folder: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
    /** Whether somebody sits in front of it who can be asked. */
    readonly interactive: boolean;
    readonly columns: number;
    /** Colours for stdout and for stderr; none unless that one is a terminal. */
    readonly colors: { out: Colors; err: Colors };
    /** A part of the result, for stdout. */
    print(text: string): void;
    /** Everything else, a line for stderr. */
    say(line: string): void;
    /** All that comes on stdin. */
    readInput(): Promise<string>;
    /**
     * From now on Ctrl-C and SIGTERM abort this signal instead of ending the process. Whoever has not ended two seconds later is ended,
     * with `report` on stderr.
     */
    interruptible(report: () => string): AbortSignal;
}

/** A word as it is typed in a shell. */
export function quoted(word: string): string {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
