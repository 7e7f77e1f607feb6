import { t } from '@vscode/l10n';
import { keyOf } from '../../language/declarations.ts';
import { referenceKey } from '../../language/extraction.ts';
import { rangeOf } from '../../language/places.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Fix, Problem } from '../features/fix.ts';
import { entryOf, syntaxAt } from '../features/syntax-at.ts';
import { insertFirst } from '../lifecycle/insertion.ts';

/** Lets the API inspect bodies: the one around the policy, or the one that the contract is with. */
export function fixCachingPostNeedsPayload(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const around = syntaxAt(project, uri, range.start, 'Api');
    const contract = syntaxAt(project, uri, range.start, 'Contract');
    const entry = around
        ? entryOf(project, uri, around)
        : project.index.entries('api', referenceKey(contract?.api, syntaxAt(project, uri, range.start, 'Organization')?.name ?? ''))[0];
    if (entry?.node?.$type !== 'Api') return [];
    const set = entry.node.members.find((member): member is ast.Property => member.$type === 'Property' && member.key === 'inspectPayload');
    const edit = set ? { uri: entry.uri, range: rangeOf(set, 'value'), newText: 'true' } : insertFirst(project, entry.uri, entry.node, 'inspectPayload: true');
    return [{ title: t("Let '{0}' inspect payloads", keyOf(entry.declaration)), edits: [edit], ...around ? { preferred: true as const } : {} }];
}
