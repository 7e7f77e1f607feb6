import http from 'node:http';
import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import type { ApiBean } from './beans.ts';
import type { Call } from './call.ts';
import { EngineError } from './engine-error.ts';
import { fillPlaceholders } from './placeholders.ts';
import type { Placeholders } from './placeholders.ts';

/** Where the calls of an API go, worked out once. */
export interface Backend {
    secure: boolean;
    hostname: string;
    port: string;
    /** The value of `Host`. */
    host: string;
    path: string;
    authorization: string | undefined;
    /** Milliseconds. The second one runs until the head of the answer is there, and begins again with each piece of a body sent. */
    connectTimeout: number;
    readTimeout: number;
}

/** The connections to back ends; they are kept open for later calls. */
export class BackendConnections {
    readonly #plain = new http.Agent({ keepAlive: true });
    readonly #secure: https.Agent;

    /** @param authority a PEM text: whom to trust besides those that everybody trusts */
    constructor(authority: string | null) {
        this.#secure = new https.Agent({ keepAlive: true, ...(authority !== null && { ca: [...rootCertificates, authority] }) });
    }

    close(): void {
        this.#plain.destroy();
        this.#secure.destroy();
    }

    /**
     * Sends a call; `body` is what the caller sends, null when there is none. Given up when the caller goes away.
     * Fails with an `EngineError`: 502 not reachable, 504 no answer in time, 500 anything else.
     */
    send(backend: Backend, call: Call, body: Readable | null, caller: ServerResponse, sent: ((bytes: number) => void) | null): Promise<BackendAnswer> {
        const connectTimeout = call.timeouts.connect ?? backend.connectTimeout;
        const readTimeout = call.timeouts.read ?? backend.readTimeout;
        const options = {
            agent: backend.secure ? this.#secure : this.#plain,
            hostname: backend.hostname,
            port: backend.port,
            method: call.method,
            path: backendPath(backend.path, call.destination, call.query),
            headers: call.headers.raw,
        };
        return new Promise((resolve, reject) => {
            const attempt = (mayRepeat: boolean): void => {
                const outgoing = backend.secure ? https.request(options) : http.request(options);
                let reason: EngineError | undefined;
                let repeated = false;
                let answered = false;
                const timer = setTimeout(() => outgoing.destroy(reason = noAnswer(backend, call, readTimeout)), readTimeout);
                outgoing.on('socket', socket => {
                    if (!socket.connecting) return;
                    const connecting = setTimeout(() => outgoing.destroy(reason = new EngineError(502, 'Unable to connect to backend')), connectTimeout);
                    socket.once('connect', () => clearTimeout(connecting)).once('close', () => clearTimeout(connecting));
                });
                outgoing.on('response', incoming => {
                    answered = true;
                    clearTimeout(timer);
                    resolve({ incoming, outgoing });
                });
                outgoing.on('error', (error: NodeJS.ErrnoException) => {
                    // A kept connection may be closed by the back end in the very moment in which it is used again.
                    repeated = mayRepeat && reason === undefined && outgoing.reusedSocket && error.code === 'ECONNRESET' && !caller.destroyed;
                    if (!repeated) reject(reason ?? connectorError(error));
                });
                outgoing.on('close', () => {
                    clearTimeout(timer);
                    if (repeated) attempt(false);
                    else if (!answered) reject(new EngineError(500, 'Connection was closed'));
                });
                caller.on('close', () => outgoing.destroy());
                if (body === null) outgoing.end();
                else pumpBody(body, outgoing, timer, sent);
            };
            attempt(body === null && repeatable.has(call.method));
        });
    }
}

export interface BackendAnswer { incoming: IncomingMessage; outgoing: ClientRequest }

/** @throws EngineError where endpoint or endpoint properties cannot be used */
export function makeBackend(api: ApiBean, placeholders: Placeholders): Backend {
    if (api.endpoint === null) throw new EngineError(500, 'The API has no endpoint.');
    const properties = readProperties(api.endpointProperties, placeholders);
    const endpoint = fillPlaceholders(api.endpoint, placeholders);
    if (!/^(https?|ftp):\/\/./i.test(endpoint) || !URL.canParse(endpoint)) throw new EngineError(500, `The endpoint is not a URL: ${endpoint}`);
    const url = new URL(endpoint);
    // A placeholder that nobody has filled in: WHATWG's URL takes it for a host name, Java's does not.
    if (url.host.includes('$')) throw new EngineError(500, `The endpoint is not a URL: ${endpoint}`);
    const secure = url.protocol === 'https:';
    return {
        secure,
        hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: url.port || (secure ? '443' : '80'),
        host: url.host,
        path: url.pathname,
        authorization: readAuthorization(properties, secure),
        connectTimeout: timeoutOf(properties, 'timeouts.connect', 60_000),
        readTimeout: timeoutOf(properties, 'timeouts.read', 120_000),
    };
}

/** With a query and no destination Apiman puts a slash before the question mark. */
export function backendPath(base: string, destination: string | null, query: string): string {
    return query === '' ? joinPath(base, destination) : `${joinPath(base, destination ?? '/')}?${query}`;
}

/** Exactly one slash between the two; a destination of nothing leaves the endpoint's path as it is. */
export function joinPath(base: string, destination: string | null): string {
    if (destination === null || destination === '') return base === '' ? '/' : base;
    if (base.endsWith('/')) return destination.startsWith('/') ? base + destination.slice(1) : base + destination;
    return destination.startsWith('/') ? base + destination : `${base}/${destination}`;
}

const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

function pumpBody(body: Readable, outgoing: ClientRequest, timer: NodeJS.Timeout, sent: ((bytes: number) => void) | null): void {
    body.on('data', (chunk: Buffer) => {
        sent?.(chunk.length);
        timer.refresh();
        if (!outgoing.write(chunk)) body.pause();
    });
    outgoing.on('drain', () => body.resume());
    body.once('end', () => outgoing.end());
    // The caller has gone in mid-body, or the body cannot be changed as a policy wants: the back end must not take the half for the whole.
    body.once('error', error => outgoing.destroy(error instanceof EngineError ? error : undefined));
}

function noAnswer(backend: Backend, call: Call, readTimeout: number): EngineError {
    const action = `${call.method} ${call.destination ?? ''} for server ${backend.hostname}:${backend.port}`;
    return new EngineError(504, `Connection to backend terminated. The timeout period of ${readTimeout}ms has been exceeded while executing ${action}`);
}

function readProperties(source: ApiBean['endpointProperties'], placeholders: Placeholders): Map<string, string> {
    const properties = new Map<string, string>();
    for (const [name, value] of Object.entries(source ?? {})) {
        if (value === null) throw new EngineError(500, `The endpoint property ${name} is null.`);
        properties.set(name, fillPlaceholders(value, placeholders));
    }
    return properties;
}

function readAuthorization(properties: Map<string, string>, secure: boolean): string | undefined {
    const type = properties.get('authorization.type');
    switch (type) {
        case undefined: case 'none': return undefined;
        case 'basic': {
            if (!secure && properties.get('basic-auth.requireSSL')?.toLowerCase() !== 'false') {
                throw new EngineError(500, 'Endpoint security requested (BASIC auth) but endpoint is not secure (SSL).');
            }
            const credentials = `${properties.get('basic-auth.username') ?? 'null'}:${properties.get('basic-auth.password') ?? 'null'}`;
            return `Basic ${Buffer.from(credentials).toString('base64')}`;
        }
        case 'mtls': case 'mssl':
            throw new EngineError(500, secure ? 'The local gateway has no certificates for mutual TLS.' : 'Mutual TLS specified, but endpoint is not HTTPS.');
        default: throw new EngineError(500, type);
    }
}

function timeoutOf(properties: Map<string, string>, name: string, preset: number): number {
    const text = properties.get(name);
    return text === undefined ? preset : readTimeout(text, name);
}

/** Milliseconds. @throws EngineError */
export function readTimeout(text: string, name: string): number {
    if (!/^[+-]?\d+$/.test(text)) throw new EngineError(500, `${name} is not a number: "${text}"`);
    const milliseconds = Number(text);
    if (milliseconds <= 0 || milliseconds > 2_147_483_647) throw new EngineError(500, 'Timeout must be a positive value');
    return milliseconds;
}

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL']);

function connectorError(error: NodeJS.ErrnoException): EngineError {
    if (error instanceof EngineError) return error;
    if (error.code !== undefined && unreachable.has(error.code)) return new EngineError(502, 'Unable to connect to backend');
    if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return new EngineError(500, 'Connection was closed');
    return new EngineError(500, error.message);
}
