import { t } from '@vscode/l10n';
import { rangeOf } from '../../language/places.ts';
import { declarationAt, type Fix, type Problem } from '../features/fix.ts';

/** Leaves the API as it is. A new version is more than a fix. */
export function fixRetiredApiRevived(problem: Problem): Fix[] {
    const { uri, node } = declarationAt(problem) ?? {};
    return uri !== undefined && node?.$type === 'Api' ? [{ title: t('Leave it retired'), edits: [{ uri, range: rangeOf(node, 'state'), newText: 'retired' }], preferred: true }] : [];
}
