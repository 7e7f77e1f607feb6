import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, succeed, type Result } from './failure.ts';

/**
 * What the tool itself keeps for a project (the local gateway, locks) stands in `.apim/`: readable by its owner only, and never
 * committed. Makes it where it is missing and answers with the path of `name` in it.
 */
export async function projectFolder(project: string, ...name: string[]): Promise<Result<string>> {
    const folder = join(project, '.apim');
    const path = join(folder, ...name);
    try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
            if (codeOf(error) !== 'EEXIST') {
                throw error;
            }
        });
        await mkdir(path, { recursive: true, mode: 0o700 });
        return succeed(path);
    } catch (error) {
        return fail({ kind: 'disk', path, code: codeOf(error) });
    }
}

/** `ENOENT`, `EEXIST`, `ENOSPC`, …; what has no code is a bug of ours and is thrown on. */
export function codeOf(error: unknown): string {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
        return error.code;
    }
    throw error;
}
