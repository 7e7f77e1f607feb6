import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

/** Tries until it is true. */
export async function eventually(what: string, probe: () => Promise<boolean>, { seconds = 60, every = 200 } = {}): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (!await probe()) {
        assert.ok(Date.now() < deadline, `Not within ${seconds} s: ${what}`);
        await setTimeout(every);
    }
}
