import { Transform } from 'node:stream';
import type { Call } from '../call.ts';
import { EngineError } from '../engine-error.ts';
import { jsonToXml, xmlToJson } from './java-json.ts';
import type { PolicyType } from './policy.ts';

/**
 * Apiman's transformation plugin: the caller speaks one format and the back end the other. What cannot be read as the format that it should be
 * is answered with 500, where Apiman never answers.
 */
export const transformation: PolicyType = options => {
    const client = options.choice('clientFormat', formats);
    const server = options.choice('serverFormat', formats);
    if (client === undefined || server === undefined || client === server) return {};
    return {
        request(call) {
            transformed.add(call);
            call.headers.set('Content-Type', contentTypes[server]);
            call.headers.remove('Content-Length');
            call.headers.set('Accept', contentTypes[server]);
            return undefined;
        },
        requestBody: () => transformedWhole(client),
        response(call, answer) {
            if (!transformed.has(call)) return undefined;
            answer.headers.set('Content-Type', contentTypes[client]);
            answer.headers.remove('Content-Length');
            return undefined;
        },
        body: call => transformed.has(call) ? transformedWhole(server) : undefined,
    };
};

const formats = ['JSON', 'XML'] as const;
type Format = typeof formats[number];
const contentTypes: Record<Format, string> = { JSON: 'application/json', XML: 'application/xml' };

/** Calls that came this far: an answer of a policy before this one stays as it is. */
const transformed = new WeakSet<Call>();

const longest = 5 * 1024 * 1024;

/** Holds a body until it is whole: neither format can be turned into the other piece by piece. */
function transformedWhole(from: Format): Transform {
    const chunks: Buffer[] = [];
    let length = 0;
    return new Transform({
        transform(chunk: Buffer, _encoding, done) {
            chunks.push(chunk);
            length += chunk.length;
            done(length > longest ? new EngineError(500, `A body of more than ${longest} bytes cannot be transformed.`) : null);
        },
        flush(done) {
            if (length === 0) return done();
            const text = Buffer.concat(chunks).toString();
            try {
                done(null, from === 'JSON' ? jsonToXml(text) : xmlToJson(text));
            } catch (error) {
                done(new EngineError(500, `The body cannot be read as ${from}: ${error instanceof Error ? error.message : String(error)}`));
            }
        },
    });
}
