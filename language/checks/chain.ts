import type { AstNode } from 'langium';
import { keyOf, type ApiDeclaration, type ClientDeclaration, type PlanDeclaration, type PolicySetDeclaration } from '../declarations.ts';
import { cachingClass, chainFindings, corsClass, type ChainFinding } from '../chain-findings.ts';
import type * as ast from '../generated/ast.ts';
import { policyFacts, type PolicyFact } from '../policy-facts.ts';
import type { ProjectView } from '../project-view.ts';
import { report, type Finding } from '../report.ts';
import { servedContract } from '../served-contract.ts';
import type { Check } from './check.ts';

type Owner = PlanDeclaration | ApiDeclaration | ClientDeclaration | PolicySetDeclaration;
type OwnerNode = ast.Plan | ast.Api | ast.Client | ast.PolicySet;

/** What the policies of one declaration show by themselves: reported at the later one of two. A public API's own list is all that runs on its calls. */
export function checkOwnChain({ declaration, node, view, accept }: Pick<Check<Owner, OwnerNode>, 'declaration' | 'node' | 'view' | 'accept'>): void {
    if (declaration.policies.length === 0) return;
    const key = keyOf(declaration);
    const chain = declaration.kind === 'plan' || declaration.kind === 'api' ? view.policyFacts(declaration.kind, key) : policyFacts(declaration.kind, key, declaration.policies, view);
    const isPublic = declaration.kind === 'api' && declaration.access === 'public';
    const entries = (node.members as readonly AstNode[]).filter((member): member is ast.Policy | ast.PolicySetUse => member.$type === 'Policy' || member.$type === 'PolicySetUse');
    for (const finding of [...chainFindings(chain, isPublic ? 'public' : 'part'), ...isPublic || declaration.kind === 'policies' ? [] : chain.flatMap(aloneOutsidePublicApis)]) {
        const entry = entries[finding.at.entry];
        const place = entry?.$type === 'Policy' ? { node: entry, property: 'type' as const } : entry ? { node: entry, property: 'set' as const } : { node, property: 'name' as const };
        reportAt(accept, finding, place as { node: AstNode }, finding.related ? relatedTo([finding.related], view) : []);
    }
}

/** What only client, plan and API together show: reported at the contract, with both policies. */
export function checkContractChain(node: ast.Contract, api: ApiDeclaration, plan: string, client: ClientDeclaration, { view, accept }: Pick<Check<never, never>, 'view' | 'accept'>): void {
    for (const finding of view.contractFindings(client, plan, keyOf(api))) {
        reportAt(accept, finding, { node, property: 'api' } as { node: AstNode }, relatedTo(finding.related ? [finding.related, finding.at] : [finding.at], view));
    }
}

/** The cache of a client knows no API: a second contract whose chain caches answers with what was kept for the first. */
export function checkCaches(contracts: readonly ast.Contract[], { declaration, entry, view, accept }: Check<ClientDeclaration, ast.Client>): void {
    const own = policyFacts('client', keyOf(declaration), declaration.policies, view);
    let first: { index: number; api: string } | undefined;
    for (const [index, contract] of declaration.contracts.entries()) {
        const served = servedContract(declaration, contract, view);
        const node = contracts[index];
        if (served.kind === 'invalid' || !node || first?.api === served.api.name) continue;
        const caches = [...own, ...view.policyFacts('plan', keyOf(served.plan)), ...view.policyFacts('api', keyOf(served.api))].some(policy => policy.class === cachingClass);
        if (!caches) continue;
        if (first) {
            report(accept, 'cache-shared-by-apis', { a: first.api, b: served.api.name }, { node, property: 'api' }, {
                related: [{ message: 'The other contract is here.', site: { kind: 'client', key: keyOf(declaration), uri: entry.uri, ordinal: entry.ordinal, site: `contract:${first.index}` } }]
            });
        } else {
            first = { index, api: served.api.name };
        }
    }
}

/** Policies that are at odds with every private API. */
function aloneOutsidePublicApis(policy: PolicyFact): ChainFinding[] {
    if (policy.class === corsClass) return [{ rule: 'cors-on-private-api', blanks: {}, at: policy }];
    return policy.class === 'ApiKeyPolicy' ? [{ rule: 'key-logged', blanks: {}, at: policy }] : [];
}

function reportAt(accept: Check<never, never>['accept'], { rule, blanks }: ChainFinding, place: { node: AstNode }, related: Finding['related']): void {
    // The table has the blanks of each rule; which of them these are, only the judge of the rule knows.
    report(accept, rule, blanks as never, place, { related });
}

function relatedTo(policies: readonly PolicyFact[], view: ProjectView): Finding['related'] {
    return policies.flatMap(({ type, level, key, entry }) => {
        const [owner] = view.index.entries(level, key);
        return owner ? [{ message: `${type} of ${levelWords[level]} '${key}'.`, site: { kind: level, key, uri: owner.uri, ordinal: owner.ordinal, site: `policy:${entry}` } }] : [];
    });
}

const levelWords = { client: 'client', plan: 'plan', api: 'API', policies: 'policy set' };
