import { URI, Utils } from 'vscode-uri';

/** The URI of a file that is named by its path relative to another; undefined for a path that no URI can hold (half of a character). */
export function fileBeside(uri: string, path: string): string | undefined {
    return path.isWellFormed() ? Utils.resolvePath(Utils.dirname(URI.parse(uri)), path).toString() : undefined;
}

/** A path or URI, and the folders that it is in, from the inside out. */
export function* withFolders(path: string): Generator<string> {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) yield path.slice(0, end);
}

/** Whether a file, or a folder that it is in, is one of these. */
export function isIn(path: string, paths: ReadonlySet<string>): boolean {
    return withFolders(path).some(around => paths.has(around));
}
