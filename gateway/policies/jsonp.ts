import { Transform } from 'node:stream';
import type { Call } from '../call.ts';
import { takeParameter } from '../query.ts';
import type { PolicyType } from './policy.ts';

/**
 * Apiman's JSONP plugin: wraps the answer into a call of the function that a parameter names. Apiman takes any text for a name of a
 * function, a script included; strictly only a name counts, and all else is answered as it is.
 */
export const jsonp: PolicyType = (options, { strict }) => {
    const parameter = options.text('callbackParamName');
    if (parameter === undefined) throw options.error('callbackParamName is missing.');
    return {
        request(call) {
            // Of several the last one counts, as on Apiman.
            const { values, rest } = takeParameter(call.query, parameter);
            const value = values.at(-1);
            call.query = rest;
            if (value !== undefined && (!strict || isFunctionName.test(value))) functions.set(call, value);
            return undefined;
        },
        body(call, answer) {
            const name = functions.get(call);
            if (name === undefined) return undefined;
            answer.headers.set('Content-Type', ['application/javascript', ...parametersOf(answer.headers.get('Content-Type') ?? '')].join('; '));
            answer.headers.remove('Content-Length');
            return wrapped(`${name}(`, ')');
        },
    };
};

const isFunctionName = /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*|\[\d+\])*$/;
const functions = new WeakMap<Call, string>();

/** The parameters of a content type, such as its charset, in the order of their names. */
function parametersOf(type: string): string[] {
    return type.split(';').slice(1).map(parameter => parameter.trim()).filter(parameter => parameter.includes('=')).toSorted();
}

/** An answer without a body stays without. */
function wrapped(before: string, after: string): Transform {
    let begun = false;
    return new Transform({
        transform(chunk: Buffer, _encoding, done) {
            if (!begun) this.push(before);
            begun = true;
            done(null, chunk);
        },
        flush(done) {
            done(null, begun ? after : undefined);
        },
    });
}
