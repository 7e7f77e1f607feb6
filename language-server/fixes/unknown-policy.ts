import { t } from '@vscode/l10n';
import { nearestName } from '../../project/suggestion.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { writtenName } from '../features/written-name.ts';

/** Takes the policy type whose name is near. */
export function fixUnknownPolicy(problem: Problem): Fix[] {
    const policy = syntaxAt(problem.project, problem.uri, problem.diagnostic.range.start, 'Policy');
    const meant = policy && nearestName(policy.type, problem.project.view.policyTypeNames());
    return meant === undefined ? [] : [replace(problem, t("Use policy '{0}'", meant), writtenName(meant))];
}
