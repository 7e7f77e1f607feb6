import type { ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import type { AnswerBody, BodyTaker } from './answer-body.ts';
import type { EngineError } from './engine-error.ts';
import { endToEnd } from './header-list.ts';

/** The head of a back end's answer and its body, as it comes. */
export interface BackendAnswer { status: number; message: string; /** As `rawHeaders` of node:http. */ headers: string[]; body: AnswerBody }

/** Bytes of a body that wait for somebody to take them. */
const mostWaiting = 64 * 1024;

/** One request to a back end and its answer. */
export class BackendExchange implements Dispatcher.DispatchHandler, AnswerBody {
    readonly #caller: ServerResponse;
    readonly #resolve: (answer: BackendAnswer) => void;
    readonly #reject: (error: Error) => void;
    readonly #reading: NodeJS.Timeout;
    #connecting: NodeJS.Timeout | undefined;
    #controller: Dispatcher.DispatchController | undefined;
    /** Why it was given up, by the gateway itself. */
    #reason: Error | undefined;
    #answered = false;
    #taker: BodyTaker | undefined;
    readonly #waiting: Buffer[] = [];
    #waitingBytes = 0;
    /** The taker cannot take more for now. */
    #isHeld = false;
    #end: 'end' | 'brokenOff' | undefined;

    /** @param patience milliseconds until the head of the answer is there; they begin again with each piece of a body that is sent */
    constructor(caller: ServerResponse, patience: number, noAnswer: () => EngineError, resolve: (answer: BackendAnswer) => void, reject: (error: Error) => void) {
        this.#caller = caller;
        this.#resolve = resolve;
        this.#reject = reject;
        this.#reading = setTimeout(() => this.#giveUp(noAnswer()), patience);
        caller.once('close', this.giveUp);
    }

    /** There is no connection yet. */
    waitForConnection(milliseconds: number, problem: () => EngineError): void {
        if (!this.#controller && !this.#end) this.#connecting = setTimeout(() => this.#giveUp(problem()), milliseconds);
    }

    /** A piece of the caller's body is on its way. */
    keepWaiting(): void {
        this.#reading.refresh();
    }

    readonly giveUp = (): void => this.#giveUp(new Error('Nobody waits for the answer any more.'));

    onRequestStart(controller: Dispatcher.DispatchController): void {
        clearTimeout(this.#connecting);
        this.#controller = controller;
        if (this.#reason) controller.abort(this.#reason);
    }

    onResponseStart({ rawHeaders }: Dispatcher.DispatchController, status: number, _headers: unknown, message = ''): void {
        if (status < 200) return;
        clearTimeout(this.#reading);
        this.#answered = true;
        // The library takes the reason for UTF-8, and not everything that it can be goes into a status line again.
        this.#resolve({ status, message: message.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?'), headers: endToEnd((rawHeaders as Buffer[]).map(text => text.toString('latin1'))), body: this });
    }

    onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
        if (this.#taker) return this.#taker.piece(chunk);
        this.#waiting.push(chunk);
        this.#waitingBytes += chunk.length;
        if (this.#waitingBytes >= mostWaiting) controller.pause();
    }

    onResponseEnd(): void {
        this.#finish('end');
    }

    onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
        this.#finish('brokenOff');
        if (!this.#answered) this.#reject(this.#reason ?? error);
    }

    tell(taker: BodyTaker): void {
        this.#taker = taker;
        const last = this.#end === 'end' ? this.#waiting.pop() : undefined;
        for (const chunk of this.#waiting.splice(0)) taker.piece(chunk);
        if (this.#end) taker[this.#end](last);
        else if (!this.#isHeld) this.resume();
    }

    pause(): void {
        this.#isHeld = true;
        this.#controller?.pause();
    }

    resume(): void {
        this.#isHeld = false;
        this.#controller?.resume();
    }

    #giveUp(reason: Error): void {
        this.#reason ??= reason;
        this.#controller?.abort(reason);
        if (!this.#answered) this.#reject(reason);
    }

    #finish(end: 'end' | 'brokenOff'): void {
        clearTimeout(this.#reading);
        clearTimeout(this.#connecting);
        this.#caller.off('close', this.giveUp);
        this.#end = end;
        this.#taker?.[end]();
    }
}
