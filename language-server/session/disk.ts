import { existsSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { directoryEntry, entriesWithout } from '../../project/file-system.ts';
import type { Surroundings } from './project-session.ts';

/** The files of this machine. What cannot be read counts as absent; bytes that are not UTF-8 become U+FFFD, which the language reports. */
export const disk: Required<Surroundings> = {
    readFile: path => readFile(path, 'utf8').then(text => text.replace(/^\uFEFF/, ''), () => undefined),
    readDirectory: async path => {
        try {
            return (await readdir(path, { withFileTypes: true })).map(entry => directoryEntry(path, entry, statSync));
        } catch (error) {
            return entriesWithout(error);
        }
    },
    exists: path => existsSync(path),
    // What starts and finds gateways is much, and most who look at files need none of it.
    localGateway: async folder => (await import('../../registration/local-gateway.ts')).localGatewayAddress(folder)
};
