import assert from 'node:assert/strict';
import { hasGrown } from '../../bench/language/growth.ts';
import { percentile, median } from '../../bench/language/median.ts';

describe('what the quick bench calls growth', () => {
    const grown = (...figures: [number, number]) => hasGrown({ what: 'something', figures, allowed: 2.5 });

    it('is ten times the time in ten times the workspace, and not what noise does to a short time', () => {
        assert.equal(grown(20, 200), true);
        assert.equal(grown(1, 10), true);
        assert.equal(grown(0.5, 3), false);
        assert.equal(grown(20, 30), false);
    });

    it('is what could not be measured, too', () => {
        assert.equal(grown(20, NaN), true);
    });

    it('compares medians', () => {
        assert.equal(median([9, 1, 5]), 5);
        assert.equal(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95), 10);
        assert.ok(Number.isNaN(median([])));
    });
});
