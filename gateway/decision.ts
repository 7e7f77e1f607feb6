import type { Address } from './address.ts';
import { makeChain } from './chain.ts';
import type { Chain } from './chain.ts';
import { EngineError } from './engine-error.ts';
import type { PolicyServices } from './policies/policy.ts';
import type { RegisteredApi, RegisteredClient, RegisteredContract, Registry } from './registry.ts';

export interface Decision { api: RegisteredApi; client?: RegisteredClient; contract?: RegisteredContract }

/** Apiman's decision table: what a call with or without a key is about. @throws EngineError where nobody may be called */
export function decide(registry: Registry, address: Address, key: string | null): Decision {
    const api = registry.api(address.organization, address.api, address.version);
    if (key === null || api?.bean.keysStrippingDisabled) {
        if (!api) throw new EngineError(404, 'API not found.', `API not found.${hintOf(registry)}`);
        if (!api.bean.publicAPI) throw new EngineError(403, 'API not public.');
        return { api };
    }
    const client = registry.clientByKey(key);
    if (!client) throw new EngineError(404, `No client found for API Key ${key}`, `No client found for this API key${hintOf(registry, '.')}`);
    if (!api) throw new EngineError(410, `API ${address.api} in Organization ${address.organization} has been retired.`);
    const contract = registry.contract(client, api.bean);
    if (!contract) throw new EngineError(404, `No contract found between Client ${client.bean.clientId} and API ${address.api}.`);
    return { api, client, contract };
}

/** For the log. Who tries this for the first time has forgotten one step, and Apiman's words do not say which. */
function hintOf({ size }: Registry, stop = ''): string {
    return size.apis === 0 ? `${stop} Nothing is registered here yet: apim register` : '';
}

/** The policies that run for such a call: those of the contract, or those of the public API. Made at the first call and kept. @throws EngineError */
export function chainOf({ api, contract }: Decision, services: PolicyServices): Chain {
    return contract ? contract.chain ??= makeChain(contract.bean.policies, services) : api.chain ??= makeChain(api.bean.apiPolicies, services);
}
