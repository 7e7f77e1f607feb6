import { t } from '@vscode/l10n';
import type { ApiDeclaration, ClientDeclaration, ContractDeclaration, Offer, PlanDeclaration, PolicyUse } from '../../language/declarations.ts';
import { planName } from '../../language/policy-chain.ts';
import type { ApiBean, ClientBean, ContractBean, GatewayDocument, PolicyBean } from '../gateway-document.ts';
import { apiAttributes } from './api-attributes.ts';
import type { DeclaredProject } from './declared-project.ts';
import type { DecompiledOrganization } from './decompile.ts';
import { LeftOut, type ImportFinding } from './finding.ts';
import { apiKeyOf, canonical, clientKeyOf, contractApi, requireName } from './gateway-beans.ts';
import type { NamedSecrets } from './named-secrets.ts';
import { PlanVersions, type PlanVersion } from './plan-versions.ts';
import type { PolicyWriter } from './policy-writer.ts';
import { asker } from './source-value.ts';
import { splitChains, type Chain, type Split } from './split-chains.ts';

interface Tools { declared: DeclaredProject; writer: PolicyWriter; secrets: NamedSecrets; findings: ImportFinding[] }
/** `drifted`: it does not end with the policies that its API is known to have. */
interface Contract { client: string; api: string; plan: string; organization: string; bean: ContractBean; ids: string[]; drifted: boolean }

export interface WrittenModel { organizations: DecompiledOrganization[]; uses: PolicyUse[]; comments: ReadonlyMap<string, string>; left: string[] }

/** The APIs and clients of a document that can be written, their contracts taken apart, and the declarations that they become. */
export class SourceModel {
    readonly #tools: Tools;
    readonly #apis: ReadonlyMap<string, ApiBean>;
    readonly #clients: ReadonlyMap<string, ClientBean>;
    readonly #byApi: ReadonlyMap<string, Contract[]>;
    readonly #byClient: ReadonlyMap<string, Contract[]>;
    readonly #split: Split;
    readonly #plans: PlanVersions;
    /** Policies by what they are known as. */
    readonly #beans = new Map<string, PolicyBean>();
    readonly #left: string[] = [];
    readonly #comments = new Map<string, string>();
    readonly #uses: PolicyUse[] = [];
    readonly #versionOf = new Map<Contract, PlanVersion>();
    readonly #versionsOf = new Map<string, ReadonlySet<string>>();

    constructor(document: GatewayDocument, tools: Tools) {
        this.#tools = tools;
        this.#apis = this.#keep('api', document.apis, apiKeyOf, bean => this.#checkApi(bean));
        this.#clients = this.#keep('client', document.clients, clientKeyOf, bean => this.#checkClient(bean));
        for (const policies of [...this.#apis.values().map(({ apiPolicies }) => apiPolicies), ...this.#clients.values().flatMap(({ contracts }) => contracts.map(contract => contract.policies))]) {
            for (const policy of policies) this.#beans.set(canonical(policy), policy);
        }
        const known = new Map<string, readonly string[] | undefined>();
        const knownOf = (api: string) => {
            if (!known.has(api)) known.set(api, this.#knownPolicies(api));
            return known.get(api);
        };
        const contracts = [...this.#clients].flatMap(([client, bean]) => bean.contracts.map((contract): Contract => {
            const [api, ids] = [contractApi(contract), contract.policies.map(canonical)];
            return { client, api, organization: contract.apiOrgId, plan: `${contract.apiOrgId}/${contract.plan}`, bean: contract, ids, drifted: !endsWith(ids, knownOf(api) ?? []) };
        }));
        this.#byApi = Map.groupBy(contracts, ({ api }) => api);
        this.#byClient = Map.groupBy(contracts, ({ client }) => client);
        // A contract that drifted says nothing about how the others are made up.
        const settled = contracts.filter(({ drifted }) => !drifted);
        const chains = settled.map(({ client, api, plan, ids }): Chain => ({ client, api, plan, policies: ids }));
        const { declared, writer } = tools;
        const apis = new Map([...known].filter((entry): entry is [string, readonly string[]] => entry[1] !== undefined));
        const plans = new Map([...new Set(chains.map(({ plan }) => plan))].map(plan => {
            const [organization = '', name = ''] = plan.split('/');
            return [plan, declared.planVersions(organization, name).filter(({ locked }) => locked).map(({ policies }) => policies)] as const;
        }));
        this.#split = splitChains(chains, { apis, plans, strangeness: (policy, level) => strangeness(writer.category(policy), level) });
        this.#plans = new PlanVersions(declared, settled.map(contract => ({ ...contract, policies: this.#middle(contract) })));
    }

    write(wanted: (element: string) => boolean): WrittenModel {
        const { declared, findings } = this.#tools;
        const organizations = new Map<string, DecompiledOrganization>();
        const organization = (name: string) => {
            const found = organizations.get(name) ?? { name, plans: [], apis: [], clients: [] };
            organizations.set(name, found);
            return found;
        };
        const write = (entity: string, task: () => void) => {
            try {
                task();
            } catch (error) {
                if (!(error instanceof LeftOut)) throw error;
                findings.push({ kind: 'left-out', entity, message: error.message });
            }
        };
        const clients = [...this.#clients].filter(([key]) => wanted(`client:${key}`));
        const declaredClients = declared.keys('client');
        const needed = new Set<string>();
        for (const [key, bean] of clients.sort(byKey)) {
            if (declaredClients.has(key)) this.#left.push(`client:${key}`);
            else write(key, () => {
                const client = this.#client(key, bean);
                organization(bean.organizationId).clients.push(client);
                for (const contract of bean.contracts) needed.add(contractApi(contract));
            });
        }
        for (const [key, bean] of [...this.#apis].sort(byKey)) {
            if (!wanted(`api:${key}`) && !needed.has(key)) continue;
            if (declared.model.api(key)) this.#left.push(`api:${key}`);
            else write(key, () => {
                const api = this.#api(key, bean);
                organization(bean.organizationId).apis.push(api);
            });
        }
        const offered = new Set([...organizations.values()].flatMap(({ apis }) => apis.flatMap(({ offers }) => offers.map(({ plan }) => plan))));
        for (const { key, organization: owner, name, version, policies, comment } of this.#plans.made(offered)) {
            if (comment !== undefined) this.#comments.set(`plan:${key}`, comment);
            write(key, () => {
                const plan: PlanDeclaration = { kind: 'plan', organization: owner, name, version, locked: true, attributes: [], policies: this.#policies(policies, name) };
                organization(owner).plans.push(plan);
            });
        }
        return { organizations: [...organizations.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), uses: this.#uses, comments: this.#comments, left: this.#left };
    }

    #api(key: string, bean: ApiBean): ApiDeclaration {
        const { findings, secrets } = this.#tools;
        const differs = (message: string) => findings.push({ kind: 'differs', entity: key, message });
        const contracts = this.#byApi.get(key) ?? [];
        const [first] = contracts;
        const ids = bean.publicAPI ? bean.apiPolicies.map(canonical) : first ? first.ids.slice(first.ids.length - (this.#split.apis.get(key) ?? 0)) : [];
        if (!bean.publicAPI && bean.apiPolicies.length > 0) differs(t('The policies on its own record are left out: it is private, so they never run.'));
        let offers = [...new Set(contracts.map(contract => this.#planOf(contract).key))].sort().map((plan): Offer => ({ plan, approval: false, approvedFor: [] }));
        if (offers.length === 0 && !bean.publicAPI) {
            const guess = this.#plans.guess(bean.organizationId);
            offers = [{ plan: guess, approval: false, approvedFor: [] }];
            this.#comments.set(`api:${key}`, `No client consumes it, so the gateway does not say which plans offer it, nor which policies it has: ${guess.slice(guess.indexOf('/') + 1)} is a guess.`);
            findings.push({ kind: 'note', entity: key, message: t('No client consumes it, so the gateway tells neither its plans nor its policies; the offer of {0} is a guess.', guess) });
        }
        return {
            kind: 'api', organization: bean.organizationId, name: bean.apiId, version: bean.version, state: 'published', access: bean.publicAPI ? 'public' : 'private',
            attributes: apiAttributes(bean, secrets.of(bean.apiId), differs), offers, policies: this.#policies(ids, bean.apiId)
        };
    }

    #client(key: string, bean: ClientBean): ClientDeclaration {
        const { findings } = this.#tools;
        const contracts = this.#byClient.get(key) ?? [];
        const first = contracts.find(({ drifted }) => !drifted);
        if (contracts.length === 0) findings.push({ kind: 'differs', entity: key, message: t('It has no contract: it is declared, and no registration touches it until it gets one.') });
        const written = contracts.map((contract): ContractDeclaration => {
            const { api, bean: { plan } } = contract;
            const own = this.#planOf(contract);
            const offers = this.#tools.declared.model.api(api)?.offers.filter(offer => planName(offer.plan) === plan);
            if (offers?.length === 0) throw new LeftOut(t('It has a contract with {0} via {1}, and {0}, which is declared here, does not offer that plan.', api, plan));
            if (contract.drifted || (offers && !offers.some(offer => offer.plan === own.key))) {
                findings.push({ kind: 'differs', entity: key, message: t('At the gateway its contract with {0} runs other policies than the project declares for {0} via {1}.', api, plan) });
                return { api, plan, attributes: [] };
            }
            const isAmbiguous = this.#versionsAt(api, contract.plan).size > 1 || (offers !== undefined && offers[0]?.plan !== own.key);
            return { api, plan, ...isAmbiguous ? { planVersion: own.version } : {}, attributes: [] };
        });
        return {
            kind: 'client', organization: bean.organizationId, name: bean.clientId, version: bean.version, retired: false, attributes: [], contracts: written.sort((a, b) => (a.api < b.api ? -1 : 1)),
            policies: this.#policies(first?.ids.slice(0, this.#split.clients.get(key) ?? 0) ?? [], bean.clientId)
        };
    }

    #policies(ids: readonly string[], owner: string): PolicyUse[] {
        const uses = ids.flatMap(id => {
            const bean = this.#beans.get(id);
            return bean ? [this.#tools.writer.write(bean, owner)] : [];
        });
        this.#uses.push(...uses);
        return uses;
    }

    #planOf(contract: Contract): PlanVersion {
        const version = this.#versionOf.get(contract) ?? this.#plans.of(contract, this.#middle(contract));
        this.#versionOf.set(contract, version);
        return version;
    }

    /** Keys of the versions of one plan that the contracts with an API go through. */
    #versionsAt(api: string, plan: string): ReadonlySet<string> {
        const found = this.#versionsOf.get(`${api} ${plan}`) ?? new Set((this.#byApi.get(api) ?? []).filter(other => other.plan === plan).map(other => this.#planOf(other).key));
        this.#versionsOf.set(`${api} ${plan}`, found);
        return found;
    }

    #middle({ client, api, ids }: Contract): string[] {
        return ids.slice(this.#split.clients.get(client) ?? 0, ids.length - (this.#split.apis.get(api) ?? 0));
    }

    /** Policies of an API that do not have to be found out: it is public, so its record has them, or the project declares it. */
    #knownPolicies(api: string): readonly string[] | undefined {
        const declared = this.#tools.declared.model.api(api);
        if (declared) return this.#tools.declared.policies(declared.policies);
        const bean = this.#apis.get(api);
        return bean?.publicAPI ? bean.apiPolicies.map(canonical) : undefined;
    }

    #keep<T>(kind: 'api' | 'client', beans: readonly T[], keyOf: (bean: T) => string, check: (bean: T) => void): Map<string, T> {
        const kept = new Map<string, T>();
        for (const bean of beans) {
            const key = keyOf(bean);
            try {
                if (kept.has(key)) throw new LeftOut(kind === 'api' ? t('Another API of the document has the same name.') : t('Another client of the document has the same name.'));
                check(bean);
                kept.set(key, bean);
            } catch (error) {
                if (!(error instanceof LeftOut)) throw error;
                this.#tools.findings.push({ kind: 'left-out', entity: key, message: error.message });
            }
        }
        return kept;
    }

    #checkApi(bean: ApiBean): void {
        requireNames(bean, bean.apiId);
        this.#checkPolicies(bean.publicAPI ? bean.apiPolicies : []);
        apiAttributes(bean, asker({ parameters: this.#tools.declared.parameters }), () => undefined);
    }

    #checkClient(bean: ClientBean): void {
        requireNames(bean, bean.clientId);
        const contracts = new Map<string, string>();
        for (const contract of bean.contracts) {
            const api = contractApi(contract);
            const declared = this.#tools.declared.model.api(api);
            requireName(t('The plan of its contract with {0},', api), contract.plan);
            if (!this.#apis.has(api) && declared?.state !== 'published') throw new LeftOut(t('It has a contract with {0}, which is not there to be imported.', api));
            if (contracts.has(api) && contracts.get(api) !== JSON.stringify(contract)) throw new LeftOut(t('It has two contracts with {0}; which one counts changes between registrations.', api));
            contracts.set(api, JSON.stringify(contract));
            this.#checkPolicies(contract.policies);
            const own = this.#apis.get(api);
            const ids = contract.policies.map(canonical);
            if (own?.publicAPI && !declared && !endsWith(ids, own.apiPolicies.map(canonical))) {
                throw new LeftOut(t('Its contract with the public {0} runs other policies than the API has for callers without a key.', api));
            }
        }
    }

    #checkPolicies(policies: readonly PolicyBean[]): void {
        for (const policy of policies) {
            const objection = this.#tools.writer.objectionTo(policy);
            if (objection !== undefined) throw new LeftOut(objection);
        }
    }
}

function requireNames({ organizationId, version }: Pick<ApiBean, 'organizationId' | 'version'>, name: string): void {
    requireName(t('Its organization'), organizationId);
    requireName(t('The name'), name);
    requireName(t('Its version'), version);
}

/** Who sells an API limits it, who owns it does the rest; what a client adds comes first. */
function strangeness(category: string, level: 'client' | 'plan' | 'api'): number {
    if (category === 'limiting') return level === 'plan' ? 0 : 1;
    return { api: 0, client: 0.5, plan: 1 }[level];
}

function endsWith(list: readonly string[], end: readonly string[]): boolean {
    return end.length <= list.length && end.every((one, index) => one === list[list.length - end.length + index]);
}


function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
