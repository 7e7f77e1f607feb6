import type { PolicyEntry } from '../../language/declarations.ts';
import type { Json, ParameterLookup } from '../../language/option-values.ts';
import { parameterValue, placeholder } from '../../language/parameters.ts';
import { expand } from '../../language/policy-chain.ts';
import type { CompilerInput } from '../compile.ts';
import { effectivePolicies } from '../effective-policy.ts';
import type { PolicyBean } from '../gateway-document.ts';
import { Model, type ModelEntry } from '../model.ts';
import { canonical } from './gateway-beans.ts';

/** What the project says already, in the words of the gateway. */
export class DeclaredProject {
    readonly model: Model;
    readonly #entries: readonly ModelEntry[];
    readonly #found: ReadonlyMap<string, readonly { id: string; config: Json }[]>;
    readonly #learn: (value: string, parameter: string) => void;
    readonly parameters: ParameterLookup;

    /**
     * @param found the policies at the gateway: a declared one is known as the one there that it stands for, secrets apart
     * @param learn is told which secret at the gateway a parameter of the project stands for
     */
    constructor({ entries, shippedTypes, parameters }: Omit<CompilerInput, 'secret'>, found: readonly PolicyBean[], learn: (value: string, parameter: string) => void) {
        this.#entries = [...entries];
        this.model = new Model(this.#entries, shippedTypes);
        this.#learn = learn;
        this.parameters = name => parameterValue(name, this.model.parameter(name), parameters);
        const distinct = [...new Map(found.map(bean => [canonical(bean), bean]))].map(([id, bean]) => ({ id, impl: bean.policyImpl, config: parsed(bean) }));
        this.#found = Map.groupBy(distinct, ({ impl }) => impl);
    }

    get isEmpty(): boolean {
        return this.#entries.every(({ kind }) => kind !== 'api' && kind !== 'plan' && kind !== 'client' && kind !== 'policies' && kind !== 'parameter');
    }

    /** Keys of the clients, or names of something that has no version. */
    keys(kind: 'client' | 'parameter' | 'policies' | 'policy-type' | 'organization'): Set<string> {
        return new Set(this.#entries.flatMap(entry => entry.kind === kind ? [entry.key] : []));
    }

    /** Versions of the plan of that name, locked ones with their policies. */
    planVersions(organization: string, name: string): { version: string; locked: boolean; policies: string[] }[] {
        const plans = this.#entries.map(({ declaration }) => declaration).filter(declaration => declaration.kind === 'plan');
        return plans.filter(plan => plan.organization === organization && plan.name === name)
            .map(({ version, locked, policies }) => ({ version, locked, policies: this.policies(policies) }));
    }

    /** Names that policies are known by at the gateway; one that does not stand there has a name that nothing else has. */
    policies(entries: readonly PolicyEntry[]): string[] {
        return effectivePolicies(expand(entries, this.model), this.model, this.parameters).map(({ policyImpl, config }) => {
            const own = this.#found.get(policyImpl)?.find(candidate => this.#matches(config, candidate.config));
            return own?.id ?? canonical({ policyImpl, policyJsonConfig: JSON.stringify(config) });
        });
    }

    #matches(declared: Json, found: Json): boolean {
        const learned: [value: string, parameter: string][] = [];
        const matches = (own: Json | undefined, other: Json | undefined): boolean => {
            if (own === undefined || other === undefined) return own === other;
            if (Array.isArray(own)) return Array.isArray(other) && own.length === other.length && own.every((item, index) => matches(item, other[index]));
            if (typeof own === 'object') {
                if (typeof other !== 'object' || Array.isArray(other)) return false;
                return [...new Set([...Object.keys(own), ...Object.keys(other)])].every(member => matches(own[member], other[member]));
            }
            const secret = typeof own === 'string' && typeof other === 'string' ? this.#secretIn(own) : undefined;
            if (secret === undefined || typeof other !== 'string') return own === other;
            learned.push([other, secret]);
            return true;
        };
        if (!matches(declared, found)) return false;
        for (const [value, parameter] of learned) this.#learn(value, parameter);
        return true;
    }

    #secretIn(text: string): string | undefined {
        const [, name = ''] = /^\$\{([^}]+)\}$/.exec(text) ?? [];
        return this.model.parameter(name)?.secret === true && placeholder(name) === text ? name : undefined;
    }
}

function parsed({ policyJsonConfig }: PolicyBean): Json {
    try {
        return JSON.parse(policyJsonConfig) as Json;
    } catch {
        return policyJsonConfig;
    }
}
