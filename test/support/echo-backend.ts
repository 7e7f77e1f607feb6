import { createServer } from 'node:http';

export interface EchoBackend { url: string; port: number; stop(): Promise<void> }

/** A back end that answers each call with 200 and what it was asked, as JSON `{ method, path, headers, body }`. */
export async function startEchoBackend(): Promise<EchoBackend> {
    // It closes no connection by itself: a gateway may send its next call in that moment, and Apiman answers 500 then.
    const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
            response.writeHead(200, { 'content-type': 'application/json' });
            response.end(JSON.stringify({
                method: request.method, path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString('utf8')
            }));
        });
    });
    const port = await new Promise<number>(resolve => server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
    }));
    return {
        url: `http://127.0.0.1:${port}`,
        port,
        stop: () => new Promise(resolve => {
            server.close(() => resolve());
            server.closeAllConnections();
        })
    };
}
