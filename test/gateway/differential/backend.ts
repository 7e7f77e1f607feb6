import type { RequestListener } from 'node:http';
import { echo } from '../gateway-under-test.ts';
import { keySet } from './tokens.ts';

/**
 * Answers with what it was asked, and at some paths with something else: `/answer?status=&type=&body=` as it is told, `/count-…` how often it was
 * called there before, `/slow` never, `/quiet` without an answer's body but with the request's in a header, `/jwks` a key set.
 */
export function differentialBackend(): RequestListener {
    const counts = new Map<string, number>();
    return (request, response) => {
        const url = new URL(request.url ?? '/', 'http://back.example');
        const last = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
        const given = (name: string, preset: string) => url.searchParams.get(name) ?? preset;
        if (last === 'jwks') response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(keySet));
        else if (last === 'answer') response.writeHead(Number(given('status', '200')), { 'Content-Type': given('type', 'text/plain') }).end(given('body', ''));
        else if (last === 'slow') request.resume();
        else if (last === 'quiet') {
            const chunks: Buffer[] = [];
            request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
                response.writeHead(200, { 'X-Body': encodeURIComponent(Buffer.concat(chunks).toString()), 'X-Type': request.headers['content-type'] ?? '', 'X-Accept': request.headers.accept ?? '' }).end();
            });
        } else if (last.startsWith('count-')) {
            // Apiman puts the parameters in another order.
            const key = `${request.method} ${url.pathname} ${[...url.searchParams].map(String).toSorted().join('&')}`;
            const count = counts.get(key) ?? 0;
            counts.set(key, count + 1);
            request.resume().on('end', () => response.writeHead(200, { 'Content-Type': 'text/plain' }).end(`called ${count} times before`));
        } else echo(request, response);
    };
}
