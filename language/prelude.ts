import type { PolicyTypeDeclaration } from './declarations.ts';
import { preludeFiles } from './generated/prelude.ts';
import { SourceFile, type Reader } from './source-file.ts';

/** The vocabulary of policies that ships with apim: a document of the language, parsed once a process. */
export interface Prelude {
    /** By file name, `security.apim`. */
    files: ReadonlyMap<string, SourceFile>;
    types: ReadonlyMap<string, PolicyTypeDeclaration>;
}

/** The URI under which a shipped file is known; the language server replaces it by that of the file on disk. */
export const preludeScheme = 'apim-prelude';

export function readPrelude(reader: Reader): Prelude {
    const files = new Map(Object.entries(preludeFiles).map(([name, text]) => [name, new SourceFile(reader, `${preludeScheme}:/${name}`, text)]));
    const types = [...files.values()].flatMap(file => file.declared.map(({ declaration }) => declaration)).filter(declaration => declaration.kind === 'policy-type');
    return { files, types: new Map(types.map(type => [type.name, type])) };
}
