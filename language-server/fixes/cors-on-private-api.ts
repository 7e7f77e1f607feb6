import { t } from '@vscode/l10n';
import type { Fix, Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { partOf } from '../lifecycle/cutting.ts';
import { editAt, standingOf } from '../lifecycle/standing.ts';

/** Takes the policy out, where it is written itself and no set brings it. */
export function fixCorsOnPrivateApi({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const policy = syntaxAt(project, uri, range.start, 'Policy');
    if (!policy) return [];
    const { start, end } = partOf(standingOf(project, uri, policy));
    return [{ title: t('Remove {0}', policy.type), edits: [editAt(project, uri, start, end, '')] }];
}
