import { keyOf, type ApiDeclaration, type ClientDeclaration } from '../declarations.ts';
import { referenceKey } from '../extraction.ts';
import { contractedApi, contractedPlan, firstPlace, type ContractedApi } from '../contracted.ts';
import type * as ast from '../generated/ast.ts';
import { policyFacts, type PolicyFact } from '../policy-facts.ts';
import { partsOf, plainContract } from '../parts.ts';
import { chosenOffer, planName } from '../policy-chain.ts';
import { report, type Finding } from '../report.ts';
import { suggestion } from '../suggestion.ts';
import { writtenPolicies } from '../written-policies.ts';
import { reportCase } from './case.ts';
import { checkCaches, checkContractChain, checkOwnChain } from './chain.ts';
import type { Check, ContractCheck } from './check.ts';
import { checkLifecycle, lostItsContracts, wasAddedAfterRetirement } from './lifecycle.ts';
import { checkPolicies } from './policies.ts';
import { checkAttributes } from './properties.ts';
import { reportUnresolved } from './unresolved.ts';

type ClientCheck = Check<ClientDeclaration, ast.Client>;

export function checkClient(check: ClientCheck): void {
    const { declaration, node, view, accept } = check;
    checkAttributes('client', node.members, check);
    checkPolicies(node.members, check);
    const contracts = contractsIn(node);
    const own = policyFacts('client', keyOf(declaration), declaration.policies, view);
    const seen = new Map<string, number>();
    contracts.forEach((contract, index) => {
        const api = referenceKey(contract.api, declaration.organization);
        const first = seen.get(api);
        checkAttributes('contract', contract.attributes, check);
        if (api === '') return;
        if (first === undefined) {
            seen.set(api, index);
            checkContract(contract, index, api, contractCheck(check, api, () => own));
        } else {
            report(accept, 'duplicate-contract', { c: declaration.name, a: contract.api.name, v: contract.api.version }, { node: contract, property: 'api' }, {
                related: [{ message: 'The first contract is here.', site: { kind: 'client', key: keyOf(declaration), uri: check.entry.uri, ordinal: check.entry.ordinal, site: `contract:${first}` } }]
            });
        }
    });
    if (declaration.retired) return;
    checkOwnChain(check, own);
    checkCaches(contracts, check, own);
    const [policy] = declaration.policies;
    const first = node.members.find(member => member.$type === 'Policy' || member.$type === 'PolicySetUse');
    if (contracts.length === 0 && policy && first) {
        if (first.$type === 'Policy') report(accept, 'client-policies-not-for-public', {}, { node: first, property: 'type' });
        else report(accept, 'client-policies-not-for-public', {}, { node: first, property: 'set' });
    }
    if (contracts.length === 0 && !lostItsContracts(declaration, view)) report(accept, 'client-without-contract', { c: declaration.name }, { node, property: 'name' });
}

/** Of a client of which all else is fine, the contracts at these places: no more is read than what they need. */
export function checkContractsAt(places: readonly number[], check: Omit<ClientCheck, 'declaration'>): void {
    const { node, entry, view } = check;
    const { header: { name, version }, contracts, policies } = partsOf(entry)!;
    const declaration: ClientDeclaration = {
        kind: 'client', organization: entry.owner!, name, version, retired: false, attributes: [],
        contracts: contracts.map(({ api, plan }) => plainContract(api, plan)), policies: [...writtenPolicies(policies)]
    };
    let known: readonly PolicyFact[] | undefined;
    // Most of what is wrong with a contract is so whatever the policies are.
    const own = () => known ??= policyFacts('client', entry.key, declaration.policies, view);
    const nodes = contractsIn(node);
    for (const place of places) {
        const { api } = declaration.contracts[place]!;
        checkContract(nodes[place]!, place, api, contractCheck({ ...check, declaration }, api, own));
    }
    if (view.recorded('client', entry.key) ?? view.live(entry.key)) checkLifecycle({ ...check, declaration: entry.declaration }, true);
}

function contractsIn({ members }: ast.Client): ast.Contract[] {
    return members.filter(member => member.$type === 'Contract');
}

function contractCheck({ declaration, view, accept }: ClientCheck, api: string, own: ContractCheck['own']): ContractCheck {
    return { declaration, view, accept, own, api: contractedApi(api, view), chainOf: (own, plan, { key }) => view.contractFindings(own, plan, key) };
}

/** The first rule that applies is reported, no other. A retired client keeps its contracts as they were: only what they name must exist. */
export function checkContract(node: ast.Contract, index: number, apiKey: string, check: ContractCheck): void {
    const { declaration, view, accept, api } = check;
    if (!api) {
        return reportUnresolved(accept, { kind: 'api', key: apiKey, organization: declaration.organization, reference: node.api }, view, { node, property: 'api' });
    }
    if (api.isBroken) return;
    if (declaration.retired) {
        const severity = wasAddedAfterRetirement(declaration, apiKey, view) ? 'error' as const : undefined;
        report(accept, 'retired-client-contract', { c: declaration.name, v: declaration.version }, { node, property: 'api' }, severity ? { severity } : {});
        return;
    }
    const related = () => siteOf('api', apiKey, `API '${api.name}' is declared here.`, view);
    const strict = view.settings.dialect === 'scheer-pas';
    if (api.access === 'public' && strict) {
        return report(accept, 'contract-public-api', {}, { node, property: 'api' }, { related: related() });
    }
    if (api.state !== 'published') {
        return report(accept, 'contract-api-unpublished', { a: api.name, v: api.version, state: stateWords[api.state] }, { node, property: 'api' }, { related: related() });
    }
    if (api.offers.length === 0) {
        return report(accept, 'contract-no-plans', { a: api.name }, { node, property: 'api' }, { related: related() });
    }
    if (api.access === 'public') {
        // Apiman itself allows it: calls without a key run the API's own policies, calls with one those of the contract.
        report(accept, 'contract-public-api', {}, { node, property: 'api' }, { related: related(), severity: 'warning' });
    }
    const contract = declaration.contracts[index];
    const named = api.offers.filter(({ plan }) => planName(plan) === contract?.plan);
    if (!contract || contract.plan === '') return;
    if (named.length === 0) {
        if (reportCase(accept, contract.plan, api.offers.map(({ plan }) => planName(plan)), { node, property: 'plan' }, name => contract.planVersion === undefined ? name : `${name}@${contract.planVersion}`)) return;
        // It may be the one that the API means by a plan that does not exist, which is reported there.
        if (api.offers.some(({ plan }) => !contractedPlan(plan, view) && suggestion(contract.plan, [planName(plan)]) !== '')) return;
        const hint = suggestion(contract.plan, api.offers.map(({ plan }) => planName(plan))) || ` It offers ${api.offers.map(({ plan }) => planName(plan)).join(', ')}.`;
        return report(accept, 'contract-plan-not-offered', { a: api.name, p: contract.plan, hint }, { node, property: 'plan' }, { related: related(), data: { api: apiKey, plan: contract.plan } });
    }
    const offer = chosenOffer(contract, api);
    if (!offer) {
        const versions = named.map(({ plan }) => plan.slice(plan.lastIndexOf('@') + 1)).join(', ');
        return report(accept, 'contract-plan-version-mismatch', { a: api.name, p: contract.plan, v1: versions, v2: contract.planVersion ?? '' }, { node, property: 'plan' }, { related: related() });
    }
    const plan = contractedPlan(offer.plan, view);
    if (plan && !plan.locked) return report(accept, 'contract-plan-unlocked', { p: plan.name }, { node, property: 'plan' }, { related: siteOf('plan', offer.plan, 'The plan is declared here.', view) });
    const { newer } = api;
    if (newer) report(accept, 'contract-to-older-version', { a: api.name }, { node, property: 'api' }, { data: { newer } });
    if (offer.approval && !offer.approvedFor.includes(keyOf(declaration))) {
        report(accept, 'contract-approval-required', { org: api.organization }, { node, property: 'api' }, { related: related() });
    }
    checkAuthentication(node, api, offer.plan, check);
    checkContractChain(node, api, offer.plan, check);
}

/** Where some contracts with an API authenticate and others do not. */
function checkAuthentication(node: ast.Contract, api: ContractedApi, plan: string, { declaration, view, accept }: ContractCheck): void {
    if (api.access !== 'private' || api.authentication !== 'some' || api.authenticates || !contractedPlan(plan, view) || view.authenticates(declaration.policies, plan)) return;
    report(accept, 'api-key-as-authentication', {}, { node, property: 'api' });
}

function siteOf(kind: 'api' | 'plan', key: string, message: string, view: ClientCheck['view']): Finding['related'] {
    const place = firstPlace(kind, key, view);
    return place ? [{ message, site: { kind, key, ...place, site: 'name' } }] : [];
}

const stateWords: Record<ApiDeclaration['state'], string> = { draft: 'a draft', retired: 'retired', published: 'published' };
