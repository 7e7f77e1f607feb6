import type { PolicyTypeDeclaration } from './declarations.ts';
import { preludeFiles, preludeTypes } from './generated/prelude.ts';
import { SourceFile, type Reader } from './source-file.ts';

/** The vocabulary of policies that ships with apim: a document of the language. */
export interface Prelude {
    /** By file name, `security.apim`; read when somebody asks where something is written, which no check does. */
    readonly files: ReadonlyMap<string, SourceFile>;
    readonly types: ReadonlyMap<string, PolicyTypeDeclaration>;
}

/** The URI under which a shipped file is known; the language server replaces it by that of the file on disk. */
export const preludeScheme = 'apim-prelude';

export function readPrelude(reader: Reader): Prelude {
    let files: Prelude['files'] | undefined;
    return {
        types: new Map(preludeTypes.map(type => [type.name, type])),
        get files() {
            return files ??= new Map(Object.entries(preludeFiles).map(([name, text]) => [name, new SourceFile(reader, `${preludeScheme}:/${name}`, text)]));
        }
    };
}
