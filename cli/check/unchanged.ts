import { childPath } from '../../project/file-system.ts';
import { isProjectFile, projectFileName, sourcesOf } from '../../project/source-files.ts';
import { isSameState, type KeptFile, type KeptResult } from './kept-result.ts';
import { stateOf, type SeenFiles } from './seen-files.ts';

/** Ticks of file systems are up to two seconds long: what changed later than this before it was looked at may have changed once more in the same tick. */
const tick = 2_000;

/** The result with the states that its files have now, where their texts and all else that it was made of are as they were; and whether that is better to keep. */
export async function ifUnchanged(kept: KeptResult, folder: string, files: SeenFiles): Promise<{ result: KeptResult; isBetter: boolean } | undefined> {
    const sources = await sourcesNow(kept, folder, files);
    if (sources?.length !== kept.sources.length || !kept.sources.every(({ path }, index) => path === sources[index])) return undefined;
    if (!kept.asked.every(([path, answer]) => files.exists(path) === answer)) return undefined;
    let isBetter = false;
    const compared: KeptFile[] = [];
    for (const file of [...kept.sources, ...kept.others]) {
        if (isSameState(file.state, stateOf(file.path))) {
            compared.push(file);
            continue;
        }
        const now = lookedAt(file, files);
        if (now.digest !== file.digest) return undefined;
        isBetter ||= now.state !== undefined;
        compared.push(now);
    }
    return { result: { ...kept, sources: compared.slice(0, sources.length), others: compared.slice(sources.length) }, isBetter };
}

/** A file as it was seen. */
export function lookedAt({ path, uri }: Pick<KeptFile, 'path' | 'uri'>, files: SeenFiles): KeptFile {
    const text = files.textOf(path);
    const state = files.read.get(path)?.state;
    const named = { path, ...uri === undefined ? {} : { uri } };
    // What one user cannot read another may: no state tells.
    if (text === undefined) return { ...named, digest: '' };
    const isCertain = state && Math.max(state[1], state[2]) < files.begun - tick;
    return { ...named, ...isCertain ? { state } : {}, digest: process.getBuiltinModule('node:crypto').hash('sha256', text, 'base64url') };
}

/** `apim.yaml` and the files of the project as they are there now; undefined where a folder cannot be read. */
async function sourcesNow({ exclude }: KeptResult, folder: string, files: SeenFiles): Promise<string[] | undefined> {
    const entries = await files.readDirectory(folder);
    const excludes = exclude.length === 0 ? () => false : (await import('../../project/file-pattern.ts')).filePattern(exclude);
    const { sources, unreadable } = await sourcesOf(folder, excludes, files, entries);
    if (unreadable.length > 0) return undefined;
    return entries?.some(isProjectFile) ? [childPath(folder, projectFileName), ...sources] : sources;
}
