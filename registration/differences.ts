import { implementationKey, type CompiledProject } from '../compiler/compiled-project.ts';
import type { RecordedApi, RecordedPolicy } from '../language/record.ts';
import type { Masking } from './masking.ts';
import { canonicalText, isRecord, type Json, type NormalApi, type NormalClient, type NormalPolicy } from './normal-form.ts';
import type { Change } from './operation.ts';
import { Secret } from './secret.ts';

const apiSecrets = { isSecret: (path: string) => path === 'endpointProperties.basic-auth.password', hidesTextOfGateway: false };

/** How a secret is shown that stands at the gateway too, with another value. */
const anotherSecret = `${Secret.mask}, another one than at the gateway`;

/** What decides whether a value may be shown. */
export interface Disclosure {
    secretOptions: CompiledProject['secretOptions'];
    masking: Masking;
    /** Secret parameters without a value: where one stands, nothing can be compared. */
    missingSecrets: readonly string[];
}

/**
 * What differs between a gateway (`before`) and the source (`after`). `shown` is `after` with secret parameters as placeholders:
 * where the two are not the same there is a secret, also in what stood at the gateway before.
 */
export function apiDifferences(before: NormalApi, after: NormalApi, shown: NormalApi, disclosure: Disclosure): Change[] {
    const { apiPolicies: policiesBefore, ...restBefore } = before;
    const { apiPolicies: policiesAfter, ...restAfter } = after;
    const { apiPolicies: policiesShown, ...restShown } = shown;
    return [
        ...valueDifferences('', restBefore as Json, restAfter as Json, restShown as Json, {
            ...disclosure, ...apiSecrets
        }),
        ...policyDifferences('apiPolicies', policiesBefore, policiesAfter, policiesShown, disclosure)
    ];
}

export function clientDifferences(before: NormalClient, after: NormalClient, shown: NormalClient, disclosure: Disclosure): Change[] {
    return [...new Set([...Object.keys(before.contracts), ...Object.keys(after.contracts)])].sort().flatMap(api => {
        const path = `contracts[${api}]`;
        const was = before.contracts[api], is = after.contracts[api];
        if (!was || !is) {
            const plan = (was ?? is)?.plan ?? null;
            return [was ? { path, before: { plan: masked(plan, disclosure) } } : { path, after: { plan } }];
        }
        return [
            ...(was.plan === is.plan ? [] : [{ path: `${path}.plan`, before: masked(was.plan, disclosure), after: is.plan }]),
            ...policyDifferences(`${path}.policies`, was.policies, is.policies, shown.contracts[api]?.policies ?? [], disclosure)
        ];
    });
}

/** An API on both sides as it may be shown; a side is absent where the API does not stand there. */
export function shownApiSides(before: NormalApi | undefined, after: NormalApi | undefined, shown: NormalApi | undefined, disclosure: Disclosure): Sides {
    const settings = settingsOf(before), settingsAfter = settingsOf(after);
    const showing = { ...disclosure, ...apiSecrets };
    const policies = policySides(before?.apiPolicies ?? [], after?.apiPolicies ?? [], shown?.apiPolicies ?? [], disclosure);
    return {
        ...(before && settings ? { before: { ...besides(settings, settingsAfter, settingsOf(shown), showing), apiPolicies: policies.before } } : {}),
        ...(after && settingsAfter ? { after: { ...declaredBeside(settings, settingsAfter, settingsOf(shown), showing), apiPolicies: policies.after } } : {})
    };
}

/** A client on both sides as it may be shown, without its API key. */
export function shownClientSides(before: NormalClient | undefined, after: NormalClient | undefined, shown: NormalClient | undefined, disclosure: Disclosure): Sides {
    const contracts = [before, after].map(side => Object.keys(side?.contracts ?? {}).sort());
    const sides = (api: string) => policySides(before?.contracts[api]?.policies ?? [], after?.contracts[api]?.policies ?? [], shown?.contracts[api]?.policies ?? [], disclosure);
    return {
        ...(before ? { before: { contracts: Object.fromEntries(contracts[0]!.map(api => [api, { plan: masked(before.contracts[api]?.plan ?? null, disclosure), policies: sides(api).before }])) } } : {}),
        ...(after ? { after: { contracts: Object.fromEntries(contracts[1]!.map(api => [api, { plan: after.contracts[api]?.plan ?? null, policies: sides(api).after }])) } } : {})
    };
}

/** What stands at the gateway and what will be registered, fit to be shown. */
export interface Sides { before?: Members; after?: Members }
interface Members { [member: string]: Json }

/** Policies of a gateway as they may be shown and kept. */
export function shownPolicies(policies: readonly NormalPolicy[], disclosure: Disclosure): RecordedPolicy[] {
    return policies.map(policy => ({
        policyImpl: typeof policy.policyImpl === 'string' ? masked(policy.policyImpl, disclosure) as string : '', config: visible('', policy.config, undefined, 'gateway', showingOf(policy, disclosure)) as RecordedPolicy['config']
    }));
}

/** The settings of an API at a gateway as they may be shown and kept. */
export function shownSettings(settings: Omit<NormalApi, 'apiPolicies'>, disclosure: Disclosure): RecordedApi['settings'] {
    return visible('', settings as Json, undefined, 'gateway', { ...disclosure, ...apiSecrets }) as RecordedApi['settings'];
}

/**
 * Policies are compared by name and not by place: what is put in front of a chain changes nothing behind it. Where a chain holds several
 * of one class, the second is `RateLimitingPolicy#2`.
 */
function policyDifferences(path: string, before: NormalPolicy[], after: NormalPolicy[], shown: NormalPolicy[], disclosure: Disclosure): Change[] {
    const [was, is, seen] = [named(before), named(after), named(shown)];
    const names = [...new Set([...was.keys(), ...is.keys()])];
    const orders = [was, is].map((own, index) => [...own.keys()].filter(name => [is, was][index]?.has(name)));
    return [
        ...names.flatMap(name => changesOf(`${path}[${name}]`, was.get(name), is.get(name), seen.get(name)?.config, disclosure)),
        ...(canonicalText(orders[0]) === canonicalText(orders[1]) ? [] : [{ path: `${path}.order`, before: orders[0], after: orders[1] }])
    ];
}

/** Each policy beside the one of its name on the other side: a secret there hides what stands here. */
function policySides(before: NormalPolicy[], after: NormalPolicy[], shown: NormalPolicy[], disclosure: Disclosure): { before: Json[]; after: Json[] } {
    const [was, is, seen] = [named(before), named(after), named(shown)];
    return {
        before: [...was].map(([name, policy]) => ({
            policyImpl: masked(policy.policyImpl, disclosure), config: besides(policy.config, is.get(name)?.config, seen.get(name)?.config, showingOf(policy, disclosure))
        })),
        after: [...is].map(([name, policy]) => ({
            policyImpl: policy.policyImpl, config: declaredBeside(was.get(name)?.config, policy.config, seen.get(name)?.config, showingOf(policy, disclosure))
        }))
    };
}

function changesOf(place: string, was: NormalPolicy | undefined, is: NormalPolicy | undefined, shownConfig: Json | undefined, disclosure: Disclosure): Change[] {
    if (was && is) {
        return [
            ...(was.policyImpl === is.policyImpl ? [] : [{ path: `${place}.policyImpl`, before: masked(was.policyImpl, disclosure), after: is.policyImpl }]),
            ...valueDifferences('', was.config, is.config, shownConfig, showingOf(was, disclosure))
                .map(change => ({ ...change, path: [`${place}.config`, change.path].filter(part => part !== '').join(change.path.startsWith('[') ? '' : '.') }))
        ];
    }
    return [{
        path: place,
        ...(was ? { before: { policyImpl: masked(was.policyImpl, disclosure), config: visible('', was.config, undefined, 'gateway', showingOf(was, disclosure)) } } : {}),
        ...(is ? { after: { policyImpl: is.policyImpl, config: visible('', is.config, shownConfig, 'source', showingOf(is, disclosure)) } } : {})
    }];
}

/** Policies of one class and of different plugins do not share a name. */
function named(policies: readonly NormalPolicy[]): Map<string, NormalPolicy> {
    const result = new Map<string, NormalPolicy>();
    const owners = new Map<string, string>();
    for (const policy of policies) {
        const key = keyOf(policy);
        const short = key.slice(Math.max(key.lastIndexOf('.'), key.lastIndexOf('/'), key.lastIndexOf(':')) + 1) || '?';
        const base = (owners.get(short) ?? key) === key ? short : key;
        owners.set(base, key);
        let name = base;
        for (let number = 2; result.has(name); number++) {
            name = `${base}#${number}`;
        }
        result.set(name, policy);
    }
    return result;
}

interface Showing extends Disclosure {
    /** Whether the option at this path (`staticIdentity.identities[].password`) is secret by its type. */
    isSecret: (path: string) => boolean;
    /** Of an implementation that nobody described, any text at the gateway may be a secret. */
    hidesTextOfGateway: boolean;
}

function showingOf(policy: NormalPolicy, disclosure: Disclosure): Showing {
    const secrets = disclosure.secretOptions.get(keyOf(policy));
    return {
        ...disclosure,
        isSecret: path => secrets?.some(secret => path === secret || path.startsWith(`${secret}.`) || path.startsWith(`${secret}[`)) ?? false,
        hidesTextOfGateway: secrets === undefined
    };
}

function valueDifferences(path: string, before: Json | undefined, after: Json | undefined, shown: Json | undefined, showing: Showing): Change[] {
    if (before === after || isUnknown(after, showing)) {
        return [];
    }
    if (isRecord(before) && isRecord(after)) {
        return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap(member =>
            valueDifferences(path === '' ? member : `${path}.${member}`, before[member], after[member], isRecord(shown) ? shown[member] : undefined, showing));
    }
    if (Array.isArray(before) && Array.isArray(after)) {
        return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, index) =>
            valueDifferences(`${path}[${index}]`, before[index], after[index], Array.isArray(shown) ? shown[index] : undefined, showing));
    }
    // A secret in the source hides what stood in its place before, too: that may have been its former value.
    const hidden = after !== undefined && canonicalText(after) !== canonicalText(shown);
    return [{
        path,
        ...(before === undefined ? {} : { before: hidden ? Secret.mask : visible(path, before, undefined, 'gateway', showing) }),
        ...(after === undefined ? {} : { after: visible(path, after, shown, 'source', showing) })
    }];
}

/** A value as it may be shown. */
function visible(path: string, value: Json, shown: Json | undefined, side: 'gateway' | 'source', showing: Showing): Json {
    if (showing.isSecret(path.replace(/\[\d+\]/g, '[]'))) {
        return Secret.mask;
    }
    if (Array.isArray(value)) {
        return value.map((item, index) => visible(`${path}[${index}]`, item, Array.isArray(shown) ? shown[index] : undefined, side, showing));
    }
    if (isRecord(value)) {
        return Object.fromEntries(Object.entries(value).map(([member, item]) =>
            [member, visible(path === '' ? member : `${path}.${member}`, item, isRecord(shown) ? shown[member] : undefined, side, showing)]));
    }
    const hidden = side === 'source' ? value !== shown : showing.hidesTextOfGateway && typeof value === 'string';
    return hidden ? Secret.mask : masked(value, showing);
}

function masked(value: Json, { masking }: Disclosure): Json {
    if (typeof value !== 'string' || !masking.occursIn(value)) {
        // Credentials in an address are secret wherever they stand.
        return typeof value === 'string' ? value.replace(/(\w:\/\/)[^/?#\s]*@/g, `$1${Secret.mask}@`) : value;
    }
    return Secret.mask;
}

function settingsOf(api: NormalApi | undefined): Members | undefined {
    if (!api) {
        return undefined;
    }
    const { apiPolicies: _, ...settings } = api;
    return settings as Members;
}

/** A value of the gateway as it may be shown beside what is declared in its place. */
function besides<T extends Json>(before: T, after: Json | undefined, shown: Json | undefined, showing: Showing, path = ''): T {
    if (isRecord(before) && isRecord(after)) {
        return Object.fromEntries(Object.entries(before).map(([member, value]) =>
            [member, besides(value, after[member], isRecord(shown) ? shown[member] : undefined, showing, path === '' ? member : `${path}.${member}`)])) as T;
    }
    if (Array.isArray(before) && Array.isArray(after)) {
        return before.map((item, index) => besides(item, after[index], Array.isArray(shown) ? shown[index] : undefined, showing, `${path}[${index}]`)) as Json as T;
    }
    const hidden = isUnknown(after, showing) || after !== undefined && canonicalText(after) !== canonicalText(shown);
    return (hidden ? Secret.mask : visible(path, before, undefined, 'gateway', showing)) as T;
}

/** A declared value as it may be shown; of a secret, whether another one stands at the gateway. */
function declaredBeside<T extends Json>(before: Json | undefined, after: T, shown: Json | undefined, showing: Showing, path = ''): T {
    if (isRecord(after)) {
        return Object.fromEntries(Object.entries(after).map(([member, value]) =>
            [member, declaredBeside(isRecord(before) ? before[member] : undefined, value, isRecord(shown) ? shown[member] : undefined, showing, path === '' ? member : `${path}.${member}`)])) as T;
    }
    if (Array.isArray(after)) {
        return after.map((item, index) => declaredBeside(Array.isArray(before) ? before[index] : undefined, item, Array.isArray(shown) ? shown[index] : undefined, showing, `${path}[${index}]`)) as Json as T;
    }
    if (isUnknown(after, showing)) {
        return Secret.mask as T;
    }
    const shownValue = visible(path, after, shown, 'source', showing);
    return (shownValue === Secret.mask && before !== undefined && before !== after ? anotherSecret : shownValue) as T;
}

function isUnknown(after: Json | undefined, { missingSecrets }: Showing): boolean {
    return typeof after === 'string' && missingSecrets.some(name => after.includes(`\${${name}}`));
}

function keyOf(policy: NormalPolicy): string {
    return typeof policy.policyImpl === 'string' ? implementationKey(policy.policyImpl) : '';
}
