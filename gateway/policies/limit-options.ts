import { periods } from '../rate-limiter.ts';
import type { LimitAnswer, Period } from '../rate-limiter.ts';
import type { Call } from '../call.ts';
import type { Options } from './options.ts';

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

/**
 * The id of the counter, as Apiman 3.x builds it. It holds neither the policy, nor the limit, nor the period: two limits of one
 * granularity on one chain share a counter, and a limit by client is shared by all APIs of the client.
 */
export function bucketId(options: LimitOptions, call: Call): string {
    const { api, client } = call;
    if (client === undefined) {
        const id = `PUBLIC||||${api.organizationId}||${api.apiId}||${api.version}`;
        switch (options.granularity) {
            case 'User': return `${id}||${user(options, call)}`;
            case 'Ip': return `${id}||${call.remoteAddress}`;
            case 'Api': return id;
            default: return noClient;
        }
    }
    const key = client.apiKey;
    switch (options.granularity) {
        case 'User': return `${key}||USER||${client.organizationId}||${client.clientId}||${user(options, call)}`;
        case 'Client': return `${key}${key}||APP||${client.organizationId}||${client.clientId}`;
        case 'Ip': return `${key}${key}||IP||${client.organizationId}||${call.remoteAddress}`;
        default: return `${key}${key}||SERVICE||${api.organizationId}||${api.apiId}`;
    }
}

export function limitHeaders(options: LimitOptions, answer: LimitAnswer): [string, string][] {
    return [
        [options.headerLimit, String(options.limit)],
        [options.headerRemaining, String(answer.remaining)],
        [options.headerReset, String(answer.reset)],
    ];
}

/** Everybody without the header is one user. */
function user(options: LimitOptions, call: Call): string {
    return call.headers.get(options.userHeader ?? '') ?? 'NO_USER_AVAILABLE';
}
