import { contractedApi } from '../contracted.ts';
import { keyOf, type ApiDeclaration, type ContractDeclaration } from '../declarations.ts';
import { referenceKey } from '../extraction.ts';
import type * as ast from '../generated/ast.ts';
import { chosenOffer } from '../policy-chain.ts';
import { report, type Finding } from '../report.ts';
import type { Check } from './check.ts';
import { checkApiSettings } from './api-settings.ts';
import { checkOwnChain } from './chain.ts';
import { isUnlocked } from './lifecycle.ts';
import { checkPolicies } from './policies.ts';
import { checkAttributes, meansAttribute } from './properties.ts';
import { reportUnresolved, writtenReference } from './unresolved.ts';

type ApiCheck = Check<ApiDeclaration, ast.Api>;

export function checkApi(check: ApiCheck): void {
    const { declaration, node, view, accept } = check;
    checkAttributes('api', node.members, check);
    checkPolicies(node.members, check);
    checkApiSettings(check);
    for (const member of node.members) {
        if (member.$type === 'Offer') checkOffer(member, check);
    }
    if (declaration.state === 'published') {
        if (!declaration.attributes.some(({ key }) => meansAttribute(key, 'endpoint', check.attributes.api))) {
            report(accept, 'missing-endpoint', { a: declaration.name }, { node, property: 'name' });
        }
        if (declaration.access === 'private' && declaration.offers.length === 0) {
            report(accept, 'private-without-plan', {}, { node, property: 'name' });
        }
        if (declaration.access === 'private' && declaration.offers.length > 0 && view.index.waysTo(keyOf(declaration)).size === 0) {
            report(accept, 'api-without-consumer', { a: declaration.name }, { node, property: 'name' });
        }
    }
    checkAuthentication(check);
    checkOwnChain(check);
}

function checkOffer(offer: ast.Offer, { declaration, view, accept }: ApiCheck): void {
    const key = referenceKey(offer.plan, declaration.organization);
    if (key !== '') {
        const [organization = ''] = key.split('/');
        const plan = view.index.find('plan', key);
        if (organization !== declaration.organization) {
            report(accept, 'plan-other-org', { p: offer.plan.name, org: organization }, { node: offer, property: 'plan' });
        } else if (!plan) {
            reportUnresolved(accept, { kind: 'plan', key, organization: declaration.organization, reference: offer.plan }, view, { node: offer, property: 'plan' });
        } else if (!plan.broken && !plan.locked && declaration.state !== 'retired' && !isUnlocked(plan, view)) {
            const [entry] = view.index.entries('plan', key);
            report(accept, 'plan-not-locked', { p: plan.name, v: plan.version }, { node: offer, property: 'plan' }, {
                related: entry ? [{ message: `Plan '${plan.name}' is declared here.`, site: { kind: 'plan', key, uri: entry.uri, ordinal: entry.ordinal, site: 'name' } }] : []
            });
        }
    }
    offer.approvedFor.forEach((client, index) => {
        const clientKey = referenceKey(client, declaration.organization);
        const found = clientKey === '' ? undefined : view.index.find('client', clientKey);
        // A contract by a plan that is not offered is reported there; it may mean this offer.
        const means = (contract: ContractDeclaration) => contract.api === keyOf(declaration) && (contract.plan === offer.plan.name || !chosenOffer(contract, declaration));
        if (found && !found.broken && declaration.state === 'published' && !found.contracts.some(means)) {
            report(accept, 'approval-unknown-client', { c: writtenReference(client) }, { node: offer, property: 'approvedFor', index });
        }
        if (clientKey !== '' && !found) {
            reportUnresolved(accept, { kind: 'client', key: clientKey, organization: declaration.organization, reference: client }, view, { node: offer, property: 'approvedFor', index });
        }
    });
}

/** At the API if none of its chains authenticates; where only some do not, the contracts say so. */
function checkAuthentication({ declaration, node, view, accept }: ApiCheck): void {
    const key = keyOf(declaration);
    if (declaration.access !== 'private' || contractedApi(key, view)?.authentication !== 'none') return;
    const related = view.contractsWith(declaration).slice(0, maximumRelated).flatMap(({ client, index }): Finding['related'] => {
        const [entry] = view.index.entries('client', keyOf(client));
        return entry ? [{ message: `${client.name} ${client.version} reaches it by this contract.`, site: { kind: 'client', key: keyOf(client), uri: entry.uri, ordinal: entry.ordinal, site: `contract:${index}` } }] : [];
    });
    report(accept, 'api-key-as-authentication', {}, { node, property: 'name' }, { related });
}

/** More would help nobody, and would have to be kept up to date. */
const maximumRelated = 10;
