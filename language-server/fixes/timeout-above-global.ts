import { t } from '@vscode/l10n';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { rangeOf } from '../../language/places.ts';
import { globalTimeouts } from '../../language/policy-rules.ts';

/** Takes the longest time that the gateway waits. */
export function fixTimeoutAboveGlobal({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const property = syntaxAt(project, uri, range.start, 'Property');
    const seconds = globalTimeouts[property?.key as keyof typeof globalTimeouts];
    return property && seconds ? [{ title: t('Write {0}', `${seconds}s`), edits: [{ uri, range: rangeOf(property, 'value'), newText: `${seconds}s` }], preferred: true }] : [];
}
