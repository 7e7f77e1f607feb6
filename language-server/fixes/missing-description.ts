import { t } from '@vscode/l10n';
import { declarationAt, type Fix, type Problem } from '../features/fix.ts';
import { insertFirst } from '../lifecycle/insertion.ts';

/** Writes a description for the user to fill in. */
export function fixMissingDescription(problem: Problem): Fix[] {
    const { uri, node } = declarationAt(problem) ?? {};
    return uri === undefined || !node ? [] : [{ title: t('Add a description'), edits: [insertFirst(problem.project, uri, node, 'description: "Say what it is for."')] }];
}
