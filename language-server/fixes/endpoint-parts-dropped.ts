import { t } from '@vscode/l10n';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Leaves out what the gateway drops: query, fragment and user information. What is encoded in the path stays, since nobody knows what it becomes. */
export function fixEndpointPartsDropped(problem: Problem): Fix[] {
    const text = syntaxAt(problem.project, problem.uri, problem.diagnostic.range.start, 'StringValue')?.text ?? '';
    const kept = text.replace(/[?#][^"]*/, '').replace(/\/\/[^/"@]*@/, '//');
    return kept === text ? [] : [replace(problem, t('Write {0}', kept), kept)];
}
