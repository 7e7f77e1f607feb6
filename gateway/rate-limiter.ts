/** The calendar windows in which calls or bytes are counted. */
export const periods = ['Second', 'Minute', 'Hour', 'Day', 'Month', 'Year'] as const;
export type Period = typeof periods[number];

export interface LimitAnswer {
    accepted: boolean;
    /** Goes to -1 with the first refused call, further below zero with bytes. */
    remaining: number;
    /** Whole seconds until the window ends. */
    reset: number;
}

/**
 * Counts in fixed calendar windows, as Apiman's in-memory limiter does. The id says nothing of limit and period: two limits with
 * one id share a counter, and each call then moves its window by the period of the limit that looked last.
 */
export class RateLimiter {
    readonly #buckets = new Map<string, Bucket>();
    readonly #now: () => number;

    constructor(now: () => number = Date.now) {
        this.#now = now;
    }

    accept(id: string, period: Period, limit: number, increment: number): LimitAnswer {
        const now = this.#now();
        let bucket = this.#buckets.get(id);
        if (bucket === undefined) {
            bucket = { count: 0, last: now, period, end: windowEnd(now, period) };
            this.#buckets.set(id, bucket);
        } else {
            const end = bucket.period === period ? bucket.end : windowEnd(bucket.last, period);
            if (now >= end) bucket.count = 0;
        }

        let accepted = false;
        if (bucket.count <= limit) {
            accepted = bucket.count < limit;
            bucket.count += increment;
            if (bucket.period !== period || now >= bucket.end || now < bucket.last) bucket.end = windowEnd(now, period);
            bucket.period = period;
            bucket.last = now;
        }
        const end = bucket.period === period ? bucket.end : windowEnd(bucket.last, period);
        return { accepted, remaining: limit - bucket.count, reset: Math.floor((end - now) / 1000) };
    }
}

/** The first millisecond after the window that holds `time`; from hours upwards in the local time zone. */
export function windowEnd(time: number, period: Period): number {
    if (period === 'Second') return (Math.floor(time / 1000) + 1) * 1000;
    if (period === 'Minute') return (Math.floor(time / 60_000) + 1) * 60_000;
    const date = new Date(time);
    const year = date.getFullYear();
    if (period === 'Year') return new Date(year + 1, 0, 1).getTime();
    const month = date.getMonth();
    if (period === 'Month') return new Date(year, month + 1, 1).getTime();
    const day = date.getDate();
    if (period === 'Day') return new Date(year, month, day + 1).getTime();
    date.setMinutes(60, 0, 0);
    return date.getTime();
}

interface Bucket {
    count: number;
    /** When the last call was counted. */
    last: number;
    /** The period of the call that was counted last, and the end of its window. */
    period: Period;
    end: number;
}
