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
    const own = before.then(() => turns(begin, subject, signal));
    last = own.then(() => {}, () => {});
    return own;
}

/** Such work beside all others, for what nobody waits for with each key: what is asked meanwhile waits for a turn of it and not for its end. */
export function inBackground<T>(work: Work<T>, { signal }: { signal?: AbortSignal | undefined } = {}): Promise<T> {
    return turns(() => work, () => undefined, signal);
}

/** One after the other: several at a time would take as many turns of all others. */
let last: Promise<void> = Promise.resolve();

/** Milliseconds; what is typed waits for a few of them until its diagnostics are there. */
const turnLength = 4;

async function turns<T>(begin: () => Work<T>, subject: () => unknown, signal: AbortSignal | undefined): Promise<T> {
    for (;;) {
        signal?.throwIfAborted();
        const about = subject();
        const work = begin();
        for (let turn = performance.now(); subject() === about;) {
            const { done, value } = work.next();
            if (done) return value;
            if (performance.now() - turn < turnLength) continue;
            await nextTurn();
            signal?.throwIfAborted();
            turn = performance.now();
        }
    }
}

/** Lets everybody else who waits have a turn. */
export function nextTurn(): Promise<void> {
    return new Promise(resolve => { later(() => resolve()); });
}

/** A browser has no `setImmediate`, and its timers wait longer than a turn. */
const later: (task: () => void) => unknown = 'setImmediate' in globalThis ? globalThis.setImmediate : afterMessage;

function afterMessage(task: () => void): void {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
        port1.close();
        task();
    });
    port1.start();
    port2.postMessage(undefined);
}
