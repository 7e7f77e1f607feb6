import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Installation } from './machine.ts';

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
