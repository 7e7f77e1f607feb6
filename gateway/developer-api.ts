import type { Exchange, Route } from './exchange.ts';
import { readBody, sendError, sendJson } from './exchange.ts';

/** What this gateway offers to people who develop and Apiman does not have: which policies it runs, its clock, what becomes of calls, metrics. */
export const developerRoutes: Route[] = [
    { path: ['system', 'policies'], methods: { GET: ({ context, response }) => sendJson(response, context.implementations) } },
    { path: ['system', 'time'], methods: { GET: time, POST: advance } },
    { path: ['system', 'trace'], methods: { GET: trace } },
    { path: ['metrics'], methods: { GET: metrics } },
];

/** `{"now":"2026-11-29T…Z","ahead":86400000}`: the time of the gateway, and how many milliseconds it is ahead of the real one. */
function time({ context: { services: { clock } }, response }: Exchange): void {
    sendJson(response, { now: new Date(clock.now()).toISOString(), ahead: clock.ahead });
}

/** Takes `{"advance":milliseconds}`. Time does not run backwards: what has been counted would be counted again. */
async function advance(exchange: Exchange): Promise<void> {
    const { context: { services: { clock } }, request, response } = exchange;
    const text = await readBody(request, response);
    if (text === null) return;
    const milliseconds = readAdvance(text);
    if (milliseconds === null) return sendError(response, 400, 'InvalidTimeException', 'Say by how many milliseconds the clock is to be put forward, as in {"advance":86400000}: a whole number, at most ten years in all.');
    if (milliseconds + clock.ahead > tenYears) return sendError(response, 400, 'InvalidTimeException', 'The clock would be more than ten years ahead. Restart the gateway to set it right.');
    clock.advance(milliseconds);
    time(exchange);
}

const tenYears = 10 * 366 * 24 * 60 * 60 * 1000;

function readAdvance(text: string): number | null {
    try {
        const { advance: milliseconds } = JSON.parse(text) as { advance?: unknown };
        return typeof milliseconds === 'number' && Number.isSafeInteger(milliseconds) && milliseconds >= 0 && milliseconds <= tenYears ? milliseconds : null;
    } catch {
        return null;
    }
}

/**
 * A line of JSON (`CallRecord`) for each call from now on, until whoever asked goes away. One that reads too slowly misses calls. An empty line each
 * minute says that the gateway is still there: most programs take an answer for broken off in which nothing comes for some minutes.
 */
function trace({ context: { traces }, request, response }: Exchange): void {
    response.writeHead(200, { 'Content-Type': 'application/x-ndjson' });
    response.flushHeaders();
    const end = traces.watch(record => {
        if (!response.writableNeedDrain) response.write(`${JSON.stringify(record)}\n`);
    });
    const alive = setInterval(() => { if (!response.writableNeedDrain) response.write('\n'); }, 60_000).unref();
    request.socket.setTimeout(0);
    response.on('close', () => {
        clearInterval(alive);
        end();
    });
}

async function metrics({ context, response }: Exchange): Promise<void> {
    const text = await context.metrics.text();
    response.writeHead(200, { 'Content-Type': context.metrics.contentType });
    response.end(text);
}
