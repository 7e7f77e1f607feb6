import { nextTurn } from '../language/in-turns.ts';
import type { Language } from '../language/project.ts';
import { projectOf, type Project as FoundProject } from '../project/discovery.ts';
import { isIn, isListed, relativePath } from '../project/file-system.ts';
import { pathOf, uriOf } from './file-uri.ts';
import { recallActiveEnvironment } from './session/known-record.ts';
import { ProjectSession, type Surroundings } from './session/project-session.ts';

/** Reads a project that was found. Lets others have a turn in between, since a big one takes long. */
export async function loadProject(found: FoundProject, files: Surroundings, language: Language): Promise<ProjectSession> {
    const session = new ProjectSession(found.folder, language, files);
    if (found.projectFile !== undefined) session.setProjectFile(found.text);
    session.unreadable = new Set(found.unreadable);
    let turn = performance.now();
    for (const { path, text } of ahead(found.files, files)) {
        const read = await text;
        if (read !== undefined) session.project.setFile(uriOf(path), read);
        else if (await isListed(path, files)) session.unreadable.add(path);
        if (performance.now() - turn > turnLength) {
            await nextTurn();
            turn = performance.now();
        }
    }
    await recallActiveEnvironment(session);
    return session;
}

/** The files in their order, each read a while before its turn: what is on no disk is far away, and a system opens only so many files at a time. */
export function* ahead(paths: readonly string[], files: Surroundings): Iterable<{ path: string; text: Promise<string | undefined> }> {
    const begun: { path: string; text: Promise<string | undefined> }[] = [];
    for (const path of paths) {
        const text = files.readFile(path);
        // Who stops at a failure of one asks for no other; Node would end for it.
        text.catch(() => undefined);
        begun.push({ path, text });
        if (begun.length > 32) yield begun.shift()!;
    }
    yield* begun;
}

/**
 * Brings a project up to what was found: takes files that are new, drops those that are gone or left out now. Whether those in a folder that cannot be read are
 * gone, nobody knows: they stay. `isWanted` keeps a file that is not on disk. With `reread`, files that were there are read again too. All of it is taken in at
 * once, so that nobody sees half of it.
 */
export async function updateProject(
    session: ProjectSession, found: FoundProject, files: Surroundings, { reread, isWanted }: { reread: boolean; isWanted: (uri: string) => boolean }
): Promise<void> {
    const present = new Set(found.files.map(uriOf));
    const { project } = session;
    const paths = found.files.filter(path => reread || isIn(path, session.unreadable) || !project.files.has(uriOf(path)));
    const texts: { uri: string; text: string | undefined }[] = [];
    const unreadable = new Set(found.unreadable);
    for (const { path, text } of ahead(paths, files)) {
        const read = await text;
        texts.push({ uri: uriOf(path), text: read });
        if (read !== undefined) continue;
        if (await isListed(path, files)) unreadable.add(path);
        else present.delete(uriOf(path));
    }
    if (found.projectFile !== undefined && found.text !== session.projectFileText) session.setProjectFile(found.text);
    for (const { uri, text } of texts) {
        if (text !== undefined && text !== project.files.get(uri)?.text) project.setFile(uri, text);
    }
    session.unreadable = unreadable;
    for (const uri of [...project.files.keys()]) {
        if (!present.has(uri) && !isWanted(uri) && !isHidden(uri, found)) project.removeFile(uri);
    }
    await recallActiveEnvironment(session);
}

function isHidden(uri: string, found: FoundProject): boolean {
    const path = pathOf(uri);
    return path !== undefined && found.unreadable.some(folder => relativePath(folder, path) !== undefined) && projectOf(path, [found]) !== undefined;
}

/** Milliseconds of work before others have a turn. */
export const turnLength = 10;
