import type { ServerResponse } from 'node:http';
import { pipeline, Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { streamOf, wholeBody } from './answer-body.ts';
import type { AnswerBody } from './answer-body.ts';
import type { BackendAnswer } from './backend-exchange.ts';
import type { Call, Answer, StandIn } from './call.ts';
import type { Chain } from './chain.ts';
import { runResponse } from './chain.ts';
import { HeaderList } from './header-list.ts';
import type { Policy, ResponseOutcome } from './policies/policy.ts';

/**
 * Takes the back end's answer through the chain and on to the caller, piece by piece: no body is ever held. Yields the failure of a
 * policy that refuses the answer; then nothing has been sent.
 */
export async function relayAnswer(chain: Chain, call: Call, { answer, body }: AnswerOnItsWay, response: ServerResponse): Promise<ResponseOutcome> {
    try {
        const running = runResponse(chain, call, answer);
        const failure = running instanceof Promise ? await running : running;
        if (failure) {
            body.giveUp();
            return failure;
        }
        if (chain.changesBody) {
            const stream = changedBody(chain, call, answer, body, response);
            response.writeHead(answer.status, answer.message, answer.headers.raw);
            stream.pipe(response);
        } else {
            response.writeHead(answer.status, answer.message, answer.headers.raw);
            pass(body, response, chain.metersReceived ? chain.policies : [], call);
        }
    } catch (error) {
        body.giveUp();
        throw error;
    }
    return undefined;
}

/** An answer whose body is still to come. */
export interface AnswerOnItsWay { answer: Answer; body: AnswerBody }

export function fromBackend({ status, message, headers, body }: BackendAnswer): AnswerOnItsWay {
    return { answer: { status, message, headers: new HeaderList(headers) }, body };
}

export function fromStandIn({ answer, body }: StandIn): AnswerOnItsWay {
    return { answer, body: wholeBody(body) };
}

/** The body that the caller sends, as the policies of the chain change it. */
export function requestBody(chain: Chain, call: Call, body: Readable): Readable {
    const stages = chain.policies.flatMap(policy => policy.requestBody?.(call) ?? []);
    return stages.length === 0 ? body : pipeline([body, ...stages], () => undefined) as unknown as Readable;
}

function pass(body: AnswerBody, response: ServerResponse, meters: readonly Policy[], call: Call): void {
    const metered = (chunk: Buffer): Buffer => {
        for (const meter of meters) meter.received?.(call, chunk.length);
        return chunk;
    };
    response.on('drain', () => body.resume());
    body.tell({
        piece: chunk => void (response.destroyed || response.write(metered(chunk)) || body.pause()),
        end(last) {
            const rest = last && metered(last);
            for (const meter of meters) meter.ended?.(call);
            response.end(rest);
        },
        brokenOff: () => void response.destroy(),
    });
    // The head goes out with the first piece where that is there already, alone where the back end takes its time.
    if (!response.writableEnded) response.flushHeaders();
}

/** The stages that policies put into the way of the body, the last policy of the chain first. */
function changedBody(chain: Chain, call: Call, answer: Answer, body: AnswerBody, response: ServerResponse): Readable {
    let stream: Readable = streamOf(body);
    stream.once('error', () => response.destroy());
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
