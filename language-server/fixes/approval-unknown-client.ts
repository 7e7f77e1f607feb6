import { t } from '@vscode/l10n';
import { GrammarUtils } from 'langium';
import { rangeOf } from '../../language/places.ts';
import { isSame, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Takes the client out of the list. The offer goes on asking for approvals, also where nobody is left. */
export function fixApprovalUnknownClient({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const offer = syntaxAt(project, uri, range.start, 'Offer');
    const clients = offer?.approvedFor.map((_, index) => rangeOf(offer, 'approvedFor', index)) ?? [];
    const index = clients.findIndex(client => isSame(client, range));
    const approval = GrammarUtils.findNodeForKeyword(offer?.$cstNode, 'approval');
    if (index < 0 || !approval) return [];
    const [previous, next] = [clients[index - 1], clients[index + 1]];
    const without = next ? { start: range.start, end: next.start } : { start: (previous ?? approval.range).end, end: range.end };
    return [{ title: t('Take back the approval'), edits: [{ uri, range: without, newText: '' }] }];
}
