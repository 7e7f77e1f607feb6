import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { directoryEntry, type DirectoryEntry, type FileSystem } from '../../project/file-system.ts';

/** The files of this machine as one check sees them: what is asked again is answered as it was before. It waits for the disk, which nobody else needs meanwhile. */
export class SeenFiles implements FileSystem {
    readonly #texts = new Map<string, string | undefined>();
    readonly #folders = new Map<string, DirectoryEntry[]>();

    async readFile(path: string): Promise<string | undefined> {
        if (!this.#texts.has(path)) this.#texts.set(path, textOf(path));
        return this.#texts.get(path);
    }

    async readDirectory(path: string): Promise<DirectoryEntry[]> {
        const known = this.#folders.get(path) ?? entriesOf(path);
        this.#folders.set(path, known);
        return known;
    }

    exists(path: string): boolean {
        return existsSync(path);
    }
}

function textOf(path: string): string | undefined {
    try {
        return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    } catch {
        return undefined;
    }
}

function entriesOf(path: string): DirectoryEntry[] {
    try {
        return readdirSync(path, { withFileTypes: true }).map(directoryEntry);
    } catch {
        return [];
    }
}
