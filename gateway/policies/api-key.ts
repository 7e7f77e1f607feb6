import type { PolicyType } from './policy.ts';

/** Apiman's API key plugin: tells the back end the key of the client that calls. */
export const apiKey: PolicyType = options => {
    const header = options.text('requestHeader');
    if (!header) throw options.error('requestHeader is missing.');
    return {
        request(call) {
            if (call.client?.apiKey != null) call.headers.set(header, call.client.apiKey);
            return undefined;
        },
    };
};
