import type { CompiledApi, CompiledClient, CompiledProject } from '../compiler/compiled-project.ts';
import type { RegistrationRecord } from '../language/record.ts';
import { fail, succeed, type Result } from './failure.ts';
import { contractOf } from './left-out.ts';

/** The part of a project that a registration is about. */
export interface Scope {
    apis: CompiledApi[];
    clients: CompiledClient[];
    retired: CompiledProject['retired'];
    /** Recorded as registered, and not declared any more. */
    gone: CompiledProject['retired'];
    skipped: CompiledProject['skipped'];
    /** Keys of APIs that a contract names and that are not among `apis`: they must stand at the gateway already. */
    apisExpected: string[];
}

/**
 * Everything that is declared or was recorded, or what is named: APIs, and clients with the APIs that they need. An API and a client may
 * have one key: `api:Acme/Orders@1.0` names one of them.
 */
export function scopeOf(project: CompiledProject, entities?: readonly string[], record?: RegistrationRecord): Result<Scope> {
    const gone = goneOf(project, record);
    const { apis, clients, retired, skipped } = project;
    if (entities === undefined) {
        return succeed(complete({ apis, clients, retired, gone, skipped }));
    }
    const known = [
        ...apis.map(({ key }) => ({ kind: 'api' as const, key })), ...clients.map(({ key }) => ({ kind: 'client' as const, key })),
        ...retired, ...gone, ...skipped.flatMap(({ kind, key }) => kind === 'contract' ? [] : [{ kind, key }])
    ];
    const stranger = entities.find(entity => !known.some(({ kind, key }) => entity === key || entity === `${kind}:${key}`));
    if (stranger !== undefined) {
        return fail({ kind: 'unknown-entity', entity: stranger, known: [...new Set(known.map(({ key }) => key))].sort() });
    }
    const named = new Set(entities);
    const isNamed = (kind: 'api' | 'client', key: string) => named.has(key) || named.has(`${kind}:${key}`);
    const scoped = clients.filter(({ key }) => isNamed('client', key));
    const needed = new Set(scoped.flatMap(apisOf));
    return succeed(complete({
        apis: apis.filter(({ key }) => isNamed('api', key) || needed.has(key)),
        clients: scoped,
        retired: retired.filter(({ kind, key }) => isNamed(kind, key)),
        gone: gone.filter(({ kind, key }) => isNamed(kind, key)),
        // The key of a contract is `client → API`.
        skipped: skipped.filter(({ kind, key }) => isNamed(kind === 'api' ? 'api' : 'client', kind === 'contract' ? contractOf(key).client : key))
    }));
}

/** The secret parameters whose values a registration of it sends. `shown` is the project with its placeholders. */
export function secretsIn({ apis, clients }: Scope, shown: CompiledProject): CompiledProject['secretsUsed'] {
    if (shown.secretsUsed.length === 0) return [];
    const inScope = new Set([...apis, ...clients].map(({ key }) => key));
    const sent = Map.groupBy([...shown.apis, ...shown.clients].filter(({ key }) => inScope.has(key)), ({ key }) => key);
    return shown.secretsUsed.filter(({ name, usedBy }) => usedBy.some(key => sent.get(key)?.some(({ bean }) => JSON.stringify(bean).includes(`\${${name}}`))));
}

/** What is declared in any way, also as a draft or waiting for an approval, is not gone. */
function goneOf({ apis, clients, retired, skipped }: CompiledProject, record: RegistrationRecord | undefined): Scope['gone'] {
    const nowhere = { uri: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
    const declared = new Set([
        ...apis.map(({ key }) => `api:${key}`), ...clients.map(({ key }) => `client:${key}`), ...[...retired, ...skipped].map(({ kind, key }) => `${kind}:${key}`)
    ]);
    return [
        ...[...record?.clients.keys() ?? []].map(key => ({ kind: 'client' as const, key, origin: nowhere })),
        ...[...record?.apis.keys() ?? []].map(key => ({ kind: 'api' as const, key, origin: nowhere }))
    ].filter(({ kind, key }) => !declared.has(`${kind}:${key}`));
}

/** Keys of the APIs that a client has contracts with. */
export function apisOf({ bean }: CompiledClient): string[] {
    return bean.contracts.map(({ apiOrgId, apiId, apiVersion }) => `${apiOrgId}/${apiId}@${apiVersion}`);
}

function complete(scope: Omit<Scope, 'apisExpected'>): Scope {
    const own = new Set(scope.apis.map(({ key }) => key));
    return { ...scope, apisExpected: [...new Set(scope.clients.flatMap(apisOf))].filter(api => !own.has(api)) };
}
