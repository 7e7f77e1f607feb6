import * as v from 'valibot';
import { fail, succeed, type Result } from './failure.ts';
import type { LocalGateway } from './local-gateway.ts';

/** What became of a call of the local gateway, as it tells it: see `gateway/call-record.ts`. Holds no key and no value of a header. */
const callRecord = v.object({
    at: v.string(), method: v.string(), target: v.string(), api: v.optional(v.string()), client: v.optional(v.string()), plan: v.optional(v.string()),
    status: v.number(), isBrokenOff: v.boolean(), milliseconds: v.number(),
    refusal: v.optional(v.object({ policy: v.optional(v.string()), code: v.optional(v.number()), message: v.string() })),
    backend: v.optional(v.object({ address: v.string(), status: v.optional(v.number()), milliseconds: v.number() })),
    steps: v.optional(v.array(v.object({ policy: v.string(), phase: v.picklist(['request', 'response', 'failure']), outcome: v.picklist(['passed', 'refused', 'answered', 'failed']), milliseconds: v.number(), notes: v.array(v.string()) }))),
});
export type TracedCall = v.InferOutput<typeof callRecord>;

/** The time of a local gateway: ISO 8601, and how many milliseconds it is ahead of the real one. */
const gatewayTime = v.object({ now: v.string(), ahead: v.number() });
export type GatewayTime = v.InferOutput<typeof gatewayTime>;

/** Tells every call once it has `begun`, until `signal` aborts or the gateway ends. */
export async function traceCalls({ target }: LocalGateway, signal: AbortSignal, tell: (call: TracedCall) => void, begun: () => void = () => {}): Promise<Result<void>> {
    const answer = await ask(target, '/system/trace', { signal }).catch((error: unknown) => {
        if (signal.aborted || error instanceof TypeError) return undefined;
        throw error;
    });
    if (signal.aborted) return succeed(undefined);
    if (!answer?.ok || !answer.body) return fail({ kind: 'no-local-gateway' });
    begun();
    for await (const line of linesOf(answer.body)) if (line !== '') tell(v.parse(callRecord, JSON.parse(line)));
    return succeed(undefined);
}

/** The lines of an answer until it ends, or breaks off: a gateway that is stopped does not end it. */
async function* linesOf(body: NonNullable<Response['body']>): AsyncGenerator<string> {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    const next = () => reader.read().catch(() => ({ done: true as const, value: undefined }));
    let rest = '';
    try {
        for (let chunk = await next(); !chunk.done; chunk = await next()) {
            const lines = (rest + chunk.value).split('\n');
            rest = lines.pop() ?? '';
            yield* lines;
        }
    } finally {
        // Who looks at no more of them need not be told of more.
        await reader.cancel().catch(() => undefined);
    }
}

/** Puts its clock forward by so many milliseconds (0: only tells the time). A text is why it does not. */
export async function advanceClock({ target }: LocalGateway, milliseconds: number): Promise<GatewayTime | string> {
    const answer = milliseconds === 0 ? await ask(target, '/system/time') : await ask(target, '/system/time', { method: 'POST', body: JSON.stringify({ advance: milliseconds }), headers: { 'Content-Type': 'application/json' } });
    const told: unknown = await answer.json();
    return answer.ok ? v.parse(gatewayTime, told) : v.parse(v.object({ message: v.string() }), told).message;
}

/** It is on this machine, and the credentials are those of its own folder: no proxy, no retries. */
function ask({ url, credentials }: LocalGateway['target'], path: string, init: RequestInit = {}): Promise<Response> {
    const user = credentials?.type === 'basic' ? `${credentials.username}:${credentials.password?.reveal() ?? ''}` : '';
    return fetch(`${url.replace(/\/$/, '')}${path}`, { ...init, redirect: 'error', headers: { ...init.headers, Authorization: `Basic ${Buffer.from(user).toString('base64')}` } });
}
