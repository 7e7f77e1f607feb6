import { createApimServices } from '../language/apim-module.ts';
import { createLanguage } from '../language/project.ts';
import { disk } from '../language-server/session/disk.ts';
import type { ProjectSession } from '../language-server/session/project-session.ts';
import type { FileSystem } from '../project/file-system.ts';
import type { Stop } from './ending.ts';
import type { GlobalOptions } from './global-options.ts';
import { openSession } from './open-session.ts';
import type { Shell } from './shell.ts';

/** The project, whatever its texts look like and whatever is to be done with it. */
export function openWholly(shell: Shell, options: GlobalOptions, files: FileSystem = disk): Promise<ProjectSession | Stop> {
    return openSession(shell, options, files, createLanguage(createApimServices()));
}
