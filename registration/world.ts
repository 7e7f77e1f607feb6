import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import { Connections } from './connections.ts';
import { callForWhole, callLeniently, type CallRequest, type WholeAnswer } from './lenient-call.ts';
import { Secret } from './secret.ts';

/** What `fetch` answers, as far as it is needed here; the platform's `Response` is one. */
export interface FetchAnswer {
    status: number;
    headers: { get(name: string): string | null };
    text(): Promise<string>;
}

export interface FetchRequest {
    method: 'GET' | 'PUT' | 'DELETE' | 'POST';
    headers: Record<string, string>;
    body?: string;
    /** Redirects are never followed: a password goes to the address that the user named and nowhere else. */
    redirect: 'manual';
    signal: AbortSignal;
    /** How the gateway is known and how it knows us, where that is not as usual. */
    tls?: TlsSettings | undefined;
}

/** PEM texts. `ca` is an authority of the gateway's own, beside those that everybody trusts; the rest is our certificate. */
export interface TlsSettings { ca?: string; certificate?: string; key?: Secret; passphrase?: Secret }

export type Fetch = (url: string, init: FetchRequest) => Promise<FetchAnswer>;

/** Clock, chance and network: everything that makes two runs differ. Tests bring their own. */
export interface World {
    fetch: Fetch;
    /** A call of an API at the gateway, which may be answered in a way that `fetch` cannot read. */
    call(url: string, request: CallRequest): Promise<Pick<FetchAnswer, 'status' | 'headers'>>;
    /** The same with the body, up to so many bytes. */
    callForWhole(url: string, request: CallRequest, most: number): Promise<WholeAnswer>;
    /** Milliseconds since some point in time. */
    now(): number;
    /** Milliseconds since 1970, by the wall clock. */
    today(): number;
    /** Ends early, without a throw, when `signal` aborts. */
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
    /** Between 0 and 1, for jitter only. */
    random(): number;
    /** A new API key: a random UUID v4. */
    randomKey(): Secret;
}

/**
 * At most 20 connections to one gateway, through the proxy that the usual variables name (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`); never to
 * this machine itself. `close` ends the connections that are kept open.
 */
export function realWorld(environment: Readonly<Record<string, string | undefined>> = process.env): World & { close(): Promise<void> } {
    const connections = new Connections(environment);
    return {
        fetch: async (url, { method, headers, body, signal, tls }) => {
            const answer = await request(url, { method, headers, body: body ?? null, signal, dispatcher: connections.to(url, tls) });
            return {
                status: answer.statusCode,
                headers: { get: name => first(answer.headers[name.toLowerCase()]) },
                text: () => answer.body.text()
            };
        },
        call: callLeniently,
        callForWhole,
        now: () => performance.now(),
        today: Date.now,
        sleep: async (milliseconds, signal) => {
            try {
                await delay(milliseconds, undefined, signal ? { signal } : {});
            } catch {
                // Cancelled: the caller looks at the signal itself.
            }
        },
        random: Math.random,
        randomKey: () => new Secret(randomUUID()),
        close: () => connections.close()
    };
}

function first(header: string | string[] | undefined): string | null {
    return (Array.isArray(header) ? header[0] : header) ?? null;
}
