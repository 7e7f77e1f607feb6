import type { Fetch, FetchAnswer, FetchRequest, World } from '../../registration/world.ts';
import { Secret } from '../../registration/secret.ts';
import type { GatewayTarget, RegistrationTarget } from '../../registration/target.ts';

export interface Fault {
    /** Which requests: method, and a part of the path. */
    method?: string;
    path?: string;
    /** How often; left out: always. */
    times?: number;
    /** What happens instead of the answer. `arrives`: the request takes effect all the same. */
    answer: { status: number; body?: string; headers?: Record<string, string> } | { code: string } | 'hang';
    arrives?: boolean;
    /** Called when it strikes. */
    onStrike?: () => void;
}

type Bean = Record<string, unknown>;

/**
 * Apiman's configuration API in memory, as `fetch`: a write is answered 204 at once and can be read back some milliseconds of its
 * clock later, unknown members are refused, a client with an unknown API is a 404, and a list is as broken as asked for.
 */
export class FakeGateway {
    readonly url: string;
    readonly apis = new Map<string, Bean>();
    readonly clients = new Map<string, Bean>();
    readonly requests: { method: string; path: string; body?: string }[] = [];
    readonly faults: Fault[] = [];
    /** Milliseconds until a write can be read back. */
    delay = 15;
    policies: string[] | undefined;
    /** Where it says that it serves calls. */
    endpoint = 'http://10.0.0.1:8082';
    readonly #clock: Clock;
    #pending: { at: number; apply: () => void }[] = [];

    constructor(clock: Clock, url = 'http://127.0.0.1:8081') {
        this.#clock = clock;
        this.url = url;
    }

    get writes(): string[] {
        return this.requests.filter(({ method }) => method !== 'GET').map(({ method, path, body }) => `${method} ${path}${body ? ` ${idOf(body)}` : ''}`);
    }

    target(more: Partial<GatewayTarget> = {}): RegistrationTarget {
        return { environment: 'test', gateways: [{ url: this.url, credentials: { type: 'basic', username: 'admin', password: new Secret('admin-password') }, local: false, ...more }] };
    }

    async answer(path: string, request: FetchRequest): Promise<FetchAnswer> {
        await Promise.resolve();
        this.#settle();
        this.requests.push({ method: request.method, path, ...(request.body === undefined ? {} : { body: request.body }) });
        const fault = this.faults.find(({ method, path: part, times = 1 }) =>
            times > 0 && (method ?? request.method) === request.method && path.includes(part ?? ''));
        if (fault) {
            if (fault.times !== undefined) {
                fault.times--;
            }
            if (fault.arrives) {
                this.#serve(path, request);
            }
            fault.onStrike?.();
            return this.#strike(fault, request);
        }
        if (request.headers['authorization'] !== `Basic ${btoa('admin:admin-password')}`) {
            return reply(401, '', { 'www-authenticate': 'Basic realm="apiman-gateway"' });
        }
        return this.#serve(path, request);
    }

    async #strike({ answer }: Fault, { signal }: FetchRequest): Promise<FetchAnswer> {
        if (answer === 'hang') {
            return new Promise((_, reject) => {
                const abort = () => reject(new DOMException('aborted', 'AbortError'));
                signal.addEventListener('abort', abort, { once: true });
                if (signal.aborted) {
                    abort();
                }
            });
        }
        if ('code' in answer) {
            throw Object.assign(new Error('socket'), { code: answer.code });
        }
        return reply(answer.status, answer.body ?? '', answer.headers);
    }

    #serve(path: string, { method, body }: FetchRequest): FetchAnswer {
        const parts = path.split('/').slice(1).map(decodeURIComponent);
        if (method === 'PUT') {
            return this.#put(parts[0] ?? '', JSON.parse(body ?? 'null') as Bean);
        }
        if (method === 'DELETE') {
            const key = `${parts[1]}/${parts[2]}@${parts[3]}`;
            const map = parts[0] === 'apis' ? this.apis : this.clients;
            if (!map.has(key)) {
                return reply(404, JSON.stringify({ errorType: parts[0] === 'apis' ? 'ApiNotFoundException' : 'ClientNotFoundException', message: 'not found' }));
            }
            this.#later(() => map.delete(key));
            return reply(204);
        }
        return this.#get(parts);
    }

    #put(kind: string, bean: Bean): FetchAnswer {
        const stranger = Object.keys(bean).find(member => !(kind === 'apis' ? apiMembers : clientMembers).includes(member));
        if (stranger) {
            return reply(400, `<html>Unrecognized field "${stranger}"</html>`, { 'content-type': 'text/html' });
        }
        if (kind === 'apis') {
            this.#later(() => this.apis.set(`${bean['organizationId'] as string}/${bean['apiId'] as string}@${bean['version'] as string}`, bean));
            return reply(204);
        }
        if (typeof bean['apiKey'] !== 'string') {
            return reply(500);
        }
        for (const contract of bean['contracts'] as Bean[]) {
            const name = `${contract['apiOrgId'] as string}/${contract['apiId'] as string}@${contract['apiVersion'] as string}`;
            if (!this.apis.has(name)) {
                return reply(404, JSON.stringify({ errorType: 'ApiNotFoundException', message: `API ${name} not found. Key ${bean['apiKey']}` }));
            }
        }
        this.#later(() => this.clients.set(`${bean['organizationId'] as string}/${bean['clientId'] as string}@${bean['version'] as string}`, bean));
        return reply(204);
    }

    #get(parts: string[]): FetchAnswer {
        const [root, organization, kind, name, , version] = parts;
        if (root === 'system') {
            switch (organization) {
                case 'status': return json({ up: true, version: '3.1.3.Final' });
                case 'endpoint': return json({ endpoint: this.endpoint });
                case 'policies': return this.policies ? json(this.policies) : reply(404);
            }
        }
        const map = kind === 'apis' ? this.apis : this.clients;
        if (parts.length === 6) {
            const found = map.get(`${organization}/${name}@${version}`);
            return found ? json(found) : reply(404);
        }
        const keys = [...map.keys()].filter(key => key.startsWith(`${organization}/`)).map(key => key.slice(key.indexOf('/') + 1));
        return json(parts.length === 3 ? [...new Set(keys.map(key => key.split('@')[0])), null] : keys.filter(key => key.split('@')[0] === name).map(key => key.split('@')[1]));
    }

    #later(apply: () => void): void {
        this.#pending.push({ at: this.#clock.now + this.delay, apply });
        this.#settle();
    }

    #settle(): void {
        for (const { apply } of this.#pending.filter(({ at }) => at <= this.#clock.now)) {
            apply();
        }
        this.#pending = this.#pending.filter(({ at }) => at > this.#clock.now);
    }
}

export class Clock { now = 0 }

/** A world without network, time and chance: `sleep` moves the clock, keys are counted. */
export function fakeWorld(clock: Clock, gateways: readonly FakeGateway[]): World {
    let keys = 0;
    const fetch: Fetch = async (url, request) => {
        const gateway = gateways.find(one => url.startsWith(`${one.url}/`));
        if (!gateway) {
            throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
        }
        return gateway.answer(url.slice(gateway.url.length), request);
    };
    return {
        fetch,
        call: async () => { throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }); },
        callForWhole: async () => { throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }); },
        now: () => clock.now,
        today: () => clock.now,
        sleep: async milliseconds => { clock.now += milliseconds; },
        random: () => 0.5,
        randomKey: () => new Secret(`00000000-0000-4000-8000-${`${++keys}`.padStart(12, '0')}`)
    };
}

const apiMembers = [
    'organizationId', 'apiId', 'version', 'publicAPI', 'endpoint', 'endpointType', 'endpointContentType', 'endpointProperties', 'parsePayload',
    'keysStrippingDisabled', 'apiPolicies'
];
const clientMembers = ['organizationId', 'clientId', 'version', 'apiKey', 'contracts'];

function json(value: unknown): FetchAnswer {
    return reply(200, JSON.stringify(value), { 'content-type': 'application/json' });
}

function reply(status: number, body = '', headers: Record<string, string> = {}): FetchAnswer {
    return { status, headers: { get: name => headers[name.toLowerCase()] ?? null }, text: async () => body };
}

function idOf(body: string): string {
    const bean = JSON.parse(body) as Bean;
    return `${bean['organizationId'] as string}/${(bean['apiId'] ?? bean['clientId']) as string}@${bean['version'] as string}`;
}
