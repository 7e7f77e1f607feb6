import { t } from '@vscode/l10n';
import { GrammarUtils } from 'langium';
import { organizationOf } from '../../language/declarations.ts';
import { referenceKey } from '../../language/extraction.ts';
import type * as ast from '../../language/generated/ast.ts';
import type { Project } from '../../language/project.ts';
import type { Cut, LifecycleChange } from './change.ts';
import { cut, editsOf } from './cutting.ts';
import { affectedBy, elementOf, type Declared } from './element.ts';
import { retiring } from './retiring.ts';
import { standingOf } from './standing.ts';

/** Takes the declaration out, and the approvals that name it. */
export function deleteClient(project: Project, client: Declared<'client'>): LifecycleChange {
    const { key, declaration, entry, node } = client;
    const approvals = approvalsOf(project, key);
    const cuts = [cut(standingOf(project, entry.uri, node), { what: 'declaration', owner: declaration.organization, element: elementOf(client) }), ...approvals];
    const approving = [...new Set(approvals.map(({ owner }) => owner))];
    return {
        kind: 'change', action: 'delete', element: elementOf(client), cuts, edits: editsOf(project, cuts),
        withdrawal: retiring(project, client), forgets: true,
        summary: approving.length > 0 ? t('{0} is deleted, and with it the approval that {1} gave it.', key, approving.join(', ')) : t('{0} is deleted.', key),
        notes: [], losesKey: !declaration.retired,
        affected: affectedBy(declaration.retired ? [] : declaration.contracts.map(({ api, plan }) => ({ client: key, api, plan }))), registers: [elementOf(client)],
        needs: [
            { action: 'delete', organization: declaration.organization },
            ...[...new Set(approving.map(organizationOf))].map(organization => ({ action: 'approve contracts' as const, organization }))
        ]
    };
}

/** Where offers approve of a client by its name. */
function approvalsOf(project: Project, client: string): Cut[] {
    const uris = project.references.filesNaming(`client:${client.slice(0, client.lastIndexOf('@'))}`);
    return [...uris].flatMap(uri => project.index.inFile(uri)).flatMap(({ declaration, node, uri }) => {
        if (declaration.kind !== 'api' || node?.$type !== 'Api') return [];
        const api = `${declaration.organization}/${declaration.name}@${declaration.version}`;
        return node.members.filter(member => member.$type === 'Offer').flatMap(offer => approvalsIn(project, uri, offer, client, declaration.organization, api));
    });
}

function approvalsIn(project: Project, uri: string, offer: ast.Offer, client: string, organization: string, api: string): Cut[] {
    const text = project.files.get(uri)?.text ?? '';
    const named = offer.approvedFor.map(reference => ({ start: reference.$cstNode?.offset ?? 0, end: reference.$cstNode?.end ?? 0, goes: referenceKey(reference, organization) === client }));
    const what = { uri, what: 'approval' as const, owner: api, element: { kind: 'client' as const, key: client } };
    if (named.every(({ goes }) => goes)) {
        const start = GrammarUtils.findNodeForKeyword(offer.$cstNode, 'approval')?.end;
        const end = named.at(-1)?.end;
        return start === undefined || end === undefined ? [] : [{ ...what, start, end, own: text.slice(start, end).trim() }];
    }
    return named.flatMap(({ start, end, goes }, index) => {
        const hasOneBefore = named.slice(0, index).some(one => !one.goes);
        const part = hasOneBefore ? { start: named[index - 1]?.end ?? start, end } : { start, end: named[index + 1]?.start ?? end };
        return goes ? [{ ...what, ...part, own: text.slice(start, end) }] : [];
    });
}
