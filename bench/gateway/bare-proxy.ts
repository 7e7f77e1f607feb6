/** The least that a proxy on Node can do, with kept connections and nothing else: `node bare-proxy.ts BACKEND`; prints its address. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const { hostname, port } = new URL(process.argv[2] ?? '');
const agent = new http.Agent({ keepAlive: true });
const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const outgoing = http.request({ agent, hostname, port, method: request.method, path: request.url, headers: request.headers }, incoming => {
        response.writeHead(incoming.statusCode ?? 200, incoming.rawHeaders);
        incoming.pipe(response);
    });
    request.pipe(outgoing);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
