import { t } from '@vscode/l10n';
import { identityOf } from '../language/declarations.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { Masking } from './masking.ts';
import type { RegistrationOutcome } from './operation.ts';
import { inParallel, mostAtOnce } from './parallel.ts';
import type { Secret } from './secret.ts';
import { publicAddress } from './serving.ts';
import { isSafeForSecrets, shownUrl } from './address.ts';
import { troubleOf } from './transport.ts';
import type { FetchAnswer, World } from './world.ts';

/** A client that was registered at a gateway, with the APIs that its contracts are with. */
export interface SmokeClient { client: string; apis: readonly string[]; gateway: string }

/** What became of one call. `answered` says that the gateway let it through or refused it as declared; what the back end said is its own business. */
export interface SmokeResult {
    client: string;
    api: string;
    gateway: string;
    outcome: 'answered' | 'failed';
    /** Of the answer, where there was one. */
    status?: number;
    /** In words for people; holds no secret. */
    error?: string;
}

export interface SmokeOptions {
    world: World;
    signal?: AbortSignal | undefined;
    /** Knows the secrets of the project: an error of a gateway may quote the configuration of a policy. */
    masking: Masking;
    /** Milliseconds until a call counts as never answered. */
    patience?: number;
}

/** As long a gateway is given to serve by what was just registered. */
const untilServed = 2_000;

/** The clients of a registration that are in force now. */
export function smokeClients({ operations }: RegistrationOutcome): SmokeClient[] {
    return operations.flatMap(({ entity, gateway, outcome, content }) => {
        const revealed = content.reveal();
        return outcome === 'done' && revealed.kind === 'register' ? [{ client: entity, apis: revealed.needs, gateway }] : [];
    });
}

/**
 * One GET for each contract, with the client's key, at the address of the API. Configuration errors show at the first call only: an
 * unknown class, a wrong option, an invalid expression. A limit counts the call.
 */
export async function smokeCalls(clients: readonly SmokeClient[], gateways: readonly GatewayClient[], options: SmokeOptions): Promise<SmokeResult[]> {
    const results = await Promise.all(gateways.map(async gateway => {
        const here = clients.filter(client => client.gateway === gateway.name);
        const address = here.length > 0 ? await publicAddress(gateway, options.signal) : undefined;
        const calls = here.flatMap(({ client, apis }) => apis.map(api => ({ client, api, gateway: gateway.name })));
        const keys = keyReader(gateway, options);
        return inParallel(calls, mostAtOnce, async (call): Promise<SmokeResult> => ({ ...call, ...await oneCall(call, address, keys, { ...options, ca: gateway.target.tls?.ca }) }));
    }));
    return results.flat();
}

/** `ca`: the authority that the environment names for the gateway. */
type CallOptions = SmokeOptions & { ca?: string | undefined };

type Finding = Pick<SmokeResult, 'outcome' | 'status' | 'error'>;

async function oneCall({ client, api }: { client: string; api: string }, address: string | undefined, keys: KeyReader, options: CallOptions): Promise<Finding> {
    if (options.signal?.aborted) {
        return cancelled();
    }
    if (!isCallable(address)) {
        return failed(whyNotCallable(address));
    }
    const key = await keys(client);
    if (!key) {
        return options.signal?.aborted ? cancelled() : failed(t('It was not called: its API key could not be read at the gateway.'));
    }
    const url = `${callUrl(address, api)}/`;
    const begun = options.world.now();
    for (let pause = 10; ; pause *= 2) {
        const finding = await callOnce(url, key, options);
        const mayYetBeServed = (finding.status === 404 || finding.status === 410) && options.world.now() - begun + pause < untilServed;
        if (finding.outcome === 'answered' || !mayYetBeServed || options.signal?.aborted) {
            return finding;
        }
        await options.world.sleep(pause, options.signal);
    }
}

/** Whether a gateway says where it serves calls, and a key is safe on the way there. */
export function isCallable(address: string | undefined): address is string {
    return address !== undefined && isSafeForSecrets(address);
}

export function whyNotCallable(address: string | undefined): string {
    return address === undefined
        ? t('It was not called: the gateway does not say where it serves calls. Give it as "publicUrl" in apim.yaml.')
        : t('It was not called: the API key would be readable on the way to {0}. Give an https address as "publicUrl" in apim.yaml.', shownUrl(address));
}

/** `patience` in milliseconds. */
export function noAnswerWithin(patience: number): string {
    return t('No answer within {0} seconds. Apiman never answers where a regular expression of a policy is invalid; the back end may also be slow.', patience / 1000);
}

/** Where a gateway serves an API, each part escaped; without a slash at its end. */
export function callUrl(address: string, api: string): string {
    const { organization, name, version } = identityOf(api);
    return `${address.replace(/\/+$/, '')}/${[organization, name, version].map(encodeURIComponent).join('/')}`;
}

async function callOnce(url: string, key: Secret, { world, signal, masking, ca, patience = 10_000 }: CallOptions): Promise<Finding> {
    // One controller and a timer that is cleared: signals that time out by themselves pile up by the thousand.
    const controller = new AbortController();
    let late = false;
    const timer = setTimeout(() => { late = true; controller.abort(); }, patience);
    const abort = () => controller.abort();
    signal?.addEventListener('abort', abort, { once: true });
    try {
        signal?.throwIfAborted();
        return judge(await world.call(url, { headers: { 'X-API-Key': key.reveal(), accept: '*/*' }, signal: controller.signal, ca }), masking);
    } catch (error) {
        if (signal?.aborted) {
            return cancelled();
        }
        return failed(late ? noAnswerWithin(patience)
            : t('No answer: {0}.', troubleOf(error).detail));
    } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
    }
}

/** The gateway answers 500 in the name of these policies where they refuse a call as they were told to: address, blocked address, time. */
const refusals = new Set(['10001', '10002', '10014']);

function judge({ status, headers }: Pick<FetchAnswer, 'status' | 'headers'>, masking: Masking): Finding {
    const error = headers.get('x-gateway-error');
    if (error !== null) {
        return failed(t('The gateway answered {0}{1}', status, words(error, masking)), status);
    }
    const code = headers.get('x-policy-failure-code');
    return status === 500 && code !== null && !refusals.has(code)
        ? failed(t('A policy answered 500{0}', words(headers.get('x-policy-failure-message') ?? '', masking)), status) : { outcome: 'answered', status };
}

/**
 * Without the pieces of the configuration that Jackson quotes behind its message: they are cut anywhere, also in the middle of a secret.
 * What it says last is the option that it stumbled over.
 */
function words(text: string, masking: Masking): string {
    const [, chain = ''] = /\(through reference chain: ([^)]*)\)\s*$/.exec(text) ?? [];
    const option = [...chain.matchAll(/\["([\w-]+)"\]/g)].map(([, name]) => name).join('.');
    const message = masking.message(text.replace(/\s*(?:\(start marker )?(?:at )?\[Source:[\s\S]*$/, ''));
    const all = [message, ...(option === '' ? [] : [t('(option {0})', option)])].filter(part => part !== '').join(' ');
    return all === '' ? '.' : `: ${/[.!?\u2026]$/.test(all) ? all : `${all}.`}`;
}

function failed(error: string, status?: number): Finding {
    return { outcome: 'failed', ...(status === undefined ? {} : { status }), error };
}

function cancelled(): Finding {
    return failed(t('It was cancelled before it was answered.'));
}

type KeyReader = (client: string) => Promise<Secret | undefined>;

/** Reads the key of each client once. */
function keyReader(gateway: GatewayClient, { signal, masking }: SmokeOptions): KeyReader {
    const keys = new Map<string, Promise<Secret | undefined>>();
    const read = async (client: string) => {
        const found = await gateway.readClient(identityOf(client), signal);
        const key = found.ok ? found.value?.key : undefined;
        if (key) {
            masking.add(key);
        }
        return key;
    };
    return client => {
        const key = keys.get(client) ?? read(client);
        keys.set(client, key);
        return key;
    };
}
