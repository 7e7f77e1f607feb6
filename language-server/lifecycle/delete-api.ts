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
        const named = contracts.map(({ client, plan }) => `${client.declaration.retired ? 'retired ' : ''}${client.key} via ${plan}`);
        const isLive = contracts.some(({ client }) => !client.declaration.retired);
        return {
            kind: 'refusal', reason: 'state', affected: affectedBy(contracts.map(({ client, plan }) => ({ client: client.key, api: key, plan }))),
            message: `${key} cannot be deleted: ${contracts.length === 1 ? 'a contract names' : `${contracts.length} contracts name`} it (${named.join(', ')}). `
                + (isLive && state === 'published' ? `Take them out first; apim retire ${key} --with-contracts does so for clients that are not retired.` : 'Take them out first, or delete the clients.')
        };
    }
    const cuts = [cut(standingOf(project, entry.uri, node), { what: 'declaration', owner: organization, element: elementOf(api) })];
    return {
        kind: 'change', action: 'delete', element: elementOf(api), cuts, edits: editsOf(project, cuts),
        withdrawal: retiring(project, api), forgets: true,
        summary: `${key} is deleted.`, notes: state === 'published' ? ['It leaves the gateway first: whoever still calls it is refused.'] : [],
        affected: affectedBy([]), registers: [elementOf(api)], needs: [{ action: 'delete', organization }]
    };
}
