/**
 * The files that a project is looked for in. Callers bring their own: the disk, a workspace in the browser, a table in a test.
 * Paths are absolute and written with `/`, on Windows too (`C:/home/shop`). What is on no disk has scheme and authority of its
 * file system in front (`vscode-vfs://github/acme/shop`).
 */
export interface FileSystem {
    /** The text of a file, or undefined where it does not exist or cannot be read. */
    readFile(path: string): Promise<string | undefined>;
    /** What a folder holds, in any order; empty where it does not exist, undefined where it cannot be read. */
    readDirectory(path: string): Promise<DirectoryEntry[] | undefined>;
    /** Whether there is something; where that takes a while to find out, a promise. Left out: nobody can know. */
    exists?(path: string): boolean | Promise<boolean>;
}

/** A link to a file counts as a file; a link to a folder is `other`, because following it could lead in a circle. */
export interface DirectoryEntry { name: string; kind: 'file' | 'directory' | 'other' }

/** An entry of a folder as Node tells of it; `stat` looks behind a link. */
export function directoryEntry(folder: string, entry: NodeEntry, stat: (path: string) => { isFile(): boolean }): DirectoryEntry {
    const { name } = entry;
    const isFile = entry.isFile() || (entry.isSymbolicLink() && leadsToFile(childPath(folder, name), stat));
    return { name, kind: isFile ? 'file' : entry.isDirectory() ? 'directory' : 'other' };
}

/** What Node's refusal to list a folder means: there is nothing, or nobody knows what. */
export function entriesWithout(refusal: unknown): DirectoryEntry[] | undefined {
    const code = refusal instanceof Error && 'code' in refusal ? refusal.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? [] : undefined;
}

interface NodeEntry { name: string; isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }

function leadsToFile(link: string, stat: (path: string) => { isFile(): boolean }): boolean {
    try {
        return stat(link).isFile();
    } catch {
        return false;
    }
}

/** Whether a file that was not read is there all the same, or nobody knows: it may have gone meanwhile. */
export async function isListed(path: string, files: FileSystem): Promise<boolean> {
    const folder = parentFolder(path);
    const entries = folder === undefined ? [] : await files.readDirectory(folder);
    return !entries || entries.some(({ name, kind }) => kind === 'file' && childPath(folder!, name) === path);
}

/** The folder above, or undefined at the root. */
export function parentFolder(path: string): string | undefined {
    const folder = withoutSlash(path);
    const slash = folder.lastIndexOf('/');
    if (slash < 0 || isRoot(folder)) {
        return undefined;
    }
    const above = folder.slice(0, slash);
    return isRoot(`${above}/`) ? `${above}/` : above;
}

/** A path or URI, and the folders that it is in, from the inside out. */
export function* withFolders(path: string): Generator<string> {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) yield path.slice(0, end);
}

/** Whether a file, or a folder that it is in, is one of these. */
export function isIn(path: string, paths: ReadonlySet<string>): boolean {
    return withFolders(path).some(around => paths.has(around));
}

export function childPath(folder: string, name: string): string {
    return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** The path of a file as seen from a folder, or undefined where it is not below it. */
export function relativePath(folder: string, path: string): string | undefined {
    const prefix = folder.endsWith('/') ? folder : `${folder}/`;
    return path.startsWith(prefix) && path.length > prefix.length ? path.slice(prefix.length) : undefined;
}

/** A folder as it is compared: without a slash at its end, the root apart. */
export function withoutSlash(folder: string): string {
    return isRoot(folder) ? folder : folder.replace(/\/+$/, '');
}

function isRoot(folder: string): boolean {
    return /^([A-Za-z]:|[A-Za-z][\w+.-]+:\/\/[^/]*)?\/$/.test(folder);
}
