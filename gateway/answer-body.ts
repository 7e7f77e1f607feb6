import { Readable } from 'node:stream';

/** The body of an answer, told piece by piece to the one who takes it; it waits for nobody but him. */
export interface AnswerBody {
    /** Tells what has come already, at once, and then what comes. */
    tell(taker: BodyTaker): void;
    pause(): void;
    resume(): void;
    /** Nobody takes it. */
    giveUp(): void;
}

export interface BodyTaker {
    piece(chunk: Buffer): void;
    /** With the last piece, where that is there already: then the whole answer goes out at once. */
    end(last?: Buffer): void;
    /** It ends before its time; nothing comes after. */
    brokenOff(): void;
}

/** A body that is there as a whole. */
export function wholeBody(bytes: Buffer): AnswerBody {
    return {
        tell: taker => taker.end(bytes),
        pause: () => undefined,
        resume: () => undefined,
        giveUp: () => undefined,
    };
}

/** The same as a stream, for those that change it on its way. */
export function streamOf(body: AnswerBody): Readable {
    let begun = false;
    const stream = new Readable({
        read() {
            if (begun) return body.resume();
            begun = true;
            body.tell({
                piece: chunk => void (stream.push(chunk) || body.pause()),
                end: last => {
                    if (last) stream.push(last);
                    stream.push(null);
                },
                brokenOff: () => void stream.destroy(new Error('The answer was broken off.')),
            });
        },
    });
    return stream;
}
