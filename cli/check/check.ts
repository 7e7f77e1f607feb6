import { childPath } from '../../project/file-system.ts';
import { projectFileName } from '../../project/source-files.ts';
import type { Ending } from '../ending.ts';
import { projectFolderOf } from '../global-options.ts';
import type { Shell } from '../shell.ts';
import type * as anew from './anew.ts';
import { bundleBeside } from '../bundle-beside.ts';
import { buildId } from './build-id.ts';
import { ChangedMeanwhile, checkedOf } from './kept-result.ts';
import { report, type CheckOptions } from './report.ts';
import { ResultCache } from './result-cache.ts';
import { SeenFiles } from './seen-files.ts';
import { ifUnchanged } from './unchanged.ts';

/**
 * Checks a project and prints what it finds, or what was found last where nothing is different since. Without `openAny` a project with mistakes of form is
 * left to somebody who has it: undefined.
 */
export function check(shell: Shell, options: CheckOptions, openAny: anew.OpenAny): Promise<Ending>;
export function check(shell: Shell, options: CheckOptions): Promise<Ending | undefined>;
export async function check(shell: Shell, options: CheckOptions, openAny?: anew.OpenAny): Promise<Ending | undefined> {
    const files = new SeenFiles();
    const folder = await projectFolderOf(shell, options, files);
    if (typeof folder !== 'string') {
        return folder;
    }
    const build = options.cache && !shell.environment['APIM_NO_CACHE'] ? buildId() : undefined;
    const cache = build === undefined ? undefined : new ResultCache(shell, { build, folder, environment: options.environment });
    return await checkFromCache(shell, options, folder, files, cache) ?? checkAnew(shell, options, cache, openAny);
}

/** Of the bundles, it is one of its own: see scripts/bundle.ts. */
async function checkAnew(...given: Parameters<typeof anew.checkAnew>): Promise<Ending | undefined> {
    const bundle = await bundleBeside<typeof anew>('apim-check-anew.cjs');
    const ending = await (bundle?.module ?? await import('./anew.ts')).checkAnew(...given);
    if (ending !== undefined) bundle?.keep();
    return ending;
}

/** Undefined where no result is kept, or something that it was made of is different. */
async function checkFromCache(shell: Shell, options: CheckOptions, folder: string, files: SeenFiles, cache: ResultCache | undefined): Promise<Ending | undefined> {
    const kept = cache?.read();
    const current = kept && await ifUnchanged(kept, folder, files);
    if (!current) {
        return undefined;
    }
    const { result, isBetter } = current;
    try {
        const ending = await report(shell, options, checkedOf(result, childPath(folder, projectFileName), files), result.found);
        if (isBetter) cache?.write(result);
        return ending;
    } catch (error) {
        if (error instanceof ChangedMeanwhile) return undefined;
        throw error;
    }
}
