import { t } from '@vscode/l10n';
/**
 * The last step of a registration (the others: see plan.ts): `applyPlan` carries out a plan with the gateway clients that
 * `previewRegistration` made it with.
 *
 * The order is the one that a gateway forces: publish APIs, register clients, unregister clients, retire APIs; within a phase
 * several at a time. What fails keeps what needs it from being tried, and nothing else.
 */
import { describeFailure, exitCodeOf, type Failure, type Result } from './failure.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { OperationKind, OperationResult, PlannedOperation, RegistrationOutcome, RegistrationPlan } from './operation.ts';
import { inParallel, mostAtOnce } from './parallel.ts';
import type { Secret } from './secret.ts';
import { awaitCalls } from './serving.ts';
import { carryOut } from './write.ts';
import type { World } from './world.ts';

export interface ApplyOptions {
    world: World;
    /** Cancels: nothing more is begun, and what is under way is broken off and looked up at the gateway. */
    signal?: AbortSignal | undefined;
    /** Digest of the plan that somebody reviewed; another plan than that is refused. */
    reviewed?: string | undefined;
    /** Called once nothing stands in the way; where it fails, nothing is written. */
    beforeFirstWrite?: () => Promise<Result<void>>;
    /** Called before each operation that is tried. */
    onBegin?: (operation: PlannedOperation) => void;
    /** Called after each operation. */
    onProgress?: (result: OperationResult, finished: number, total: number) => void;
}

const phases: readonly OperationKind[] = ['publish', 'register', 'unregister', 'retire'];

/** Writes. Reports each operation with what became of it; the report equals what the gateway shows. */
export async function applyPlan(plan: RegistrationPlan, gateways: readonly GatewayClient[], options: ApplyOptions): Promise<RegistrationOutcome> {
    if (options.reviewed !== undefined && options.reviewed !== plan.digest) {
        return refused(plan, { kind: 'plan-changed' });
    }
    if (plan.missingSecrets.length > 0) {
        return refused(plan, { kind: 'secrets-missing', secrets: plan.missingSecrets });
    }
    if (plan.lostKeys.length > 0) {
        return refused(plan, { kind: 'keys-lost', clients: plan.lostKeys.map(({ client }) => client), environment: plan.environment });
    }
    const begun = await options.beforeFirstWrite?.();
    if (begun && !begun.ok) {
        return refused(plan, begun.failure);
    }
    const run = new Run(plan, gateways, options);
    for (const phase of phases) {
        await run.phase(phase);
    }
    return run.outcome();
}

/** What `apim register` ends with: a run that began to write and did not come to its end is 4, whatever stopped it. */
export function exitCodeOfOutcome({ operations, failure }: RegistrationOutcome): number {
    return failure === undefined ? 0 : operations.every(({ outcome }) => outcome === 'skipped') ? exitCodeOf(failure) : 4;
}

class Run {
    readonly #plan: RegistrationPlan;
    readonly #gateways: Map<string, GatewayClient>;
    readonly #options: ApplyOptions;
    readonly #results = new Map<PlannedOperation, OperationResult>();
    readonly #notDone: OperationResult[] = [];
    /** The key that a client gets where it has none yet: one for all gateways. */
    readonly #newKeys = new Map<string, Secret>();
    /** Gateways that do not answer any more: what is left for them is not tried. */
    readonly #lost = new Map<string, Failure>();

    constructor(plan: RegistrationPlan, gateways: readonly GatewayClient[], options: ApplyOptions) {
        this.#plan = plan;
        this.#gateways = new Map(gateways.map(gateway => [gateway.name, gateway]));
        this.#options = options;
    }

    async phase(kind: OperationKind): Promise<void> {
        const operations = this.#plan.operations.filter(operation => operation.kind === kind);
        const served: { operation: PlannedOperation; key: Secret | undefined }[] = [];
        await inParallel(operations, mostAtOnce, async operation => {
            const obstacle = this.#obstacle(operation);
            if (obstacle) {
                this.#finish(operation, 'skipped', obstacle);
                return;
            }
            this.#options.onBegin?.(operation);
            const key = this.#keyFor(operation);
            const result = await this.#carryOut(operation, key);
            if (result.ok) {
                served.push({ operation, key });
                this.#finish(operation, 'done');
            } else {
                this.#finish(operation, result.failure.kind === 'cancelled' ? 'skipped' : 'failed', result.failure);
            }
        });
        await Promise.all(this.#gateways.values().map(gateway =>
            awaitCalls(served.filter(({ operation }) => operation.gateway === gateway.name), gateway, this.#options.world, this.#options.signal)));
    }

    outcome(): RegistrationOutcome {
        const operations = this.#plan.operations.flatMap(operation => this.#results.get(operation) ?? []);
        const strangers = [...new Set(this.#plan.skipped.filter(({ reason }) => reason === 'not-ours').map(({ entity }) => entity))];
        const failure = operations.find(({ outcome }) => outcome === 'failed')?.failure ?? operations.find(({ outcome }) => outcome === 'skipped')?.failure
            ?? (strangers.length > 0 ? { kind: 'not-ours' as const, entities: strangers } : undefined);
        const cancelled = this.#options.signal?.aborted === true && failure !== undefined;
        const outcome = cancelled ? 'cancelled' : failure ? 'failed' : operations.length === 0 ? 'nothing-to-do' : 'done';
        return { outcome, summary: summaryOf(outcome, operations, failure), operations, ...(failure ? { failure: cancelled ? { kind: 'cancelled' } : failure } : {}) };
    }

    async #carryOut(operation: PlannedOperation, key: Secret | undefined): Promise<Result<void>> {
        const gateway = this.#gateways.get(operation.gateway);
        if (!gateway) {
            throw new Error(`the plan names ${operation.gateway}, for which there is no client`);
        }
        const result = await carryOut(operation, key, gateway, this.#options.world, this.#options.signal);
        if (!result.ok && isLasting(result.failure)) {
            this.#lost.set(operation.gateway, result.failure);
        }
        return result;
    }

    /** Why an operation must not be begun. */
    #obstacle(operation: PlannedOperation): Failure | undefined {
        if (this.#options.signal?.aborted) {
            return { kind: 'cancelled' };
        }
        const lost = this.#lost.get(operation.gateway);
        if (lost) {
            return lost;
        }
        const content = operation.content.reveal();
        const needs = content.kind === 'register' ? content.needs : [];
        const culprit = this.#notDone.find(({ kind, entity, gateway }) => gateway === operation.gateway
            // An API is taken away last and only when everything else is in its place: until then callers may need it.
            && (operation.kind === 'retire' ? kind !== 'retire' : kind === 'publish' && needs.includes(entity)));
        return culprit && { kind: 'needs-failed', entity: operation.entity, needs: culprit.entity };
    }

    #keyFor(operation: PlannedOperation): Secret | undefined {
        const content = operation.content.reveal();
        if (content.kind !== 'register') {
            return undefined;
        }
        const key = content.key ?? this.#newKeys.get(operation.entity) ?? this.#options.world.randomKey();
        this.#newKeys.set(operation.entity, key);
        return key;
    }

    #finish(operation: PlannedOperation, outcome: OperationResult['outcome'], failure?: Failure): void {
        const result: OperationResult = { ...operation, outcome, ...(failure ? { failure, error: describeFailure(failure) } : {}) };
        this.#results.set(operation, result);
        if (outcome !== 'done') {
            this.#notDone.push(result);
        }
        this.#options.onProgress?.(result, this.#results.size, this.#plan.operations.length);
    }
}

/** Whether further requests to the same gateway would end in the same way. */
function isLasting({ kind }: Failure): boolean {
    return kind === 'gateway-unreachable' || kind === 'credentials-refused' || kind === 'not-a-gateway' || kind === 'overloaded';
}

function refused(plan: RegistrationPlan, failure: Failure): RegistrationOutcome {
    const error = describeFailure(failure);
    return { outcome: 'failed', summary: error, failure, operations: plan.operations.map(operation => ({ ...operation, outcome: 'skipped', failure, error })) };
}

function summaryOf(outcome: RegistrationOutcome['outcome'], operations: readonly OperationResult[], failure: Failure | undefined): string {
    if (outcome === 'nothing-to-do') {
        return t('Nothing to do: the gateway holds what is declared.');
    }
    const done = operations.filter(operation => operation.outcome === 'done').length;
    if (!failure) {
        return done === 1 ? t('1 change is in force.') : t('{0} changes are in force.', done);
    }
    const numberOf = (kind: OperationResult['outcome']) => operations.filter(operation => operation.outcome === kind).length;
    const [failed, skipped] = [numberOf('failed'), numberOf('skipped')];
    const counts = operations.length === 1 ? t('{0} of 1 change done, {1} failed, {2} not begun.', done, failed, skipped)
        : t('{0} of {1} changes done, {2} failed, {3} not begun.', done, operations.length, failed, skipped);
    return outcome === 'cancelled' ? t('Cancelled: {0} Run the command again to do the rest.', counts) : t('Not completely applied: {0} {1}', counts, describeFailure(failure));
}
