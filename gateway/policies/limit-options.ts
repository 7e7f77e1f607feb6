import { periods } from '../rate-limiter.ts';
import type { LimitAnswer, Period } from '../rate-limiter.ts';
import type { ApiBean, ClientBean } from '../beans.ts';
import type { Call } from '../call.ts';
import type { Options } from './options.ts';
import type { PolicyServices } from './policy.ts';

const granularities = ['User', 'Api', 'Client', 'Ip'] as const;

/** What rate limit, quota and transfer quota have in common. */
export interface LimitOptions {
    limit: number;
    granularity: typeof granularities[number] | undefined;
    /** Without one Apiman fails, but only once it counts: a limit by client on a public API is refused before. */
    period: Period | undefined;
    userHeader: string | undefined;
    headerLimit: string;
    headerRemaining: string;
    headerReset: string;
}

/** @param prefix of the default header names, such as `X-RateLimit` */
export function readLimitOptions(options: Options, prefix: string): LimitOptions {
    return {
        limit: options.whole('limit'),
        granularity: options.choice('granularity', granularities),
        period: options.choice('period', periods),
        userHeader: options.text('userHeader'),
        headerLimit: options.text('headerLimit') || `${prefix}-Limit`,
        headerRemaining: options.text('headerRemaining') || `${prefix}-Remaining`,
        headerReset: options.text('headerReset') || `${prefix}-Reset`,
    };
}

/** The bucket of a public call that a limit by client cannot count. */
export const noClient = 'NO_CLIENT_AVAILABLE';

/** Who is counted. */
export interface Counted { api: ApiBean; client: ClientBean | undefined; address: string; user: string }

/** Everybody without the header is one user. */
export function countedOf(call: Call, { userHeader }: LimitOptions): Counted {
    return { api: call.api, client: call.client, address: call.remoteAddress, user: call.headers.get(userHeader ?? '') ?? 'NO_USER_AVAILABLE' };
}

/**
 * The id of the counter, as Apiman 3.x builds it. It holds neither the policy, nor the limit, nor the period: two limits of one
 * granularity on one chain share a counter, and a limit by client is shared by all APIs of the client. `own` sets the counters of a
 * policy apart, where each limit is to count for itself.
 */
export function bucketId({ granularity }: LimitOptions, { api, client, address, user }: Counted, own = ''): string {
    if (client === undefined) {
        const id = `${own}PUBLIC||||${api.organizationId}||${api.apiId}||${api.version}`;
        switch (granularity) {
            case 'User': return `${id}||${user}`;
            case 'Ip': return `${id}||${address}`;
            case 'Api': return id;
            default: return noClient;
        }
    }
    const key = client.apiKey;
    switch (granularity) {
        case 'User': return `${own}${key}||USER||${client.organizationId}||${client.clientId}||${user}`;
        case 'Client': return `${own}${key}${key}||APP||${client.organizationId}||${client.clientId}`;
        case 'Ip': return `${own}${key}${key}||IP||${client.organizationId}||${address}`;
        default: return `${own}${key}${key}||SERVICE||${api.organizationId}||${api.apiId}`;
    }
}

/** Strictly each limit counts for itself; on Apiman those of one granularity share a counter. */
export function ownCounter(options: LimitOptions, { strict }: PolicyServices): string {
    return strict ? `${options.limit}/${options.period}||` : '';
}

/** The answer to a probe, in Apiman's form. */
export function probeAnswer(kind: 'RateLimiting' | 'TransferQuota', options: Options, limits: LimitOptions, answer: LimitAnswer, more: object = {}): object {
    const text = (name: string): string | null => options.text(name) ?? null;
    const probeType = `${kind}ProbeResponse`;
    return {
        [probeType]: {
            probeType,
            config: {
                limit: limits.limit, granularity: limits.granularity ?? null, period: limits.period ?? null, userHeader: text('userHeader'),
                headerRemaining: text('headerRemaining'), headerLimit: text('headerLimit'), headerReset: text('headerReset'), ...more,
            },
            status: answer,
        },
    };
}

export function limitHeaders(options: LimitOptions, answer: LimitAnswer): [string, string][] {
    return [
        [options.headerLimit, String(options.limit)],
        [options.headerRemaining, String(answer.remaining)],
        [options.headerReset, String(answer.reset)],
    ];
}
