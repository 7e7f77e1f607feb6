import { createLanguage, NeedsLangium } from '../../language/project.ts';
import type { ProjectSession } from '../../language-server/session/project-session.ts';
import type { FileSystem } from '../../project/file-system.ts';
import { stop, type Ending, type Stop } from '../ending.ts';
import type { GlobalOptions } from '../global-options.ts';
import { openSession } from '../open-session.ts';
import type { Shell } from '../shell.ts';
import { resultToKeep } from './keep.ts';
import { report, type CheckOptions } from './report.ts';
import type { ResultCache } from './result-cache.ts';
import { SeenFiles } from './seen-files.ts';

/** Opens a project whatever its texts look like. */
export type OpenAny = (shell: Shell, options: GlobalOptions, files: FileSystem) => Promise<ProjectSession | Stop>;

/** Checks a project, prints what it finds, and keeps it where that is worth it. */
export async function checkAnew(shell: Shell, options: CheckOptions, cache: ResultCache | undefined, openAny: OpenAny | undefined): Promise<Ending | undefined> {
    const files = new SeenFiles();
    let isSilent = true;
    const heard: Shell = Object.assign(Object.create(shell) as Shell, { say: (line: string) => { isSilent = false; shell.say(line); } });
    const session = await openToCheck(heard, options, files) ?? await openAny?.(heard, options, files);
    if (!session || 'exit' in session) {
        return session;
    }
    const found = session.diagnostics().flatMap(({ uri, diagnostics }) => diagnostics.map(diagnostic => ({ uri, diagnostic })));
    const environment = session.environment(options.environment);
    const isProjectFileFine = !found.some(({ uri, diagnostic }) => uri === session.projectFileUri && diagnostic.severity === 'error');
    if (options.environment !== undefined && environment.kind === 'unknown' && isProjectFileFine) {
        return stop('usage', environment.message);
    }
    const ending = await report(shell, options, session, found);
    if (cache && isSilent) {
        const result = resultToKeep(session, found, files);
        if (result) cache.write(result);
    }
    return ending;
}

/** Opens a project to be checked and nothing else; undefined where a text has mistakes of form, for which one needs Langium. */
async function openToCheck(shell: Shell, options: GlobalOptions, files: FileSystem): Promise<ProjectSession | Stop | undefined> {
    try {
        return await openSession(shell, options, files, createLanguage());
    } catch (error) {
        if (error instanceof NeedsLangium) return undefined;
        throw error;
    }
}
