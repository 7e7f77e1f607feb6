import type { Transform } from 'node:stream';
import type { Answer, Call, PolicyFailure } from '../call.ts';
import type { Clock } from '../clock.ts';
import type { Placeholders } from '../placeholders.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import type { BoundedRegexes } from './bounded-regexes.ts';
import type { Counted } from './limit-options.ts';
import type { Options } from './options.ts';

/** What policies share: one of it for a gateway, so that what a type of policies remembers can be kept by it. */
export interface PolicyServices {
    limiter: RateLimiter;
    regexes: BoundedRegexes;
    placeholders: Placeholders;
    clock: Clock;
    /** Where Apiman has a fault that callers can see, do what is right instead. */
    strict: boolean;
    /** A line for whoever reads the log of the gateway. */
    log(line: string): void;
}

/** Makes a policy of its options; a configuration that cannot work is an `EngineError`, which answers every call with 500. */
export type PolicyType = (options: Options, services: PolicyServices) => Policy;

/** The policy answers itself: those behind it and the back end are passed over, the response phase is not. */
export interface OwnAnswer { kind: 'answer'; answer: Answer }

export type RequestOutcome = PolicyFailure | OwnAnswer | undefined;
export type ResponseOutcome = PolicyFailure | undefined;

/**
 * One policy of a chain. `request` runs in the order of the chain, everything else in reverse order. No policy keeps state of a
 * call in itself: one instance serves all calls of the chain.
 */
export interface Policy {
    request?(call: Call): RequestOutcome | Promise<RequestOutcome>;
    response?(call: Call, answer: Answer): ResponseOutcome | Promise<ResponseOutcome>;
    /** The back end could not be reached, or gave no answer. */
    unanswered?(call: Call): void;
    /** May change a failure of any policy of the chain. */
    failure?(call: Call, failure: PolicyFailure): void;
    /** A stream that changes the caller's body on its way to the back end. */
    requestBody?(call: Call): Transform | undefined;
    /** What a call of these would find, without counting it; only limits can tell. */
    probe?(counted: Counted): object;
    /** The bytes of a piece of the caller's body, on its way to the back end. */
    sent?(call: Call, bytes: number): void;
    /** The bytes of a piece of the back end's body. */
    received?(call: Call, bytes: number): void;
    /** The back end's body has come to its end. */
    ended?(call: Call): void;
    /** A stream that changes the answer's body. */
    body?(call: Call, answer: Answer): Transform | undefined;
}

/** A failure whose status follows from its type unless one from 300 upwards is given. */
export function failure(type: PolicyFailure['type'], code: number, message: string, status = 0): PolicyFailure {
    return { kind: 'failure', type, code, status, message, headers: {} };
}

/** What the policies of one type remember together, a thing of its own for each gateway. */
export function perGateway<T>(make: (services: PolicyServices) => T): (services: PolicyServices) => T {
    const made = new WeakMap<PolicyServices, { value: T }>();
    return services => {
        let known = made.get(services);
        if (!known) made.set(services, known = { value: make(services) });
        return known.value;
    };
}
