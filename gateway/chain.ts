import type { Answer, Call, PolicyFailure } from './call.ts';
import type { PolicyBean } from './beans.ts';
import { EngineError } from './engine-error.ts';
import { fillPlaceholders } from './placeholders.ts';
import { Options } from './policies/options.ts';
import { policyTable, withoutVersion } from './policies/policy-table.ts';
import type { OwnAnswer, Policy, PolicyServices, RequestOutcome, ResponseOutcome } from './policies/policy.ts';

/** The policies of a contract or of a public API, ready to run. */
export interface Chain {
    policies: readonly Policy[];
    /** The class of each, without its package: `RateLimitingPolicy`. */
    names: readonly string[];
    /** Whether any policy wants to hear of the bytes that are sent, of those that are received. */
    metersSent: boolean;
    metersReceived: boolean;
    /** Whether any policy may change the answer's body, or the caller's. */
    changesBody: boolean;
    changesRequestBody: boolean;
}

/** Throws an `EngineError` for the first policy that is not known or badly configured, before any policy has run, as Apiman does. */
export function makeChain(beans: readonly PolicyBean[] | null, services: PolicyServices): Chain {
    if (beans === null) throw new EngineError(500, 'The list of policies is null.');
    const policies = beans.map(bean => makePolicy(bean, services));
    return {
        policies,
        names: beans.map(bean => className(bean.policyImpl ?? '')),
        metersSent: policies.some(policy => policy.sent),
        metersReceived: policies.some(policy => policy.received ?? policy.ended),
        changesBody: policies.some(policy => policy.body),
        changesRequestBody: policies.some(policy => policy.requestBody),
    };
}

/** A promise only where a policy needs one: most chains run through without. */
export function runRequest(chain: Chain, call: Call): RequestOutcome | Promise<RequestOutcome> {
    const { policies } = chain;
    for (let at = 0; at < policies.length; at++) {
        const outcome = policies[at]!.request?.(call);
        if (outcome instanceof Promise) return runRequestFrom(chain, at, call, outcome);
        if (outcome !== undefined) return by(chain, at, outcome);
    }
    return undefined;
}

export function runResponse(chain: Chain, call: Call, answer: Answer): ResponseOutcome | Promise<ResponseOutcome> {
    const { policies } = chain;
    for (let at = policies.length - 1; at >= 0; at--) {
        const outcome = policies[at]!.response?.(call, answer);
        if (outcome instanceof Promise) return runResponseFrom(chain, at, call, answer, outcome);
        if (outcome !== undefined) return by(chain, at, outcome);
    }
    return undefined;
}

/** The back end gave no answer: there is nothing for the response phase. */
export function runUnanswered(chain: Chain, call: Call): void {
    for (const policy of chain.policies.toReversed()) policy.unanswered?.(call);
}

export function runFailure(chain: Chain, call: Call, failure: PolicyFailure): void {
    for (const policy of chain.policies.toReversed()) policy.failure?.(call, failure);
}

async function runRequestFrom(chain: Chain, first: number, call: Call, running: Promise<RequestOutcome>): Promise<RequestOutcome> {
    let outcome = await running;
    let at = first;
    while (outcome === undefined && ++at < chain.policies.length) outcome = await chain.policies[at]!.request?.(call);
    return outcome && by(chain, at, outcome);
}

async function runResponseFrom(chain: Chain, first: number, call: Call, answer: Answer, running: Promise<ResponseOutcome>): Promise<ResponseOutcome> {
    let outcome = await running;
    let at = first;
    while (outcome === undefined && --at >= 0) outcome = await chain.policies[at]!.response?.(call, answer);
    return outcome && by(chain, at, outcome);
}

/** Says in a failure which policy it is of. */
function by<T extends PolicyFailure | OwnAnswer>({ names }: Chain, at: number, outcome: T): T {
    if (outcome.kind === 'failure') outcome.policy = names[at];
    return outcome;
}

function makePolicy(bean: PolicyBean, services: PolicyServices): Policy {
    const implementation = bean.policyImpl;
    const type = implementation === null ? undefined : policyTable.get(withoutVersion(implementation));
    if (implementation === null || !type) throw new EngineError(500, `Policy not found: ${implementation?.replace(/^class:/, '') ?? null}`);
    const name = className(implementation);
    if (bean.policyJsonConfig === null) throw new EngineError(500, `${name}: the configuration is null.`);
    return type(Options.parse(fillPlaceholders(bean.policyJsonConfig, services.placeholders), name), services);
}

function className(implementation: string): string {
    return /[\w$]+$/.exec(implementation)?.[0] ?? implementation;
}
