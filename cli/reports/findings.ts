import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../../language/project.ts';
import type { Checked, FileDiagnostic } from '../diagnostics.ts';
import type { Shell } from '../shell.ts';

/** What a report on the source is made of. */
export interface Findings {
    checked: Checked;
    found: readonly FileDiagnostic[];
    /** How a file is called by whoever reads the report. */
    fileOf: (uri: string) => string;
}

/**
 * How services that look at a repository call a file: relative to its root, which `GITHUB_WORKSPACE` names, else to the current folder. A
 * file outside is called as its project calls it.
 */
export function fileInRepository(shell: Shell, checked: Checked): (uri: string) => string {
    const root = shell.environment['GITHUB_WORKSPACE'] || shell.folder;
    return uri => {
        const file = path.relative(root, fileURLToPath(uri)).replaceAll(path.sep, '/');
        return file.startsWith('../') || path.isAbsolute(file) ? checked.relative(uri) : file;
    };
}

/** Counted from one, as people and most formats do; the end is the first place behind. */
export function placeOf({ range: { start, end } }: Pick<Diagnostic, 'range'>) {
    return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
