import { t } from '@vscode/l10n';
import { organizationOf } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { refuse, type Cut, type LifecycleChange, type LifecycleRefusal } from './change.ts';
import { cut, editsOf } from './cutting.ts';
import { affectedBy, contractsWith, elementOf, type Declared } from './element.ts';
import { retiring } from './retiring.ts';
import { standingOf } from './standing.ts';

/** `published api` → `retired api`. Contracts with it would have nothing to stand on: with `withContracts` they leave their clients in the same step. */
export function retireApi(project: Project, api: Declared<'api'>, withContracts: boolean): LifecycleChange | LifecycleRefusal {
    const { key, declaration: { state } } = api;
    if (state === 'retired') return refuse(t('{0} is retired already.', key));
    if (state === 'draft') return refuse(t('{0} is a draft: it was never published, so there is nothing to retire. Delete it: apim delete {0}', key));
    const contracts = contractsWith(project, key, { retired: false });
    const affected = affectedBy(contracts.map(({ client, plan }) => ({ client: client.key, api: key, plan })));
    if (contracts.length > 0 && !withContracts) {
        const [owners, named] = [affected.organizations.join(', '), affected.contracts.map(({ client, plan }) => t('{0} via {1}', client, plan)).join(', ')];
        return {
            kind: 'refusal', reason: 'state', affected, contracts: true,
            message: [
                contracts.length === 1 ? t('{0} cannot be retired alone: a contract of {1} would be left without it ({2}).', key, owners, named)
                    : t('{0} cannot be retired alone: {1} contracts of {2} would be left without it ({3}).', key, contracts.length, owners, named),
                t('Move them to another API first, or take them out with it: apim retire {0} --with-contracts', key)
            ].join(' ')
        };
    }
    const cuts = contracts.map(({ client, contract }): Cut => cut(standingOf(project, client.entry.uri, contract), { what: 'contract', owner: client.key, element: elementOf(client) }));
    const left = (client: Declared<'client'>) => client.declaration.contracts.filter(contract => contract.api !== key).length;
    const clients = [...new Map(contracts.map(({ client }) => [client.key, client])).values()];
    const stranded = clients.filter(client => left(client) === 0);
    return {
        kind: 'change', action: 'retire', element: elementOf(api), cuts,
        edits: [...retiring(project, api), ...editsOf(project, cuts)],
        summary: contracts.length === 0 ? t('{0} is retired.', key) : contracts.length === 1 ? t('{0} is retired, and the contract with it is taken out of {1}.', key, affected.clients.join(', '))
            : t('{0} is retired, and {1} contracts with it are taken out of {2}.', key, contracts.length, affected.clients.join(', ')),
        notes: [
            t('Its callers are refused from then on. It can never be published again; a new version can be made of it.'),
            ...stranded.map(client => t('{0} has no other contract. It keeps its key and stays at the gateway as it was registered last: give it another contract, or retire it with apim retire {0}', client.key))
        ],
        affected, registers: [elementOf(api), ...clients.filter(client => left(client) > 0).map(elementOf)],
        needs: [{ action: 'retire APIs', organization: organizationOf(key) }, ...affected.organizations.map(organization => ({ action: 'register clients' as const, organization }))]
    };
}
