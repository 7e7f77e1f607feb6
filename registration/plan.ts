/**
 * How the floor is used, from the source to the gateway:
 *
 *     checkTarget(target)                        refuses what may not be sent at all
 *     gatewayClients(target, world, secrets)     one client a gateway
 *     scopeOf(real, clients)                     what it is about: everything, or the named clients with their APIs
 *     readGateways(gateways, scope)              what stands there now
 *     planRegistration({ … snapshots })          what would be changed: pure
 *     applyPlan(plan, gateways, { world, … })    changes it
 *
 * `previewRegistration` (preview.ts) does all but the last step.
 */
import { t } from '@vscode/l10n';
import { createHash } from 'node:crypto';
import type { CompiledProject } from '../compiler/compiled-project.ts';
import { organizationOf, type OrganizationDeclaration, type Origin } from '../language/declarations.ts';
import { atOnce, type Work } from '../language/in-turns.ts';
import type { RegistrationRecord } from '../language/record.ts';
import type { Disclosure } from './differences.ts';
import { succeed, type Result } from './failure.ts';
import type { Journal } from './journal.ts';
import { contractOf, leftOutText } from './left-out.ts';
import { Masking } from './masking.ts';
import { canonicalText } from './normal-form.ts';
import { impactOf } from './impact.ts';
import { subjectOf, type PlanOptions, type PlannedOperation, type RegistrationPlan, type Subject } from './operation.ts';
import { Planner } from './planner.ts';
import { preFlight } from './pre-flight.ts';
import type { GatewaySnapshot } from './read-back.ts';
import { recover } from './recording.ts';
import { holdersOf } from './roles.ts';
import { secretsIn, type Scope } from './scope.ts';
import type { Secret } from './secret.ts';

export interface PlanInput {
    environment: string;
    scope: Scope;
    /** The project with its secrets left as placeholders `${name}`: what may be shown. */
    shown: CompiledProject;
    /** The values of secret parameters as far as they are known, by parameter; the scope is of the project compiled with them. */
    secrets: ReadonlyMap<string, Secret>;
    /** One a gateway, from `readGateways` of the same scope. */
    snapshots: readonly GatewaySnapshot[];
    /** What was registered last; without it the comparison is two-way. */
    record?: RegistrationRecord | undefined;
    /** Of a run that was interrupted. */
    journal?: Journal | undefined;
    options: PlanOptions;
    /** For whom to ask about an approval. */
    organizations?: readonly OrganizationDeclaration[] | undefined;
    /** Keys for clients that have none at the gateway. */
    keys?: ReadonlyMap<string, Secret> | undefined;
    /** Clients that get another key than they have. */
    rotate?: ReadonlySet<string> | undefined;
}

/** Compares and never writes. Fails where the gateway would refuse a registration: then nothing is written at all. */
export function planRegistration(input: PlanInput): Result<RegistrationPlan> {
    return atOnce(planning(input));
}

/** The same, which pauses behind each API and each client. */
export function* planning(input: PlanInput): Work<Result<RegistrationPlan>> {
    const { scope, shown, snapshots, options } = input;
    const warnings = yield* preFlight(input);
    if (!warnings.ok) {
        return warnings;
    }
    yield;
    const missingSecrets = missingIn(input);
    const disclosure = { ...disclosureOf(shown, input.secrets, snapshots), missingSecrets: missingSecrets.map(({ name }) => name) };
    const known = recover(input.record, input.journal, snapshots, disclosure);
    const planner = new Planner(input, known, disclosure);
    const gone = (kind: 'api' | 'client') => snapshots.flatMap(snapshot => planner.remove(kind, snapshot, 'gone'));
    const [goneClients, goneApis] = [gone('client'), gone('api')];
    yield;
    const operations = [
        ...yield* atEach(snapshots, scope.apis, (api, snapshot) => planner.publish(api, snapshot)),
        ...yield* atEach(snapshots, scope.clients, (client, snapshot) => planner.register(client, snapshot)),
        ...snapshots.flatMap(snapshot => planner.remove('client', snapshot, 'retired')),
        ...(options.prune ? goneClients : []),
        ...snapshots.flatMap(snapshot => planner.remove('api', snapshot, 'retired')),
        ...(options.prune ? goneApis : [])
    ];
    yield;
    const touched = new Set(operations.map(subjectOf));
    const strangers = new Set(planner.strangers.map(({ entity }) => entity));
    const prunable = options.prune ? [] : [...goneClients, ...goneApis];
    return succeed({
        environment: input.environment,
        comparison: known.record ? 'three-way' : 'two-way',
        operations: placed(operations), prunable: placed(prunable), options,
        skipped: placed([...scope.skipped.map(left => leftOut(left, input.organizations ?? [])), ...planner.strangers]),
        unchanged: [...scope.apis.map(({ key }) => `api:${key}`), ...scope.clients.map(({ key }) => `client:${key}`)]
            .filter(subject => !touched.has(subject) && !strangers.has(subject.slice(subject.indexOf(':') + 1))).length,
        lostKeys: options.newKeys ? [] : placed(planner.lostKeys()),
        ...(known.interrupted ? { interrupted: known.interrupted } : {}),
        impact: impactOf(operations, shown.clients),
        subjects: subjectsOf(scope, known.record, touched, new Set(prunable.map(subjectOf)), strangers),
        warnings: placed(warnings.value),
        missingSecrets: placed(missingSecrets),
        digest: digestOf(operations, shown)
    });
}

/** What is to be done at each gateway for each of them. */
function* atEach<T>(snapshots: readonly GatewaySnapshot[], items: readonly T[], plan: (item: T, snapshot: GatewaySnapshot) => PlannedOperation[]): Work<PlannedOperation[]> {
    const operations: PlannedOperation[] = [];
    for (const snapshot of snapshots) {
        for (const item of items) {
            operations.push(...plan(item, snapshot));
            yield;
        }
    }
    return operations;
}

/** With places as they are now: a plan is kept for long, and what finds them out later would keep every version of the files in memory. */
function placed<T extends { origin: Origin }>(found: readonly T[]): T[] {
    return found.map(each => ({ ...each, origin: { uri: each.origin.uri, range: each.origin.range } }));
}

/** What decides which values may be shown: the secrets that are known, and the keys that were read. */
export function disclosureOf({ secretOptions }: CompiledProject, secrets: ReadonlyMap<string, Secret>, snapshots: readonly GatewaySnapshot[]): Disclosure {
    const keys = snapshots.flatMap(({ clients }) => [...clients.values()].flatMap(({ key }) => key ?? []));
    return { secretOptions, masking: new Masking([...secrets.values(), ...keys]), missingSecrets: [] };
}

/** What waits for an approval says whom to ask: those who may give it in the organization of the API. */
function leftOut({ kind, key, reason, origin }: Scope['skipped'][number], organizations: readonly OrganizationDeclaration[]): RegistrationPlan['skipped'][number] {
    const message = leftOutText({ kind, key, reason });
    const api = kind === 'contract' && reason === 'awaiting-approval' ? contractOf(key).api : undefined;
    const ask = api === undefined ? [] : holdersOf('approve contracts', organizationOf(api), organizations);
    return { entity: key, reason, message: ask.length === 0 ? message : `${message} ${t('Ask {0}.', ask.join(', '))}`, origin, ...(ask.length === 0 ? {} : { ask }) };
}

/** What is to become of everything that the plan is about in the record. What was never recorded and stands nowhere stays out of it. */
function subjectsOf(scope: Scope, record: RegistrationRecord | undefined, touched: ReadonlySet<string>, prunable: ReadonlySet<string>, strangers: ReadonlySet<string>): Subject[] {
    const isRecorded = (kind: 'api' | 'client', key: string) => (kind === 'api' ? record?.apis.has(key) : record?.clients.has(key)) === true;
    const fate = (key: string, wanted: Subject['fate']) => strangers.has(key) ? 'stays' : wanted;
    return [
        ...scope.apis.map(({ key }): Subject => ({ kind: 'api', key, fate: fate(key, 'wanted') })),
        ...scope.clients.map(({ key }): Subject => ({ kind: 'client', key, fate: fate(key, 'wanted') })),
        ...scope.retired.map(({ kind, key }): Subject => ({ kind, key, fate: fate(key, isRecorded(kind, key) || touched.has(`${kind}:${key}`) ? 'retired' : 'stays') })),
        ...scope.gone.map(({ kind, key }): Subject => ({ kind, key, fate: prunable.has(`${kind}:${key}`) ? 'stays' : 'gone' }))
    ];
}

function missingIn({ scope, shown, secrets }: PlanInput): RegistrationPlan['missingSecrets'] {
    return secretsIn(scope, shown).filter(({ name }) => !secrets.has(name)).map(({ name, usedBy, origin }) => ({ name, usedBy, origin }));
}

function digestOf(operations: PlannedOperation[], shown: CompiledProject): string {
    const beans = new Map([...shown.apis, ...shown.clients].map(({ key, bean }) => [key, bean]));
    const hash = createHash('sha256');
    for (const { kind, entity, gateway, changes } of operations) {
        // Who changed something is for reading: a record that was committed in between makes no other plan.
        const differences = changes.map(({ path, before, after }) => ({ path, before, after }));
        hash.update(canonicalText({ kind, entity, gateway, changes: differences, bean: kind === 'publish' || kind === 'register' ? beans.get(entity) : undefined }));
    }
    return hash.digest('hex');
}
