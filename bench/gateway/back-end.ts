/** A back end that answers as fast as Node can: `node back-end.ts BYTES`; prints its address. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const body = Buffer.alloc(Number(process.argv[2] ?? 1024), 'x');
const head = { 'Content-Type': 'text/plain', 'Content-Length': String(body.length) };
const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    request.resume();
    response.writeHead(200, head).end(body);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
