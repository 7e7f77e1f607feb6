import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Until what was asked for in this turn is done: what a `WeakRef` was asked for stays as long. */
export function nextTurn(): Promise<unknown> {
    return new Promise(resolve => { setImmediate(resolve); });
}

/** Takes away what nobody has any more; how many bytes are used then. */
export async function usedMemory(): Promise<number> {
    await nextTurn();
    collect();
    await nextTurn();
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
}
