import { createLanguage, NeedsLangium } from '../../language/project.ts';
import type { ProjectSession } from '../../language-server/session/project-session.ts';
import type { FileSystem } from '../../project/file-system.ts';
import type { Stop } from '../ending.ts';
import type { GlobalOptions } from '../global-options.ts';
import { openSession } from '../open-session.ts';
import type { Shell } from '../shell.ts';

/** Opens a project to be checked and nothing else; undefined where a text has mistakes of form, for which one needs Langium. */
export async function openToCheck(shell: Shell, options: GlobalOptions, files: FileSystem): Promise<ProjectSession | Stop | undefined> {
    try {
        return await openSession(shell, options, files, createLanguage());
    } catch (error) {
        if (error instanceof NeedsLangium) return undefined;
        throw error;
    }
}
