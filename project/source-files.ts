import { childPath, parentFolder, relativePath, withoutSlash, type DirectoryEntry, type FileSystem } from './file-system.ts';

/** The file that makes a folder a project. */
export const projectFileName = 'apim.yaml';
export const sourceExtension = '.apim';

/** What a walk through the folder of a project finds, sorted. */
export interface Sources {
    /** Its `.apim` files. */
    sources: string[];
    /** Folders below it that are projects of their own. */
    nested: string[];
    /** Folders of it that cannot be read: what is declared there would be missing. */
    unreadable: string[];
}

/** The nearest folder with an `apim.yaml`, from this one upwards. */
export async function findProjectFolder(folder: string, files: FileSystem): Promise<string | undefined> {
    for (let current: string | undefined = withoutSlash(folder); current !== undefined; current = parentFolder(current)) {
        if ((await files.readDirectory(current))?.some(isProjectFile)) {
            return current;
        }
    }
    return undefined;
}

/**
 * The files of a project, but for those that its `apim.yaml` excludes. A folder that is left out is still searched for projects of their own: the patterns
 * speak of this project's files only. `entries` are what the folder holds, as it was read.
 */
export async function sourcesOf(folder: string, excludes: (relativePath: string) => boolean, files: FileSystem, entries: readonly DirectoryEntry[] | undefined): Promise<Sources> {
    const walk: Walk = { folder, files, excludes, sources: [], nested: [], unreadable: [] };
    await collect(folder, entries, walk, false);
    return { sources: walk.sources.sort(), nested: walk.nested.sort(), unreadable: walk.unreadable.sort() };
}

export function isProjectFile({ name, kind }: DirectoryEntry): boolean {
    return kind === 'file' && name === projectFileName;
}

/** Folders that no project looks into: what other tools keep there is not the user's source. */
export function isPassedOver(folderName: string): boolean {
    return folderName === 'node_modules' || folderName.startsWith('.');
}

interface Walk extends Sources { folder: string; files: FileSystem; excludes: (relativePath: string) => boolean }

async function collect(folder: string, entries: readonly DirectoryEntry[] | undefined, walk: Walk, leftOut: boolean): Promise<void> {
    if (!entries && !leftOut) walk.unreadable.push(folder);
    for (const { name, kind } of entries ?? []) {
        const path = childPath(folder, name);
        const isLeftOut = leftOut || walk.excludes(relativePath(walk.folder, path) ?? name);
        if (kind === 'file' && name.endsWith(sourceExtension) && !isLeftOut) {
            walk.sources.push(path);
        } else if (kind === 'directory' && !isPassedOver(name)) {
            const inside = await walk.files.readDirectory(path);
            if (inside?.some(isProjectFile)) walk.nested.push(path);
            else await collect(path, inside, walk, isLeftOut);
        }
    }
}
