import { t } from '@vscode/l10n';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { writtenKey, writtenName } from '../features/written-name.ts';

/** Takes the name as it is declared, written as the reference was: with or without its organization, and in backticks where it needs them. */
export function fixCaseMismatch(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range, data } } = problem;
    const meant = data?.['replacement'];
    const node = syntaxAt(project, uri, range.start, 'QualifiedReference', 'PlanReference', 'Policy', 'PolicySetUse', 'StringValue', 'Choice');
    if (meant === undefined || !node) return [];
    const written = () => {
        switch (node.$type) {
            case 'QualifiedReference': return meant.includes('/') ? writtenKey(meant, undefined) : writtenKey(`/${meant}`, '');
            case 'PlanReference': return node.version === undefined ? writtenName(meant) : writtenKey(`/${meant}`, '');
            // Inside a text nothing needs backticks.
            case 'StringValue':
            case 'Choice': return meant;
            default: return writtenName(meant);
        }
    };
    return [replace(problem, t("Use '{0}'", written()), written())];
}
