import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { startGateway } from '../../gateway/server.ts';
import type { GatewayOptions, RunningGateway } from '../../gateway/server.ts';

/** A gateway as the tests talk to it: the local one or a real Apiman. */
export interface GatewayUnderTest { gateway: string; configuration: string; password: string }

export interface Reply { status: number; headers: Record<string, string>; body: string }

export interface CallOptions { method?: string; headers?: Record<string, string> | string[]; body?: string }

export const builtIn = 'class:io.apiman.gateway.engine.policies.';

export async function startLocal(options: Partial<GatewayOptions> = {}): Promise<RunningGateway> {
    const started = await startGateway({ port: 0, apiPort: 0, host: '127.0.0.1', tls: null, data: null, user: 'admin', password: 'pw', placeholders: new Map(), authority: null, mock: null, strict: false, log: null, ...options });
    if (!started.ok) throw new Error(started.message);
    return started.running;
}

/** A server that answers with what it was asked. It closes no connection by itself: a gateway may send its next call in that moment, and Apiman answers 500 then. */
export async function startBackend(handler: http.RequestListener = echo): Promise<{ url: string; close(): void }> {
    const server = http.createServer({ keepAliveTimeout: 0 }, handler);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close() {
            server.close();
            server.closeAllConnections();
        },
    };
}

export const echo: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
        const headers: Record<string, string[]> = {};
        for (let at = 0; at < request.rawHeaders.length; at += 2) (headers[request.rawHeaders[at]!] ??= []).push(request.rawHeaders[at + 1]!);
        response.writeHead(200, { 'Content-Type': 'application/json', 'X-Back': 'one', 'Location': 'http://backend.example/abc' });
        response.end(JSON.stringify({ method: request.method, url: request.url, headers, body: Buffer.concat(chunks).toString(), link: 'http://backend.example/abc' }));
    });
};

/** One call, exactly as written: the path is not normalized. */
export function call(url: string, options: CallOptions = {}): Promise<Reply> {
    const [, origin = '', path = ''] = /^(http:\/\/[^/?]+)(.*)$/.exec(url) ?? [];
    const { hostname, port, host } = new URL(origin);
    const headers = Array.isArray(options.headers) ? ['Host', host, ...options.headers] : { Host: host, ...options.headers };
    return new Promise((resolve, reject) => {
        const request = http.request({ hostname, port, path: path || '/', method: options.method ?? 'GET', headers, agent: false, insecureHTTPParser: true }, response => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () => {
                const flat = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
                resolve({ status: response.statusCode ?? 0, headers: flat, body: Buffer.concat(chunks).toString() });
            });
            response.on('error', reject);
        });
        request.on('error', reject);
        request.end(options.body);
    });
}

/** A call of the configuration API with the right credentials. */
export function configure(target: GatewayUnderTest, method: string, path: string, body?: unknown): Promise<Reply> {
    const headers: Record<string, string> = { Authorization: `Basic ${Buffer.from(`admin:${target.password}`).toString('base64')}` };
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    if (text !== undefined) Object.assign(headers, { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) });
    return call(`${target.configuration}${path}`, { method, headers, ...(text !== undefined && { body: text }) });
}

export interface Policy { policyImpl: string | null; policyJsonConfig: string | null }

/** A policy with its configuration as JSON text, as the beans want it. */
export function policy(implementation: string, config: unknown): Policy {
    return { policyImpl: implementation.includes(':') ? implementation : `${builtIn}${implementation}`, policyJsonConfig: JSON.stringify(config) };
}

export function publicApi(apiId: string, endpoint: string, ...apiPolicies: Policy[]): Record<string, unknown> {
    return { organizationId: 'o', apiId, version: '1.0', publicAPI: true, endpoint, endpointType: 'rest', endpointContentType: 'json', apiPolicies };
}

export function privateApi(apiId: string, endpoint: string): Record<string, unknown> {
    return { organizationId: 'o', apiId, version: '1.0', publicAPI: false, endpoint, endpointType: 'rest', endpointContentType: 'json' };
}

export function client(clientId: string, apiKey: string, contracts: Record<string, Policy[]>): Record<string, unknown> {
    return {
        organizationId: 'o', clientId, version: '1.0', apiKey,
        contracts: Object.entries(contracts).map(([apiId, policies]) => ({ apiOrgId: 'o', apiId, apiVersion: '1.0', plan: 'Gold', policies })),
    };
}
