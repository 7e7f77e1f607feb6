import { defaultProjectFile } from '../project/project-file.ts';
import type { Project as FoundProject } from '../project/discovery.ts';
import type { Language } from '../language/project.ts';
import { folderOf, pathOf } from './file-uri.ts';
import { ProjectSession, type Surroundings } from './session/project-session.ts';

/**
 * A project of the window.
 * folder: below a folder of the workspace · visited: not, but a file of it is open · single-file: an open file that is in no project ·
 * unchecked: an open file that says nothing about any project, since it is left out of its own, or ships with apim.
 */
export interface WorkspaceProject {
    kind: 'folder' | 'visited' | 'single-file' | 'unchecked';
    /** URI of the folder; of the file, where there is nothing else. What messages call the project. */
    id: string;
    session: ProjectSession;
    hasProjectFile: boolean;
}

export function folderProject(kind: 'folder' | 'visited', session: ProjectSession, found: FoundProject): WorkspaceProject {
    return { kind, id: session.uri, session, hasProjectFile: found.projectFile !== undefined };
}

export function fileProject(kind: 'single-file' | 'unchecked', uri: string, language: Language, files: Surroundings): WorkspaceProject {
    return { kind, id: uri, session: new ProjectSession(folderOf(pathOf(uri) ?? '/'), language, files), hasProjectFile: false };
}

/** As discovery sees it, to ask it whose file a path is. */
export function asFound({ session, hasProjectFile }: WorkspaceProject): FoundProject {
    return { folder: session.folder, settings: hasProjectFile ? session.parsed : defaultProjectFile(), files: [], unreadable: [] };
}

/** The folders that files of these are in. */
export function foldersOf(projects: Iterable<WorkspaceProject>): ReadonlySet<string> {
    const folders = new Set<string>();
    for (const { session } of projects) {
        for (const uri of [session.projectFileUri, ...session.project.files.keys()]) {
            for (let folder = folderOf(pathOf(uri) ?? '/'); folder !== '/' && !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
        }
    }
    return folders;
}
