import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { parseAddress, plainAccept } from './address.ts';
import { takeQueryKey } from './query.ts';
import { makeBackend } from './backend.ts';
import type { BackendConnections } from './backend.ts';
import type { Call } from './call.ts';
import { makeChain, runFailure, runRequest, runResponse, runUnanswered } from './chain.ts';
import type { Chain } from './chain.ts';
import { EngineError } from './engine-error.ts';
import { HeaderList } from './header-list.ts';
import type { PolicyServices } from './policies/policy.ts';
import { writeEngineError, writePolicyFailure } from './refusals.ts';
import type { RegisteredApi, RegisteredClient, RegisteredContract, Registry } from './registry.ts';
import { inspectPayload } from './payload.ts';
import { fromBackend, fromStandIn, relayAnswer, requestBody } from './relay.ts';
import type { AnswerOnItsWay } from './relay.ts';

/** What the request path needs. */
export interface CallContext {
    registry: Registry;
    connections: BackendConnections;
    services: PolicyServices;
    /** One line a request, without query and key; null: no log. */
    log: ((line: string) => void) | null;
}

/** Answers the requests of API callers by Apiman's decision table. */
export function callHandler(context: CallContext): (request: IncomingMessage, response: ServerResponse) => void {
    return (request, response) => {
        if (context.log) logWhenDone(context.log, request, response);
        const resolved: { api: RegisteredApi | null } = { api: null };
        void handle(context, request, response, resolved).catch((error: unknown) => {
            if (response.headersSent) response.destroy();
            else if (error instanceof EngineError) writeEngineError(response, error.status, error.message, isXml(resolved.api));
            else writeEngineError(response, 500, error instanceof Error ? error.message : String(error), isXml(resolved.api));
        });
    };
}

async function handle(context: CallContext, request: IncomingMessage, response: ServerResponse, resolved: { api: RegisteredApi | null }): Promise<void> {
    const { path, query } = splitTarget(request.url ?? '/');
    const incoming = readHeaders(request.rawHeaders);
    const address = parseAddress(path, incoming.version, incoming.accept);
    if (!address) throw new EngineError(500, `Invalid endpoint provided: ${path}`);
    if (address.versionFrom === 'accept') incoming.headers.set('Accept', plainAccept(incoming.accept ?? ''));

    const inQuery = takeQueryKey(query);
    const { api, client, contract } = decide(context.registry, address, incoming.key ?? inQuery.key);
    resolved.api = api;
    const chain = contract
        ? contract.chain ??= makeChain(contract.bean.policies, context.services)
        : api.chain ??= makeChain(api.bean.apiPolicies, context.services);

    const call: Call = {
        method: request.method ?? 'GET',
        destination: address.destination,
        path,
        query: api.bean.keysStrippingDisabled ? query : inQuery.rest,
        headers: incoming.headers,
        remoteAddress: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
        api: api.bean,
        client: client?.bean,
        isSecure: 'encrypted' in request.socket,
        limitHeaders: undefined,
        roles: undefined,
        timeouts: {},
        standIn: undefined,
        payloadDigest: undefined,
    };
    let body: Readable | null = incoming.hasBody ? request : null;
    if (body && api.bean.parsePayload) {
        const payload = await inspectPayload(body, api.bean);
        call.headers.remove('Content-Length');
        call.payloadDigest = payload?.digest;
        body = Readable.from(payload ? [payload.body] : []);
    }

    const running = runRequest(chain, call);
    const outcome = running instanceof Promise ? await running : running;
    if (outcome?.kind === 'failure') return fail(chain, call, outcome, response);
    if (outcome?.kind === 'answer') {
        const failure = await runResponse(chain, call, outcome.answer);
        if (failure) return fail(chain, call, failure, response);
        response.writeHead(outcome.answer.status, outcome.answer.message, outcome.answer.headers.raw);
        response.end();
        return;
    }

    const answered = call.standIn ? fromStandIn(call.standIn) : await askBackend(context, api, chain, call, body, response);
    const failure = await relayAnswer(chain, call, answered, response);
    if (failure) fail(chain, call, failure, response);
}

async function askBackend({ connections, services }: CallContext, api: RegisteredApi, chain: Chain, call: Call, body: Readable | null, response: ServerResponse): Promise<AnswerOnItsWay> {
    const backend = api.backend ??= makeBackend(api.bean, services.placeholders);
    if (backend.authorization !== undefined) call.headers.set('Authorization', backend.authorization);
    call.headers.raw.unshift('Host', backend.host);
    const sent = chain.metersSent ? (bytes: number) => chain.policies.forEach(policy => policy.sent?.(call, bytes)) : null;
    try {
        return fromBackend(await connections.send(backend, call, body && chain.changesRequestBody ? requestBody(chain, call, body) : body, response, sent));
    } catch (error) {
        runUnanswered(chain, call);
        throw error;
    }
}

function decide(registry: Registry, address: NonNullable<ReturnType<typeof parseAddress>>, key: string | null): {
    api: RegisteredApi; client?: RegisteredClient; contract?: RegisteredContract;
} {
    const api = registry.api(address.organization, address.api, address.version);
    if (key === null || api?.bean.keysStrippingDisabled) {
        if (!api) throw new EngineError(404, 'API not found.');
        if (!api.bean.publicAPI) throw new EngineError(403, 'API not public.');
        return { api };
    }
    const client = registry.clientByKey(key);
    if (!client) throw new EngineError(404, `No client found for API Key ${key}`);
    if (!api) throw new EngineError(410, `API ${address.api} in Organization ${address.organization} has been retired.`);
    const contract = registry.contract(client, api.bean);
    if (!contract) throw new EngineError(404, `No contract found between Client ${client.bean.clientId} and API ${address.api}.`);
    return { api, client, contract };
}

function fail(chain: Chain, call: Call, failure: NonNullable<Awaited<ReturnType<typeof relayAnswer>>>, response: ServerResponse): void {
    runFailure(chain, call, failure);
    writePolicyFailure(response, failure, call.api.endpointContentType === 'xml');
}

/** The header that carries the key is gone from the list; one that is blank counts as absent. */
function readHeaders(raw: string[]): { headers: HeaderList; key: string | null; version: string | undefined; accept: string | undefined; hasBody: boolean } {
    const kept: string[] = [];
    let key: string | null = null;
    let version: string | undefined;
    let accept: string | undefined;
    let hasBody = false;
    for (let at = 0; at < raw.length; at += 2) {
        const name = raw[at]!;
        const value = raw[at + 1]!;
        switch (name.length) {
            case 4: if (name.toLowerCase() === 'host') continue; break;
            case 6:
                // Node has answered `Expect: 100-continue` already; the back end would do so a second time.
                if (name.toLowerCase() === 'expect') continue;
                if (name.toLowerCase() === 'accept') accept ??= value;
                break;
            case 9:
                if (name.toLowerCase() === 'x-api-key') {
                    if (value.trim() !== '') key ??= value;
                    continue;
                }
                break;
            case 13:
                if (name.toLowerCase() === 'x-api-version') {
                    version ??= value;
                    // Apiman takes it out in this spelling only.
                    if (name === 'X-API-Version') continue;
                }
                break;
            case 14: if (name.toLowerCase() === 'content-length' && value !== '0') hasBody = true; break;
            case 17: if (name.toLowerCase() === 'transfer-encoding') hasBody = true; break;
            default:
        }
        kept.push(name, value);
    }
    return { headers: new HeaderList(kept), key, version, accept, hasBody };
}

/** The target as it stands in the request line; a proxy's absolute form loses its origin. */
function splitTarget(target: string): { path: string; query: string } {
    const relative = target.startsWith('/') ? target : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/';
    const mark = relative.indexOf('?');
    return mark < 0 ? { path: relative, query: '' } : { path: relative.slice(0, mark), query: relative.slice(mark + 1) };
}

function isXml(api: RegisteredApi | null): boolean {
    return api?.bean.endpointContentType === 'xml';
}

function logWhenDone(log: (line: string) => void, request: IncomingMessage, response: ServerResponse): void {
    const start = performance.now();
    response.once('close', () => {
        const status = response.writableFinished ? String(response.statusCode) : `${response.statusCode} (broken off)`;
        log(`${new Date().toISOString()} ${request.method} ${splitTarget(request.url ?? '/').path} ${status} ${Math.round(performance.now() - start)}ms`);
    });
}
