import { t } from '@vscode/l10n';
import { rangeOf } from '../../language/places.ts';
import { isSame, type Fix, type Problem } from '../features/fix.ts';
import { partOf } from '../lifecycle/cutting.ts';
import { editAt, standingOf } from '../lifecycle/standing.ts';

/** Takes the contract out. */
export function fixRetiredClientContract({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const contracts = project.index.inFile(uri).flatMap(({ node }) => node?.$type === 'Client' ? node.members.filter(member => member.$type === 'Contract') : []);
    const contract = contracts.find(candidate => isSame(rangeOf(candidate, 'api'), range));
    if (!contract) return [];
    const { start, end } = partOf(standingOf(project, uri, contract));
    return [{ title: t('Remove the contract'), edits: [editAt(project, uri, start, end, '')] }];
}
