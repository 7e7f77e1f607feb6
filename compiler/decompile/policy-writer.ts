import { t } from '@vscode/l10n';
import type { PolicyTypeDeclaration, PolicyUse } from '../../language/declarations.ts';
import { implementationKey, implementationOf, policyClass } from '../../language/implementation-key.ts';
import type { Json, ParameterLookup } from '../../language/option-values.ts';
import type { PolicyBean } from '../gateway-document.ts';
import { LeftOut, type ImportFinding } from './finding.ts';
import { canonical, withoutNulls } from './gateway-beans.ts';
import { inferredOptions } from './inferred-type.ts';
import type { NamedSecrets } from './named-secrets.ts';
import { asker, sourceOptions } from './source-value.ts';

type Config = { [option: string]: Json };
interface Sample { id: string; impl: string; config: Config }

/**
 * Writes policies of a gateway as the source has them. A policy is of the known type with its implementation; where that cannot say its options
 * exactly, since a default would be written that the gateway does not hold, and where nobody knows the implementation, a type is
 * declared from what is seen.
 */
export class PolicyWriter {
    readonly #known: readonly PolicyTypeDeclaration[];
    readonly #parameters: ParameterLookup;
    readonly #secrets: NamedSecrets;
    /** By policy; undefined where it cannot be written, with the reason in `#unsaid`. */
    readonly #types = new Map<string, PolicyTypeDeclaration>();
    readonly #unsaid = new Map<string, string>();
    readonly #declared: PolicyTypeDeclaration[] = [];
    readonly findings: ImportFinding[] = [];

    constructor(policies: readonly PolicyBean[], known: readonly PolicyTypeDeclaration[], { parameters, secrets }: { parameters: ParameterLookup; secrets: NamedSecrets }) {
        this.#known = known;
        this.#parameters = parameters;
        this.#secrets = secrets;
        const inexact: Sample[] = [];
        for (const [id, bean] of new Map(policies.map(bean => [canonical(bean), bean]))) {
            const config = configOf(bean);
            if (!config) {
                this.#unsaid.set(id, t('The configuration of its policy {0} is no JSON object.', bean.policyImpl));
                continue;
            }
            const type = this.#known.find(one => implementationOf(one, parameters) === bean.policyImpl && this.#says(one, config));
            if (type) this.#types.set(id, type);
            else inexact.push({ id, impl: bean.policyImpl, config });
        }
        for (const [impl, samples] of Map.groupBy(inexact, sample => sample.impl)) this.#declare(impl, samples);
    }

    /** Types that the source has to declare for what was written so far. */
    typesOf(uses: Iterable<PolicyUse>): PolicyTypeDeclaration[] {
        const names = new Set([...uses].map(({ type }) => type));
        return this.#declared.filter(({ name }) => names.has(name));
    }

    /** Where the policy is usually attached. */
    category(id: string): string {
        return this.#types.get(id)?.category ?? 'other';
    }

    /** Why it cannot be written; undefined where it can. */
    objectionTo(bean: PolicyBean): string | undefined {
        return this.#unsaid.get(canonical(bean));
    }

    /** As a member of `owner`, which gives its secrets their names; throws `LeftOut` where the language has no words for it. */
    write(bean: PolicyBean, owner: string): PolicyUse {
        const id = canonical(bean);
        const type = this.#types.get(id);
        const options = type && sourceOptions(configOf(bean) ?? {}, type.options, this.#secrets.of(owner));
        if (!type || !options) throw new LeftOut(this.#unsaid.get(id) ?? t('Its policy {0} cannot be written.', bean.policyImpl));
        return { kind: 'policy', type: type.name, options };
    }

    #says(type: PolicyTypeDeclaration, config: Config): boolean {
        return sourceOptions(config, type.options, asker(this.#secrets.of(''))) !== undefined;
    }

    /** As few types as can say all of them; each policy goes to the first in which it finds room. */
    #declare(impl: string, samples: readonly Sample[]): void {
        const base = this.#known.find(type => implementationKey(implementationOf(type, this.#parameters) ?? '') === implementationKey(impl));
        const common = this.#typeFor(impl, base, samples, this.#newName(base, impl, []));
        const groups: { samples: Sample[]; type: PolicyTypeDeclaration }[] = common ? [{ samples: [...samples], type: common }] : [];
        for (const sample of common ? [] : samples) {
            const group = groups.find(one => {
                const type = this.#typeFor(impl, base, [...one.samples, sample], one.type.name);
                if (type) one.type = type;
                return type !== undefined;
            });
            if (group) {
                group.samples.push(sample);
                continue;
            }
            const type = this.#typeFor(impl, base, [sample], this.#newName(base, impl, groups.map(one => one.type.name)));
            if (type) groups.push({ samples: [sample], type });
            else this.#unsaid.set(sample.id, t('The language has no words for the options of its policy {0}.', impl));
        }
        for (const { type, samples: own } of groups) {
            this.#declared.push(type);
            for (const { id } of own) this.#types.set(id, type);
        }
    }

    #typeFor(impl: string, base: PolicyTypeDeclaration | undefined, samples: readonly Sample[], name: string): PolicyTypeDeclaration | undefined {
        const writing = this.#secrets.of('');
        const options = inferredOptions(samples.map(({ config }) => config), base?.options ?? [], writing);
        if (!options) return undefined;
        const type: PolicyTypeDeclaration = {
            kind: 'policy-type', name, category: base?.category ?? 'other', implementation: impl.includes("'") ? { kind: 'template', parts: [impl] } : { kind: 'raw', text: impl }, authenticates: base?.authenticates ?? false,
            documentation: base ? derivedText(base, samples.map(({ config }) => config)) : 'As it was found at the gateway: the options are those that are seen there.', options
        };
        return samples.every(({ config }) => this.#says(type, config)) ? type : undefined;
    }

    #newName(base: PolicyTypeDeclaration | undefined, impl: string, others: readonly string[]): string {
        const taken = new Set([...this.#known, ...this.#declared].map(({ name }) => name).concat(others));
        const simple = policyClass(impl).replace(/Policy$/, '').replaceAll(/[^A-Za-z0-9_]/g, '').replace(/^\d/, '_$&');
        const name = base ? `${base.name}AsFound` : simple === '' ? 'UnknownPolicy' : simple;
        for (let number = 1; ; number++) {
            const candidate = number === 1 ? name : `${name}${number}`;
            if (!taken.has(candidate)) return candidate;
        }
    }
}

/** Why the type that is known does not do: whoever wants what it would write may use it instead. */
function derivedText({ name, options }: PolicyTypeDeclaration, configs: readonly Config[]): string {
    const preset = options.filter(option => option.default && configs.some(config => config[option.jsonName ?? option.name] === undefined)).map(option => option.name);
    return preset.length === 0 ? `As ${name}, with options or values of the gateway that it does not have.`
        : `As ${name}, which would write ${preset.join(', ')} as well: at the gateway ${preset.length === 1 ? 'it is' : 'they are'} not set.`;
}

function configOf({ policyJsonConfig }: PolicyBean): Config | undefined {
    try {
        const config = withoutNulls(JSON.parse(policyJsonConfig));
        return typeof config === 'object' && config !== null && !Array.isArray(config) ? config as Config : undefined;
    } catch {
        return undefined;
    }
}
