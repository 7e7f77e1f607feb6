import * as vscode from 'vscode';
import type { ContractImpact, DrawnContracts } from '../../../language-server/protocol.ts';
import { appearanceOf } from '../../infrastructure/state-appearance.ts';
import type { ImpactShown } from './messages.ts';

/** What hangs on one thing, in words and numbers: a list that can be read where a picture cannot be seen. */
export function impactText(key: string, { impact, nodes, svg }: DrawnContracts): ImpactShown | undefined {
    if (!impact) {
        return undefined;
    }
    const opening = new Map(nodes.filter(({ kind, source }) => kind === 'client' && source).map(node => [node.key, node.id]));
    const contracts = Map.groupBy(impact.contracts, ({ client }) => client);
    return {
        title: vscode.l10n.t('What hangs on {0}', key),
        sentences: [numbersOf(impact), ...again(impact), ...svg === undefined ? [vscode.l10n.t('{0} boxes are too many to draw.', nodes.length)] : []],
        organizations: impact.organizations.map(name => ({
            name,
            clients: impact.clients.filter(client => client.key.startsWith(`${name}/`)).map(({ key: client, state }) => ({
                id: opening.get(client), key: client, state: stateText(state),
                contracts: (contracts.get(client) ?? []).map(({ api, plan }) => vscode.l10n.t('{0} via {1}', api, plan)),
            })),
        })),
    };
}

function numbersOf({ contracts, clients, organizations }: ContractImpact): string {
    return contracts.length === 0 ? vscode.l10n.t('No contract hangs on it.')
        : vscode.l10n.t('Contracts: {0}. Clients: {1}. Organizations: {2}.', contracts.length, clients.length, organizations.length);
}

/** Whether a change of it asks for more than an edit. */
function again({ about, locked, contracts, registerAgain }: ContractImpact): string[] {
    if (contracts.length === 0) {
        return [];
    }
    if (registerAgain.length === 0) {
        return [vscode.l10n.t('None of these clients is registered: after a change nothing has to be registered again.')];
    }
    const number = registerAgain.length;
    if (locked) {
        return [number === 1 ? vscode.l10n.t('It is locked: a change is a new version, and the one client that is registered has to be registered again when it takes it.')
            : vscode.l10n.t('It is locked: a change is a new version, and each of the {0} clients that are registered has to be registered again when it takes it.', number)];
    }
    switch (about) {
        case 'api': return [number === 1 ? vscode.l10n.t('After a change of its policies one client has to be registered again; after any other it is enough to publish it.')
            : vscode.l10n.t('After a change of its policies {0} clients have to be registered again; after any other it is enough to publish it.', number)];
        default: return [number === 1 ? vscode.l10n.t('After a change one client has to be registered again.') : vscode.l10n.t('After a change {0} clients have to be registered again.', number)];
    }
}

function stateText(state: ContractImpact['clients'][number]['state']): string {
    return state === 'none' || state === 'missing' || state === 'draft' || state === 'published' ? '' : appearanceOf(state).label;
}
