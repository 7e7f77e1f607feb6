import { t } from '@vscode/l10n';
import type { CompiledClient } from '../compiler/compiled-project.ts';
import { organizationOf } from '../language/declarations.ts';
import type { PlannedOperation } from './operation.ts';
import { apisOf } from './scope.ts';

/** Who is affected by what a registration changes of an API, or of the way in which a plan offers it. */
export interface Impact {
    api: string;
    /** The plan's name, where only the contracts through it are concerned. */
    plan?: string;
    /** Keys of client versions, each with one contract. */
    clients: string[];
    organizations: string[];
}

/** New APIs and new clients affect nobody. `clients` are those of the whole project, also where fewer are registered. */
export function impactOf(operations: readonly PlannedOperation[], clients: readonly CompiledClient[]): Impact[] {
    const apis = new Set(operations.filter(({ kind, reason }) => (kind === 'publish' && reason !== 'new') || kind === 'retire').map(({ entity }) => entity));
    const plans = new Map<string, Set<string>>();
    const byKey = new Map(clients.map(client => [client.key, client]));
    for (const { kind, entity, changes } of operations) {
        for (const contract of kind === 'register' ? byKey.get(entity)?.bean.contracts ?? [] : []) {
            const api = `${contract.apiOrgId}/${contract.apiId}@${contract.apiVersion}`;
            if (!changes.some(({ path, before }) => path.startsWith(`contracts[${api}].`) || (path === `contracts[${api}]` && before !== undefined))) continue;
            const name = `${api} ${contract.plan}`;
            plans.set(name, (plans.get(name) ?? new Set()).add(entity));
        }
    }
    return [
        ...[...apis].sort().map(api => impact({ api }, clients.filter(client => apisOf(client).includes(api)).map(({ key }) => key))),
        ...[...plans].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, affected]) => impact({ api: name.slice(0, name.lastIndexOf(' ')), plan: name.slice(name.lastIndexOf(' ') + 1) }, [...affected]))
    ].filter(one => one.clients.length > 0);
}

/** `Acme/Orders@1.0 via Gold: 2 clients of 1 organization (ShopInc/BackOffice@1.0, ShopInc/MobileShop@2.1)` */
export function impactText({ api, plan, clients, organizations }: Impact): string {
    const named = clients.length > 5 ? t('{0} and {1} more', clients.slice(0, 5).join(', '), clients.length - 5) : clients.join(', ');
    return t('{0}: {1} of {2} ({3})', plan === undefined ? api : t('{0} via {1}', api, plan),
        clients.length === 1 ? t('1 client') : t('{0} clients', clients.length),
        organizations.length === 1 ? t('1 organization') : t('{0} organizations', organizations.length), named);
}

function impact(of: { api: string; plan?: string }, clients: readonly string[]): Impact {
    return { ...of, clients: [...clients].sort(), organizations: [...new Set(clients.map(client => organizationOf(client)))].sort() };
}
