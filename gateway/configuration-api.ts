import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readApi, readClient } from './beans.ts';
import { developerRoutes } from './developer-api.ts';
import { readBody, sendAnswer, sendBadBean, sendEmpty, sendError, sendJson, sendText } from './exchange.ts';
import type { ConfigurationContext, Exchange, Handler, Route } from './exchange.ts';
import { probe } from './probe.ts';

/** Apiman's configuration API, with its statuses, bodies and twins of paths. */
export function configurationApi(context: ConfigurationContext): (request: IncomingMessage, response: ServerResponse) => void {
    const expected = digest(`${context.user}:${context.password}`);
    return (request, response) => {
        void answer(request, response).catch((error: unknown) => {
            if (response.headersSent) response.destroy();
            else sendError(response, 500, 'StorageException', `The registration could not be stored: ${errorText(error)}. Nothing was changed.`);
        });
    };

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const path = (request.url ?? '/').split('?', 1)[0]!;
        const isStatus = path === '/system/status' && request.method === 'GET';
        const refusal = isStatus ? null : refuse(request.headers.authorization);
        if (refusal !== null) return sendText(response, refusal, refusal === 401 ? 'Unauthorized' : 'Bad Request');

        const segments = decodedSegments(path);
        const match = segments && routes.find(route => matches(route.path, segments));
        if (!segments || !match) return sendEmpty(response, 404);
        const handler = match.methods[request.method ?? ''];
        if (!handler) {
            response.setHeader('Allow', ['OPTIONS', ...Object.keys(match.methods)].join(', '));
            return sendEmpty(response, request.method === 'OPTIONS' ? 200 : 405);
        }
        await handler({ context, request, response, ids: segments.filter((_, at) => match.path[at] === null) });
    }

    function refuse(authorization: string | undefined): 400 | 401 | null {
        if (authorization === undefined) return 401;
        const credentials = /^basic +(\S+)$/i.exec(authorization)?.[1];
        if (credentials === undefined) return /^basic *$/i.test(authorization.trim()) || authorization.trim() === '' ? 400 : 401;
        return timingSafeEqual(digest(Buffer.from(credentials, 'base64').toString()), expected) ? null : 401;
    }
}

const routes: Route[] = [
    { path: ['system', 'status'], methods: { GET: status } },
    { path: ['system', 'endpoint'], methods: { GET: ({ context, response }) => sendJson(response, { endpoint: `${context.gatewayUrl()}/` }) } },
    ...developerRoutes,
    { path: ['apis'], methods: { PUT: publish } },
    { path: ['apis', null, null, null], methods: { DELETE: retire(204) } },
    { path: ['apis', null, null, null, 'endpoint'], methods: { GET: endpoint } },
    { path: ['clients'], methods: { PUT: register } },
    { path: ['clients', null, null, null], methods: { DELETE: unregister(204) } },
    { path: ['organizations'], methods: { GET: organizations } },
    { path: ['organizations', null, 'apis'], methods: { GET: apiNames } },
    { path: ['organizations', null, 'apis', null, 'versions'], methods: { GET: apiVersions } },
    { path: ['organizations', null, 'apis', null, 'versions', null], methods: { GET: api, DELETE: retire(200) } },
    { path: ['organizations', null, 'apis', null, 'versions', null, 'endpoint'], methods: { GET: endpoint } },
    { path: ['organizations', null, 'apis', null, 'versions', null, 'policies', null], methods: { POST: probe } },
    { path: ['organizations', null, 'clients'], methods: { GET: clientNames } },
    { path: ['organizations', null, 'clients', null, 'versions'], methods: { GET: clientVersions } },
    { path: ['organizations', null, 'clients', null, 'versions', null], methods: { GET: client, DELETE: unregister(200) } },
];

/** The members are Apiman's, the version is that of the Apiman which is imitated. */
function status({ response }: Exchange): void {
    sendJson(response, { id: 'apim-local-gateway', name: 'Local gateway', description: null, version: '3.1.3.Final', up: true });
}

async function publish({ context, request, response }: Exchange): Promise<void> {
    const json = await readBody(request, response);
    if (json === null) return;
    const bean = readApi(json);
    if ('kind' in bean) return sendBadBean(response, bean);
    context.registry.publish(bean);
    sendEmpty(response, 204);
}

async function register({ context, request, response }: Exchange): Promise<void> {
    const json = await readBody(request, response);
    if (json === null) return;
    const bean = readClient(json);
    if ('kind' in bean) return sendBadBean(response, bean);
    if (bean.apiKey === null) return sendEmpty(response, 500);
    sendAnswer(response, context.registry.register(bean, bean.apiKey), 204);
}

function retire(success: number): Handler {
    return ({ context, response, ids: [organization, name, version] }) => sendAnswer(response, context.registry.retire(organization!, name!, version!), success);
}

function unregister(success: number): Handler {
    return ({ context, response, ids: [organization, name, version] }) => sendAnswer(response, context.registry.unregister(organization!, name!, version!), success);
}

/** Only builds a text: whether such an API exists is never asked. */
function endpoint({ context, response, ids }: Exchange): void {
    sendJson(response, { endpoint: `${context.gatewayUrl()}/${ids.join('/')}` });
}

function organizations({ context: { registry }, response }: Exchange): void {
    const found = new Set<string | null>();
    for (const bean of registry.apis()) found.add(bean.organizationId);
    for (const bean of registry.clients()) found.add(bean.organizationId);
    sendJson(response, [...found]);
}

function apiNames({ context: { registry }, response, ids: [organization] }: Exchange): void {
    sendJson(response, [...new Set(registry.apis().filter(bean => bean.organizationId === organization).map(bean => bean.apiId))]);
}

function apiVersions({ context: { registry }, response, ids: [organization, name] }: Exchange): void {
    sendJson(response, [...registry.apis().filter(bean => bean.organizationId === organization && bean.apiId === name).map(bean => bean.version)]);
}

function api({ context: { registry }, response, ids: [organization, name, version] }: Exchange): void {
    const found = registry.api(organization!, name!, version!);
    return found ? sendJson(response, found.bean) : sendEmpty(response, 404);
}

function clientNames({ context: { registry }, response, ids: [organization] }: Exchange): void {
    sendJson(response, [...new Set(registry.clients().filter(bean => bean.organizationId === organization).map(bean => bean.clientId))]);
}

function clientVersions({ context: { registry }, response, ids: [organization, name] }: Exchange): void {
    sendJson(response, [...registry.clients().filter(bean => bean.organizationId === organization && bean.clientId === name).map(bean => bean.version)]);
}

function client({ context: { registry }, response, ids: [organization, name, version] }: Exchange): void {
    const found = registry.client(organization!, name!, version!);
    return found ? sendJson(response, found.bean) : sendEmpty(response, 404);
}

/** Null where an escape cannot be decoded. A slash at the end makes no difference. */
function decodedSegments(path: string): string[] | null {
    try {
        return path.slice(1).replace(/\/$/, '').split('/').map(decodeURIComponent);
    } catch {
        return null;
    }
}

function matches(path: (string | null)[], segments: string[]): boolean {
    return path.length === segments.length && path.every((segment, at) => segment === null || segment === segments[at]);
}

function errorText(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}

function digest(text: string): Buffer {
    return createHash('sha256').update(text).digest();
}
