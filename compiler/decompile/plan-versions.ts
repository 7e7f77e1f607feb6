import type { ContractBean } from '../gateway-document.ts';
import type { DeclaredProject } from './declared-project.ts';

/** A contract with what is left of its policies for the plan. */
export interface PlanContract { client: string; api: string; plan: string; organization: string; bean: ContractBean; policies: readonly string[] }

/** `policies` by what they are known as. */
export interface PlanVersion { key: string; organization: string; name: string; version: string; policies: readonly string[]; declared: boolean; comment?: string }

/**
 * The plans behind the labels that contracts carry. A gateway knows no versions: a plan is version 1.0, and where contracts through one plan run
 * different policies, each of these is a version of its own. A version that the project declares with just these policies is that one.
 */
export class PlanVersions {
    readonly #versions = new Map<string, PlanVersion[]>();
    readonly #declared: DeclaredProject;

    constructor(declared: DeclaredProject, contracts: readonly PlanContract[]) {
        this.#declared = declared;
        for (const [plan, own] of Map.groupBy(contracts, contract => contract.plan)) this.#versions.set(plan, this.#of(own));
    }

    /** The version that a contract goes through. */
    of({ plan, bean: { apiOrgId: organization, plan: name } }: Omit<PlanContract, 'policies'>, policies: readonly string[]): PlanVersion {
        const text = JSON.stringify(policies);
        const found = this.#versions.get(plan)?.find(version => JSON.stringify(version.policies) === text);
        return found ?? { key: `${organization}/${name}@1.0`, organization, name, version: '1.0', policies, declared: true };
    }

    /** A plan that could offer an API whose plans nobody knows: one of its organization, else a new one without policies. */
    guess(organization: string): string {
        const [known] = [...this.#versions.values()].flat().filter(version => version.organization === organization).map(({ key }) => key).sort();
        if (known !== undefined) return known;
        const name = 'Standard';
        const [locked] = this.#declared.planVersions(organization, name).filter(version => version.locked);
        const version: PlanVersion = { key: `${organization}/${name}@${locked?.version ?? '1.0'}`, organization, name, version: locked?.version ?? '1.0', policies: [], declared: locked !== undefined };
        this.#versions.set(`${organization}/${name}`, [version]);
        return version.key;
    }

    /** Those that the source has to declare, by organization and name. */
    made(offered: ReadonlySet<string>): PlanVersion[] {
        return [...this.#versions.values()].flat().filter(({ declared, key }) => !declared && offered.has(key)).sort((a, b) => (a.key < b.key ? -1 : 1));
    }

    #of(contracts: readonly PlanContract[]): PlanVersion[] {
        const [first] = contracts;
        const [organization, name] = [first?.organization ?? '', first?.bean.plan ?? ''];
        const declared = this.#declared.planVersions(organization, name);
        const taken = new Set(declared.map(({ version }) => version));
        const groups = [...Map.groupBy(contracts, ({ policies }) => JSON.stringify(policies)).values()].sort((a, b) => b.length - a.length);
        return groups.map((own): PlanVersion => {
            const policies = own[0]?.policies ?? [];
            const known = declared.find(({ locked, policies: theirs }) => locked && JSON.stringify(theirs) === JSON.stringify(policies));
            let number = 1;
            while (!known && taken.has(`${number}.0`)) number += 1;
            const version = known?.version ?? `${number}.0`;
            taken.add(version);
            return {
                key: `${organization}/${name}@${version}`, organization, name, version, policies, declared: known !== undefined,
                ...groups.length === 1 ? {} : { comment: `At the gateway not all contracts via ${name} run the same policies. These are what ${listed(own)} run${own.length === 1 ? 's' : ''}.` }
            };
        });
    }
}

function listed(contracts: readonly PlanContract[]): string {
    const names = contracts.map(({ client, api }) => `${client} with ${api}`);
    return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
