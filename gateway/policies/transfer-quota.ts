import type { Call } from '../call.ts';
import type { LimitAnswer } from '../rate-limiter.ts';
import { bucketId, countedOf, limitHeaders, ownCounter, probeAnswer, readLimitOptions } from './limit-options.ts';
import type { Counted } from './limit-options.ts';
import { failure } from './policy.ts';
import type { PolicyType } from './policy.ts';

/**
 * Apiman's TransferQuotaPolicy: so many bytes in a calendar window. It looks before the call whether anything is left, counts what
 * was sent when the answer's head arrives, and what was received at its end; neither ever breaks off a call.
 */
export const transferQuota: PolicyType = (options, services) => {
    const { limiter } = services;
    const limits = readLimitOptions(options, 'X-TransferQuota');
    const direction = options.choice('direction', ['upload', 'download', 'both']);
    if (limits.granularity === 'User' && limits.userHeader === undefined) throw options.error('userHeader is missing; a quota by user needs it.');
    const { period } = limits;
    if (period === undefined) throw options.error('period is missing.');
    const own = ownCounter(limits, services);
    const bucketOf = (counted: Counted): string => `XFERQUOTA||${bucketId(limits, counted, own)}`;
    const countsUpload = direction === 'upload' || direction === 'both';
    const countsDownload = direction === 'download' || direction === 'both';

    return {
        request(call) {
            const bucket = bucketOf(countedOf(call, limits));
            const before = limiter.accept(bucket, period, limits.limit, 0);
            transfers.set(call, { bucket, before, uploaded: 0, downloaded: 0 });
            if (before.accepted) return undefined;
            return { ...failure('Other', 10013, 'Transfer quota exceeded.', 429), headers: Object.fromEntries(limitHeaders(limits, before)) };
        },
        probe: counted => probeAnswer('TransferQuota', options, limits, limiter.accept(bucketOf(counted), period, limits.limit, 0), { direction: direction ?? null }),
        response(call, answer) {
            const transfer = transfers.get(call);
            // Another policy has answered before this one saw the call.
            if (!transfer) return undefined;
            const now = countsUpload ? limiter.accept(transfer.bucket, period, limits.limit, transfer.uploaded) : transfer.before;
            for (const [name, value] of limitHeaders(limits, now)) answer.headers.set(name, value);
            return undefined;
        },
        ...(countsUpload && {
            sent(call: Call, bytes: number) {
                const transfer = transfers.get(call);
                if (transfer) transfer.uploaded += bytes;
            },
        }),
        ...(countsDownload && {
            received(call: Call, bytes: number) {
                const transfer = transfers.get(call);
                if (transfer) transfer.downloaded += bytes;
            },
            ended(call: Call) {
                const transfer = transfers.get(call);
                if (transfer) limiter.accept(transfer.bucket, period, limits.limit, transfer.downloaded);
            },
        }),
    };
};

interface Transfer { bucket: string; before: LimitAnswer; uploaded: number; downloaded: number }

/** By call, not by policy: two transfer quotas on one chain share what they know of a call on Apiman, too. */
const transfers = new WeakMap<Call, Transfer>();
