import type { HeaderList } from '../header-list.ts';
import type { PolicyType } from './policy.ts';

/** Apiman's log plugin: writes the headers at this place of the chain into the log of the gateway; here credentials are masked. */
export const logHeaders: PolicyType = (options, { log }) => {
    const direction = options.choice('direction', ['request', 'response', 'both']) ?? 'both';
    const logsHeaders = options.flag('logHeaders') ?? true;
    const logsStatus = options.flag('logStatusCode') ?? false;
    return {
        request(call) {
            if (logsHeaders && direction !== 'response') log(listing(call.headers, 'Request', call.api.endpoint));
            return undefined;
        },
        response(call, answer) {
            if (direction === 'request') return undefined;
            if (logsStatus) log(`Status code ${answer.status} for ${call.api.endpoint}`);
            if (logsHeaders) log(listing(answer.headers, 'Response', call.api.endpoint));
            return undefined;
        },
    };
};

const credentials = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key']);

function listing({ raw }: HeaderList, direction: string, endpoint: string | null): string {
    const lines: string[] = [];
    for (let at = 0; at < raw.length; at += 2) lines.push(`Key : ${raw[at]}, Value : ${credentials.has(raw[at]!.toLowerCase()) ? '***' : raw[at + 1]}`);
    return [`Logging ${lines.length} HTTP ${direction} headers for ${endpoint}`, ...lines.sort()].join('\n');
}
