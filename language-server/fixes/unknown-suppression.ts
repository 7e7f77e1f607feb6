import { t } from '@vscode/l10n';
import { rules } from '../../language/rules.ts';
import { nearestName } from '../../project/suggestion.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';

/** Takes the rule whose name is near, or takes the id out: the whole comment, where it names nothing else. */
export function fixUnknownSuppression(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range: { start, end } } } = problem;
    const file = project.files.get(uri);
    const suppression = file?.suppressions.find(({ range }) => range.start.line === start.line && range.start.character === start.character);
    if (!file || !suppression) return [];
    const { id } = suppression;
    const meant = id in rules ? undefined : nearestName(id, Object.keys(rules));
    const beside = file.suppressions.filter(({ line }) => line === suppression.line);
    const index = beside.indexOf(suppression);
    const [previous, next] = [beside[index - 1], beside[index + 1]];
    const without = previous ? { start: previous.range.end, end } : next ? { start, end: next.range.start } : { start: { line: start.line, character: 0 }, end: { line: start.line + 1, character: 0 } };
    return [
        ...meant === undefined ? [] : [replace(problem, t("Write '{0}'", meant), meant)],
        { title: beside.length > 1 ? t("Remove '{0}'", id) : t('Remove the comment'), edits: [{ uri, range: without, newText: '' }] }
    ];
}
