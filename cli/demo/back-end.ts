import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BackEnd { url: string; close(): Promise<void> }

/** A small implementation behind the gateway: answers every request with what it saw of it. Keys and credentials that reach it are not repeated. */
export async function startBackEnd(): Promise<BackEnd> {
    const server = createServer((request, response) => {
        request.resume();
        request.on('end', () => {
            response.setHeader('Content-Type', 'application/json');
            response.end(`${JSON.stringify({ service: 'sample back end', method: request.method, path: request.url, orders: [{ id: '4711', items: ['tea', 'cups'] }] })}\n`);
        });
    });
    await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => new Promise(resolve => {
            server.close(() => resolve());
            server.closeAllConnections();
        })
    };
}
