import { bucketId, countedOf, limitHeaders, noClient, ownCounter, probeAnswer, readLimitOptions } from './limit-options.ts';
import { failure } from './policy.ts';
import type { Policy, PolicyType } from './policy.ts';

/** Apiman's RateLimitingPolicy: so many calls in a calendar window. */
export const rateLimiting: PolicyType = (options, services) => callLimit(options, services, 'X-RateLimit', 10005, 'Rate limit exceeded.');

/** A limit on the number of calls; quota and rate limit differ in names only, and share their counters. */
export function callLimit(...[options, services, prefix, code, message]: [...Parameters<PolicyType>, prefix: string, code: number, message: string]): Policy {
    const { limiter } = services;
    const limits = readLimitOptions(options, prefix);
    const own = ownCounter(limits, services);
    if (limits.granularity === 'User' && limits.userHeader === undefined) throw options.error('userHeader is missing; a limit by user needs it.');
    return {
        request(call) {
            const id = bucketId(limits, countedOf(call, limits), own);
            if (id === noClient) {
                return failure('Other', 10008, 'No client app available for rate limiting.  Public APIs should not use per-app rate limiting rules.');
            }
            if (limits.period === undefined) throw options.error('period is missing.');
            const answer = limiter.accept(id, limits.period, limits.limit, 1);
            const headers = limitHeaders(limits, answer);
            if (answer.accepted) {
                call.limitHeaders = headers;
                return undefined;
            }
            return { ...failure('Other', code, message, 429), headers: Object.fromEntries(headers) };
        },
        probe: counted => probeAnswer('RateLimiting', options, limits, limiter.accept(bucketId(limits, counted, own), limits.period ?? 'Second', limits.limit, 0)),
        response(call, answer) {
            for (const [name, value] of call.limitHeaders ?? []) answer.headers.set(name, value);
            return undefined;
        },
    };
}
