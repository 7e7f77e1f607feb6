import http from 'node:http';
import https from 'node:https';
import { rootCertificates } from 'node:tls';
import type { FetchAnswer } from './world.ts';

/** `ca`: an authority of the gateway's own, in PEM form. */
export interface CallRequest { method?: string; headers: Record<string, string>; body?: string; signal: AbortSignal; ca?: string | undefined }

/** An answer with all that a caller sees of it: headers in their order, those that are repeated one by one. */
export interface WholeAnswer { status: number; headers: [name: string, value: string][]; body: Buffer; truncated: boolean }

/**
 * A call as a caller of an API sends it, a GET where nothing else is said, answered as soon as the head of the answer is there; no redirect is followed and the body is not
 * read. Apiman writes line breaks into the headers of its errors, which `fetch` takes for a broken answer: this reads them.
 */
export function callLeniently(url: string, call: CallRequest): Promise<Pick<FetchAnswer, 'status' | 'headers'>> {
    return send(url, call, (answer, resolve) => {
        resolve({ status: answer.statusCode ?? 0, headers: { get: name => answer.headers[name.toLowerCase()]?.toString() ?? null } });
        // What is broken off here is nobody's trouble any more.
        answer.on('error', () => undefined).destroy();
    });
}

/** The same with the body, of which no more than `most` bytes are read. */
export function callForWhole(url: string, call: CallRequest, most: number): Promise<WholeAnswer> {
    return send(url, call, (answer, resolve, reject) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const end = () => {
            const body = Buffer.concat(chunks);
            resolve({ status: answer.statusCode ?? 0, headers: pairs(answer.rawHeaders), body: body.subarray(0, most), truncated: body.length > most });
        };
        answer.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            size += chunk.length;
            if (size > most) {
                end();
                answer.destroy();
            }
        }).on('end', end).on('error', reject);
    });
}

function send<A>(url: string, { method = 'GET', headers, body, signal, ca }: CallRequest, read: (answer: http.IncomingMessage, resolve: (value: A) => void, reject: (error: Error) => void) => void): Promise<A> {
    return new Promise((resolve, reject) => {
        const { request } = new URL(url).protocol === 'https:' ? https : http;
        const call = request(url, {
            method, headers, signal, agent: false, ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }), insecureHTTPParser: true, maxHeaderSize: 64 * 1024
        }, answer => read(answer, resolve, reject));
        call.on('error', reject).end(body);
    });
}

function pairs(raw: readonly string[]): [string, string][] {
    return raw.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}
