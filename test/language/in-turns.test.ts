import assert from 'node:assert/strict';
import { atOnce, inBackground, inTurns, type Work } from '../../language/in-turns.ts';

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

    it('in the background neither waits for others nor lets them wait', async () => {
        const order: string[] = [];
        const told = (what: string) => () => order.push(what);
        const background = inBackground(busy(60, 1)).then(told('background'));
        await Promise.all([background, inTurns(() => busy(5, 2), () => 1, signal).then(told('asked')), new Promise(resolve => { setImmediate(resolve); }).then(told('typed'))]);
        assert.deepEqual(order, ['typed', 'asked', 'background']);
    });

    it('in the background ends where it is cancelled', async () => {
        const cancelling = new AbortController();
        setTimeout(() => cancelling.abort(), 5);
        await assert.rejects(inBackground(busy(60_000, 1), cancelling), { name: 'AbortError' });
    });

    it('begins anew where what it is about is another one', async () => {
        let version = 1;
        setTimeout(() => { version = 2; }, 15);
        assert.equal(await inTurns(() => busy(60, version), () => version, signal), 2);
    });

    it('ends where nobody waits for it any more', async () => {
        const asked = new AbortController();
        setTimeout(() => asked.abort(), 15);
        let isDone = false;
        await assert.rejects(inTurns(function* () {
            yield* busy(5000, 'done');
            isDone = true;
        }, () => 1, asked.signal));
        assert.equal(isDone, false);
    });
});
