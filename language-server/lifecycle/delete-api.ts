import { t } from '@vscode/l10n';
import type { Project } from '../../language/project.ts';
import type { LifecycleChange, LifecycleRefusal } from './change.ts';
import { cut, editsOf } from './cutting.ts';
import { affectedBy, contractsWith, elementOf, type Declared } from './element.ts';
import { retiring } from './retiring.ts';
import { standingOf } from './standing.ts';

/** Takes the declaration out. No client may name it any more, retired ones included: what they say has to stay readable. */
export function deleteApi(project: Project, api: Declared<'api'>): LifecycleChange | LifecycleRefusal {
    const { key, declaration: { organization, state }, entry, node } = api;
    const contracts = contractsWith(project, key, { retired: true });
    if (contracts.length > 0) {
        const named = contracts.map(({ client, plan }) => client.declaration.retired ? t('retired {0} via {1}', client.key, plan) : t('{0} via {1}', client.key, plan)).join(', ');
        const isLive = contracts.some(({ client }) => !client.declaration.retired);
        return {
            kind: 'refusal', reason: 'state', affected: affectedBy(contracts.map(({ client, plan }) => ({ client: client.key, api: key, plan }))),
            message: [
                contracts.length === 1 ? t('{0} cannot be deleted: a contract names it ({1}).', key, named) : t('{0} cannot be deleted: {1} contracts name it ({2}).', key, contracts.length, named),
                isLive && state === 'published' ? t('Take them out first; apim retire {0} --with-contracts does so for clients that are not retired.', key) : t('Take them out first, or delete the clients.')
            ].join(' ')
        };
    }
    const cuts = [cut(standingOf(project, entry.uri, node), { what: 'declaration', owner: organization, element: elementOf(api) })];
    return {
        kind: 'change', action: 'delete', element: elementOf(api), cuts, edits: editsOf(project, cuts),
        withdrawal: retiring(project, api), forgets: true,
        summary: t('{0} is deleted.', key), notes: state === 'published' ? [t('It leaves the gateway first: whoever still calls it is refused.')] : [],
        affected: affectedBy([]), registers: [elementOf(api)], needs: [{ action: 'delete', organization }]
    };
}
