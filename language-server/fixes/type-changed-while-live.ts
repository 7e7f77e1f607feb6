import { t } from '@vscode/l10n';
import { GrammarUtils } from 'langium';
import { declarationAt, type Fix, type Problem } from '../features/fix.ts';

/** Writes the type that the API was registered with. What belongs to the other type is left to the user. */
export function fixTypeChangedWhileLive(problem: Problem): Fix[] {
    const { uri, node, declaration } = declarationAt(problem) ?? {};
    if (uri === undefined || declaration?.kind !== 'api' || node?.$type !== 'Api') return [];
    const access = declaration.access === 'public' ? 'private' : 'public';
    const written = GrammarUtils.findNodeForProperty(node.$cstNode, 'access');
    const keyword = GrammarUtils.findNodeForKeyword(node.$cstNode, 'api');
    const range = written?.range ?? (keyword && { start: keyword.range.start, end: keyword.range.start });
    return range ? [{ title: t('Leave it {0}', access), edits: [{ uri, range, newText: written ? access : `${access} ` }] }] : [];
}
