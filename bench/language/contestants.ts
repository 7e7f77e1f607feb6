import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serverFlags } from '../../language-server/protocol.ts';
import type { Contestant } from './fresh-process.ts';
import type { FormatName } from './formats.ts';
import type { Workspace } from './workspace.ts';

export const root = join(import.meta.dirname, '../..');
const peers = join(import.meta.dirname, 'peers');

/** Peers are installed by `npm run bench:peers` and measured where they are. */
export const hasPeers = existsSync(join(peers, 'node_modules'));

const script = (file: string, count: (files: number) => number): ((workspace: Workspace) => Contestant) => ({ folder, model }) => ({
    command: [join(import.meta.dirname, file), folder], expects: new RegExp(`^${count(model.organizations.length)} files, 0 errors$`, 'm')
});

/** Everybody who checks a whole workspace in a fresh process. */
export const checkers: Partial<Record<FormatName, (workspace: Workspace) => Contestant>> = {
    json: script('contestants/json.mjs', files => files),
    yaml: script('contestants/yaml.mjs', files => files),
    // Its standard library is eight files, or so.
    ...hasPeers ? { typespec: ({ folder }: Workspace) => ({ command: [join(peers, 'typespec.mjs'), folder], expects: /^\d+ files, 0 errors$/m }), prisma: script('peers/prisma.mjs', files => files + 1) } : {}
};

/** A language server, and what it wants before it says what is wrong in a whole workspace. */
export interface ServerContestant {
    command: readonly string[];
    format: FormatName;
    language: string;
    /** Files that it must be shown as open ones. */
    opens: 'none' | 'one' | 'all';
}

export const servers: { apim: ServerContestant; yaml?: ServerContestant; prisma?: ServerContestant } = {
    apim: { command: [...serverFlags, join(root, 'out/server.mjs'), '--stdio'], format: 'apim', language: 'apim', opens: 'none' },
    ...hasPeers ? {
        yaml: { command: [join(peers, 'node_modules/yaml-language-server/bin/yaml-language-server'), '--stdio'], format: 'yaml', language: 'yaml', opens: 'all' },
        prisma: { command: [join(peers, 'node_modules/@prisma/language-server/dist/bin.js'), '--stdio'], format: 'prisma', language: 'prisma', opens: 'one' }
    } : {}
};
