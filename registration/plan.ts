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
import { createHash } from 'node:crypto';
import { implementationKey, type CompiledApi, type CompiledClient, type CompiledProject } from '../compiler/compiled-project.ts';
import type { PolicyBean } from '../compiler/gateway-document.ts';
import { apiDifferences, clientDifferences, type Disclosure } from './differences.ts';
import { fail, succeed, type Result } from './failure.ts';
import type { ClientAtGateway, GatewayJson } from './gateway-client.ts';
import { Masking } from './masking.ts';
import { canonicalText, normalApi, normalClient } from './normal-form.ts';
import { entityId, type Change, type OperationContent, type PlannedOperation, type RegistrationPlan } from './operation.ts';
import type { GatewaySnapshot } from './read-back.ts';
import { apisOf, type Scope } from './scope.ts';
import { Sealed } from './sealed.ts';
import { Secret } from './secret.ts';

export interface PlanInput {
    environment: string;
    scope: Scope;
    /** The project with its secrets left as placeholders `${name}`: what may be shown. */
    shown: CompiledProject;
    /** The values of secret parameters as far as they are known, by parameter; the scope is of the project compiled with them. */
    secrets: ReadonlyMap<string, Secret>;
    /** One a gateway, from `readGateways` of the same scope. */
    snapshots: readonly GatewaySnapshot[];
}

/** Compares and never writes. Fails where the gateway would refuse a registration: then nothing is written at all. */
export function planRegistration(input: PlanInput): Result<RegistrationPlan> {
    const { scope, shown, snapshots } = input;
    const refused = contractWithoutApi(scope, snapshots);
    if (refused) {
        return refused;
    }
    const missingSecrets = missingIn(input);
    const planner = new Planner(input, missingSecrets.map(({ name }) => name));
    const operations = [
        ...snapshots.flatMap(snapshot => scope.apis.flatMap(api => planner.publish(api, snapshot))),
        ...snapshots.flatMap(snapshot => scope.clients.flatMap(client => planner.register(client, snapshot))),
        ...snapshots.flatMap(snapshot => planner.remove('client', snapshot)),
        ...snapshots.flatMap(snapshot => planner.remove('api', snapshot))
    ];
    const touched = new Set(operations.map(({ entity }) => entity));
    return succeed({
        environment: input.environment,
        comparison: 'two-way',
        operations,
        prunable: [],
        skipped: scope.skipped.map(({ key, reason, message, origin }) => ({ entity: key, reason, message, origin })),
        unchanged: [...scope.apis, ...scope.clients].filter(({ key }) => !touched.has(key)).length,
        warnings: snapshots.flatMap(snapshot => unknownImplementations(scope, snapshot)),
        missingSecrets,
        digest: digestOf(operations, shown)
    });
}

class Planner {
    readonly #shownApis: Map<string, CompiledApi>;
    readonly #shownClients: Map<string, CompiledClient>;
    readonly #disclosure: Disclosure;
    readonly #input: PlanInput;

    constructor(input: PlanInput, missingSecrets: string[]) {
        this.#input = input;
        this.#shownApis = new Map(input.shown.apis.map(api => [api.key, api]));
        this.#shownClients = new Map(input.shown.clients.map(client => [client.key, client]));
        const keys = input.snapshots.flatMap(({ clients }) => [...clients.values()].flatMap(({ key }) => key ?? []));
        this.#disclosure = { secretOptions: input.shown.secretOptions, masking: new Masking([...input.secrets.values(), ...keys]), missingSecrets };
    }

    publish({ key, bean, origin }: CompiledApi, { gateway, apis }: GatewaySnapshot): PlannedOperation[] {
        const now = apis.get(key);
        const shown = this.#shownApis.get(key)?.bean ?? bean;
        const changes = now ? apiDifferences(normalApi(now), normalApi(asJson(bean)), normalApi(asJson(shown)), this.#disclosure) : [];
        if (now && changes.length === 0) {
            return [];
        }
        const content: OperationContent = { kind: 'publish', id: entityId(key), bean, before: now && apiFingerprint(now) };
        return [{ kind: 'publish', entity: key, gateway, reason: now ? 'changed' : 'new', changes, origin, content: new Sealed(content) }];
    }

    register(client: CompiledClient, { gateway, clients }: GatewaySnapshot): PlannedOperation[] {
        const { key: entity, bean, origin } = client;
        const now = clients.get(entity);
        const shown = this.#shownClients.get(entity)?.bean ?? bean;
        const key = this.#keyOf(entity);
        const changes = now ? [
            ...keyChange(now.key, key),
            ...clientDifferences(normalClient(now.bean), normalClient(asJson(bean)), normalClient(asJson(shown)), this.#disclosure)
        ] : [];
        if (now?.key && changes.length === 0) {
            return [];
        }
        const content: OperationContent = {
            kind: 'register', id: entityId(entity), bean, before: now && clientFingerprint(now), key, needs: apisOf(client)
        };
        return [{ kind: 'register', entity, gateway, reason: now ? 'changed' : 'new', changes, origin, content: new Sealed(content) }];
    }

    /** What the source declares as retired and the gateway still has. */
    remove(kind: 'api' | 'client', { gateway, apis, clients }: GatewaySnapshot): PlannedOperation[] {
        return this.#input.scope.retired.filter(entity => entity.kind === kind).flatMap(({ key, origin }) => {
            const api = apis.get(key), client = clients.get(key);
            const before = kind === 'api' ? api && apiFingerprint(api) : client && clientFingerprint(client);
            const operation = kind === 'api' ? 'retire' : 'unregister';
            return before === undefined ? [] : [{
                kind: operation, entity: key, gateway, reason: 'changed', changes: [], origin,
                content: new Sealed<OperationContent>({ kind: operation, id: entityId(key), before })
            }];
        });
    }

    /** A client has one key everywhere: where gateways differ, that of the first one that has the client counts. */
    #keyOf(client: string): Secret | undefined {
        return this.#input.snapshots.values().map(({ clients }) => clients.get(client)?.key).find(key => key !== undefined);
    }
}

/** What stands at a gateway, as one text that is the same for the same content. */
export function apiFingerprint(api: GatewayJson): string {
    return canonicalText(normalApi(api));
}

export function clientFingerprint({ bean, key }: ClientAtGateway): string {
    return canonicalText({ ...normalClient(bean), key: key?.reveal() });
}

function keyChange(now: Secret | undefined, wanted: Secret | undefined): Change[] {
    return now && wanted && now.equals(wanted) ? [] : [{ path: 'apiKey', ...(now ? { before: Secret.mask } : {}), after: Secret.mask }];
}

/** The gateway refuses a client whose contract names an API that it does not have; then nothing must be written before. */
function contractWithoutApi(scope: Scope, snapshots: readonly GatewaySnapshot[]): { ok: false; failure: ReturnType<typeof fail>['failure'] } | undefined {
    const own = new Set(scope.apis.map(({ key }) => key));
    const leaving = new Set(scope.retired.filter(({ kind }) => kind === 'api').map(({ key }) => key));
    for (const { gateway, apis } of snapshots) {
        for (const client of scope.clients) {
            const api = apisOf(client).find(key => !own.has(key) && (!apis.has(key) || leaving.has(key)));
            if (api !== undefined) {
                return fail({ kind: 'api-not-at-gateway', client: client.key, api, gateway });
            }
        }
    }
    return undefined;
}

function unknownImplementations(scope: Scope, { gateway, knownPolicies }: GatewaySnapshot): RegistrationPlan['warnings'] {
    const warn = (entity: CompiledApi | CompiledClient, policies: PolicyBean[]) =>
        [...new Set(policies.map(({ policyImpl }) => policyImpl))].filter(name => knownPolicies && !knownPolicies.has(implementationKey(name))).map(name => ({
            entity: entity.key, gateway, origin: entity.origin,
            message: `${gateway} does not know the policy implementation ${name}: every call through ${entity.key} will be answered with 500.`
        }));
    return [
        ...scope.apis.flatMap(api => warn(api, api.bean.apiPolicies)),
        ...scope.clients.flatMap(client => warn(client, client.bean.contracts.flatMap(({ policies }) => policies)))
    ];
}

function missingIn({ scope, shown, secrets }: PlanInput): RegistrationPlan['missingSecrets'] {
    const inScope = new Set([...scope.apis, ...scope.clients].map(({ key }) => key));
    const texts = [...shown.apis, ...shown.clients].filter(({ key }) => inScope.has(key)).map(({ bean }) => JSON.stringify(bean));
    return shown.secretsUsed
        .filter(({ name }) => !secrets.has(name) && texts.some(text => text.includes(`\${${name}}`)))
        .map(({ name, usedBy, origin }) => ({ name, usedBy, origin }));
}

function digestOf(operations: PlannedOperation[], shown: CompiledProject): string {
    const beans = new Map([...shown.apis, ...shown.clients].map(({ key, bean }) => [key, bean]));
    const hash = createHash('sha256');
    for (const { kind, entity, gateway, reason, changes } of operations) {
        hash.update(canonicalText({ kind, entity, gateway, reason, changes, bean: kind === 'publish' || kind === 'register' ? beans.get(entity) : undefined }));
    }
    return hash.digest('hex');
}

/** A bean of ours as what a gateway would answer for it. */
function asJson(bean: object): GatewayJson {
    return bean as GatewayJson;
}
