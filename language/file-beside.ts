import { URI, Utils } from 'vscode-uri';

/** The URI of a file that is named by its path relative to another; undefined for a path that no URI can hold (half of a character). */
export function fileBeside(uri: string, path: string): string | undefined {
    return path.isWellFormed() ? Utils.resolvePath(Utils.dirname(URI.parse(uri)), path).toString() : undefined;
}
