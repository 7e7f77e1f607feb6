import type { ApiBean } from './beans.ts';
import { EngineError } from './engine-error.ts';
import { fillPlaceholders } from './placeholders.ts';
import type { Placeholders } from './placeholders.ts';

/** Where the calls of an API go, worked out once. */
export interface Backend {
    secure: boolean;
    hostname: string;
    port: string;
    /** The value of `Host`. */
    host: string;
    /** Scheme, host and port: what has this in common shares connections. */
    origin: string;
    path: string;
    authorization: string | undefined;
    /** Milliseconds. The second one runs until the head of the answer is there, and begins again with each piece of a body sent. */
    connectTimeout: number;
    readTimeout: number;
}

/** @throws EngineError where endpoint or endpoint properties cannot be used */
export function makeBackend(api: ApiBean, placeholders: Placeholders): Backend {
    if (api.endpoint === null) throw new EngineError(500, 'The API has no endpoint.');
    const properties = readProperties(api.endpointProperties, placeholders);
    const endpoint = fillPlaceholders(api.endpoint, placeholders);
    if (!/^(https?|ftp):\/\/./i.test(endpoint) || !URL.canParse(endpoint)) throw new EngineError(500, `The endpoint is not a URL: ${endpoint}`);
    const url = new URL(endpoint);
    // A placeholder that nobody has filled in: WHATWG's URL takes it for a host name, Java's does not.
    if (url.host.includes('$')) throw new EngineError(500, `The endpoint is not a URL: ${endpoint}`);
    const secure = url.protocol === 'https:';
    return {
        secure,
        hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: url.port || (secure ? '443' : '80'),
        host: url.host,
        origin: `${secure ? 'https' : 'http'}://${url.host}`,
        path: url.pathname,
        authorization: readAuthorization(properties, secure),
        connectTimeout: timeoutOf(properties, 'timeouts.connect', 60_000),
        readTimeout: timeoutOf(properties, 'timeouts.read', 120_000),
    };
}

/** With a query and no destination Apiman puts a slash before the question mark. */
export function backendPath(base: string, destination: string | null, query: string): string {
    return query === '' ? joinPath(base, destination) : `${joinPath(base, destination ?? '/')}?${query}`;
}

/** Exactly one slash between the two; a destination of nothing leaves the endpoint's path as it is. */
export function joinPath(base: string, destination: string | null): string {
    if (destination === null || destination === '') return base === '' ? '/' : base;
    if (base.endsWith('/')) return destination.startsWith('/') ? base + destination.slice(1) : base + destination;
    return destination.startsWith('/') ? base + destination : `${base}/${destination}`;
}

function readProperties(source: ApiBean['endpointProperties'], placeholders: Placeholders): Map<string, string> {
    const properties = new Map<string, string>();
    for (const [name, value] of Object.entries(source ?? {})) {
        if (value === null) throw new EngineError(500, `The endpoint property ${name} is null.`);
        properties.set(name, fillPlaceholders(value, placeholders));
    }
    return properties;
}

function readAuthorization(properties: Map<string, string>, secure: boolean): string | undefined {
    const type = properties.get('authorization.type');
    switch (type) {
        case undefined: case 'none': return undefined;
        case 'basic': {
            if (!secure && properties.get('basic-auth.requireSSL')?.toLowerCase() !== 'false') {
                throw new EngineError(500, 'Endpoint security requested (BASIC auth) but endpoint is not secure (SSL).');
            }
            const credentials = `${properties.get('basic-auth.username') ?? 'null'}:${properties.get('basic-auth.password') ?? 'null'}`;
            return `Basic ${Buffer.from(credentials).toString('base64')}`;
        }
        case 'mtls': case 'mssl':
            throw new EngineError(500, secure ? 'The local gateway has no certificates for mutual TLS.' : 'Mutual TLS specified, but endpoint is not HTTPS.');
        default: throw new EngineError(500, type);
    }
}

function timeoutOf(properties: Map<string, string>, name: string, preset: number): number {
    const text = properties.get(name);
    return text === undefined ? preset : readTimeout(text, name);
}

/** Milliseconds. @throws EngineError */
export function readTimeout(text: string, name: string): number {
    if (!/^[+-]?\d+$/.test(text)) throw new EngineError(500, `${name} is not a number: "${text}"`);
    const milliseconds = Number(text);
    if (milliseconds <= 0 || milliseconds > 2_147_483_647) throw new EngineError(500, 'Timeout must be a positive value');
    return milliseconds;
}
