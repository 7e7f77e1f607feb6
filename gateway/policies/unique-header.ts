import { randomUUID } from 'node:crypto';
import type { Call } from '../call.ts';
import type { PolicyType } from './policy.ts';

/** Apiman's unique header plugin: gives each call an id of its own, for logs that are put together later. */
export const uniqueHeader: PolicyType = options => {
    const header = options.text('headerName');
    if (!header?.trim()) throw options.error('headerName is missing.');
    const overwrites = options.flag('overwriteHeaderValue') ?? false;
    const answers = options.flag('responseHeader') ?? false;
    return {
        request(call) {
            const given = overwrites ? undefined : call.headers.get(header);
            const value = given?.trim() ? given : randomUUID();
            call.headers.set(header, value);
            ids.set(call, value);
            return undefined;
        },
        response(call, answer) {
            const value = ids.get(call);
            if (answers && value !== undefined) answer.headers.set(header, value);
            return undefined;
        },
    };
};

/** By call, not by policy: of several on one chain the last one's value is answered, as on Apiman. */
const ids = new WeakMap<Call, string>();
