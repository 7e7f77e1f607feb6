import assert from 'node:assert/strict';
import { RateLimiter, windowEnd } from '../../gateway/rate-limiter.ts';

describe('the rate limiter', () => {
    const start = new Date(2026, 5, 15, 12, 30, 30, 500).getTime();

    it('goes to -1 with the first refused call and no further', () => {
        const limiter = new RateLimiter(() => start);
        const answers = Array.from({ length: 4 }, () => limiter.accept('a', 'Minute', 2, 1));
        assert.deepEqual(answers.map(({ accepted, remaining }) => [accepted, remaining]), [[true, 1], [true, 0], [false, -1], [false, -1]]);
        assert.equal(answers[0]?.reset, 29);
    });

    it('begins again with the next window', () => {
        let now = start;
        const limiter = new RateLimiter(() => now);
        limiter.accept('a', 'Second', 1, 1);
        assert.equal(limiter.accept('a', 'Second', 1, 1).accepted, false);
        now += 499;
        assert.equal(limiter.accept('a', 'Second', 1, 1).accepted, false);
        now += 1;
        assert.equal(limiter.accept('a', 'Second', 1, 1).accepted, true);
    });

    it('shares a counter between limits of one id: [Second, Year] never enforces the year, [Year, Second] counts twice', () => {
        let now = start;
        const forgetful = new RateLimiter(() => now);
        for (let call = 0; call < 5; call++, now += 1000) {
            assert.equal(forgetful.accept('a', 'Second', 10, 1).accepted, true);
            assert.equal(forgetful.accept('a', 'Year', 2, 1).accepted, true);
        }
        now = start;
        const twice = new RateLimiter(() => now);
        twice.accept('a', 'Year', 3, 1);
        assert.equal(twice.accept('a', 'Second', 10, 1).remaining, 8);
    });

    it('looks without counting when the increment is 0, and a used-up limit is refused', () => {
        const limiter = new RateLimiter(() => start);
        assert.equal(limiter.accept('a', 'Day', 10, 0).accepted, true);
        limiter.accept('a', 'Day', 10, 10);
        assert.deepEqual(limiter.accept('a', 'Day', 10, 0), { accepted: false, remaining: 0, reset: Math.floor((windowEnd(start, 'Day') - start) / 1000) });
    });

    it('knows the calendar, in local time from hours upwards', () => {
        const end = (period: Parameters<typeof windowEnd>[1], ...date: [number, number, number, number]) => windowEnd(new Date(...date).getTime() + 1, period);
        assert.equal(end('Hour', 2026, 11, 31, 23), new Date(2027, 0, 1).getTime());
        assert.equal(end('Day', 2028, 1, 28, 5), new Date(2028, 1, 29).getTime());
        assert.equal(end('Month', 2026, 11, 1, 0), new Date(2027, 0, 1).getTime());
        assert.equal(end('Year', 2026, 0, 1, 0), new Date(2027, 0, 1).getTime());
    });
});
