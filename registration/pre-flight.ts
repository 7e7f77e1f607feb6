import { t } from '@vscode/l10n';
import { implementationKey, type CompiledApi, type CompiledClient } from '../compiler/compiled-project.ts';
import type { PolicyBean } from '../compiler/gateway-document.ts';
import type { Work } from '../language/in-turns.ts';
import { fail, succeed, type Failure, type Result } from './failure.ts';
import { sameKey } from './key-file.ts';
import type { RegistrationPlan } from './operation.ts';
import type { PlanInput } from './plan.ts';
import type { GatewaySnapshot } from './read-back.ts';
import { apisOf, type Scope } from './scope.ts';
import type { Secret } from './secret.ts';

export type PreFlightInput = Pick<PlanInput, 'scope' | 'shown' | 'snapshots' | 'keys' | 'rotate'>;
type Refusal = { ok: false; failure: Failure };

/**
 * What is known before the first write: fails with what a gateway would refuse or break, and warns of what it would take and then
 * answer with 500 at the first call. Pauses between one question and the next.
 */
export function* preFlight(input: PreFlightInput): Work<Result<RegistrationPlan['warnings']>> {
    const { scope, shown, snapshots } = input;
    for (const refusal of [olderGateway, contractWithoutApi, keyOfAnother]) {
        const refused = refusal(input);
        if (refused) return refused;
        yield;
    }
    const warnings: RegistrationPlan['warnings'][] = [];
    for (const snapshot of snapshots) {
        warnings.push(snapshot.knownPolicies ? unknownImplementations(scope, snapshot) : unsureImplementations(scope, snapshot, shown.shippedImplementations));
        yield;
    }
    return succeed(warnings.flat());
}

/**
 * A gateway before 1.4 cannot be asked what it holds, so it is refused whatever is registered (and what came before 1.4, such as
 * `parsePayload`, needs no line here). Of a version that is no number nothing is claimed.
 */
function olderGateway({ scope, snapshots }: PreFlightInput): Refusal | undefined {
    const stripping = scope.apis.find(({ bean }) => bean.keysStrippingDisabled === true);
    for (const { gateway, version } of snapshots) {
        const release = releaseOf(version);
        if (release && isBefore(release, [1, 4, 0])) {
            return fail({ kind: 'gateway-too-old', gateway, version, since: '1.4' });
        }
        if (stripping && release && isBefore(release, [1, 5, 6])) {
            return fail({ kind: 'gateway-too-old', gateway, version, since: '1.5.6', keepsKeys: stripping.key });
        }
    }
    return undefined;
}

/** The gateway refuses a client whose contract names an API that it does not have; then nothing must be written before. */
function contractWithoutApi({ scope, snapshots }: PreFlightInput): Refusal | undefined {
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

/**
 * A gateway gives a key to the client that was registered with it last, and takes it away from both when either is unregistered.
 * So a client that is on its way out counts too.
 */
function keyOfAnother({ scope, snapshots, keys, rotate }: PreFlightInput): Refusal | undefined {
    const declared = new Set(scope.clients.map(({ key }) => key));
    const wanted = scope.clients.flatMap(({ key: client }): [string, Secret][] => {
        const key = snapshots.values().map(({ clients }) => clients.get(client)?.key).find(found => found !== undefined) ?? keys?.get(client);
        return key && !rotate?.has(client) ? [[client, key]] : [];
    });
    for (const { gateway, clients, others } of snapshots) {
        const standing = [...clients, ...others.clients].flatMap(([client, { key }]): [string, Secret][] => key && !declared.has(client) ? [[client, key]] : []);
        const refused = sameKey([...wanted, ...standing], { gateway });
        if (refused) {
            return refused;
        }
    }
    return undefined;
}

/** Of a gateway that says which implementations it knows. */
function unknownImplementations(scope: Scope, { gateway, knownPolicies }: GatewaySnapshot): RegistrationPlan['warnings'] {
    return policiesOf(scope).flatMap(([entity, policies]) => [...new Set(policies.map(({ policyImpl }) => policyImpl))]
        .filter(name => knownPolicies && !knownPolicies.has(implementationKey(name)))
        .map(name => ({
            entity: entity.key, gateway, origin: entity.origin,
            message: t('{0} does not know the policy implementation {1}: every call through {2} will be answered with 500.', gateway, name, entity.key)
        })));
}

/** Of Apiman, which does not say: one warning an implementation, at the first that uses it. */
function unsureImplementations(scope: Scope, { gateway, version }: GatewaySnapshot, shipped: ReadonlySet<string>): RegistrationPlan['warnings'] {
    const users = new Map<string, { first: CompiledApi | CompiledClient; others: number }>();
    for (const [entity, policies] of policiesOf(scope)) {
        for (const name of new Set(policies.map(({ policyImpl }) => policyImpl))) {
            const known = users.get(name);
            if (known) known.others++;
            else users.set(name, { first: entity, others: 0 });
        }
    }
    return [...users].flatMap(([name, { first, others }]) => {
        const message = doubtOf(name, { gateway, version, users: others === 0 ? first.key : t('{0} and {1} more', first.key, others) }, shipped);
        return message === undefined ? [] : [{ entity: first.key, gateway, origin: first.origin, message }];
    });
}

function doubtOf(name: string, { gateway, version, users }: { gateway: string; version: string; users: string }, shipped: ReadonlySet<string>): string | undefined {
    if (name.startsWith('class:') && !shipped.has(name)) {
        return t('The policy implementation {0} does not ship with Apiman: every call through {1} will be answered with 500, unless the class is on the class path of {2}.', name, users, gateway);
    }
    // Only Apiman's own plugins have the releases of Apiman.
    const [, plugin, text = ''] = /^plugin:io\.apiman\.plugins:([^:]+):([^:]+):/.exec(name) ?? [];
    const [wanted, release] = [releaseOf(text), releaseOf(version)];
    return wanted && release && (isBefore(wanted, release) || isBefore(release, wanted))
        ? t('The plugin {0} of {1} is of release {2}, and {3} is {4}: give the parameter apimanVersion the version of the gateway in apim.yaml.', plugin ?? '', users, text, gateway, version) : undefined;
}

function policiesOf({ apis, clients }: Scope): [CompiledApi | CompiledClient, PolicyBean[]][] {
    return [
        ...apis.map((api): [CompiledApi, PolicyBean[]] => [api, api.bean.apiPolicies]),
        ...clients.map((client): [CompiledClient, PolicyBean[]] => [client, client.bean.contracts.flatMap(({ policies }) => policies)])
    ];
}

type Release = readonly [major: number, minor: number, patch: number];

/** `3.1.3.Final`, `1.5.6`, `3.1.4-SNAPSHOT`; undefined of what is no release, such as `unknown`. Apiman began with 1.0. */
function releaseOf(version: string): Release | undefined {
    const [, major, minor, patch = '0'] = /^v?([1-9]\d*)\.(\d+)(?:\.(\d+))?(?![\w])/.exec(version) ?? [];
    return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

function isBefore(one: Release, other: Release): boolean {
    const index = one.findIndex((number, place) => number !== other[place]);
    return index >= 0 && (one[index] ?? 0) < (other[index] ?? 0);
}
