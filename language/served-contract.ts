import { keyOf, type ApiDeclaration, type ClientDeclaration, type ContractDeclaration, type PlanDeclaration } from './declarations.ts';
import { chosenOffer } from './policy-chain.ts';

/** Whether a contract can be served, and by what. `invalid` follows from an error that was reported. */
export type ServedContract = { kind: 'invalid' } | { kind: 'served' | 'awaiting-approval'; api: ApiDeclaration; plan: PlanDeclaration };

export interface ContractLookup {
    api(key: string): ApiDeclaration | undefined;
    plan(key: string): PlanDeclaration | undefined;
}

export function servedContract(client: ClientDeclaration, contract: ContractDeclaration, lookup: ContractLookup): ServedContract {
    const api = lookup.api(contract.api);
    const offer = api && chosenOffer(contract, api);
    const plan = offer && lookup.plan(offer.plan);
    if (!plan || api.state !== 'published') return { kind: 'invalid' };
    return { kind: offer.approval && !offer.approvedFor.includes(keyOf(client)) ? 'awaiting-approval' : 'served', api, plan };
}
