import { nextTurn } from './project-loading.ts';

/** Work on something large, which pauses now and then by yielding nothing. */
export type Work<T> = Generator<void, T>;

/** All of it at once. */
export function atOnce<T>(work: Work<T>): T {
    for (;;) {
        const { done, value } = work.next();
        if (done) return value;
    }
}

/**
 * A while of it after another, so that what is typed meanwhile is taken in at once. It begins anew where `subject`, what it is about, is another one by now, and ends without
 * a result where nobody waits for it any more.
 */
export async function inTurns<T>(begin: () => Work<T>, subject: () => unknown, signal: AbortSignal): Promise<T> {
    const before = last;
    const own = before.then(() => work(begin, subject, signal));
    last = own.then(() => {}, () => {});
    return own;
}

/** One after the other: several at a time would take as many turns of all others. */
let last: Promise<void> = Promise.resolve();

/** Milliseconds; what is typed waits for a few of them until its diagnostics are there. */
const turnLength = 4;

async function work<T>(begin: () => Work<T>, subject: () => unknown, signal: AbortSignal): Promise<T> {
    for (;;) {
        signal.throwIfAborted();
        const about = subject();
        const work = begin();
        for (let turn = performance.now(); subject() === about;) {
            const { done, value } = work.next();
            if (done) return value;
            if (performance.now() - turn < turnLength) continue;
            await nextTurn();
            signal.throwIfAborted();
            turn = performance.now();
        }
    }
}
