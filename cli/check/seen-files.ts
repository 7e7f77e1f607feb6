import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { directoryEntry, entriesWithout, type DirectoryEntry, type FileSystem } from '../../project/file-system.ts';

/** What a file system says of a file, and says otherwise after whatever anybody did to its content, unless both were within one tick of its clock. */
export type FileState = readonly [size: number, modified: number, changed: number, inode: number, device: number];

/** A file as it was read. `state` was asked for before, so that a text is never older than it; both are undefined where there is no file, a text where it cannot be read. */
export interface SeenFile { state: FileState | undefined; text: string | undefined }

/**
 * The files of this machine as one check sees them: what is asked again is answered as it was before, and what was asked is remembered. It waits for the disk,
 * which in a process that does nothing else is the fastest way.
 */
export class SeenFiles implements FileSystem {
    /** When the first of them may have been looked at. */
    readonly begun = Date.now();
    /** By path. */
    readonly read = new Map<string, SeenFile>();
    /** Whether there was something at a path that somebody asked about. */
    readonly asked = new Map<string, boolean>();
    readonly #folders = new Map<string, DirectoryEntry[] | undefined>();

    async readFile(path: string): Promise<string | undefined> {
        return this.textOf(path);
    }

    textOf(path: string): string | undefined {
        let seen = this.read.get(path);
        if (!seen) this.read.set(path, seen = { state: stateOf(path), text: textOf(path) });
        return seen.text;
    }

    async readDirectory(path: string): Promise<DirectoryEntry[] | undefined> {
        if (!this.#folders.has(path)) this.#folders.set(path, entriesOf(path));
        return this.#folders.get(path);
    }

    exists(path: string): boolean {
        let answer = this.asked.get(path);
        if (answer === undefined) this.asked.set(path, answer = existsSync(path));
        return answer;
    }
}

/** As it is now. */
export function stateOf(path: string): FileState | undefined {
    try {
        const stats = statSync(path);
        return [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino, stats.dev];
    } catch {
        return undefined;
    }
}

function textOf(path: string): string | undefined {
    try {
        return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    } catch {
        return undefined;
    }
}

function entriesOf(path: string): DirectoryEntry[] | undefined {
    try {
        return readdirSync(path, { withFileTypes: true }).map(entry => directoryEntry(path, entry, statSync));
    } catch (error) {
        return entriesWithout(error);
    }
}
