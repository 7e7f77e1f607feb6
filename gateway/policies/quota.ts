import type { PolicyType } from './policy.ts';
import { callLimit } from './rate-limiting.ts';

/** Apiman's QuotaPolicy: a rate limit with other names, on the same counters. */
export const quota: PolicyType = (options, services) => callLimit(options, services, 'X-Quota', 10012, 'Quota exceeded.');
