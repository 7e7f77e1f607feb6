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

/** Everything that is declared, or what is named: APIs, and clients with the APIs that they need. */
export function scopeOf(project: CompiledProject, entities?: readonly string[]): Result<Scope> {
    if (entities === undefined) {
        return succeed(complete({ apis: project.apis, clients: project.clients, retired: project.retired, skipped: project.skipped }));
    }
    const { apis, clients, retired, skipped } = project;
    const known = new Set([...apis, ...clients, ...retired, ...skipped.filter(({ kind }) => kind !== 'contract')].map(({ key }) => key));
    const stranger = entities.find(key => !known.has(key));
    if (stranger !== undefined) {
        return fail({ kind: 'unknown-entity', entity: stranger, known: [...known].sort() });
    }
    const named = new Set(entities);
    const scoped = clients.filter(({ key }) => named.has(key));
    const needed = new Set(scoped.flatMap(apisOf));
    return succeed(complete({
        apis: apis.filter(({ key }) => named.has(key) || needed.has(key)),
        clients: scoped,
        retired: retired.filter(({ key }) => named.has(key)),
        skipped: skipped.filter(({ key }) => entities.some(entity => key === entity || key.startsWith(`${entity} `)))
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
