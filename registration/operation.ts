import type { SkipReason } from '../compiler/compiled-project.ts';
import type { ApiBean, ClientBean } from '../compiler/gateway-document.ts';
import type { Origin } from '../language/declarations.ts';
import type { Failure } from './failure.ts';
import type { EntityId } from './gateway-client.ts';
import type { Impact } from './impact.ts';
import type { Sealed } from './sealed.ts';
import type { Secret } from './secret.ts';

/** What `planRegistration` finds, and what `applyPlan` carries out. All of it may be shown and serialized; secrets are sealed. */
export interface RegistrationPlan {
    environment: string;
    /** `two-way`: source against gateway, for want of a record; who made a difference is not known then. */
    comparison: 'two-way' | 'three-way';
    /** In the order in which they are carried out. */
    operations: PlannedOperation[];
    /** What was registered by us and is no longer declared; carried out with `prune` only, and then among the operations. */
    prunable: PlannedOperation[];
    skipped: { entity: string; reason: SkipReason | 'not-ours'; message: string; origin: Origin; gateway?: string; ask?: string[] }[];
    /** Clients whose key the record knows of and that no gateway has any more: `applyPlan` refuses without new keys or the old ones. */
    lostKeys: { client: string; origin: Origin }[];
    /** A run that was interrupted before this one, and how much of what it was about is in force. */
    interrupted?: { begun: string; done: number; total: number };
    /** Who is affected by what changes. */
    impact: Impact[];
    /** Everything that the plan is about: what is to become of it in the record. */
    subjects: Subject[];
    options: PlanOptions;
    /** APIs and clients that stand at every gateway as they are declared. */
    unchanged: number;
    /** What a gateway would answer at the first call, known beforehand; in words for people. */
    warnings: { entity: string; gateway: string; message: string; origin: Origin }[];
    /** Secret parameters without a value. What depends on them was not compared, and `applyPlan` refuses. */
    missingSecrets: { name: string; usedBy: readonly string[]; origin: Origin }[];
    /** Of what would be applied and to what; two plans with the same digest do the same. No secret goes into it. */
    digest: string;
}

/** What a registration may do beyond what is declared. It stands in the plan, so that the one that was reviewed is the one that is applied. */
export interface PlanOptions {
    /** Removes what was registered by us and is no longer declared. */
    prune: boolean;
    /** Takes over what stands at the gateway and the record does not know. */
    adopt: boolean;
    /** Makes new keys for clients whose key the gateway has lost. */
    newKeys: boolean;
}

/** wanted: declared to stand there · retired: declared retired · gone: no longer declared, and removed · stays: nothing changes in the record. */
export interface Subject { kind: 'api' | 'client'; key: string; fate: 'wanted' | 'retired' | 'gone' | 'stays' }

export type OperationKind = 'publish' | 'register' | 'unregister' | 'retire';
/** new: never registered · changed: the source changed · gateway-changed: changed or removed at the gateway by somebody else · gone: no longer declared. */
export type OperationReason = 'new' | 'changed' | 'gateway-changed' | 'gone';

export interface PlannedOperation {
    kind: OperationKind;
    /** `ShopInc/MobileShop@2.1` */
    entity: string;
    /** The address of the gateway, without credentials. */
    gateway: string;
    reason: OperationReason;
    /** What differs, fit to be shown: a secret is `(secret)` on both sides. Empty where all of it is new or goes. */
    changes: Change[];
    origin: Origin;
    /** What is sent, and what stands at the gateway. */
    content: Sealed<OperationContent>;
}

/** `before` and `after` are JSON values; absent where there is nothing on that side. `by` is absent where nobody knows who changed it. */
export interface Change { path: string; before?: unknown; after?: unknown; by?: 'source' | 'gateway' | 'both' }

export type OperationContent =
    | { kind: 'publish'; id: EntityId; bean: ApiBean; before: string | undefined }
    | { kind: 'register'; id: EntityId; bean: ClientBean; before: string | undefined; key: Secret | undefined; needs: string[] }
    | { kind: 'unregister' | 'retire'; id: EntityId; before: string | undefined };

export interface OperationResult extends PlannedOperation {
    outcome: 'done' | 'failed' | 'skipped';
    failure?: Failure;
    /** The failure in words for people. */
    error?: string;
}

export interface RegistrationOutcome {
    outcome: 'done' | 'nothing-to-do' | 'failed' | 'cancelled';
    /** One sentence on what was and was not done, and the next step where something failed. */
    summary: string;
    /** One for each operation of the plan, in its order. */
    operations: OperationResult[];
    /** Why it is not `done`: the failure that decides the exit code. */
    failure?: Failure;
}

/** `api:Acme/Orders@1.0`: an API and a client may have one name. */
export function subjectOf({ kind, entity }: Pick<PlannedOperation, 'kind' | 'entity'>): string {
    return `${kind === 'publish' || kind === 'retire' ? 'api' : 'client'}:${entity}`;
}

/** `plan --format json` and `register --format json`; without outcomes for a plan. `fileOf` is the path of a file relative to the project. */
export function planAsJson(plan: RegistrationPlan, results?: readonly OperationResult[], fileOf: (uri: string) => string = uri => uri): object {
    const operation = (planned: PlannedOperation | OperationResult) => ({
        kind: planned.kind,
        entity: planned.entity,
        gateway: planned.gateway,
        reason: planned.reason,
        changes: planned.changes,
        ...(planned.origin.uri === '' ? {} : { source: { file: fileOf(planned.origin.uri), range: planned.origin.range } }),
        ...('outcome' in planned ? { outcome: planned.outcome, ...(planned.error === undefined ? {} : { error: planned.error }) } : {})
    });
    return {
        environment: plan.environment,
        comparison: plan.comparison,
        operations: (results ?? plan.operations).map(operation),
        prunable: plan.prunable.map(operation),
        skipped: plan.skipped.map(({ entity, reason, message, ask }) => ({ entity, reason, message, ...(ask ? { ask } : {}) })),
        unchanged: plan.unchanged,
        missingSecrets: plan.missingSecrets.map(({ name }) => name),
        lostKeys: plan.lostKeys.map(({ client }) => client),
        impact: plan.impact,
        options: plan.options,
        warnings: plan.warnings.map(({ entity, gateway, message }) => ({ entity, gateway, message })),
        digest: plan.digest
    };
}
