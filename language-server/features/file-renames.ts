import type { FileRename, TextEdit } from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import type { Entry } from '../../language/entry.ts';
import { fileBeside } from '../../language/file-beside.ts';
import { valueOf } from '../../language/extraction.ts';
import type * as ast from '../../language/generated/ast.ts';
import { rangeOf } from '../../language/places.ts';
import type { Project } from '../../language/project.ts';
import { withFolders, withoutSlash } from '../../project/file-system.ts';

/**
 * The edits by which `definition` goes on naming the file that it names, when files or folders are about to be moved: definitions, `.apim` files or both.
 * An editor asks for them with every file that is moved, whatever it is, and waits: only APIs in which the word stands are read.
 */
export function definitionEdits(project: Project, renames: readonly FileRename[]): Record<string, TextEdit[]> {
    const changes: Record<string, TextEdit[]> = {};
    const moves = new Map(renames.map(({ oldUri, newUri }) => [withoutSlash(oldUri), withoutSlash(newUri)]));
    for (const [uri, file] of project.files) {
        if (!file.text.includes(definition)) continue;
        const moved = target(uri, moves);
        for (const property of project.index.inFile(uri).flatMap(definitionsOf)) {
            if (!property.value) continue;
            const written = valueOf(property.value);
            const path = written.kind === 'raw' ? written.text : written.kind === 'template' && written.parts.length === 1 && typeof written.parts[0] === 'string' ? written.parts[0] : undefined;
            const named = path === undefined || /^[a-z][a-z0-9+.-]+:/i.test(path) ? undefined : fileBeside(uri, path);
            if (path === undefined || named === undefined) continue;
            const wanted = target(named, moves);
            // A file that moves along with its definition names it as before.
            if (fileBeside(moved, path) === wanted) continue;
            (changes[uri] ??= []).push({ range: rangeOf(property, 'value'), newText: JSON.stringify(relativePath(moved, wanted, path)) });
        }
    }
    return changes;
}

const definition = 'definition';

function definitionsOf(entry: Entry): ast.Property[] {
    const { kind, file, place } = entry;
    if (kind !== 'api' || !file.written.slice(...file.writtenOffsets(place)).includes(definition)) return [];
    return (entry.syntax as ast.Api).members.filter(member => member.$type === 'Property' && member.key === definition) as ast.Property[];
}

/** Where a file will be: moved itself, or with a folder that it is in. */
function target(uri: string, moves: ReadonlyMap<string, string>): string {
    const named = withFolders(uri).find(around => moves.has(around));
    return named === undefined ? uri : moves.get(named)! + uri.slice(named.length);
}

/** As people write it: with `./` in front where it was so. */
function relativePath(from: string, to: string, before: string): string {
    const [folder, parts] = [URI.parse(from).path.split('/').slice(0, -1), URI.parse(to).path.split('/')];
    const differs = folder.findIndex((name, depth) => name !== parts[depth]);
    const shared = differs < 0 ? folder.length : differs;
    const path = [...folder.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/');
    return before.startsWith('./') && !path.startsWith('.') ? `./${path}` : path;
}
