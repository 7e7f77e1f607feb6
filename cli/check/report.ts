import { summaryText, type Checked, type FileDiagnostic } from '../diagnostics.ts';
import { exitCodes, type Ending } from '../ending.ts';
import type { GlobalOptions } from '../global-options.ts';
import { fileInRepository } from '../reports/findings.ts';
import type { Shell } from '../shell.ts';
import { formats, type Format } from './formats.ts';

export interface CheckOptions extends GlobalOptions {
    format: Format;
    /** Whether a result that was kept may be shown, and this one kept. */
    cache: boolean;
}

/** Prints what was found, and says how to end. */
export async function report(shell: Shell, { format }: CheckOptions, checked: Checked, found: readonly FileDiagnostic[]): Promise<Ending> {
    const print = await formats[format]();
    shell.print(print({ checked, found, fileOf: fileInRepository(shell, checked) }, shell));
    if (format !== 'json') {
        shell.say(summaryText(checked, found));
    }
    return found.some(({ diagnostic }) => diagnostic.severity === 'error') ? exitCodes.invalidSource : exitCodes.done;
}
