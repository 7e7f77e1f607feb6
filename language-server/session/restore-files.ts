import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, succeed, type Result } from '../../registration/failure.ts';
import { writeOutputFile } from '../../registration/output-file.ts';
import { codeOf, projectFolder } from '../../registration/project-folder.ts';
import { parseRestoreDocument, type RestoreDocument } from '../lifecycle/restore-document.ts';

/** Keeps what is about to be removed in `.apim/restore/<time>-<name>.json`, readable by its owner only; answers with the path. */
export async function keepRestoreDocument(project: string, document: RestoreDocument): Promise<Result<string>> {
    const folder = await projectFolder(project, 'restore');
    if (!folder.ok) return folder;
    const path = join(folder.value, `${document.removed.replaceAll(/[:.]/g, '-')}-${document.element.key.replaceAll('/', '-')}.json`);
    const written = await writeOutputFile(path, `${JSON.stringify(document, undefined, 2)}\n`, { secret: true });
    return written.ok ? succeed(path) : written;
}

/** The paths of what was removed and is not put back yet, the newest first. */
export async function restoreFiles(project: string): Promise<string[]> {
    const folder = join(project, '.apim', 'restore');
    const files = await readdir(folder).catch(() => []);
    return files.filter(name => name.endsWith('.json')).sort().reverse().map(name => join(folder, name));
}

/** The path of what was removed last and is not put back yet. */
export async function newestRestoreFile(project: string): Promise<string | undefined> {
    return (await restoreFiles(project))[0];
}

/** `undefined` where the file is not there or is something else. */
export async function readRestoreFile(path: string): Promise<RestoreDocument | undefined> {
    return parseRestoreDocument(await readFile(path, 'utf8').catch(() => ''));
}

/** What was put back is in the source again; the one before is the newest then. */
export async function removeRestoreFile(path: string): Promise<Result<void>> {
    try {
        await rm(path, { force: true });
        return succeed(undefined);
    } catch (error) {
        return fail({ kind: 'disk', path, code: codeOf(error) });
    }
}
