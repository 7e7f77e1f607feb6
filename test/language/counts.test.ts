import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countOf, textsIn, withMore, type Counts } from '../../language/counts.ts';
import { runs } from '../support/random.ts';

describe('counts of texts', () => {
    const change = fc.record({ text: fc.nat({ max: 40 }).map(number => `text ${number}`), by: fc.constantFrom(-2, -1, 1, 1, 2) });

    it('are those of a map, however many texts there are', () => {
        fc.assert(fc.property(fc.array(change, { maxLength: 300, size: 'max' }), changes => {
            let counts: Counts | undefined;
            const map = new Map<string, number>();
            for (const { text, by } of changes) {
                const after = Math.max((map.get(text) ?? 0) + by, 0);
                counts = withMore(counts, text, by);
                assert.equal(countOf(counts, text), after);
                if (after > 0) map.set(text, after);
                else map.delete(text);
                assert.deepEqual([...textsIn(counts).keys()].sort(), [...map.keys()].sort());
                assert.equal(counts === undefined, map.size === 0);
            }
        }), { numRuns: runs(25) });
    });
});
