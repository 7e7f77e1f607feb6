import { Clock } from '../clock.ts';
import type { Placeholders } from '../placeholders.ts';
import { RateLimiter } from '../rate-limiter.ts';
import { BoundedRegexes } from './bounded-regexes.ts';
import type { PolicyServices } from './policy.ts';

/** What the policies of one gateway share, new and empty. */
export function makeServices({ placeholders, strict, log }: { placeholders: Placeholders; strict: boolean; log: ((line: string) => void) | null }): PolicyServices {
    const clock = new Clock();
    return { limiter: new RateLimiter(() => clock.now()), regexes: new BoundedRegexes(), placeholders, clock, strict, log: line => log?.(line) };
}
