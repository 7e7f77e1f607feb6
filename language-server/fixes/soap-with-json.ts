import { t } from '@vscode/l10n';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { insertFirst } from '../lifecycle/insertion.ts';

/** Says that the content is XML. */
export function fixSoapWithJson(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const node = syntaxAt(project, uri, range.start, 'Property', 'Api');
    if (node?.$type === 'Property') return [replace(problem, t("Write '{0}'", 'xml'), 'xml')];
    return node ? [{ title: t('Add {0}', 'content: xml'), edits: [insertFirst(project, uri, node, 'content: xml')], preferred: true }] : [];
}
