import type { Answer, Call } from './call.ts';
import type { CallRecord, CallStep } from './call-record.ts';
import type { Chain } from './chain.ts';
import type { HeaderList } from './header-list.ts';
import type { Policy, RequestOutcome, ResponseOutcome } from './policies/policy.ts';

/** Who watches the calls of a gateway, live. Nobody does most of the time, and then a call costs nothing more. */
export class Traces {
    readonly #watchers = new Set<(record: CallRecord) => void>();

    get isWatched(): boolean {
        return this.#watchers.size > 0;
    }

    /** Ends with what it returns. */
    watch(watcher: (record: CallRecord) => void): () => void {
        this.#watchers.add(watcher);
        return () => this.#watchers.delete(watcher);
    }

    publish(record: CallRecord): void {
        for (const watcher of this.#watchers) watcher(record);
    }
}

/** The same chain, whose policies write down what they do with this one call. */
export function tracedChain(chain: Chain, steps: CallStep[]): Chain {
    return { ...chain, policies: chain.policies.map((policy, at) => tracedPolicy(policy, chain.names[at] ?? '', steps)) };
}

function tracedPolicy(policy: Policy, name: string, steps: CallStep[]): Policy {
    const request = policy.request?.bind(policy);
    const response = policy.response?.bind(policy);
    const failure = policy.failure?.bind(policy);
    return {
        ...policy,
        ...(request && {
            request: (call: Call) => observed(name, 'request', steps, () => request(call), () => callFacts(call), outcomeOfRequest),
        }),
        ...(response && {
            response: (call: Call, answer: Answer) => observed(name, 'response', steps, () => response(call, answer), () => headerFacts(answer.headers), outcomeOfResponse),
        }),
        ...(failure && {
            failure: (call, refused) => void observed(name, 'failure', steps, () => failure(call, refused), () => new Map(Object.keys(refused.headers).map(header => [header.toLowerCase(), header])), () => 'passed' as const),
        }),
    };
}

function observed<T>(policy: string, phase: CallStep['phase'], steps: CallStep[], run: () => T | Promise<T>, facts: () => Map<string, string>, outcomeOf: (result: T) => CallStep['outcome']): T | Promise<T> {
    const before = facts();
    const start = performance.now();
    const note = (outcome: CallStep['outcome']): void => void steps.push({ policy, phase, outcome, milliseconds: performance.now() - start, notes: differences(before, facts()) });
    const done = (result: T): T => {
        note(outcomeOf(result));
        return result;
    };
    const failed = (error: unknown): never => {
        note('failed');
        throw error;
    };
    try {
        const running = run();
        return running instanceof Promise ? running.then(done, failed) : done(running);
    } catch (error) {
        return failed(error);
    }
}

function outcomeOfRequest(outcome: RequestOutcome): CallStep['outcome'] {
    return outcome === undefined ? 'passed' : outcome.kind === 'failure' ? 'refused' : 'answered';
}

function outcomeOfResponse(outcome: ResponseOutcome): CallStep['outcome'] {
    return outcome === undefined ? 'passed' : 'refused';
}

/** What a policy may change of a call, each with the words for it where it is new; two maps are compared. */
function callFacts(call: Call): Map<string, string> {
    const facts = headerFacts(call.headers);
    facts.set('path ', `path ${call.destination ?? '(none)'}`);
    if (call.roles) facts.set('roles ', `roles ${[...call.roles].join(', ') || '(none)'}`);
    if (call.standIn) facts.set('cache ', 'answers from memory');
    if (call.timeouts.read !== undefined) facts.set('timeout ', `waits ${call.timeouts.read} ms for the answer`);
    if (call.limitHeaders) {
        const [limit, remaining, reset] = call.limitHeaders.map(([, value]) => value);
        facts.set('limit ', `${remaining} of ${limit} left for ${reset} s`);
    }
    return facts;
}

function headerFacts({ raw }: HeaderList): Map<string, string> {
    return new Map(raw.flatMap((name, at) => at % 2 === 0 ? [[name.toLowerCase(), name]] : []));
}

/** `+X-User`, `−Authorization`; what is no header says itself what it is now. */
function differences(before: Map<string, string>, after: Map<string, string>): string[] {
    const isHeader = (key: string) => !key.endsWith(' ');
    return [
        ...[...after].filter(([key, text]) => before.get(key) !== text).map(([key, text]) => isHeader(key) ? `+${text}` : text),
        ...[...before].filter(([key]) => isHeader(key) && !after.has(key)).map(([, text]) => `−${text}`),
    ];
}
