import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands where a gateway would, and counts who comes: for scenarios in which nobody may. */
export class FakeGateway {
    connections = 0;
    readonly #server: Server;

    private constructor(server: Server) {
        this.#server = server;
        server.on('connection', () => { this.connections += 1; });
    }

    static async start(): Promise<FakeGateway> {
        const server = createServer((_, response) => { response.writeHead(503).end(); });
        const gateway = new FakeGateway(server);
        await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
        return gateway;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    }

    stop(): void {
        this.#server.close();
        this.#server.closeAllConnections();
    }
}
