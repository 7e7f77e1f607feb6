import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColors } from '../../cli/colors.ts';
import { runProgram } from '../../cli/program.ts';

export interface Run { exit: number; out: string; err: string }

/** A copy of samples/shop, or a folder with these files, in which `apim` is run as a user would, without a terminal. */
export class Workplace {
    readonly folder = mkdtempSync(join(tmpdir(), 'apim-cli-')).replaceAll('\\', '/');
    readonly environment: Record<string, string> = { APIM_USER: 'anna@shop.example' };
    /** What comes on stdin. */
    input = '';
    /** Everything that was printed so far. */
    printed = '';

    constructor(files?: Record<string, string>) {
        if (files) this.write(files);
        else cpSync(join(import.meta.dirname, '../../samples/shop'), this.folder, { recursive: true, filter: path => !path.endsWith('.apim/') });
    }

    write(files: Record<string, string>): void {
        for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text);
    }

    async apim(...args: string[]): Promise<Run> {
        const run: Run = { exit: 0, out: '', err: '' };
        const colors = createColors(false);
        run.exit = await runProgram(args, {
            folder: this.folder, environment: this.environment, interactive: false, columns: 100, colors: { out: colors, err: colors },
            print: text => { run.out += text; },
            say: line => { run.err += `${line}\n`; },
            readInput: () => Promise.resolve(this.input),
            interruptible: () => new AbortController().signal
        });
        this.printed += run.out + run.err;
        return run;
    }

    remove(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }
}
