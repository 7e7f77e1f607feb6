import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileSystem } from '../project/file-system.ts';
import type { World } from '../registration/world.ts';

/** Everything that the server touches outside of itself; tests bring their own. */
export interface Machine {
    files: FileSystem;
    world: World;
    environment: Readonly<Record<string, string | undefined>>;
    installation: Installation;
}

/** Where the parts of an installation are. */
export interface Installation {
    /** URI of the folder of the shipped policy types, where it is there. */
    prelude: string | undefined;
    /** URI of the page that explains the rules, one heading a rule, where it is there. */
    rulesPage: string | undefined;
    /** Program and first arguments of the local gateway. */
    gateway: readonly string[];
}

/** The installation whose server stands in `folder`: bundled, with its parts beside it, or as source text. */
export function installationAt(folder: string): Installation {
    const find = (...candidates: string[]) => candidates.map(candidate => join(folder, candidate)).find(path => existsSync(path));
    const uriOf = (path: string | undefined) => path && pathToFileURL(path).toString();
    return {
        prelude: uriOf(find('prelude', '../language/prelude')),
        rulesPage: uriOf(find('docs/rules.md', '../docs/rules.md')),
        gateway: [process.execPath, find('gateway.mjs', '../gateway/main.ts') ?? join(folder, 'gateway.mjs')]
    };
}
