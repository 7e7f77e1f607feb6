import { t } from '@vscode/l10n';
import { organizationOf } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { refuse, type LifecycleChange, type LifecycleRefusal, type LifecycleWish } from './change.ts';
import { affectedBy, contractsWith, elementOf, findElement } from './element.ts';
import { retiring } from './retiring.ts';

/**
 * An action for the gateway alone: publishing puts there what the source says, everything else takes it off. The edits are those of a source
 * that is never written; what the source says stays, and is brought back by the next registration.
 */
export function gatewayOnlyChange(project: Project, { action, entity, kind, withContracts }: LifecycleWish): LifecycleChange | LifecycleRefusal {
    const publishes = action === 'publish';
    const element = findElement(project, entity.replaceAll('`', ''), publishes ? ['api'] : ['api', 'client'], kind);
    if (element.kind === 'refusal') return element;
    const { key } = element;
    if (element.kind === 'plan') return refuse(t('{0} is a plan: a gateway knows it by contracts only.', key), 'usage');
    if (withContracts) return refuse(t('Contracts stand in the source: --with-contracts and --gateway-only do not go together.'), 'usage');
    if (publishes && element.kind === 'api' && element.declaration.state !== 'published') {
        return refuse(element.declaration.state === 'draft'
            ? t('{0} is a draft in the source, and would not stay at the gateway. Publish it in the source: apim publish {0}', key)
            : t('{0} is retired in the source, and would not stay at the gateway.', key));
    }
    const contracts = publishes ? [] : element.kind === 'api' ? contractsWith(project, key, { retired: false }).map(({ client, plan }) => ({ client: client.key, api: key, plan }))
        : element.declaration.contracts.map(({ api, plan }) => ({ client: key, api, plan }));
    return {
        kind: 'change', action, element: elementOf(element), cuts: [], edits: publishes ? [] : retiring(project, element),
        summary: publishes ? t('{0} is put onto the gateway; the source stays as it is.', key) : t('{0} is taken off the gateway; the source stays as it is.', key),
        notes: publishes ? [] : [t('What the source says comes back with the next registration: apim register {0}', key)],
        ...(element.kind === 'client' ? { losesKey: true } : {}), affected: affectedBy(contracts), registers: [elementOf(element)], forgets: !publishes,
        needs: [{ action: element.kind === 'client' ? 'unregister clients' : publishes ? 'publish APIs' : 'retire APIs', organization: organizationOf(key) }]
    };
}
