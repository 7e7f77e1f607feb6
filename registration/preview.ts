import type { CompiledApi, CompiledClient, CompiledProject } from '../compiler/compiled-project.ts';
import type { OrganizationDeclaration } from '../language/declarations.ts';
import { inBackground } from '../language/in-turns.ts';
import type { RegistrationRecord } from '../language/record.ts';
import type { Disclosure } from './differences.ts';
import { succeed, type Result } from './failure.ts';
import { gatewayClients, type GatewayClient } from './gateway-client.ts';
import type { Journal } from './journal.ts';
import type { PlanOptions, RegistrationPlan } from './operation.ts';
import { disclosureOf, planning } from './plan.ts';
import { inScope, readGateways, type GatewaySnapshot } from './read-back.ts';
import { scopeOf } from './scope.ts';
import { Sealed } from './sealed.ts';
import type { Secret } from './secret.ts';
import { checkTarget, type RegistrationTarget } from './target.ts';
import type { World } from './world.ts';

/** What a registration is to be about. */
export interface RegistrationWish {
    /** Keys of APIs and client versions; a client brings the APIs that it needs along. Left out: everything that is declared. */
    entities?: readonly string[] | undefined;
    /** Looks for APIs and clients that nobody declared, in these organizations (*My Clients*). */
    organizations?: readonly string[];
    /** What the gateways held when they were asked before: they are not asked again. */
    reading?: readonly GatewaySnapshot[] | undefined;
    options?: Partial<PlanOptions> | undefined;
    /** Keys for clients that have none at the gateway. */
    keys?: ReadonlyMap<string, Secret> | undefined;
    /** Clients that get another key than they have. */
    rotate?: ReadonlySet<string> | undefined;
}

export interface PreviewInput extends RegistrationWish {
    target: RegistrationTarget;
    /** Compiled with secret parameters as placeholders. */
    shown: CompiledProject;
    /** Compiled with their values; a parameter without a value stays a placeholder. */
    real: CompiledProject;
    secrets: ReadonlyMap<string, Secret>;
    /** The declared organizations, for whom to ask about an approval. */
    declarations?: readonly OrganizationDeclaration[];
    /** What was registered last, and what an interrupted run was about. */
    record?: RegistrationRecord | undefined;
    journal?: Journal | undefined;
    world: World;
    signal?: AbortSignal | undefined;
}

export interface Preview {
    plan: RegistrationPlan;
    /** To be given to `applyPlan`. */
    gateways: GatewayClient[];
    snapshots: GatewaySnapshot[];
    /** The project with secret parameters as placeholders. Sealed all the same: what somebody wrote in clear stands in it. */
    shown: Sealed<ShownBeans>;
    /** What decides whether a value of the gateway may be shown. */
    disclosure: Disclosure;
}

/** What is sent of each API and each client, with placeholders for secrets, and not where it is declared: see `placed` in `plan.ts`. */
interface ShownBeans { apis: Pick<CompiledApi, 'key' | 'bean'>[]; clients: Pick<CompiledClient, 'key' | 'bean'>[] }

function beansOf({ apis, clients }: CompiledProject): ShownBeans {
    return { apis: apis.map(({ key, bean }) => ({ key, bean })), clients: clients.map(({ key, bean }) => ({ key, bean })) };
}

/** Reads the gateways and says what a registration would change; writes nothing. */
export async function previewRegistration(input: PreviewInput): Promise<Result<Preview>> {
    const { shown, secrets, world, signal } = input;
    const target = checkTarget(input.target);
    if (!target.ok) {
        return target;
    }
    const scope = scopeOf(input.real, input.entities, input.record);
    if (!scope.ok) {
        return scope;
    }
    const gateways = gatewayClients(target.value, world, [...secrets.values(), ...input.keys?.values() ?? []]);
    const snapshots = input.reading
        ? succeed(input.reading.map(snapshot => inScope(snapshot, scope.value)))
        : await readGateways(gateways, scope.value, { organizations: input.organizations ?? [], signal });
    if (!snapshots.ok) {
        return snapshots;
    }
    const { record, journal, keys, rotate } = input;
    const options = { prune: false, adopt: false, newKeys: false, ...input.options };
    const plan = await inBackground(planning({
        environment: target.value.environment, scope: scope.value, shown, secrets, snapshots: snapshots.value, record, journal, options, keys, rotate,
        organizations: input.declarations
    }), { signal });
    return plan.ok ? succeed({ plan: plan.value, gateways, snapshots: snapshots.value, shown: new Sealed(beansOf(shown)), disclosure: disclosureOf(shown, secrets, snapshots.value) }) : plan;
}
