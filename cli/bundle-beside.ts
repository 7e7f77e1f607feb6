import { join } from 'node:path';
import type { CompiledBundle } from '../language-server/compiled-bundle.ts';
import { buildId } from './check/build-id.ts';

/** One of the bundles that the command line consists of, with what was compiled of it before; undefined where there is nothing of that. Modules of Node are loaded with what needs them. */
export async function bundleBeside<T>(name: string): Promise<CompiledBundle<T> | undefined> {
    const build = buildId();
    return build === undefined ? undefined : (await import('../language-server/compiled-bundle.ts')).compiledBundle<T>(join(import.meta.dirname, name), build);
}
