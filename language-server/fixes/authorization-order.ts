import { t } from '@vscode/l10n';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { moveInFront } from '../lifecycle/moving.ts';

/** Lets the policy run before the one that it comes too late for, where one declaration has both. */
export function fixAuthorizationOrder({ project, uri, diagnostic: { range, related } }: Problem): Fix[] {
    const later = syntaxAt(project, uri, range.start, 'Policy', 'PolicySetUse');
    const [place] = related;
    const earlier = place?.uri === uri ? syntaxAt(project, uri, place.range.start, 'Policy', 'PolicySetUse') : undefined;
    if (!later || !earlier || later === earlier || later.$container !== earlier.$container) return [];
    const names = [later, earlier].map(member => member.$type === 'Policy' ? member.type : member.set);
    return [{ title: t('Move {0} in front of {1}', names[0] ?? '', names[1] ?? ''), edits: moveInFront(project, uri, later, earlier), preferred: true }];
}
