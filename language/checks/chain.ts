import type { AstNode } from 'langium';
import { keyOf, type ApiDeclaration, type ClientDeclaration, type PlanDeclaration, type PolicySetDeclaration } from '../declarations.ts';
import { cachingClass, chainFindings, corsClass, isCache, type ChainFinding } from '../chain-findings.ts';
import { contractedApi, contractedPlan, firstPlace, inspectsPayload, type ContractedApi, type ContractedPlan } from '../contracted.ts';
import type * as ast from '../generated/ast.ts';
import { convertValue } from '../option-values.ts';
import { policyFacts, type PolicyFact } from '../policy-facts.ts';
import type { ProjectView } from '../project-view.ts';
import { implementationText, policyClass } from '../implementation-key.ts';
import { report, type Finding } from '../report.ts';
import type { Severity } from '../rule.ts';
import type { RuleId } from '../rules.ts';
import { servedContract } from '../served-contract.ts';
import type { Check, ContractCheck } from './check.ts';

type Owner = PlanDeclaration | ApiDeclaration | ClientDeclaration | PolicySetDeclaration;
type OwnerNode = ast.Plan | ast.Api | ast.Client | ast.PolicySet;

/** What the policies of one declaration show by themselves: reported at the later one of two. A public API's own list is all that runs on its calls. */
export function checkOwnChain(
    { declaration, node, view, accept }: Pick<Check<Owner, OwnerNode>, 'declaration' | 'node' | 'view' | 'accept'>,
    chain: readonly PolicyFact[] = policyFacts(declaration.kind, keyOf(declaration), declaration.policies, view)
): void {
    if (declaration.policies.length === 0) return;
    const isPublic = declaration.kind === 'api' && declaration.access === 'public';
    const entries = (node.members as readonly AstNode[]).filter((member): member is ast.Policy | ast.PolicySetUse => member.$type === 'Policy' || member.$type === 'PolicySetUse');
    const alone = [
        ...isPublic || declaration.kind === 'policies' ? [] : chain.flatMap(policy => aloneOutsidePublicApis(policy, declaration)),
        ...declaration.kind === 'api' && !inspectsPayload(declaration) ? chain.flatMap(cachedBodies) : [],
        ...chain.flatMap(policy => otherKeys(policy, view))
    ];
    for (const finding of [...chainFindings(chain, isPublic ? 'public' : 'part'), ...alone]) {
        const entry = entries[finding.at.entry];
        const place = entry?.$type === 'Policy' ? { node: entry, property: 'type' as const } : entry ? { node: entry, property: 'set' as const } : { node, property: 'name' as const };
        reportAt(accept, finding, place as { node: AstNode }, finding.related ? relatedTo([finding.related], view) : []);
    }
}

/** What only client, plan and API together show: reported at the contract, with both policies. */
export function checkContractChain(node: ast.Contract, api: ContractedApi, plan: string, { own, chainOf, view, accept }: Pick<ContractCheck, 'own' | 'chainOf' | 'view' | 'accept'>): void {
    const policies = own();
    const bodies = api.inspectsPayload ? [] : [...policies.flatMap(cachedBodies), ...cachingOf(plan, view).bodies];
    for (const finding of [...chainOf(policies, plan, api), ...bodies]) {
        reportAt(accept, finding, { node, property: 'api' } as { node: AstNode }, relatedTo(finding.related ? [finding.related, finding.at] : [finding.at], view));
    }
}

/** The cache of a client knows no API: a second contract whose chain caches answers with what was kept for the first. */
export function checkCaches(contracts: readonly ast.Contract[], { declaration, entry, view, accept }: Check<ClientDeclaration, ast.Client>, own: readonly PolicyFact[]): void {
    let first: { index: number; api: string } | undefined;
    for (const [index, contract] of declaration.contracts.entries()) {
        const served = servedContract(declaration, contract, { api: key => contractedApi(key, view), plan: key => contractedPlan(key, view) });
        const node = contracts[index];
        if (served.kind === 'invalid' || !node || first?.api === served.api.name) continue;
        if (!isCached(own, served, view)) continue;
        if (first) {
            report(accept, 'cache-shared-by-apis', { a: first.api, b: served.api.name }, { node, property: 'api' }, {
                related: [{ message: 'The other contract is here.', site: { kind: 'client', key: keyOf(declaration), uri: entry.uri, ordinal: entry.ordinal, site: `contract:${first.index}` } }]
            });
        } else {
            first = { index, api: served.api.name };
        }
    }
}

/** Whether a contract is answered from a cache; `own` are the policies of the client. */
export function isCached(own: readonly PolicyFact[], { api, plan }: { api: ContractedApi; plan: ContractedPlan }, view: ProjectView): boolean {
    return own.some(isCache) || api.caches || cachingOf(plan.key, view).caches;
}

/** Policies that are at odds with every private API, and those that are usually elsewhere. */
function aloneOutsidePublicApis(policy: PolicyFact, owner: Owner): Found[] {
    const usual = policy.authenticates ? 'client' : policy.category === 'limiting' ? 'plan' : policy.category === 'modification' ? 'api' : owner.kind;
    return [
        ...policy.class === corsClass ? [{ rule: 'cors-on-private-api', blanks: {}, at: policy } as const] : [],
        ...policy.class === 'ApiKeyPolicy' ? [{ rule: 'key-logged', blanks: {}, at: policy } as const] : [],
        ...usual !== owner.kind && usual !== 'policies' ? [{ rule: 'unusual-placement', blanks: { policy: policy.type, level: placeWords[usual] }, at: policy } as const] : []
    ];
}

function cachingOf(plan: string, view: ProjectView): Caching {
    return view.sharedOf(readCaching, plan);
}

/** What the policies of a plan say of caches. */
interface Caching { caches: boolean; bodies: Found[] }

function readCaching(plan: string, view: ProjectView): Caching {
    const policies = view.policyFacts('plan', plan);
    return { caches: policies.some(isCache), bodies: policies.flatMap(cachedBodies) };
}

/** The body of a POST takes part in what is remembered only where the API inspects it. */
function cachedBodies(policy: PolicyFact): Found[] {
    const kept = policy.class === cachingClass ? policy.options['cachingResourcesSettingsEntries'] : undefined;
    const methods = Array.isArray(kept) ? kept.map(entry => typeof entry === 'object' && !Array.isArray(entry) ? entry['httpMethod'] : undefined) : [];
    if (methods.includes('POST')) return [{ rule: 'caching-post-needs-payload', blanks: {}, at: policy }];
    return methods.includes('*') ? [{ rule: 'caching-post-needs-payload', blanks: {}, at: policy, severity: 'warning' }] : [];
}

/** A gateway keeps one set of keys for all its JWT policies: the first of the project is meant, another one is reported. */
function otherKeys(policy: PolicyFact, view: ProjectView): Found[] {
    const url = keySetOf(policy);
    if (url === undefined) return [];
    const first = view.shared('jwks', () => firstOfSeveralKeySets(view));
    return first && keySetOf(first) !== url ? [{ rule: 'jwks-conflict', blanks: {}, at: policy, related: first }] : [];
}

/** Who uses which address is looked at only where there are two of them. */
function firstOfSeveralKeySets(view: ProjectView): PolicyFact | undefined {
    const keys = view.index.signingKeys().flatMap(key => {
        const [type, value] = key;
        const isJwt = policyClass(implementationText(view.policyType(type)?.implementation, view)) === jwtClass;
        const text = isJwt ? convertValue(type, value, { kind: 'basic', name: 'string' }, view.parameter).json : undefined;
        return typeof text === 'string' && isUrl(text) ? [{ key, text }] : [];
    });
    if (new Set(keys.map(({ text }) => text)).size < 2) return undefined;
    const [slot = ''] = keys.flatMap(({ key }) => [...view.index.writing(key)]).sort();
    const level = slot.slice(0, slot.indexOf(':')) as PolicyFact['level'], key = slot.slice(slot.indexOf(':') + 1);
    return policyFacts(level, key, view.index.find(level, key)?.policies ?? [], view).find(policy => keySetOf(policy) !== undefined);
}

function keySetOf({ class: name, options: { signingKeyString: key } }: PolicyFact): string | undefined {
    return name === jwtClass && typeof key === 'string' && isUrl(key) ? key : undefined;
}

const jwtClass = 'JWTPolicy';
const isUrl = (text: string) => /^https?:/i.test(text);

const placeWords = { client: 'a client', plan: 'a plan', api: 'an API' };
/** What is found about a policy; `severity` where it is another than the rule's. */
type Found = Omit<ChainFinding, 'rule'> & { rule: RuleId; severity?: Severity };

function reportAt(accept: Check<never, never>['accept'], { rule, blanks, severity }: Found, place: { node: AstNode }, related: Finding['related']): void {
    // The table has the blanks of each rule; which of them these are, only the judge of the rule knows.
    report(accept, rule, blanks as never, place, { related, ...severity ? { severity } : {} });
}

function relatedTo(policies: readonly PolicyFact[], view: ProjectView): Finding['related'] {
    return policies.flatMap(({ type, level, key, entry }) => {
        const place = firstPlace(level, key, view);
        return place ? [{ message: `${type} of ${levelWords[level]} '${key}'.`, site: { kind: level, key, ...place, site: `policy:${entry}` } }] : [];
    });
}

const levelWords = { client: 'client', plan: 'plan', api: 'API', policies: 'policy set' };
