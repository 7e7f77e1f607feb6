import { z } from 'zod';
import { fail, succeed, type Result } from './failure.ts';
import type { LocalGateway } from './local-gateway.ts';

/** What became of a call of the local gateway, as it tells it: see `gateway/call-record.ts`. Holds no key and no value of a header. */
const callRecord = z.object({
    at: z.string(), method: z.string(), target: z.string(), api: z.string().optional(), client: z.string().optional(), plan: z.string().optional(),
    status: z.number(), isBrokenOff: z.boolean(), milliseconds: z.number(),
    refusal: z.object({ policy: z.string().optional(), code: z.number().optional(), message: z.string() }).optional(),
    backend: z.object({ address: z.string(), status: z.number().optional(), milliseconds: z.number() }).optional(),
    steps: z.array(z.object({ policy: z.string(), phase: z.enum(['request', 'response', 'failure']), outcome: z.enum(['passed', 'refused', 'answered', 'failed']), milliseconds: z.number(), notes: z.array(z.string()) })).optional(),
});
export type TracedCall = z.infer<typeof callRecord>;

/** The time of a local gateway: ISO 8601, and how many milliseconds it is ahead of the real one. */
const gatewayTime = z.object({ now: z.string(), ahead: z.number() });
export type GatewayTime = z.infer<typeof gatewayTime>;

/** Tells every call from now on, until `signal` aborts or the gateway ends. */
export async function traceCalls({ target }: LocalGateway, signal: AbortSignal, tell: (call: TracedCall) => void): Promise<Result<void>> {
    try {
        const answer = await ask(target, '/system/trace', { signal });
        if (!answer.ok || !answer.body) return fail({ kind: 'no-local-gateway' });
        let rest = '';
        for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
            const lines = (rest + text).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) tell(callRecord.parse(JSON.parse(line)));
        }
        return succeed(undefined);
    } catch (error) {
        if (signal.aborted) return succeed(undefined);
        if (error instanceof TypeError) return fail({ kind: 'no-local-gateway' });
        throw error;
    }
}

/** Puts its clock forward by so many milliseconds (0: only tells the time). A text is why it does not. */
export async function advanceClock({ target }: LocalGateway, milliseconds: number): Promise<GatewayTime | string> {
    const answer = milliseconds === 0 ? await ask(target, '/system/time') : await ask(target, '/system/time', { method: 'POST', body: JSON.stringify({ advance: milliseconds }), headers: { 'Content-Type': 'application/json' } });
    const told: unknown = await answer.json();
    return answer.ok ? gatewayTime.parse(told) : z.object({ message: z.string() }).parse(told).message;
}

/** It is on this machine, and the credentials are those of its own folder: no proxy, no retries. */
function ask({ url, credentials }: LocalGateway['target'], path: string, init: RequestInit = {}): Promise<Response> {
    const user = credentials?.type === 'basic' ? `${credentials.username}:${credentials.password?.reveal() ?? ''}` : '';
    return fetch(`${url.replace(/\/$/, '')}${path}`, { ...init, redirect: 'error', headers: { ...init.headers, Authorization: `Basic ${Buffer.from(user).toString('base64')}` } });
}
