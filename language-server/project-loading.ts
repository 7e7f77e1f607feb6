import type { Language } from '../language/project.ts';
import type { Project as FoundProject } from '../project/discovery.ts';
import type { FileSystem } from '../project/file-system.ts';
import { ProjectSession, uriOf } from './session/project-session.ts';
import { loadActiveEnvironment } from './session/recording.ts';

/** Reads a project that was found. Lets others have a turn in between, since a big one takes long. */
export async function loadProject(found: FoundProject, files: FileSystem, language: Language): Promise<ProjectSession> {
    const session = new ProjectSession(found.folder, language);
    if (found.projectFile !== undefined) session.setProjectFile(await files.readFile(found.projectFile));
    let turn = performance.now();
    for (const path of found.files) {
        const text = await files.readFile(path);
        if (text !== undefined) session.project.setFile(uriOf(path), text);
        if (performance.now() - turn > turnLength) {
            await nextTurn();
            turn = performance.now();
        }
    }
    await loadActiveEnvironment(session);
    return session;
}

/**
 * Brings a project up to what was found: takes files that are new, drops those that are gone or left out now. `isWanted` keeps a file that is
 * not on disk. With `reread`, files that were there are read again too. All of it is taken in at once, so that nobody sees half of it.
 */
export async function updateProject(
    session: ProjectSession, found: FoundProject, files: FileSystem, { reread, isWanted }: { reread: boolean; isWanted: (uri: string) => boolean }
): Promise<void> {
    const present = new Set(found.files.map(uriOf));
    const { project } = session;
    const paths = found.files.filter(path => reread || !project.files.has(uriOf(path)));
    const texts = await Promise.all(paths.map(async path => ({ uri: uriOf(path), text: await files.readFile(path) })));
    if (reread && found.projectFile !== undefined) session.setProjectFile(await files.readFile(found.projectFile));
    for (const { uri, text } of texts) {
        if (text !== undefined) project.setFile(uri, text);
    }
    for (const uri of [...project.files.keys()]) {
        if (!present.has(uri) && !isWanted(uri)) project.removeFile(uri);
    }
    await loadActiveEnvironment(session);
}

/** Milliseconds of work before others have a turn. */
export const turnLength = 10;

export function nextTurn(): Promise<void> {
    return new Promise(resolve => { setImmediate(resolve); });
}
