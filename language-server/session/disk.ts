import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import type { DirectoryEntry } from '../../project/file-system.ts';
import { localGatewayAddress } from '../../registration/local-gateway.ts';
import type { Surroundings } from './project-session.ts';

/** The files of this machine. What cannot be read counts as absent; bytes that are not UTF-8 become U+FFFD, which the language reports. */
export const disk: Required<Surroundings> = {
    readFile: path => readFile(path, 'utf8').then(text => text.replace(/^\uFEFF/, ''), () => undefined),
    readDirectory: async path => {
        const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
        return entries.map(entry => ({ name: entry.name, kind: kindOf(entry) }));
    },
    exists: path => existsSync(path),
    localGateway: localGatewayAddress
};

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): DirectoryEntry['kind'] {
    return entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other';
}
