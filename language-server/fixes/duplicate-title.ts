import { t } from '@vscode/l10n';
import { rangeOf } from '../../language/places.ts';
import { isSame, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { partOf } from '../lifecycle/cutting.ts';
import { editAt, standingOf } from '../lifecycle/standing.ts';

/** Takes the second title or description out. */
export function fixDuplicateTitle({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const organization = syntaxAt(project, uri, range.start, 'Organization');
    if (!organization) return [];
    if (isSame(rangeOf(organization, 'title'), range)) {
        return [{ title: t('Remove this title'), edits: [{ uri, range: { start: rangeOf(organization, 'name').end, end: range.end }, newText: '' }] }];
    }
    const description = syntaxAt(project, uri, range.start, 'Property');
    if (!description) return [];
    const { start, end } = partOf(standingOf(project, uri, description));
    return [{ title: t('Remove this description'), edits: [editAt(project, uri, start, end, '')] }];
}
