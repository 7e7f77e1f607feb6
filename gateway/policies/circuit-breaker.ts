import type { Answer, Call } from '../call.ts';
import type { Clock } from '../clock.ts';
import { failure, perGateway } from './policy.ts';
import type { PolicyServices, PolicyType } from './policy.ts';

/**
 * Apiman's circuit breaker plugin: after `limit` bad answers of an API within `window` seconds nobody calls it for `reset` seconds, then
 * one call tries. The circuit belongs to the API and keeps the settings that it was made with. A back end that is not reachable at all
 * does not count on Apiman; strictly it does.
 */
export const circuitBreaker: PolicyType = (options, services) => {
    const settings = { window: options.whole('window') * 1000, limit: options.whole('limit'), reset: options.whole('reset') * 1000 };
    const codes = (options.texts('errorCodes') ?? []).map(code => new RegExp(`^${code.replaceAll(/[^\d*]/g, '\\$&').replaceAll('*', '.')}$`));
    const failureCode = options.whole('failureCode');
    const isFault = ({ status }: Answer) => codes.some(code => code.test(String(status)));
    return {
        request(call) {
            const circuit = circuitOf(call, services, settings);
            used.set(call, circuit);
            return circuit.lets() ? undefined : failure('Other', 20001, 'Circuit broken.', failureCode);
        },
        response(call, answer) {
            used.get(call)?.answered(isFault(answer));
            return undefined;
        },
        ...(services.strict && { unanswered: (call: Call) => used.get(call)?.answered(true) }),
    };
};

const used = new WeakMap<Call, Circuit>();
const circuitsOf = perGateway(() => new Map<string, Circuit>());

interface Settings { window: number; limit: number; reset: number }

function circuitOf({ api }: Call, services: PolicyServices, settings: Settings): Circuit {
    const known = circuitsOf(services);
    const key = JSON.stringify([api.organizationId, api.apiId, api.version]);
    let circuit = known.get(key);
    if (!circuit) known.set(key, circuit = new Circuit(settings, services.clock));
    return circuit;
}

class Circuit {
    readonly #settings: Settings;
    readonly #clock: Clock;
    #faults: number[] = [];
    #broken: { tryAt: number; closeAt: number } | undefined;
    #isTrying = false;

    constructor(settings: Settings, clock: Clock) {
        this.#settings = settings;
        this.#clock = clock;
    }

    /** Whether a call may go to the back end; of a broken circuit one, when its time has come. */
    lets(): boolean {
        const now = this.#clock.now();
        // A trial that never had an answer must not keep it broken for ever.
        if (this.#broken && this.#isTrying && now >= this.#broken.closeAt) this.#close();
        if (!this.#broken) return true;
        if (this.#isTrying || now < this.#broken.tryAt) return false;
        this.#isTrying = true;
        return true;
    }

    answered(isFault: boolean): void {
        if (this.#isTrying) {
            if (isFault) this.#trip();
            else this.#close();
        } else if (isFault) {
            const now = this.#clock.now();
            this.#faults = [...this.#faults.filter(time => time >= now - this.#settings.window), now];
            if (this.#faults.length >= this.#settings.limit) this.#trip();
        }
    }

    #trip(): void {
        const now = this.#clock.now();
        this.#broken = { tryAt: now + this.#settings.reset, closeAt: this.#broken?.closeAt ?? now + this.#settings.reset * 10 };
        this.#faults = [];
        this.#isTrying = false;
    }

    #close(): void {
        this.#broken = undefined;
        this.#faults = [];
        this.#isTrying = false;
    }
}
