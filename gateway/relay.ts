import type { ServerResponse } from 'node:http';
import { pipeline, Readable, Transform } from 'node:stream';
import type { BackendAnswer } from './backend.ts';
import type { Call, Answer, StandIn } from './call.ts';
import type { Chain } from './chain.ts';
import { runResponse } from './chain.ts';
import { HeaderList } from './header-list.ts';
import type { Policy, ResponseOutcome } from './policies/policy.ts';

/**
 * Takes the back end's answer through the chain and on to the caller, piece by piece: no body is ever held. Yields the failure of a
 * policy that refuses the answer; then nothing has been sent.
 */
export async function relayAnswer(chain: Chain, call: Call, { answer, body, giveUp }: AnswerOnItsWay, response: ServerResponse): Promise<ResponseOutcome> {
    body.on('error', () => response.destroy());
    try {
        const running = runResponse(chain, call, answer);
        const failure = running instanceof Promise ? await running : running;
        if (failure) {
            giveUp();
            return failure;
        }
        const source = chain.changesBody ? changedBody(chain, call, answer, body, response) : body;
        response.writeHead(answer.status, answer.message, answer.headers.raw);
        pump(source, response, chain.metersReceived && !chain.changesBody ? chain.policies : [], call);
    } catch (error) {
        giveUp();
        throw error;
    }
    return undefined;
}

/** An answer whose body is still to come. */
export interface AnswerOnItsWay { answer: Answer; body: Readable; giveUp(): void }

export function fromBackend({ incoming, outgoing }: BackendAnswer): AnswerOnItsWay {
    const answer = { status: incoming.statusCode ?? 200, message: incoming.statusMessage ?? '', headers: new HeaderList(endToEnd(incoming.rawHeaders)) };
    return { answer, body: incoming, giveUp: () => outgoing.destroy() };
}

export function fromStandIn({ answer, body }: StandIn): AnswerOnItsWay {
    return { answer, body: Readable.from(body.length > 0 ? [body] : []), giveUp: () => undefined };
}

/** The body that the caller sends, as the policies of the chain change it. */
export function requestBody(chain: Chain, call: Call, body: Readable): Readable {
    const stages = chain.policies.flatMap(policy => policy.requestBody?.(call) ?? []);
    return stages.length === 0 ? body : pipeline([body, ...stages], () => undefined) as unknown as Readable;
}

function pump(source: Readable, response: ServerResponse, meters: readonly Policy[], call: Call): void {
    let begun = false;
    source.on('data', (chunk: Buffer) => {
        begun = true;
        if (response.destroyed) return;
        for (const meter of meters) meter.received?.(call, chunk.length);
        if (!response.write(chunk)) source.pause();
    });
    response.on('drain', () => source.resume());
    source.on('end', () => {
        begun = true;
        for (const meter of meters) meter.ended?.(call);
        response.end();
    });
    // The head goes out with the first piece where that is there at once, alone where the back end takes its time.
    setImmediate(() => {
        if (!begun && !response.destroyed) response.flushHeaders();
    });
}

/** The stages that policies put into the way of the body, the last policy of the chain first. */
function changedBody(chain: Chain, call: Call, answer: Answer, incoming: Readable, response: ServerResponse): Readable {
    let stream: Readable = incoming;
    for (const policy of chain.policies.toReversed()) {
        const stage = policy.body?.(call, answer) ?? (policy.received ?? policy.ended ? meterStage(policy, call) : undefined);
        if (!stage) continue;
        stage.once('error', () => response.destroy());
        stream = stream.pipe(stage);
    }
    return stream;
}

function meterStage(policy: Policy, call: Call): Transform {
    return new Transform({
        transform(chunk: Buffer, _encoding, done) {
            policy.received?.(call, chunk.length);
            done(null, chunk);
        },
        flush(done) {
            policy.ended?.(call);
            done();
        },
    });
}

/** Without what belongs to the connection to the back end; Node frames the body for the caller by itself. */
function endToEnd(raw: string[]): string[] {
    const kept: string[] = [];
    for (let at = 0; at < raw.length; at += 2) {
        const name = raw[at]!;
        switch (name.length) {
            case 10: if (/^(connection|keep-alive)$/i.test(name)) continue; break;
            case 17: if (name.toLowerCase() === 'transfer-encoding') continue; break;
            default:
        }
        kept.push(name, raw[at + 1]!);
    }
    return kept;
}
