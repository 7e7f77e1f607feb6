import path from 'node:path';
import type { GatewayDocument } from '../compiler/gateway-document.ts';
import { keyOf } from '../language/declarations.ts';
import { succeed, type Result } from '../registration/failure.ts';
import { clientsWithoutKey, headlessDocument } from '../registration/headless-document.ts';
import { readKeyFile, writeKeyFile } from '../registration/key-file.ts';
import type { Secret } from '../registration/secret.ts';
import { realWorld } from '../registration/world.ts';
import { stopFor, type Stop } from './ending.ts';
import type { OpenProject } from './open-project.ts';
import type { Shell } from './shell.ts';

export interface KeyOptions {
    /** Holds the keys, by client. */
    file: string;
    /** Clients that have no key there get one, which is written there. */
    newKeys: boolean;
}

/** Adds the API keys of a file to a document. What is new in the file is written before anybody can see the document. */
export async function joinKeys(shell: Shell, { session, environment }: OpenProject, compiled: GatewayDocument, { file, newKeys }: KeyOptions): Promise<GatewayDocument | Stop> {
    const full = path.resolve(shell.folder, file);
    const keys = await readKeyFile(full, { orEmpty: newKeys });
    if (!keys.ok) {
        return stopFor(keys.failure);
    }
    const declared = new Set(session.declarations('client', environment).map(keyOf));
    const strangers = [...keys.value.keys()].filter(client => !declared.has(client));
    if (strangers.length > 0) {
        shell.say(shell.colors.err.dim(`not declared in '${environment.name}', so its key is not used: ${strangers.join(', ')}`));
    }
    const missing = clientsWithoutKey(compiled, keys.value);
    if (missing.length > 0 && !newKeys) {
        return stopFor({ kind: 'keys-missing', path: full, clients: missing });
    }
    const complete = missing.length > 0 ? await withNewKeys(full, keys.value, missing) : keys;
    if (!complete.ok) {
        return stopFor(complete.failure);
    }
    if (missing.length > 0) {
        shell.say(shell.colors.err.dim(`made a new API key for ${missing.join(', ')}; it stands in ${file}`));
    }
    return headlessDocument(compiled, complete.value);
}

async function withNewKeys(file: string, keys: ReadonlyMap<string, Secret>, clients: readonly string[]): Promise<Result<ReadonlyMap<string, Secret>>> {
    const world = realWorld();
    const complete = new Map([...keys, ...clients.map(client => [client, world.randomKey()] as const)]);
    await world.close();
    const written = await writeKeyFile(file, complete);
    return written.ok ? succeed(complete) : written;
}
