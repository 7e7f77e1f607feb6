import http from 'node:http';
import https from 'node:https';
import { rootCertificates } from 'node:tls';
import type { FetchAnswer } from './world.ts';

export interface CallRequest { headers: Record<string, string>; signal: AbortSignal; /** An authority of the gateway's own, in PEM form. */ ca?: string | undefined }

/**
 * A GET as a caller of an API sends it, answered as soon as the head of the answer is there; no redirect is followed and the body is not
 * read. Apiman writes line breaks into the headers of its errors, which `fetch` takes for a broken answer: this reads them.
 */
export function callLeniently(url: string, { headers, signal, ca }: CallRequest): Promise<Pick<FetchAnswer, 'status' | 'headers'>> {
    return new Promise((resolve, reject) => {
        const { request } = new URL(url).protocol === 'https:' ? https : http;
        const call = request(url, { method: 'GET', headers, signal, agent: false, ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }), insecureHTTPParser: true, maxHeaderSize: 64 * 1024 }, answer => {
            resolve({ status: answer.statusCode ?? 0, headers: { get: name => answer.headers[name.toLowerCase()]?.toString() ?? null } });
            // What is broken off here is nobody's trouble any more.
            answer.on('error', () => undefined).destroy();
        });
        call.on('error', reject).end();
    });
}
