import { createColors } from './colors.ts';
import { isTerminal, Output } from './output.ts';
import type { Shell } from './shell.ts';

/** What the process is told to end with, and when. */
export interface ProcessShell extends Shell {
    /** Waits until stdout has taken everything; the exit code to end with. */
    finish(exit: number): Promise<number>;
}

const patience = 1_700;

/** The shell of this process. `end` ends it at once. */
export function processShell(end: (exit: number) => never): ProcessShell {
    const { env } = process;
    const colorful = !env['NO_COLOR'] && !env['CI'] && env['TERM'] !== 'dumb';
    const [out, err] = [new Output(1), new Output(2)];
    let colors: Shell['colors'] | undefined;
    return {
        folder: process.cwd(),
        environment: env,
        get interactive() { return !env['CI'] && isTerminal(0) && err.isTerminal; },
        get columns() { return out.isTerminal ? out.stream.columns : 100; },
        get colors() { return colors ??= { out: createColors(colorful && out.isTerminal), err: createColors(colorful && err.isTerminal) }; },
        print: text => out.write(text),
        say: line => err.write(`${line}\n`),
        readInput: async () => {
            const chunks: Buffer[] = [];
            for await (const chunk of process.stdin) {
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
                err.write('\nInterrupted: ending what is under way …\n');
                controller.abort();
                setTimeout(() => {
                    err.write(`${report()}\n`);
                    end(4);
                }, patience).unref();
            };
            process.on('SIGINT', interrupt);
            process.on('SIGTERM', interrupt);
            return controller.signal;
        },
        finish: async exit => {
            const [trouble] = await Promise.all([out.finish(), err.finish()]);
            // A reader that has seen enough, such as `head`, is no failure.
            if (!trouble || trouble.code === 'EPIPE') {
                return exit;
            }
            err.write(`The result could not be written (${trouble.code ?? trouble.message}). Make room, or send it somewhere else.\n`);
            return exit === 0 ? 4 : exit;
        }
    };
}
