import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DirectoryEntry, FileSystem } from '../../project/file-system.ts';

/** The files of this machine. What cannot be read counts as absent; bytes that are not UTF-8 become U+FFFD, which the language reports. */
export const disk: FileSystem = {
    readFile: path => readFile(path, 'utf8').then(text => text.replace(/^\uFEFF/, ''), () => undefined),
    readDirectory: async path => {
        const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
        return entries.map(entry => ({ name: entry.name, kind: kindOf(entry) }));
    }
};

/** Whether a file of this machine is there; what has another address counts as there. */
export function fileExists(uri: string): boolean {
    return !uri.startsWith('file:') || existsSync(fileURLToPath(uri));
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): DirectoryEntry['kind'] {
    return entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other';
}
