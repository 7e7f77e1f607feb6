import { t } from '@vscode/l10n';
import { declarationAt, type Fix, type Problem } from '../features/fix.ts';
import { partOf } from '../lifecycle/cutting.ts';
import { editAt, standingOf } from '../lifecycle/standing.ts';

/** Takes the parameter out. Values that `apim.yaml` gives it are reported there from then on. */
export function fixUnusedParameter(problem: Problem): Fix[] {
    const { project, uri } = problem;
    const parameter = declarationAt(problem);
    if (!parameter?.node) return [];
    const { start, end } = partOf(standingOf(project, uri, parameter.node));
    return [{ title: t("Remove parameter '{0}'", parameter.declaration.name), edits: [editAt(project, uri, start, end, '')] }];
}
