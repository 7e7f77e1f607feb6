import type { Project } from '../../language/project.ts';
import { normalUri } from '../file-uri.ts';

/** `Orders` → `orders.apim` in a folder, or with a number where that is taken. */
export function freeFile(project: Project, folder: string, name: string): string {
    const base = `${folder}/${encodeURIComponent(name.toLowerCase().toWellFormed())}`;
    for (let number = 1; ; number++) {
        const file = normalUri(`${base}${number === 1 ? '' : `-${number}`}.apim`);
        if (!project.files.has(file) && project.view.fileExists(file) !== true) return file;
    }
}

/** The folder that most files of the project are in; `otherwise` where it has none yet. */
export function usualFolder(project: Project, otherwise: string): string {
    const folders = Map.groupBy([...project.files.keys()].sort(), folderUri);
    return [...folders].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? otherwise;
}

export function folderUri(uri: string): string {
    return uri.slice(0, uri.lastIndexOf('/'));
}
