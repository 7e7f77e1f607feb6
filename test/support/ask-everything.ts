import { codeActions } from '../../language-server/features/code-actions.ts';
import { completion } from '../../language-server/features/completion.ts';
import { definition } from '../../language-server/features/definition.ts';
import { documentLinks } from '../../language-server/features/document-links.ts';
import { foldingRanges } from '../../language-server/features/folding.ts';
import { formatEdits } from '../../language-server/features/formatting.ts';
import { highlight } from '../../language-server/features/highlight.ts';
import { hover } from '../../language-server/features/hover.ts';
import { inlayHints } from '../../language-server/features/inlay-hints.ts';
import { references } from '../../language-server/features/references.ts';
import { prepareRename, rename } from '../../language-server/features/rename.ts';
import { selectionRanges } from '../../language-server/features/selection-ranges.ts';
import { semanticTokens } from '../../language-server/features/semantic-tokens.ts';
import { signatureHelp } from '../../language-server/features/signature-help.ts';
import { documentSymbols } from '../../language-server/features/symbols.ts';
import { atOnce } from '../../language/in-turns.ts';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';

/** Asks all that an editor asks of a file and of a place in it; none of it may throw. */
export function askEverything(project: Project, uri: string, position: Position): void {
    const range = { start: { line: 0, character: 0 }, end: position };
    for (const feature of [completion, hover, definition, highlight, prepareRename, signatureHelp]) feature(project, uri, position);
    references(project, uri, position, true);
    rename(project, uri, position, 'New');
    codeActions(project, uri, range);
    inlayHints(project, uri, range);
    selectionRanges(project, uri, [position]);
    for (const feature of [documentSymbols, foldingRanges, semanticTokens]) atOnce<unknown>(feature(project, uri));
    for (const feature of [formatEdits, documentLinks]) feature(project, uri);
}
