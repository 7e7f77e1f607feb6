/** A gateway from npm (`fast-gateway`) with a look-up of the key and a rate limit in front of its proxy: `node npm-gateway.ts BACKEND`; prints its address. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import gateway from 'fast-gateway';

const clients = new Map(Array.from({ length: 10 }, (_, at) => [`key-${at}`, { calls: 0 }]));
const service = gateway({
    routes: [{
        prefix: '/bench/api/1.0', prefixRewrite: '', target: process.argv[2] ?? '',
        middlewares: [(request: IncomingMessage, response: ServerResponse, next: () => void) => {
            const client = clients.get(String(request.headers['x-api-key']));
            if (!client) return void response.writeHead(404).end();
            if (++client.calls > 1e12) return void response.writeHead(429).end();
            next();
        }],
    }],
});
const server = await service.start(0, '127.0.0.1') as unknown as Server;
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
