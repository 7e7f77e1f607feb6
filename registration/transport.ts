import { t } from '@vscode/l10n';
import { fail, succeed, type Result } from './failure.ts';
import type { FetchRequest, TlsSettings, World } from './world.ts';

export interface TransportRequest { method: FetchRequest['method']; url: string; headers: Record<string, string>; body?: string; tls?: TlsSettings | undefined; timeout?: number | undefined }
export interface TransportAnswer { status: number; contentType: string; body: string }

export interface TransportOptions {
    world: World;
    /** As it is named in failures. */
    gateway: string;
    signal?: AbortSignal | undefined;
    /** The very first question to a gateway is not repeated when nobody listens: the user wants to know at once. */
    firstContact?: boolean;
}

const usualTimeout = 10_000;
const mostAttempts = 10;
/** A gateway that nobody hears is given up after this time, so that it is known within 15 seconds. */
const unreachableAfter = 12_000;
const longestRetryAfter = 30;

/**
 * Sends one request of ten seconds at most, and repeats it with growing pauses where that helps: 429, 502, 503, 504 and broken
 * connections, never another answer. Every request to a gateway states a whole (PUT, DELETE, GET), so repeating one is harmless.
 */
export async function transmit(request: TransportRequest, options: TransportOptions): Promise<Result<TransportAnswer>> {
    const { world, gateway, signal } = options;
    const begun = world.now();
    for (let attempt = 1; ; attempt++) {
        const answer = await attemptOnce(request, options);
        if (signal?.aborted) {
            return fail({ kind: 'cancelled' });
        }
        let pause = backOff(attempt, world);
        if ('trouble' in answer) {
            const { detail, repeat, advice } = answer.trouble;
            if (advice !== undefined) {
                return fail({ kind: 'untrusted-connection', gateway, detail, advice });
            }
            const late = world.now() - begun + pause > unreachableAfter;
            if (!repeat || late || attempt >= mostAttempts || (options.firstContact && repeat === 'refused')) {
                const wantsCertificate = repeat === 'broken' && request.url.startsWith('https:') && request.tls?.certificate === undefined;
                return fail({ kind: 'gateway-unreachable', gateway, detail: wantsCertificate ? t('{0}, as gateways do that want a certificate of ours: see "tls" in apim.yaml', detail) : detail });
            }
        } else if ([429, 502, 503, 504].includes(answer.status)) {
            const wanted = retryAfter(answer.retryAfter, world);
            if (wanted !== undefined && wanted > longestRetryAfter) {
                return fail({ kind: 'overloaded', gateway, retryAfterSeconds: Math.ceil(wanted) });
            }
            if (attempt >= mostAttempts || (options.firstContact && world.now() - begun + pause > unreachableAfter)) {
                return fail({ kind: 'gateway-unreachable', gateway, detail: t('it answers {0}', answer.status) });
            }
            pause = Math.max(pause, (wanted ?? 0) * 1000);
        } else {
            return succeed(answer);
        }
        await world.sleep(pause, signal);
        if (signal?.aborted) {
            return fail({ kind: 'cancelled' });
        }
    }
}

/** `advice` where it is a matter of certificates: trying again helps nothing then. */
export interface Trouble { detail: string; repeat: false | 'refused' | 'broken'; advice?: string }

async function attemptOnce(
    request: TransportRequest, { world, signal }: TransportOptions
): Promise<(TransportAnswer & { retryAfter: string | null }) | { trouble: Trouble }> {
    // One controller and a timer that is cleared: signals that time out by themselves pile up by the thousand.
    const controller = new AbortController();
    let late = false;
    const timeout = request.timeout ?? usualTimeout;
    const timer = setTimeout(() => { late = true; controller.abort(); }, timeout);
    const abort = () => controller.abort();
    signal?.addEventListener('abort', abort, { once: true });
    try {
        signal?.throwIfAborted();
        const answer = await world.fetch(request.url, {
            method: request.method,
            headers: request.headers,
            ...(request.body === undefined ? {} : { body: request.body }),
            redirect: 'manual',
            signal: controller.signal,
            tls: request.tls
        });
        return {
            status: answer.status,
            contentType: answer.headers.get('content-type') ?? '',
            retryAfter: answer.headers.get('retry-after'),
            body: await answer.text()
        };
    } catch (error) {
        return { trouble: late ? { detail: t('no answer within {0} seconds', timeout / 1000), repeat: false } : troubleOf(error) };
    } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
    }
}

/** Network libraries throw; only the code of what they throw is read, because a message could repeat what was sent. */
export function troubleOf(error: unknown): Trouble {
    const code = codeOf(error);
    switch (code) {
        case 'ECONNREFUSED': return { detail: t('connection refused'), repeat: 'refused' };
        case 'ECONNRESET': case 'EPIPE': case 'UND_ERR_SOCKET': return { detail: t('the connection broke'), repeat: 'broken' };
        case 'ENOTFOUND': case 'EAI_AGAIN': return { detail: t('the host name is not known'), repeat: false };
        case 'ETIMEDOUT': case 'UND_ERR_CONNECT_TIMEOUT': return { detail: t('no connection within 10 seconds'), repeat: false };
        case 'UND_ERR_RES_EXCEEDED_MAX_SIZE': return { detail: t('its answer is too long'), repeat: false };
        default: return tlsTrouble(code) ?? proxyTrouble(error) ?? (code?.startsWith('HPE_') ? { detail: t('it does not speak HTTP'), repeat: false } : { detail: code ?? t('network error'), repeat: false });
    }
}

function tlsTrouble(code: string | undefined): Trouble | undefined {
    const [, words] = tlsTroubles.find(([pattern]) => pattern.test(code ?? '')) ?? [];
    return words && { ...words(), repeat: false };
}

const tlsTroubles: readonly [code: RegExp, words: () => { detail: string; advice: string }][] = [
    [/SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/, () => ({ detail: t('its certificate comes from an authority that is not known here'), advice: t('Give the certificate of the authority as "tls: { ca: … }" in apim.yaml.') })],
    [/ALTNAME_INVALID/, () => ({ detail: t('its certificate is for another host name'), advice: t('Correct the address in apim.yaml, or the certificate of the gateway.') })],
    [/CERT_HAS_EXPIRED/, () => ({ detail: t('its certificate has expired'), advice: t('The gateway needs a new one.') })],
    [/CERT_NOT_YET_VALID/, () => ({ detail: t('its certificate is not valid yet'), advice: t('Look at the clock of this machine, or at the certificate of the gateway.') })],
    [/CERTIFICATE_REQUIRED|ALERT_(BAD|UNKNOWN|UNSUPPORTED)_C|HANDSHAKE_FAILURE|UNKNOWN_CA/, () => ({ detail: t('it wants another certificate of ours'), advice: t('Give one that it knows as "tls: { certificate: …, key: … }" in apim.yaml.') })],
    [/WRONG_VERSION_NUMBER|EPROTO|PACKET_LENGTH/, () => ({ detail: t('it does not speak TLS there'), advice: t('Look at the port, and at https or http in its address in apim.yaml.') })]
];

/** A proxy that refuses says so in the message of an error without more. */
function proxyTrouble(error: unknown): Trouble | undefined {
    const status = error instanceof Error ? /Proxy response \((\d{3})\)/.exec(`${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`)?.[1] : undefined;
    return status === undefined ? undefined : {
        detail: t('the proxy answers {0}', status), repeat: false, advice: t('Look at HTTPS_PROXY and HTTP_PROXY, or name the host of the gateway in NO_PROXY.')
    };
}

function codeOf(error: unknown): string | undefined {
    if (error instanceof AggregateError && error.errors.length > 0) {
        return codeOf(error.errors[0]);
    }
    if (error instanceof Error) {
        return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
    }
    return undefined;
}

/** Doubling from a tenth of a second to five seconds; half of it is chance, so that many do not come back at once. */
function backOff(attempt: number, world: World): number {
    return Math.min(5000, 100 * 2 ** (attempt - 1)) * (0.5 + world.random() / 2);
}

/** In seconds. A date counts from now. */
function retryAfter(header: string | null, world: World): number | undefined {
    if (header === null) {
        return undefined;
    }
    const seconds = Number(header);
    return Number.isFinite(seconds) ? seconds : Math.max(0, (Date.parse(header) - world.today()) / 1000) || undefined;
}
