import { t } from '@vscode/l10n';
import { rangeOf } from '../../language/places.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Waits for the answer as long as for the connection. */
export function fixTimeoutReadBelowConnect({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const [policy, property] = [syntaxAt(project, uri, range.start, 'Policy'), syntaxAt(project, uri, range.start, 'Property')];
    const connect = policy?.options.find(({ key }) => key === 'timeoutConnect')?.value?.$cstNode?.text;
    return property && connect ? [{ title: t('Write {0}', connect), edits: [{ uri, range: rangeOf(property, 'value'), newText: connect }] }] : [];
}
