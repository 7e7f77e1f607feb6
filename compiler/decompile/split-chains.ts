/** The merged policies of one contract, by what each of them is known as: two are the same exactly when their names are. */
export interface Chain { client: string; api: string; plan: string; policies: readonly string[] }

/** What is known beforehand: policies of APIs and of plans (each version) that the project declares already, and where a policy is expected. */
export interface SplitHints {
    apis: ReadonlyMap<string, readonly string[]>;
    plans: ReadonlyMap<string, readonly (readonly string[])[]>;
    /** 0 where a policy is at home, up to 1 where nobody would look for it. */
    strangeness(policy: string, level: 'client' | 'plan' | 'api'): number;
}

/** How many policies at the beginning are those of the client, and how many at the end those of the API. The rest is the plan's. */
export interface Split { clients: ReadonlyMap<string, number>; apis: ReadonlyMap<string, number> }

/** A further version of a plan has to spare a policy. */
const versionCost = 1;
const strangenessWeight = 0.01;
/** Of more contracts than these not everything is tried: then there is plenty to judge by. */
const fewContracts = 200;

/**
 * Takes chains apart into the policies of clients, plans and APIs, so that as little as possible has to be written: what all contracts of a client
 * begin with can be its own, what all contracts with an API end with can be the API's, and what is left should be the same for all contracts
 * through one plan. Where it is not, the plan gets several versions. A search from several beginnings; the best one counts.
 */
export function splitChains(chains: readonly Chain[], hints: SplitHints): Split {
    // Names are long and compared often: a number stands for each.
    const names: string[] = [];
    const numbers = new Map<string, string>();
    const numbered = (policies: readonly string[]) => policies.map(policy => {
        const known = numbers.get(policy) ?? `${names.push(policy) - 1}`;
        numbers.set(policy, known);
        return known;
    });
    // In one order, so that where two ways are as good as each other it is always the same one.
    const sorted = chains.map(chain => ({ ...chain, policies: numbered(chain.policies) })).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    const search = new Search(sorted, {
        apis: new Map([...hints.apis].map(([api, policies]) => [api, numbered(policies)])),
        plans: new Map([...hints.plans].map(([plan, versions]) => [plan, versions.map(numbered)])),
        strangeness: (policy, level) => hints.strangeness(names[Number(policy)] ?? '', level)
    });
    const attempts = [search.from('api'), search.from('client'), search.from('plan')].sort((a, b) => a.cost - b.cost);
    return attempts[0] ?? { clients: new Map(), apis: new Map() };
}

function orderOf({ client, api, plan }: Chain): string {
    return JSON.stringify([client, api, plan]);
}

/** Contracts that a number stands for: all of a client, or all with an API. */
interface Variable { level: 'client' | 'api'; key: string; chains: number[]; max: number; fixed: boolean; policies: readonly string[] }

class Search {
    readonly #chains: readonly Chain[];
    readonly #hints: SplitHints;
    readonly #variables: Variable[];
    readonly #clientOf: number[];
    readonly #apiOf: number[];
    readonly #plans: Map<string, number[]>;
    readonly #texts: string[][] = [];
    #values: number[] = [];
    #middles = new Map<string, Map<string, number>>();
    #cost = 0;

    constructor(chains: readonly Chain[], hints: SplitHints) {
        this.#chains = chains;
        this.#hints = hints;
        const indexes = chains.map((_, index) => index);
        const variables = (level: 'client' | 'api') => [...Map.groupBy(indexes, index => chains[index]?.[level] ?? '')].map(([key, own]): Variable => {
            const texts = own.map(index => chains[index]?.policies ?? []);
            const known = level === 'api' ? hints.apis.get(key) : undefined;
            const shared = level === 'client' ? commonPrefix(texts) : commonPrefix(texts.map(list => list.toReversed())).toReversed();
            const fits = known !== undefined && known.length <= shared.length && known.every((policy, index) => policy === shared[shared.length - known.length + index]);
            return { level, key, chains: own, max: fits ? known.length : known ? 0 : shared.length, fixed: known !== undefined, policies: fits ? known : shared };
        });
        this.#variables = [...variables('client'), ...variables('api')];
        [this.#clientOf, this.#apiOf] = [byKey(this.#variables, 'client', chains), byKey(this.#variables, 'api', chains)];
        this.#plans = Map.groupBy(indexes, index => chains[index]?.plan ?? '');
    }

    /** Improves until nothing improves any more, from everything being the client's, the API's or the plan's. */
    from(level: 'client' | 'plan' | 'api'): Split & { cost: number } {
        this.#values = this.#variables.map(({ fixed, max }) => fixed ? max : 0);
        this.#variables.forEach((variable, index) => {
            if (variable.fixed || variable.level !== level) return;
            this.#values[index] = Math.min(variable.max, ...variable.chains.map(chain => this.#length(chain) - this.#taken(chain)));
        });
        this.#middles = new Map();
        this.#cost = this.#variables.reduce((sum, _, index) => sum + this.#costOf(index), 0);
        this.#chains.forEach((_, chain) => this.#count(chain, 1));
        for (let before = Infinity; this.#cost < before - 1e-9;) {
            before = this.#cost;
            this.#improve();
        }
        const numbers = (wanted: 'client' | 'api') => new Map(this.#variables.flatMap((variable, index) => variable.level === wanted ? [[variable.key, this.#values[index] ?? 0]] : []));
        return { clients: numbers('client'), apis: numbers('api'), cost: this.#cost };
    }

    #improve(): void {
        this.#variables.forEach(({ fixed, max }, index) => {
            for (let value = 0; !fixed && value <= max; value++) {
                this.#try(new Map([[index, value]]));
                this.#tryWithAnswers(index, value);
            }
        });
        // All APIs, or all clients, of a plan at once: what each of them alone would make worse.
        for (const chains of this.#plans.values()) {
            const longest = chains.reduce((longest, chain) => Math.max(longest, this.#length(chain)), 0);
            for (let middle = 0; middle <= longest; middle++) {
                for (const [own, other] of [[this.#apiOf, this.#clientOf], [this.#clientOf, this.#apiOf]] as const) {
                    const changes = new Map<number, number>();
                    for (const chain of chains) {
                        const variable = own[chain] ?? 0;
                        if (!this.#variables[variable]?.fixed && !changes.has(variable)) changes.set(variable, this.#length(chain) - (this.#values[other[chain] ?? 0] ?? 0) - middle);
                    }
                    this.#try(changes);
                }
            }
            this.#tryMiddles(chains);
        }
    }

    /** One number, and what the others that share its contracts make best of it: what is no use by itself may be of use together. */
    #tryWithAnswers(index: number, value: number): void {
        if (this.#chains.length > fewContracts || this.#values[index] === value) return;
        const { level, chains } = this.#variables[index] ?? { level: 'client', chains: [] };
        const others = [...new Set(chains.map(chain => (level === 'client' ? this.#apiOf : this.#clientOf)[chain] ?? 0))].filter(other => !this.#variables[other]?.fixed);
        const [before, cost] = [new Map([index, ...others].map(one => [one, this.#values[one] ?? 0])), this.#cost];
        let isPossible = this.#set(new Map([[index, value]]));
        for (const other of others) {
            let best: { answer: number; cost: number } | undefined;
            for (let answer = 0; answer <= (this.#variables[other]?.max ?? 0); answer++) {
                if (this.#set(new Map([[other, answer]])) && this.#cost < (best?.cost ?? Infinity)) best = { answer, cost: this.#cost };
            }
            isPossible = best !== undefined && this.#set(new Map([[other, best.answer]]));
            if (!isPossible) break;
        }
        if (!isPossible || this.#cost > cost - 1e-9 || chains.some(chain => this.#taken(chain) > this.#length(chain))) this.#set(before);
    }

    /** Everything that one contract of a plan holds in a row could be the plan: then clients and APIs have what stands around it in the others. */
    #tryMiddles(chains: readonly number[]): void {
        const [first] = chains;
        const whole = this.#chains[first ?? -1]?.policies ?? [];
        for (let start = 0; start < whole.length; start++) {
            for (let end = start + 1; end <= whole.length; end++) {
                const middle = whole.slice(start, end);
                const changes = new Map<number, number>();
                const propose = (variable: number, value: number) => {
                    if (!this.#variables[variable]?.fixed && !changes.has(variable)) changes.set(variable, value);
                };
                for (const chain of chains) {
                    const policies = this.#chains[chain]?.policies ?? [];
                    const [client, api] = [this.#clientOf[chain] ?? 0, this.#apiOf[chain] ?? 0];
                    // Where it stands several times, it is the one around which the client and the API can have the rest.
                    const at = policies.findIndex((_, index) => middle.every((policy, offset) => policies[index + offset] === policy)
                        && index <= (this.#variables[client]?.max ?? 0) && policies.length - index - middle.length <= (this.#variables[api]?.max ?? 0));
                    if (at < 0) continue;
                    propose(client, at);
                    propose(api, policies.length - at - middle.length);
                }
                this.#try(changes);
            }
        }
    }

    /** Keeps the change where everything is cheaper with it. */
    #try(proposed: ReadonlyMap<number, number>): void {
        for (const [index, value] of proposed) if (value < 0 || value > (this.#variables[index]?.max ?? 0)) return;
        const changes = new Map([...proposed].filter(([index, value]) => this.#values[index] !== value));
        if (changes.size === 0) return;
        const before = new Map([...changes.keys()].map(index => [index, this.#values[index] ?? 0]));
        const cost = this.#cost;
        if (!this.#set(changes) || this.#cost > cost - 1e-9) this.#set(before);
    }

    /** False where a client and an API would both take the same policy; the numbers stand all the same. */
    #set(changes: ReadonlyMap<number, number>): boolean {
        const [only, ...more] = [...changes.keys()].map(index => this.#variables[index]?.chains ?? []);
        const chains = more.length === 0 ? only ?? [] : [...new Set([only ?? [], ...more].flat())];
        for (const chain of chains) this.#count(chain, -1);
        for (const [index, value] of changes) {
            this.#cost -= this.#costOf(index);
            this.#values[index] = value;
            this.#cost += this.#costOf(index);
        }
        for (const chain of chains) this.#count(chain, 1);
        return chains.every(chain => this.#taken(chain) <= this.#length(chain));
    }

    #costOf(index: number): number {
        const { level, policies, fixed } = this.#variables[index] ?? { level: 'client', policies: [], fixed: true };
        const count = this.#values[index] ?? 0;
        if (fixed) return 0;
        return this.#written(level === 'client' ? policies.slice(0, count) : policies.slice(policies.length - count), level);
    }

    /** Each different middle of a plan is written once. */
    #count(chain: number, by: 1 | -1): void {
        const { plan, policies } = this.#chains[chain] ?? { plan: '', policies: [] };
        const [from, to] = [this.#values[this.#clientOf[chain] ?? 0] ?? 0, policies.length - (this.#values[this.#apiOf[chain] ?? 0] ?? 0)];
        const middles = this.#middles.get(plan) ?? new Map<string, number>();
        this.#middles.set(plan, middles);
        const text = this.#middleText(chain, from, to);
        const count = (middles.get(text) ?? 0) + by;
        middles.set(text, count);
        if (by === 1 ? count !== 1 : count !== 0) return;
        const isKnown = this.#hints.plans.get(plan)?.some(version => version.join() === text) === true;
        this.#cost += by * (isKnown ? 0 : versionCost + this.#written(policies.slice(from, Math.max(from, to)), 'plan'));
    }

    /** Made once for each piece of a chain: the search looks at the same ones again and again. */
    #middleText(chain: number, from: number, to: number): string {
        const { policies } = this.#chains[chain] ?? { policies: [] };
        const texts = this.#texts[chain] ??= [];
        return texts[from * (policies.length + 1) + Math.max(from, to)] ??= policies.slice(from, Math.max(from, to)).join();
    }

    #written(policies: readonly string[], level: 'client' | 'plan' | 'api'): number {
        return policies.reduce((sum, policy) => sum + 1 + strangenessWeight * this.#hints.strangeness(policy, level), 0);
    }

    #length(chain: number): number {
        return this.#chains[chain]?.policies.length ?? 0;
    }

    #taken(chain: number): number {
        return (this.#values[this.#clientOf[chain] ?? 0] ?? 0) + (this.#values[this.#apiOf[chain] ?? 0] ?? 0);
    }
}

function byKey(variables: readonly Variable[], level: 'client' | 'api', chains: readonly Chain[]): number[] {
    const indexes = new Map(variables.flatMap((variable, index) => variable.level === level ? [[variable.key, index]] : []));
    return chains.map(chain => indexes.get(chain[level]) ?? 0);
}

function commonPrefix(lists: readonly (readonly string[])[]): readonly string[] {
    const [first = [], ...rest] = lists;
    const length = first.findIndex((policy, index) => rest.some(list => list[index] !== policy));
    return length < 0 ? first : first.slice(0, length);
}
