import { t } from '@vscode/l10n';
import type { CompiledApi, CompiledClient } from '../compiler/compiled-project.ts';
import { identityOf, type Origin } from '../language/declarations.ts';
import { sameAsRecorded } from '../language/record-comparison.ts';
import { attributeApi, attributeClient } from './attribution.ts';
import { apiDifferences, clientDifferences, type Disclosure } from './differences.ts';
import { apiFingerprint, clientFingerprint } from './fingerprint.ts';
import type { GatewayJson } from './gateway-client.ts';
import { normalApi, normalClient } from './normal-form.ts';
import type { Change, OperationContent, OperationReason, PlannedOperation, RegistrationPlan } from './operation.ts';
import type { PlanInput } from './plan.ts';
import type { GatewaySnapshot } from './read-back.ts';
import type { Recovered } from './recording.ts';
import { apisOf } from './scope.ts';
import { Sealed } from './sealed.ts';
import { Secret } from './secret.ts';

/** Makes the operations of a plan, one object at one gateway at a time. */
export class Planner {
    /** What stands at a gateway, differs, and is not ours. */
    readonly strangers: RegistrationPlan['skipped'] = [];
    readonly #shownApis: Map<string, CompiledApi>;
    readonly #shownClients: Map<string, CompiledClient>;
    readonly #disclosure: Disclosure;
    readonly #input: PlanInput;
    readonly #known: Recovered;

    constructor(input: PlanInput, known: Recovered, disclosure: Disclosure) {
        this.#input = input;
        this.#known = known;
        this.#disclosure = disclosure;
        this.#shownApis = new Map(input.shown.apis.map(api => [api.key, api]));
        this.#shownClients = new Map(input.shown.clients.map(client => [client.key, client]));
    }

    publish({ key, bean, origin }: CompiledApi, { gateway, apis }: GatewaySnapshot): PlannedOperation[] {
        const now = apis.get(key);
        const shown = normalApi(asJson(this.#shownApis.get(key)?.bean ?? bean));
        const differences = now ? apiDifferences(normalApi(now), normalApi(asJson(bean)), shown, this.#disclosure) : [];
        if ((now && differences.length === 0) || this.#isStranger('api', key, gateway, origin, now !== undefined)) {
            return [];
        }
        const recorded = this.#known.record?.apis.get(key);
        const changes = now && recorded ? attributeApi(differences, normalApi(now), shown, recorded, this.#disclosure) : differences;
        const content: OperationContent = { kind: 'publish', id: identityOf(key), bean, before: now && apiFingerprint(now) };
        return [{ kind: 'publish', entity: key, gateway, reason: reasonOf(now !== undefined, changes, recorded?.state === 'published'), changes, origin, content: new Sealed(content) }];
    }

    register(client: CompiledClient, { gateway, clients }: GatewaySnapshot): PlannedOperation[] {
        const { key: entity, bean, origin } = client;
        const now = clients.get(entity);
        const key = this.#keyOf(entity);
        if (now?.key && key?.equals(now.key) && sameAsRecorded(now.bean['contracts'], bean.contracts)) {
            // Most of a big project is as it was: no need to look closer.
            return [];
        }
        const shown = normalClient(asJson(this.#shownClients.get(entity)?.bean ?? bean));
        const differences = now ? [
            ...keyChange(now.key, key),
            ...clientDifferences(normalClient(now.bean), normalClient(asJson(bean)), shown, this.#disclosure)
        ] : [];
        if ((now?.key && differences.length === 0) || this.#isStranger('client', entity, gateway, origin, now !== undefined)) {
            return [];
        }
        const recorded = this.#known.record?.clients.get(entity);
        const changes = now && recorded ? attributeClient(differences, normalClient(now.bean), shown, recorded, this.#disclosure) : differences;
        const content: OperationContent = {
            kind: 'register', id: identityOf(entity), bean, before: now && clientFingerprint(now), key, needs: apisOf(client)
        };
        return [{ kind: 'register', entity, gateway, reason: reasonOf(now !== undefined, changes, recorded?.state === 'registered'), changes, origin, content: new Sealed(content) }];
    }

    /** Takes away what the gateway still has: because it is declared retired, or because it was ours and is declared no more. */
    remove(kind: 'api' | 'client', { gateway, apis, clients }: GatewaySnapshot, fate: 'retired' | 'gone'): PlannedOperation[] {
        return this.#input.scope[fate].filter(entity => entity.kind === kind).flatMap(({ key, origin }) => {
            const api = apis.get(key), client = clients.get(key);
            const before = kind === 'api' ? api && apiFingerprint(api) : client && clientFingerprint(client);
            const operation = kind === 'api' ? 'retire' : 'unregister';
            return before === undefined || this.#isStranger(kind, key, gateway, origin, true) ? [] : [{
                kind: operation, entity: key, gateway, reason: fate === 'gone' ? 'gone' : 'changed', changes: [], origin,
                content: new Sealed<OperationContent>({ kind: operation, id: identityOf(key), before })
            }];
        });
    }

    /** Clients that had a key by the record and have none at any gateway any more. */
    lostKeys(): RegistrationPlan['lostKeys'] {
        const { scope, snapshots, keys } = this.#input;
        return scope.clients.filter(({ key }) => this.#known.record?.clients.get(key)?.key === true && !keys?.has(key)
            && snapshots.every(({ clients }) => clients.get(key)?.key === undefined)).map(({ key, origin }) => ({ client: key, origin }));
    }

    /** Without a record, what the project declares is taken for its own: nobody knows better. */
    #isStranger(kind: 'api' | 'client', key: string, gateway: string, origin: Origin, isPresent: boolean): boolean {
        const { record, ours } = this.#known;
        if (!isPresent || !record || this.#input.options.adopt || ours.has(`${kind}:${key}`) || (kind === 'api' ? record.apis : record.clients).has(key)) {
            return false;
        }
        const message = t('{0} stands at {1} and was not registered from here: it was left as it is. Take it over with --adopt.', key, gateway);
        this.strangers.push({ entity: key, reason: 'not-ours', message, origin, gateway });
        return true;
    }

    /** A client has one key everywhere: where gateways differ, that of the first one that has the client counts. */
    #keyOf(client: string): Secret | undefined {
        const { snapshots, keys, rotate } = this.#input;
        const standing = snapshots.values().map(({ clients }) => clients.get(client)?.key).find(key => key !== undefined);
        return rotate?.has(client) ? undefined : standing ?? keys?.get(client);
    }
}

function reasonOf(isPresent: boolean, changes: readonly Change[], isRecorded: boolean): OperationReason {
    if (!isPresent) {
        return isRecorded ? 'gateway-changed' : 'new';
    }
    return changes.some(({ by }) => by === 'gateway' || by === 'both') ? 'gateway-changed' : 'changed';
}

function keyChange(now: Secret | undefined, wanted: Secret | undefined): Change[] {
    return now && wanted && now.equals(wanted) ? [] : [{ path: 'apiKey', ...(now ? { before: Secret.mask } : {}), after: Secret.mask }];
}

/** A bean of ours as what a gateway would answer for it. */
function asJson(bean: object): GatewayJson {
    return bean as GatewayJson;
}
