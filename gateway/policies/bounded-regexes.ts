import { Worker } from 'node:worker_threads';
import { EngineError } from '../engine-error.ts';
import { isHarmless } from './java-regex.ts';
import type { JavaRegex } from './java-regex.ts';

/**
 * Runs users' patterns: on the spot where they and their texts cannot take long, otherwise in a thread of their own for a bounded time. A
 * pattern that backtracks for ever costs the calls that need it a 500, and the gateway nothing. One thread serves all; when it has to be ended, those who waited behind the culprit start again.
 */
export class BoundedRegexes {
    readonly #waiting: Job[] = [];
    readonly #milliseconds: number;
    /** By flags and source; null: not harmless. */
    readonly #harmless = new Map<string, RegExp | null>();
    #running: { job: Job; timer: NodeJS.Timeout | undefined } | undefined;
    #worker: { thread: Worker; isReady: boolean } | undefined;

    constructor(milliseconds = 1000) {
        this.#milliseconds = milliseconds;
    }

    /** Whether each text as a whole is matched, as Java's `String.matches`. */
    async matches(regex: JavaRegex, texts: string[]): Promise<boolean[]> {
        return await this.#run({ work: 'matches', source: `^(?:${regex.source})$`, flags: regex.flags, texts, replacement: '' }) as boolean[];
    }

    /** Replaces in each text; `replacement` in JavaScript's form. */
    async replace(regex: JavaRegex, texts: string[], replacement: string, which: 'first' | 'all'): Promise<string[]> {
        const flags = which === 'all' ? `${regex.flags}g` : regex.flags;
        return await this.#run({ work: 'replace', source: regex.source, flags, texts, replacement }) as string[];
    }

    async close(): Promise<void> {
        const worker = this.#worker;
        this.#worker = undefined;
        await worker?.thread.terminate();
    }

    #run(request: Request): Promise<unknown> {
        if (request.texts.length === 0) return Promise.resolve([]);
        const regex = this.#onTheSpot(request);
        if (regex) return Promise.resolve(request.texts.map(text => request.work === 'matches' ? regex.test(text) : text.replace(regex, request.replacement)));
        return new Promise((resolve, reject) => {
            this.#waiting.push({ request, resolve, reject });
            this.#next();
        });
    }

    /** The expression itself where it needs no thread; undefined where it does. */
    #onTheSpot({ source, flags, texts }: Request): RegExp | undefined {
        if (texts.reduce((length, text) => length + text.length, 0) > shortTexts) return undefined;
        const key = `${flags}/${source}`;
        let regex = this.#harmless.get(key);
        if (regex === undefined) {
            if (this.#harmless.size > 1000) this.#harmless.clear();
            this.#harmless.set(key, regex = isHarmless(source) ? new RegExp(source, flags) : null);
        }
        return regex ?? undefined;
    }

    #next(): void {
        if (this.#running) return;
        const job = this.#waiting.shift();
        if (!job) return;
        this.#running = { job, timer: undefined };
        this.#worker ??= this.#start();
        if (this.#worker.isReady) this.#post(this.#worker.thread);
    }

    /** The time runs from here on: a thread that has to be started first takes its own. */
    #post(thread: Worker): void {
        if (!this.#running) return;
        this.#running.timer = setTimeout(() => this.#giveUp(), this.#milliseconds);
        thread.postMessage(this.#running.job.request);
    }

    #start(): { thread: Worker; isReady: boolean } {
        const thread = new Worker(threadSource, { eval: true, env: {}, execArgv: [] });
        const worker = { thread, isReady: false };
        thread.unref();
        thread.once('online', () => {
            worker.isReady = true;
            if (this.#worker === worker) this.#post(thread);
        });
        thread.on('message', (result: unknown) => { if (this.#worker === worker) this.#finish(job => job.resolve(result)); });
        thread.on('error', () => { if (this.#worker === worker) this.#giveUp(); });
        return worker;
    }

    #giveUp(): void {
        void this.#worker?.thread.terminate();
        this.#worker = undefined;
        this.#finish(job => job.reject(new EngineError(500, 'A regular expression of a policy takes too long on this request.')));
    }

    #finish(settle: (job: Job) => void): void {
        const running = this.#running;
        if (!running) return;
        this.#running = undefined;
        clearTimeout(running.timer);
        settle(running.job);
        this.#next();
    }
}

/** Characters: a search in so many takes milliseconds at the worst, where the pattern is harmless. */
const shortTexts = 2048;

interface Request { work: 'matches' | 'replace'; source: string; flags: string; texts: string[]; replacement: string }
interface Job { request: Request; resolve: (result: unknown) => void; reject: (error: Error) => void }

/** As text, so that the bundled gateway stays one file. */
const threadSource = `
    const { parentPort } = require('node:worker_threads');
    const made = new Map();
    parentPort.on('message', ({ work, source, flags, texts, replacement }) => {
        const key = flags + '/' + source;
        let regex = made.get(key);
        if (!regex) {
            if (made.size > 1000) made.clear();
            made.set(key, regex = new RegExp(source, flags));
        }
        parentPort.postMessage(texts.map(text => {
            regex.lastIndex = 0;
            return work === 'matches' ? regex.test(text) : text.replace(regex, replacement);
        }));
    });
`;
