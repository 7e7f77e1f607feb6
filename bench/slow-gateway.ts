/** A configuration API in memory that takes its time for each answer: `node bench/slow-gateway.ts <milliseconds>`; prints its address. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const latency = Number(process.argv[2] ?? 0);
const held = new Map<string, string>();
const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; }).on('end', () => {
        const answer = () => {
            const [status, text] = answerTo(request.method ?? '', request.url ?? '', body);
            response.writeHead(status, { 'content-type': 'application/json' });
            response.end(text);
        };
        if (latency > 0) setTimeout(answer, latency);
        else answer();
    });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${address()}\n`));

function answerTo(method: string, path: string, body: string): [status: number, text: string] {
    if (method === 'PUT') {
        const bean = JSON.parse(body) as Record<string, string>;
        held.set(`/organizations/${bean['organizationId']}${path}/${bean['apiId'] ?? bean['clientId']}/versions/${bean['version']}`, body);
        return [204, ''];
    }
    if (path === '/system/status') return [200, '{"version":"3.1.3.Final","up":true}'];
    if (path === '/system/endpoint') return [200, JSON.stringify({ endpoint: `${address()}/gateway` })];
    if (path.startsWith('/gateway')) return [410, ''];
    const found = held.get(path);
    return found === undefined ? [404, ''] : [200, found];
}

function address(): string {
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
