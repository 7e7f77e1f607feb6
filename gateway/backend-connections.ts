import type { ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import { Agent, Client, Pool } from 'undici';
import type { Dispatcher } from 'undici';
import { backendPath } from './backend.ts';
import type { Backend } from './backend.ts';
import { BackendExchange } from './backend-exchange.ts';
import type { BackendAnswer } from './backend-exchange.ts';
import type { Call } from './call.ts';
import { EngineError } from './engine-error.ts';
import { endToEnd } from './header-list.ts';

/** The connections to back ends; they are kept open for later calls. */
export class BackendConnections {
    readonly #agent: Agent;

    /** @param authority a PEM text: whom to trust besides those that everybody trusts */
    constructor(authority: string | null) {
        this.#agent = new Agent({
            // The gateway has its own timers: an API and a policy may each say how long to wait.
            headersTimeout: 0, bodyTimeout: 0,
            connect: { timeout: 0, ...(authority !== null && { ca: [...rootCertificates, authority] }) },
            factory: (origin, options) => new Pool(origin, { ...options, factory: (place, settings) => new KeptConnection(place, settings) }),
        });
    }

    close(): void {
        void this.#agent.destroy();
    }

    /**
     * Sends a call; `body` is what the caller sends, null when there is none. Given up when the caller goes away.
     * Fails with an `EngineError`: 502 not reachable, 504 no answer in time, 500 anything else.
     */
    send(backend: Backend, call: Call, body: Readable | null, caller: ServerResponse, sent: ((bytes: number) => void) | null): Promise<BackendAnswer> {
        const connectTimeout = call.timeouts.connect ?? backend.connectTimeout;
        const readTimeout = call.timeouts.read ?? backend.readTimeout;
        const path = backendPath(backend.path, call.destination, call.query);
        return new Promise((resolve, reject) => {
            const attempt = (mayRepeat: boolean): void => {
                const request: BackendRequest = { origin: backend.origin, path, method: call.method as Dispatcher.HttpMethod, headers: endToEnd(call.headers.raw), body: null, reset: false, isKept: false };
                const exchange = new BackendExchange(caller, readTimeout, () => noAnswer(backend, call, readTimeout), resolve, (error: NodeJS.ErrnoException) => {
                    // A kept connection may be closed by the back end in the very moment in which it is used again.
                    if (mayRepeat && request.isKept && closed.has(error.code ?? '') && !caller.destroyed) attempt(false);
                    else reject(connectorError(error));
                });
                if (body) request.body = pumped(body, exchange, sent);
                this.#agent.dispatch(request, exchange);
                if (!request.isKept) exchange.waitForConnection(connectTimeout, unreachable);
            };
            attempt(body === null && repeatable.has(call.method));
        });
    }
}

/** Says of each request whether its connection has been there before. */
class KeptConnection extends Client {
    #isOpen = false;

    constructor(...args: ConstructorParameters<typeof Client>) {
        super(...args);
        this.on('connect', () => this.#isOpen = true).on('disconnect', () => this.#isOpen = false);
    }

    override dispatch(request: BackendRequest, handler: Dispatcher.DispatchHandler): boolean {
        request.isKept = this.#isOpen;
        return super.dispatch(request, handler);
    }
}

interface BackendRequest extends Dispatcher.DispatchOptions {
    /** Whether its connection has been there before. */
    isKept: boolean;
}

const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

/** Another stream than the caller's own: an answer that comes before the end of the body ends this one, and not the caller's connection. */
function pumped(body: Readable, exchange: BackendExchange, sent: ((bytes: number) => void) | null): Readable {
    const pump = new Transform({
        transform(chunk: Buffer, _encoding, done) {
            sent?.(chunk.length);
            exchange.keepWaiting();
            done(null, chunk);
        },
    });
    // The caller has gone in mid-body, or the body cannot be changed as a policy wants: the back end must not take the half for the whole.
    body.once('error', error => pump.destroy(error));
    pump.on('error', () => undefined);
    // What comes after an early answer is read all the same: the next call of the caller stands behind it.
    pump.once('close', () => void body.unpipe(pump).resume());
    return body.pipe(pump);
}

const unreachable = () => new EngineError(502, 'Unable to connect to backend');

function noAnswer(backend: Backend, call: Call, readTimeout: number): EngineError {
    const action = `${call.method} ${call.destination ?? ''} for server ${backend.hostname}:${backend.port}`;
    return new EngineError(504, `Connection to backend terminated. The timeout period of ${readTimeout}ms has been exceeded while executing ${action}`);
}

const unreachableCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL']);
const closed = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

function connectorError(error: NodeJS.ErrnoException): EngineError {
    if (error instanceof EngineError) return error;
    if (error.code !== undefined && unreachableCodes.has(error.code)) return unreachable();
    if (error.message === 'bad response') return new EngineError(500, 'The back end said something that nobody had asked for, such as "100 Continue"');
    if (error.code !== undefined && closed.has(error.code)) return new EngineError(500, 'Connection was closed');
    return new EngineError(500, error.message);
}
