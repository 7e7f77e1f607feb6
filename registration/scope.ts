import type { CompiledApi, CompiledClient, CompiledProject } from '../compiler/compiled-project.ts';
import { fail, succeed, type Result } from './failure.ts';

/** The part of a project that a registration is about. */
export interface Scope {
    apis: CompiledApi[];
    clients: CompiledClient[];
    retired: CompiledProject['retired'];
    skipped: CompiledProject['skipped'];
    /** Keys of APIs that a contract names and that are not among `apis`: they must stand at the gateway already. */
    apisExpected: string[];
}

/** Everything that is declared, or the named clients with the APIs that they need. */
export function scopeOf(project: CompiledProject, clients?: readonly string[]): Result<Scope> {
    if (clients === undefined) {
        return succeed(complete({ apis: project.apis, clients: project.clients, retired: project.retired, skipped: project.skipped }));
    }
    const known = new Set([
        ...project.clients.map(({ key }) => key),
        ...[...project.retired, ...project.skipped].filter(({ kind }) => kind === 'client').map(({ key }) => key)
    ]);
    const stranger = clients.find(client => !known.has(client));
    if (stranger !== undefined) {
        return fail({ kind: 'unknown-client', client: stranger, known: [...known].sort() });
    }
    const named = new Set(clients);
    const scoped = project.clients.filter(({ key }) => named.has(key));
    const needed = new Set(scoped.flatMap(apisOf));
    return succeed(complete({
        apis: project.apis.filter(({ key }) => needed.has(key)),
        clients: scoped,
        retired: project.retired.filter(({ kind, key }) => kind === 'client' && named.has(key)),
        skipped: project.skipped.filter(({ key }) => clients.some(client => key === client || key.startsWith(`${client} `)))
    }));
}

/** Keys of the APIs that a client has contracts with. */
export function apisOf({ bean }: CompiledClient): string[] {
    return bean.contracts.map(({ apiOrgId, apiId, apiVersion }) => `${apiOrgId}/${apiId}@${apiVersion}`);
}

function complete(scope: Omit<Scope, 'apisExpected'>): Scope {
    const own = new Set(scope.apis.map(({ key }) => key));
    return { ...scope, apisExpected: [...new Set(scope.clients.flatMap(apisOf))].filter(api => !own.has(api)) };
}
