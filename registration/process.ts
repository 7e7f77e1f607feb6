import { setTimeout as delay } from 'node:timers/promises';

export function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
}

/** Asks again and again until the answer is yes; `false` when it was not in that time. */
export async function waitUntil(condition: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
    const end = performance.now() + milliseconds;
    while (!await condition()) {
        if (performance.now() > end) {
            return false;
        }
        await delay(20);
    }
    return true;
}
