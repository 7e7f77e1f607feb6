import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

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

/** What the process is told to end with, and when. */
export interface ProcessShell extends Shell {
    /** Waits until stdout has taken everything; the exit code to end with. */
    finish(exit: number): Promise<number>;
}

/** A word as it is typed in a shell. */
export function quoted(word: string): string {
    return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

const patience = 1_700;

/** The shell of this process. `end` ends it at once. */
export function processShell(end: (exit: number) => never): ProcessShell {
    const { stdin, stdout, stderr, env } = process;
    const colorful = !env['NO_COLOR'] && !env['CI'] && env['TERM'] !== 'dumb';
    let trouble: NodeJS.ErrnoException | undefined;
    stdout.on('error', (error: NodeJS.ErrnoException) => { trouble ??= error; });
    stderr.on('error', () => { /* Nobody listens; there is nowhere left to say so. */ });
    return {
        folder: process.cwd(),
        environment: env,
        interactive: stdin.isTTY === true && stderr.isTTY === true && !env['CI'],
        columns: stdout.columns ?? 100,
        colors: { out: pc.createColors(colorful && stdout.isTTY === true), err: pc.createColors(colorful && stderr.isTTY === true) },
        print: text => { stdout.write(text); },
        say: line => { stderr.write(`${line}\n`); },
        readInput: async () => {
            const chunks: Buffer[] = [];
            for await (const chunk of stdin) {
                chunks.push(Buffer.from(chunk as Buffer));
            }
            return Buffer.concat(chunks).toString('utf8');
        },
        interruptible: report => {
            const controller = new AbortController();
            const interrupt = () => {
                if (controller.signal.aborted) {
                    return;
                }
                stderr.write('\nInterrupted: ending what is under way …\n');
                controller.abort();
                setTimeout(() => {
                    stderr.write(`${report()}\n`);
                    end(4);
                }, patience).unref();
            };
            process.on('SIGINT', interrupt);
            process.on('SIGTERM', interrupt);
            return controller.signal;
        },
        finish: async exit => {
            await new Promise<void>(resolve => stdout.write('', () => resolve()));
            // A reader that has seen enough, such as `head`, is no failure.
            if (!trouble || trouble.code === 'EPIPE') {
                return exit;
            }
            stderr.write(`The result could not be written (${trouble.code ?? trouble.message}). Make room, or send it somewhere else.\n`);
            return exit === 0 ? 4 : exit;
        }
    };
}
