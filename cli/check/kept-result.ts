import type { Checked, FileDiagnostic } from '../diagnostics.ts';
import { stateOf, type FileState, type SeenFiles } from './seen-files.ts';

/** A file that a result was made of. */
export interface KeptFile {
    path: string;
    /** Left out where it is `file://` and the path. */
    uri?: string;
    /** While it is the same the text is, too. Left out where that is not certain, and where no text could be read. */
    state?: FileState;
    /** Digest of the text; empty where there is none. */
    digest: string;
}

/** What a check found, and all that it depends on but for the program, the folder and the name of the environment. */
export interface KeptResult {
    /** Patterns of files that do not belong to the project. */
    exclude: readonly string[];
    /** `apim.yaml`, where there is one, and the `.apim` files, in their order. */
    sources: readonly KeptFile[];
    /** What else was read, such as the record of the last registration. */
    others: readonly KeptFile[];
    /** Whether there was something at a path. */
    asked: readonly (readonly [path: string, answer: boolean])[];
    found: readonly FileDiagnostic[];
    /** What files are called that findings are in or relate to, by URI. */
    names: Readonly<Record<string, string>>;
}

/** A file became another one between being compared and being read: there is no telling what the result was made of. */
export class ChangedMeanwhile extends Error {}

/** A kept result as it is printed. Texts are read where a line of them is shown. */
export function checkedOf({ sources, found, names }: KeptResult, projectFile: string, files: SeenFiles): Checked {
    const own = sources.filter(({ path }) => path !== projectFile);
    const byUri = () => new Map(own.map(source => [uriOf(source), source]));
    let known: ReadonlyMap<string, KeptFile> | undefined;
    return {
        project: {
            files: {
                size: own.length,
                keys: () => byUri().keys(),
                get: uri => {
                    const source = (known ??= byUri()).get(uri);
                    return source && { text: textOf(source, files) };
                }
            }
        },
        diagnostics: () => [...Map.groupBy(found, ({ uri }) => uri)].map(([uri, ofFile]) => ({ uri, diagnostics: ofFile.map(({ diagnostic }) => diagnostic) })),
        relative: uri => names[uri] ?? uri
    };
}

export function isSameState(one: FileState | undefined, other: FileState | undefined): boolean {
    return one !== undefined && other !== undefined && one.every((value, index) => value === other[index]);
}

function uriOf({ path, uri }: KeptFile): string {
    return uri ?? `file://${path}`;
}

function textOf({ path, state }: KeptFile, files: SeenFiles): string {
    // What has no state was compared by its text, which `files` remember.
    const text = files.textOf(path);
    if (text === undefined || (state && !isSameState(state, stateOf(path)))) throw new ChangedMeanwhile();
    return text;
}
