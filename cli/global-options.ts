import { statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { FileSystem } from '../project/file-system.ts';
import { findProjectFolder } from '../project/source-files.ts';
import { stop, type Stop } from './ending.ts';
import type { Shell } from './shell.ts';

/** What every command can be told. */
export interface GlobalOptions { project?: string; environment?: string }

/** Options of a command together with the global ones. */
export function optionsOf<T>(command: Command): T & GlobalOptions {
    return command.optsWithGlobals();
}

/** Path of the project's folder, with `/`: the nearest one with an `apim.yaml` from the current folder (or `-C`) upwards, else that folder itself. */
export async function projectFolderOf(shell: Shell, { project }: GlobalOptions, files: FileSystem): Promise<string | Stop> {
    const start = path.resolve(shell.folder, project ?? '.').replaceAll(path.sep, '/');
    if (!isFolder(start)) {
        return stop('usage', `There is no folder ${start}. Name the folder of a project with -C.`);
    }
    return await findProjectFolder(start, files) ?? start;
}

/** Also false where it lies in a folder that this user may not look into. */
function isFolder(path: string): boolean {
    try {
        return statSync(path).isDirectory();
    } catch {
        return false;
    }
}
