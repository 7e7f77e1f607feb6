import { isFree } from '../../registration/local-gateway.ts';

/** Processes that run beside each other begin at different ones. */
let next = 20_000 + process.pid * 16 % 12_000;

/**
 * A port of the loopback address that nobody listens on, for a program that cannot choose one itself. It lies below those that the system gives
 * to whoever wants any, and is told once: one of those may belong to somebody else before the program has started, and two may be the same.
 */
export async function freePort(): Promise<number> {
    for (;;) {
        const port = next;
        next = port < 31_999 ? port + 1 : 20_000;
        if (await isFree(port)) return port;
    }
}
