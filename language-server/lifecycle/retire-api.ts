import type { Project } from '../../language/project.ts';
import { refuse, type Cut, type LifecycleChange, type LifecycleRefusal } from './change.ts';
import { cut, editsOf } from './cutting.ts';
import { affectedBy, contractsWith, elementOf, organizationOf, type Declared } from './element.ts';
import { retiring } from './retiring.ts';
import { standingOf } from './standing.ts';

/** `published api` → `retired api`. Contracts with it would have nothing to stand on: with `withContracts` they leave their clients in the same step. */
export function retireApi(project: Project, api: Declared<'api'>, withContracts: boolean): LifecycleChange | LifecycleRefusal {
    const { key, declaration: { state } } = api;
    if (state === 'retired') return refuse(`${key} is retired already.`);
    if (state === 'draft') return refuse(`${key} is a draft: it was never published, so there is nothing to retire. Delete it: apim delete ${key}`);
    const contracts = contractsWith(project, key, { retired: false });
    const affected = affectedBy(contracts.map(({ client, plan }) => ({ client: client.key, api: key, plan })));
    if (contracts.length > 0 && !withContracts) {
        const count = contracts.length === 1 ? 'a contract' : `${contracts.length} contracts`;
        return {
            kind: 'refusal', reason: 'state', affected, contracts: true,
            message: `${key} cannot be retired alone: ${count} of ${affected.organizations.join(', ')} would be left without it (${affected.contracts.map(({ client, plan }) => `${client} via ${plan}`).join(', ')}). `
                + `Move them to another API first, or take them out with it: apim retire ${key} --with-contracts`
        };
    }
    const cuts = contracts.map(({ client, contract }): Cut => cut(standingOf(project, client.entry.uri, contract), { what: 'contract', owner: client.key, element: elementOf(client) }));
    const left = (client: Declared<'client'>) => client.declaration.contracts.filter(contract => contract.api !== key).length;
    const clients = [...new Map(contracts.map(({ client }) => [client.key, client])).values()];
    const stranded = clients.filter(client => left(client) === 0);
    return {
        kind: 'change', action: 'retire', element: elementOf(api), cuts,
        edits: [...retiring(project, api), ...editsOf(project, cuts)],
        summary: `${key} is retired${contracts.length === 0 ? '' : `, and ${contracts.length === 1 ? 'the contract with it is' : `${contracts.length} contracts with it are`} taken out of ${affected.clients.join(', ')}`}.`,
        notes: [
            'Its callers are refused from then on. It can never be published again; a new version can be made of it.',
            ...stranded.map(client => `${client.key} has no other contract. It keeps its key and stays at the gateway as it was registered last: give it another contract, or retire it with apim retire ${client.key}`)
        ],
        affected, registers: [elementOf(api), ...clients.filter(client => left(client) > 0).map(elementOf)],
        needs: [{ action: 'retire APIs', organization: organizationOf(key) }, ...affected.organizations.map(organization => ({ action: 'register clients' as const, organization }))]
    };
}
