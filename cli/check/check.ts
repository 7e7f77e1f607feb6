import type { ProjectSession } from '../../language-server/session/project-session.ts';
import type { FileSystem } from '../../project/file-system.ts';
import { summaryText } from '../diagnostics.ts';
import { exitCodes, stop, type Ending, type Stop } from '../ending.ts';
import type { GlobalOptions } from '../global-options.ts';
import { fileInRepository } from '../reports/findings.ts';
import type { Shell } from '../shell.ts';
import { formats, type Format } from './formats.ts';
import { SeenFiles } from './seen-files.ts';

export interface CheckOptions extends GlobalOptions { format: Format }

/** Opens a project whatever its texts look like. */
export type OpenAny = (shell: Shell, options: GlobalOptions, files: FileSystem) => Promise<ProjectSession | Stop>;

/** Checks a project and prints what it finds. Without `openAny` a project with mistakes of form is left to somebody who has it: undefined. */
export function check(shell: Shell, options: CheckOptions, openAny: OpenAny): Promise<Ending>;
export function check(shell: Shell, options: CheckOptions): Promise<Ending | undefined>;
export async function check(shell: Shell, options: CheckOptions, openAny?: OpenAny): Promise<Ending | undefined> {
    const files = new SeenFiles();
    const { openToCheck } = await import('./open-to-check.ts');
    const session = await openToCheck(shell, options, files) ?? await openAny?.(shell, options, files);
    if (!session || 'exit' in session) {
        return session;
    }
    const found = session.diagnostics().flatMap(({ uri, diagnostics }) => diagnostics.map(diagnostic => ({ uri, diagnostic })));
    const environment = session.environment(options.environment);
    const isProjectFileFine = !found.some(({ uri, diagnostic }) => uri === session.projectFileUri && diagnostic.severity === 'error');
    if (options.environment !== undefined && environment.kind === 'unknown' && isProjectFileFine) {
        return stop('usage', environment.message);
    }
    const print = await formats[options.format]();
    shell.print(print({ checked: session, found, fileOf: fileInRepository(shell, session) }, shell));
    if (options.format !== 'json') {
        shell.say(summaryText(session, found));
    }
    return found.some(({ diagnostic }) => diagnostic.severity === 'error') ? exitCodes.invalidSource : exitCodes.done;
}
