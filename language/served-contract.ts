import { keyOf, type ApiDeclaration, type ClientDeclaration, type ContractDeclaration, type PlanDeclaration } from './declarations.ts';
import { chosenOffer } from './policy-chain.ts';

/** Whether a contract can be served, and by what. `invalid` follows from an error that was reported. */
export type ServedContract<A = ApiDeclaration, P = PlanDeclaration> = { kind: 'invalid' } | { kind: 'served' | 'awaiting-approval'; api: A; plan: P };

export interface ContractLookup<A = ApiDeclaration, P = PlanDeclaration> {
    api(key: string): A | undefined;
    plan(key: string): P | undefined;
}

export function servedContract<A extends Pick<ApiDeclaration, 'offers' | 'state'>, P>(client: ClientDeclaration, contract: ContractDeclaration, lookup: ContractLookup<A, P>): ServedContract<A, P> {
    const api = lookup.api(contract.api);
    const offer = api && chosenOffer(contract, api);
    const plan = offer && lookup.plan(offer.plan);
    if (!plan || api.state !== 'published') return { kind: 'invalid' };
    return { kind: offer.approval && !offer.approvedFor.includes(keyOf(client)) ? 'awaiting-approval' : 'served', api, plan };
}
