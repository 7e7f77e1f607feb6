import type { Answer, Call, PolicyFailure } from '../call.ts';
import { HeaderList } from '../header-list.ts';
import { failure } from './policy.ts';
import type { PolicyType } from './policy.ts';

/** Apiman's CORS plugin. A preflight request that is permitted is answered here; the policies behind this one and the back end do not see it. */
export const cors: PolicyType = options => {
    const failsOnError = options.flag('errorOnCorsFailure') ?? true;
    const origins = new Set((options.texts('allowOrigin') ?? []).map(lower));
    const credentials = options.flag('allowCredentials') ?? false;
    const exposed = options.texts('exposeHeaders') ?? [];
    const headers = options.texts('allowHeaders') ?? [];
    const methods = options.texts('allowMethods') ?? [];
    const maxAge = options.has('maxAge') ? options.whole('maxAge') : undefined;

    return {
        request(call) {
            const origin = call.headers.get('Origin');
            if (origin === undefined) return undefined;
            const granted: Record<string, string> = {};
            let problem: string | undefined;

            const isAllowed = origins.has('*') || origins.has(lower(origin));
            granted['Access-Control-Allow-Origin'] = isAllowed ? origin : '';
            if (!isAllowed) problem = 'Origin not permitted.';
            if (credentials) granted['Access-Control-Allow-Credentials'] = 'true';
            if (exposed.length > 0) granted['Access-Control-Expose-Headers'] = exposed.join(', ');

            const wantedMethod = call.headers.get('Access-Control-Request-Method');
            const isPreflight = call.method === 'OPTIONS' && wantedMethod !== undefined;
            if (isPreflight) {
                granted['Access-Control-Allow-Methods'] = methods.join(', ');
                if (!split(wantedMethod).every(method => methods.includes(method))) problem = 'Requested method not allowed or undefined.';
                const wantedHeaders = call.headers.get('Access-Control-Request-Headers');
                if (headers.length > 0 && wantedHeaders !== undefined) {
                    if (areAllowed(split(wantedHeaders), headers)) granted['Access-Control-Allow-Headers'] = headers.join(', ');
                    else problem = 'Requested header not allowed';
                }
                if (maxAge === undefined) throw options.error('maxAge is missing; a preflight request needs it.');
                granted['Access-Control-Max-Age'] = String(maxAge);
            }

            if (problem !== undefined && failsOnError) return { ...failure('Authorization', 400, `CORS: ${problem}`, 400), headers: granted };
            if (!isPreflight) {
                grants.set(call, granted);
                return undefined;
            }
            return { kind: 'answer', answer: { status: 200, message: 'OK', headers: new HeaderList([...Object.entries(granted).flat(), 'Content-Length', '0']) } };
        },
        response(call, answer: Answer) {
            for (const [name, value] of Object.entries(grants.get(call) ?? {})) answer.headers.set(name, value);
            return undefined;
        },
        failure(call, refused: PolicyFailure) {
            Object.assign(refused.headers, grants.get(call));
        },
    };
};

/** What the answer to a call has to say. */
const grants = new WeakMap<Call, Record<string, string>>();

const simpleHeaders = ['cache-control', 'content-language', 'content-type', 'expires', 'last-modified', 'pragma'];

function areAllowed(wanted: string[], allowed: string[]): boolean {
    const known = new Set(allowed.map(lower));
    return wanted.every(name => known.has(lower(name))) || wanted.every(name => simpleHeaders.includes(lower(name)));
}

function split(list: string): string[] {
    return list.split(',').map(entry => entry.trim());
}

function lower(text: string): string {
    return text.toLowerCase();
}
