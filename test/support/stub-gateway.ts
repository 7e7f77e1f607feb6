import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StubGateway {
    url: string;
    /** `METHOD path` of each request that came in. */
    requests: string[];
    /** The JSON text of each object, by the path that it is read at. */
    held: Map<string, string>;
    stop(): Promise<void>;
}

/** A configuration API that holds nothing and takes everything; `answer` may answer first, or leave a request without an answer, with `true`. */
export async function startStubGateway(answer: (request: IncomingMessage, response: ServerResponse) => boolean = () => false): Promise<StubGateway> {
    const requests: string[] = [];
    const held = new Map<string, string>();
    const server = createServer((request, response) => {
        const [method, path] = [request.method ?? '', request.url ?? ''];
        requests.push(`${method} ${path}`);
        if (answer(request, response)) {
            return;
        }
        const json = (status: number, body?: unknown) => {
            response.writeHead(status, { 'content-type': 'application/json' });
            response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
        };
        let body = '';
        request.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; }).on('end', () => {
            if (method === 'PUT') {
                const bean = JSON.parse(body) as Record<string, string>;
                const kind = path === '/apis' ? 'apis' : 'clients';
                held.set(`/organizations/${bean['organizationId']}/${kind}/${bean['apiId'] ?? bean['clientId']}/versions/${bean['version']}`, body);
                json(204);
            } else if (path.startsWith('/gateway/')) {
                // It knows every key, and no API at all.
                json(410);
            } else if (method === 'DELETE') {
                const [, kind, organization, name, version] = path.split('/');
                json(held.delete(`/organizations/${organization}/${kind}/${name}/versions/${version}`) ? 204 : 404);
            } else if (path === '/system/status') {
                json(200, { id: 'stub', name: 'stub', description: '', moreInfo: '', version: '3.1.3.Final', up: true });
            } else if (path === '/system/endpoint') {
                json(200, { endpoint: `${url}/gateway` });
            } else {
                json(held.has(path) ? 200 : 404, held.get(path));
            }
        });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return {
        url, requests, held,
        stop: () => new Promise(resolve => {
            server.close(() => resolve());
            server.closeAllConnections();
        })
    };
}
