import { readTimeout } from '../backend.ts';
import type { PolicyType } from './policy.ts';

/** Apiman's timeout plugin: how long the back end may take to be connected to and to answer, in milliseconds. */
export const timeout: PolicyType = options => {
    const connect = options.text('timeoutConnect');
    const read = options.text('timeoutRead');
    return {
        request(call) {
            if (connect) call.timeouts.connect = readTimeout(connect, 'timeouts.connect');
            if (read) call.timeouts.read = readTimeout(read, 'timeouts.read');
            return undefined;
        },
    };
};
