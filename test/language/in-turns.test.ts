import assert from 'node:assert/strict';
import { atOnce, inTurns, type Work } from '../../language-server/in-turns.ts';

/** Takes `milliseconds`, in bits of one each. */
function* busy<T>(milliseconds: number, result: T): Work<T> {
    for (let bit = 0; bit < milliseconds; bit++) {
        const end = performance.now() + 1;
        while (performance.now() < end);
        yield;
    }
    return result;
}

describe('long work', () => {
    const { signal } = new AbortController();

    it('lets others have a turn, and comes to what it comes to at once', async () => {
        let turns = 0;
        const counting = setInterval(() => { turns += 1; }, 1);
        assert.equal(await inTurns(() => busy(60, 'done'), () => 1, signal), 'done');
        clearInterval(counting);
        assert.ok(turns >= 2, `${turns} turns`);
        assert.equal(atOnce(busy(1, 'done')), 'done');
    });

    it('begins anew where what it is about is another one', async () => {
        let version = 1;
        setTimeout(() => { version = 2; }, 15);
        assert.equal(await inTurns(() => busy(60, version), () => version, signal), 2);
    });

    it('ends where nobody waits for it any more', async () => {
        const asked = new AbortController();
        setTimeout(() => asked.abort(), 15);
        const begun = performance.now();
        await assert.rejects(inTurns(() => busy(5000, 'done'), () => 1, asked.signal));
        assert.ok(performance.now() - begun < 2500);
    });
});
