import { t } from '@vscode/l10n';
import { declarationAt, type Fix, type Problem } from '../features/fix.ts';
import { rename } from '../features/rename.ts';

/** Renames it everywhere to what can stand in a URL. What a version should be called, nobody but the user knows. */
export function fixInvalidName(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const fit = declarationAt(problem)?.declaration.name.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '');
    if (!fit) return [];
    const renamed = rename(project, uri, range.start, fit);
    if ('refused' in renamed) return [];
    const edits = Object.entries(renamed.changes ?? {}).flatMap(([file, changes]) => changes.map(change => ({ uri: file, ...change })));
    return [{ title: t("Rename it to '{0}'", fit), edits }];
}
