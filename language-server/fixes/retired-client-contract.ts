import { t } from '@vscode/l10n';
import { rangeOf } from '../../language/places.ts';
import { isSame, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { partOf } from '../lifecycle/cutting.ts';
import { editAt, standingOf } from '../lifecycle/standing.ts';

/** Takes the contract out. */
export function fixRetiredClientContract({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const contract = syntaxAt(project, uri, range.start, 'Contract');
    if (!contract || !isSame(rangeOf(contract, 'api'), range)) return [];
    const { start, end } = partOf(standingOf(project, uri, contract));
    return [{ title: t('Remove the contract'), edits: [editAt(project, uri, start, end, '')] }];
}
