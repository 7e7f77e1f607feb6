import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BadBean } from './beans.ts';
import type { Metrics } from './metrics.ts';
import type { PolicyServices } from './policies/policy.ts';
import type { Registry, RegistryAnswer } from './registry.ts';
import type { Traces } from './tracing.ts';

/** What the configuration API needs to know of the gateway that it configures. */
export interface ConfigurationContext {
    registry: Registry;
    user: string;
    password: string;
    /** The gateway's own base URL, without a slash at its end. */
    gatewayUrl(): string;
    /** The implementations that this gateway runs, without plugin versions. */
    implementations: readonly string[];
    services: PolicyServices;
    metrics: Metrics;
    traces: Traces;
}

/** One request of the configuration API with what stands in its path. */
export interface Exchange { context: ConfigurationContext; request: IncomingMessage; response: ServerResponse; ids: string[] }
export type Handler = (exchange: Exchange) => void | Promise<void>;

/** A path by its segments; null stands for any one. */
export interface Route { path: (string | null)[]; methods: Record<string, Handler> }

const largestBody = 64 * 1024 * 1024;

/** Null once the request has been answered because its body cannot be taken. */
export async function readBody(request: IncomingMessage, response: ServerResponse): Promise<string | null> {
    if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
        sendEmpty(response, 415);
        return null;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > largestBody) {
            response.setHeader('Connection', 'close');
            sendEmpty(response, 413);
            return null;
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}

export function sendAnswer(response: ServerResponse, answer: RegistryAnswer, success: number): void {
    if (answer.ok) sendEmpty(response, success);
    else sendError(response, answer.status, answer.errorType, answer.message);
}

export function sendError(response: ServerResponse, status: number, errorType: string, message: string): void {
    response.writeHead(status, { 'X-API-Gateway-Error': 'true', 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ errorType, message, stacktrace: '' }));
}

export function sendBadBean(response: ServerResponse, bad: BadBean): void {
    if (bad.message === null) return sendEmpty(response, bad.status);
    response.writeHead(bad.status, { 'Content-Type': 'text/html;charset=UTF-8' });
    response.end(bad.message.replace(/[&<>"]/g, character => entities[character]!));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function sendText(response: ServerResponse, status: number, text: string): void {
    if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="apiman-gateway"');
    response.writeHead(status);
    response.end(text);
}

export function sendJson(response: ServerResponse, value: unknown): void {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(value));
}

export function sendEmpty(response: ServerResponse, status: number): void {
    response.writeHead(status, status === 204 ? {} : { 'Content-Length': '0' });
    response.end();
}
