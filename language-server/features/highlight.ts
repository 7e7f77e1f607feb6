import { DocumentHighlightKind, type DocumentHighlight } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { nameAt } from './name-at.ts';
import { sitesOf } from './references.ts';

/** Where the file names what the name at a position stands for; its declaration counts as a write. */
export function highlight(project: Project, uri: string, position: Position): DocumentHighlight[] {
    const name = nameAt(project, uri, position);
    if (!name) return [];
    return sitesOf(project, name, project.references.inFile(uri, name.site.element)).map(({ range, declaration }) => ({
        range, kind: declaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read
    }));
}
