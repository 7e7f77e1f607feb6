import { keyOf, type ApiDeclaration, type ClientDeclaration } from '../declarations.ts';
import { referenceKey } from '../extraction.ts';
import type * as ast from '../generated/ast.ts';
import { chosenOffer, planName } from '../policy-chain.ts';
import { report } from '../report.ts';
import { suggestion } from '../suggestion.ts';
import { referenceSuggestion, writtenReference } from './api.ts';
import { checkCaches, checkContractChain, checkOwnChain } from './chain.ts';
import type { Check } from './check.ts';
import { lostItsContracts, wasAddedAfterRetirement } from './lifecycle.ts';
import { checkPolicies } from './policies.ts';
import { checkAttributes } from './properties.ts';

type ClientCheck = Check<ClientDeclaration, ast.Client>;

export function checkClient(check: ClientCheck): void {
    const { declaration, node, view, accept } = check;
    checkAttributes('client', node.members, check);
    checkPolicies(node.members, check);
    const contracts = node.members.filter(member => member.$type === 'Contract');
    const seen = new Map<string, number>();
    contracts.forEach((contract, index) => {
        checkAttributes('contract', contract.attributes, check);
        const api = referenceKey(contract.api, declaration.organization);
        if (api === '') return;
        const first = seen.get(api);
        if (first === undefined) {
            seen.set(api, index);
            checkContract(contract, index, api, check);
        } else {
            report(accept, 'duplicate-contract', { c: declaration.name, a: contract.api.name, v: contract.api.version }, { node: contract, property: 'api' }, {
                related: [{ message: 'The first contract is here.', site: { kind: 'client', key: keyOf(declaration), uri: check.entry.uri, ordinal: check.entry.ordinal, site: `contract:${first}` } }]
            });
        }
    });
    if (declaration.retired) return;
    checkOwnChain(check);
    checkCaches(contracts, check);
    if (contracts.length === 0 && !lostItsContracts(declaration, view)) report(accept, 'client-without-contract', { c: declaration.name }, { node, property: 'name' });
}

/** The first rule that applies is reported, no other. A retired client keeps its contracts as they were: only what they name must exist. */
function checkContract(node: ast.Contract, index: number, apiKey: string, { declaration, view, accept }: ClientCheck): void {
    const api = view.index.find('api', apiKey);
    const [entry] = view.index.entries('api', apiKey);
    if (!api || !entry) {
        report(accept, 'unresolved-reference', { ref: writtenReference(node.api), hint: referenceSuggestion(apiKey, declaration.organization, view.index.keys('api')) }, { node, property: 'api' });
        return;
    }
    if (declaration.retired) {
        const severity = wasAddedAfterRetirement(declaration, apiKey, view) ? 'error' as const : undefined;
        report(accept, 'retired-client-contract', { c: declaration.name, v: declaration.version }, { node, property: 'api' }, severity ? { severity } : {});
        return;
    }
    const related = [{ message: `API '${api.name}' is declared here.`, site: { kind: 'api' as const, key: apiKey, uri: entry.uri, ordinal: entry.ordinal, site: 'name' } }];
    const strict = view.settings.dialect === 'scheer-pas';
    if (api.access === 'public' && strict) {
        return report(accept, 'contract-public-api', {}, { node, property: 'api' }, { related });
    }
    if (api.state !== 'published') {
        return report(accept, 'contract-api-unpublished', { a: api.name, v: api.version, state: stateWords[api.state] }, { node, property: 'api' }, { related });
    }
    if (api.offers.length === 0) {
        return report(accept, 'contract-no-plans', { a: api.name }, { node, property: 'api' }, { related });
    }
    if (api.access === 'public') {
        // Apiman itself allows it: calls without a key run the API's own policies, calls with one those of the contract.
        report(accept, 'contract-public-api', {}, { node, property: 'api' }, { related, severity: 'warning' });
    }
    const contract = declaration.contracts[index];
    const named = api.offers.filter(({ plan }) => planName(plan) === contract?.plan);
    if (!contract || contract.plan === '') return;
    if (named.length === 0) {
        const hint = suggestion(contract.plan, api.offers.map(({ plan }) => planName(plan))) || ` It offers ${api.offers.map(({ plan }) => planName(plan)).join(', ')}.`;
        return report(accept, 'contract-plan-not-offered', { a: api.name, p: contract.plan, hint }, { node, property: 'plan' }, { related, data: { api: apiKey, plan: contract.plan } });
    }
    const offer = chosenOffer(contract, api);
    if (!offer) {
        const versions = named.map(({ plan }) => plan.slice(plan.lastIndexOf('@') + 1)).join(', ');
        return report(accept, 'contract-plan-version-mismatch', { a: api.name, p: contract.plan, v1: versions, v2: contract.planVersion ?? '' }, { node, property: 'plan' }, { related });
    }
    if (offer.approval && !offer.approvedFor.includes(keyOf(declaration))) {
        report(accept, 'contract-approval-required', { org: api.organization }, { node, property: 'api' }, { related });
    }
    checkAuthentication(node, index, api, offer.plan, declaration, { view, accept });
    checkContractChain(node, api, offer.plan, declaration, { view, accept });
}

function checkAuthentication(node: ast.Contract, index: number, api: ApiDeclaration, planKey: string, client: ClientDeclaration, { view, accept }: Pick<ClientCheck, 'view' | 'accept'>): void {
    const plan = view.index.find('plan', planKey);
    if (api.access === 'private' && plan && view.authenticationOf(keyOf(api)) === 'some' && !view.isAuthenticated({ client, index, api, plan })) {
        report(accept, 'api-key-as-authentication', {}, { node, property: 'api' });
    }
}

const stateWords: Record<ApiDeclaration['state'], string> = { draft: 'a draft', retired: 'retired', published: 'published' };
