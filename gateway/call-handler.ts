import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { logLine } from './access-log.ts';
import { parseAddress, plainAccept } from './address.ts';
import { makeBackend } from './backend.ts';
import type { BackendConnections } from './backend-connections.ts';
import type { Call, PolicyFailure } from './call.ts';
import type { CallRecord } from './call-record.ts';
import { runFailure, runRequest, runResponse, runUnanswered } from './chain.ts';
import type { Chain } from './chain.ts';
import { chainOf, decide } from './decision.ts';
import type { Decision } from './decision.ts';
import { EngineError } from './engine-error.ts';
import { readHeaders, splitTarget } from './incoming.ts';
import type { Metrics } from './metrics.ts';
import type { Mock } from './mock.ts';
import { inspectPayload } from './payload.ts';
import type { PolicyServices } from './policies/policy.ts';
import { maskQuery, takeQueryKey } from './query.ts';
import { writeEngineError, writePolicyFailure } from './refusals.ts';
import type { Registry } from './registry.ts';
import { fromBackend, fromStandIn, relayAnswer, requestBody } from './relay.ts';
import type { AnswerOnItsWay } from './relay.ts';
import { tracedChain } from './tracing.ts';
import type { Traces } from './tracing.ts';

/** What the request path needs. */
export interface CallContext {
    registry: Registry;
    connections: BackendConnections;
    services: PolicyServices;
    metrics: Metrics;
    traces: Traces;
    /** Answers in the place of all back ends. */
    mock: Mock | null;
    /** One line a request, keys and tokens masked; null: no log. */
    log: ((line: string) => void) | null;
}

/** A call on its way: what is known of it so far. */
interface Progress { request: IncomingMessage; response: ServerResponse; record: CallRecord; isXml: boolean }

/** Answers the requests of API callers by Apiman's decision table. */
export function callHandler(context: CallContext): (request: IncomingMessage, response: ServerResponse) => void {
    return (request, response) => {
        const progress: Progress = { request, response, record: begin(context, request, response), isXml: false };
        void handle(context, progress).catch((error: unknown) => {
            const { status, message, logged } = error instanceof EngineError ? error : new EngineError(500, error instanceof Error ? error.message : String(error));
            progress.record.refusal = { message: logged };
            if (response.headersSent) response.destroy();
            else writeEngineError(response, status, message, progress.isXml);
        });
    };
}

async function handle(context: CallContext, progress: Progress): Promise<void> {
    const { request, response, record } = progress;
    const { path, query } = splitTarget(request.url ?? '/');
    const inQuery = takeQueryKey(query);
    record.target = query === '' ? path : `${path}?${maskQuery(query)}`;
    const incoming = readHeaders(request.rawHeaders);
    const address = parseAddress(path, incoming.version, incoming.accept);
    if (!address) throw new EngineError(500, `Invalid endpoint provided: ${path}`);
    if (address.versionFrom === 'accept') incoming.headers.set('Accept', plainAccept(incoming.accept ?? ''));

    const decision = decide(context.registry, address, incoming.key ?? inQuery.key);
    const { api, client } = decision;
    progress.isXml = api.bean.endpointContentType === 'xml';
    identify(record, decision);
    const ready = chainOf(decision, context.services);
    // Where somebody traces, policies write down what they do.
    const chain = context.traces.isWatched ? tracedChain(ready, record.steps = []) : ready;
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
    if (outcome?.kind === 'failure') return fail(chain, call, outcome, progress);
    if (outcome?.kind === 'answer') {
        const failure = await runResponse(chain, call, outcome.answer);
        if (failure) return fail(chain, call, failure, progress);
        response.writeHead(outcome.answer.status, outcome.answer.message, outcome.answer.headers.raw);
        response.end();
        return;
    }

    const answered = call.standIn ? fromStandIn(call.standIn) : await askBackend(context, decision, chain, call, body, progress);
    const failure = await relayAnswer(chain, call, answered, response);
    if (failure) fail(chain, call, failure, progress);
}

async function askBackend({ connections, services, mock }: CallContext, { api }: Decision, chain: Chain, call: Call, body: Readable | null, { response, record }: Progress): Promise<AnswerOnItsWay> {
    if (mock) return fromStandIn(mock.answer(call));
    const backend = api.backend ??= makeBackend(api.bean, services.placeholders);
    if (backend.authorization !== undefined) call.headers.set('Authorization', backend.authorization);
    const sent = chain.metersSent ? (bytes: number) => chain.policies.forEach(policy => policy.sent?.(call, bytes)) : null;
    const start = performance.now();
    const noted = record.backend = { address: backend.host, status: undefined as number | undefined, milliseconds: 0 };
    try {
        const answered = await connections.send(backend, call, body && chain.changesRequestBody ? requestBody(chain, call, body) : body, response, sent);
        noted.status = answered.status;
        return fromBackend(answered);
    } catch (error) {
        runUnanswered(chain, call);
        throw error;
    } finally {
        noted.milliseconds = performance.now() - start;
    }
}

function fail(chain: Chain, call: Call, failure: PolicyFailure, { response, record, isXml }: Progress): void {
    record.refusal = { policy: failure.policy, code: failure.code, message: failure.message };
    runFailure(chain, call, failure);
    writePolicyFailure(response, failure, isXml);
}

/** The record of a call, which is told to all who want to know when the answer is over. */
function begin({ log, metrics, traces }: CallContext, request: IncomingMessage, response: ServerResponse): CallRecord {
    const start = performance.now();
    const record: CallRecord = {
        at: new Date().toISOString(), method: request.method ?? 'GET', target: '', api: undefined, client: undefined, plan: undefined,
        status: 0, isBrokenOff: false, milliseconds: 0, refusal: undefined, backend: undefined, steps: undefined,
    };
    response.once('close', () => {
        record.status = response.statusCode;
        record.isBrokenOff = !response.writableFinished;
        record.milliseconds = performance.now() - start;
        metrics.add(record);
        log?.(logLine(record));
        traces.publish(record);
    });
    return record;
}

function identify(record: CallRecord, { api, client, contract }: Decision): void {
    record.api = api.name;
    record.client = client?.name;
    record.plan = contract?.bean.plan ?? undefined;
}
