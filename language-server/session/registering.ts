import type { CompiledProject } from '../../compiler/compiled-project.ts';
import { keyOf, organizationOf } from '../../language/declarations.ts';
import { inBackground } from '../../language/in-turns.ts';
import type { LiveState } from '../../language/rule.ts';
import type { RegistrationRecord } from '../../language/record.ts';
import type { Environment } from '../../project/environment.ts';
import { applyPlan, type ApplyOptions } from '../../registration/apply.ts';
import { fail, succeed, type Result } from '../../registration/failure.ts';
import { readJournal } from '../../registration/journal.ts';
import { lockEnvironment } from '../../registration/lock.ts';
import type { RegistrationOutcome, RegistrationPlan } from '../../registration/operation.ts';
import { previewRegistration, type Preview, type RegistrationWish } from '../../registration/preview.ts';
import { rebuiltRecord } from '../../registration/rebuild.ts';
import { readRecord, writeRecord } from '../../registration/record-file.ts';
import { mayDo, type Action, type Person } from '../../registration/roles.ts';
import { scopeOf, secretsIn } from '../../registration/scope.ts';
import type { Secret } from '../../registration/secret.ts';
import type { World } from '../../registration/world.ts';
import type { ProjectSession } from './project-session.ts';
import { parameterOrigin } from './parameter-origin.ts';
import { loadRecord, Recording } from './recording.ts';
import { targetOf } from './target.ts';

/** Where secrets come from: environment variables and prompts in the command line, SecretStorage in the editor. `undefined`: there is none. */
export interface SecretSource {
    /** What is secret about signing in: a password, a token, or the secret of a client, by the name of whose it is. */
    gatewayPassword(environment: string, username: string, origin: string): Promise<Secret | undefined>;
    secretParameter(environment: string, name: string, origin: string): Promise<Secret | undefined>;
    /** Of an encrypted private key, by the path that apim.yaml names. */
    keyPassphrase(environment: string, path: string, origin: string): Promise<Secret | undefined>;
}

export interface RegistrationContext {
    session: ProjectSession;
    environment: Environment;
    secrets: SecretSource;
    person: Person;
    world: World;
    signal?: AbortSignal | undefined;
}

/** Reads the gateways and compares; writes nothing. The states of the clients become known to the project's rules. */
export async function preview(context: RegistrationContext, wish: RegistrationWish = {}, comparison: 'with-record' | 'without-record' = 'with-record'): Promise<Result<Preview>> {
    try {
        return await compared(context, wish, comparison);
    } catch (error) {
        if (context.signal?.aborted) return fail({ kind: 'cancelled' });
        throw error;
    }
}

async function compared(context: RegistrationContext, wish: RegistrationWish, comparison: 'with-record' | 'without-record'): Promise<Result<Preview>> {
    const { session, environment, world, signal } = context;
    const target = await targetOf(context);
    if (!target.ok) return target;
    const record = comparison === 'without-record' ? succeed(undefined) : await loadRecord(session, environment.name);
    if (!record.ok) return record;
    const journal = await readJournal(session.folder, environment.name);
    // Both as they are now, whatever is typed while it is compiled and the user asked.
    const compiling = session.compiler(environment), declarations = session.declarations('organization', environment);
    const shown = await inBackground(compiling(), { signal });
    // Nobody is asked for what is not sent.
    const scope = scopeOf(shown, wish.entities, record.value);
    const secrets = await secretsOf(context, scope.ok ? secretsIn(scope.value, shown) : []);
    const real = secrets.size === 0 ? shown : await inBackground(compiling(name => secrets.get(name)?.reveal() ?? `\${${name}}`), { signal });
    const result = await previewRegistration({ target: target.value, shown, real, secrets, record: record.value, journal, declarations, ...wish, world, signal });
    if (result.ok && wish.entities === undefined) session.project.setLive(liveStates(shown, result.value.plan), target.value.gateways.flatMap(({ publicUrl }) => publicUrl ?? []));
    return result;
}

export interface RegisterOptions extends Pick<ApplyOptions, 'reviewed' | 'onBegin' | 'onProgress'> {
    /** Another run is at it, and is waited for. */
    onWait?: ((pid: number) => void) | undefined;
}

/** Registers what a preview found, if the person may; one registration at a time in an environment. */
export async function register(context: RegistrationContext, { plan, gateways }: Preview, options: RegisterOptions = {}): Promise<Result<RegistrationOutcome>> {
    const { session, environment, world, signal } = context;
    const allowed = mayRegister(context, plan);
    if (!allowed.ok) return allowed;
    const lock = await lockEnvironment(session.folder, environment.name, { signal, onWait: options.onWait });
    if (!lock.ok) return lock;
    try {
        const recording = new Recording(session, environment, plan);
        const outcome = await applyPlan(plan, gateways, { ...options, world, signal, beforeFirstWrite: () => recording.begin(world) });
        return succeed(recording.begun ? await recording.end(outcome) : outcome);
    } finally {
        await lock.value.release();
    }
}

/** Writes the record anew from what stands at the gateways; `exists` where there is one that must not be replaced. */
export async function rebuildRecord(context: RegistrationContext, { replace }: { replace: boolean }): Promise<Result<RegistrationRecord | 'exists'>> {
    const { session, environment } = context;
    const before = await readRecord(session.folder, environment.name);
    if (!replace && (!before.ok || before.value)) return succeed('exists');
    const found = await preview(context, {}, 'without-record');
    if (!found.ok) return found;
    const record = rebuiltRecord(environment.name, found.value.snapshots, found.value.disclosure);
    const written = await writeRecord(session.folder, record);
    if (!written.ok) return written;
    await loadRecord(session, environment.name);
    return succeed(record);
}

const actions: Record<RegistrationPlan['operations'][number]['kind'], Action> = {
    publish: 'publish APIs', register: 'register clients', unregister: 'unregister clients', retire: 'retire APIs'
};

/** Refuses operations for which the person lacks the role. */
export function mayRegister({ session, environment, person }: Pick<RegistrationContext, 'session' | 'environment' | 'person'>, plan: RegistrationPlan): Result<void> {
    const organizations = session.declarations('organization', environment);
    for (const { kind, entity } of plan.operations) {
        const allowed = mayDo(actions[kind], organizationOf(entity), organizations, person);
        if (!allowed.ok) return allowed;
    }
    return succeed(undefined);
}

async function secretsOf({ environment, secrets }: RegistrationContext, used: CompiledProject['secretsUsed']): Promise<Map<string, Secret>> {
    const values = new Map<string, Secret>();
    for (const { name } of used) {
        const value = await secrets.secretParameter(environment.name, name, parameterOrigin(environment));
        if (value) values.set(name, value);
    }
    return values;
}

/** What the rule `client-needs-reregister` is told: a client that stands at a gateway is registered, or changed since. */
function liveStates(shown: CompiledProject, plan: RegistrationPlan): Map<string, LiveState> {
    const operations = new Map(plan.operations.filter(({ kind }) => kind === 'register').map(({ entity, reason }) => [entity, reason]));
    return new Map(shown.clients.flatMap(({ key }): [string, LiveState][] => {
        const reason = operations.get(key);
        return reason === 'new' ? [] : [[key, reason === undefined ? 'registered' : 'changed']];
    }));
}

/** Keys of the clients of an environment that are wanted on the gateway. */
export function declaredClients({ session, environment }: Pick<RegistrationContext, 'session' | 'environment'>): string[] {
    return session.declarations('client', environment).filter(({ retired }) => !retired).map(keyOf);
}
