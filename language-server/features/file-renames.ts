import type { FileRename, TextEdit } from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import { fileBeside } from '../../language/file-beside.ts';
import { valueOf } from '../../language/extraction.ts';
import { rangeOf } from '../../language/places.ts';
import type { Project } from '../../language/project.ts';

/**
 * The edits by which `definition` goes on naming the file that it names, when files or folders are about to be moved: definitions, `.apim` files or both.
 * Looks at every API of the project, once for a move and never while somebody types.
 */
export function definitionEdits(project: Project, renames: readonly FileRename[]): Record<string, TextEdit[]> {
    const changes: Record<string, TextEdit[]> = {};
    for (const [uri] of project.files) {
        const moved = target(uri, renames);
        for (const { node } of project.index.inFile(uri)) {
            if (node?.$type !== 'Api') continue;
            for (const property of node.members) {
                if (property.$type !== 'Property' || property.key !== 'definition' || !property.value) continue;
                const written = valueOf(property.value);
                const path = written.kind === 'raw' ? written.text : written.kind === 'template' && written.parts.length === 1 && typeof written.parts[0] === 'string' ? written.parts[0] : undefined;
                const named = path === undefined || /^[a-z][a-z0-9+.-]+:/i.test(path) ? undefined : fileBeside(uri, path);
                if (path === undefined || named === undefined) continue;
                const wanted = target(named, renames);
                // A file that moves along with its definition names it as before.
                if (fileBeside(moved, path) === wanted) continue;
                (changes[uri] ??= []).push({ range: rangeOf(property, 'value'), newText: JSON.stringify(relativePath(moved, wanted, path)) });
            }
        }
    }
    return changes;
}

/** Where a file will be: moved itself, or with a folder that it is in. */
function target(uri: string, renames: readonly FileRename[]): string {
    const rename = renames.find(({ oldUri }) => uri === oldUri || uri.startsWith(`${oldUri.replace(/\/$/, '')}/`));
    return rename ? rename.newUri.replace(/\/$/, '') + uri.slice(rename.oldUri.replace(/\/$/, '').length) : uri;
}

/** As people write it: with `./` in front where it was so. */
function relativePath(from: string, to: string, before: string): string {
    const [folder, parts] = [URI.parse(from).path.split('/').slice(0, -1), URI.parse(to).path.split('/')];
    const differs = folder.findIndex((name, depth) => name !== parts[depth]);
    const shared = differs < 0 ? folder.length : differs;
    const path = [...folder.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/');
    return before.startsWith('./') && !path.startsWith('.') ? `./${path}` : path;
}
