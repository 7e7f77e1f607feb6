import type { ContractBean } from '../compiler/gateway-document.ts';

/** User and password that the chain of a contract asks for. */
export interface Identity { username: string; password: string }

/** The first of the users that a policy of a contract lists; known where it is Basic authentication by a fixed list. */
export function staticIdentity({ policies }: Pick<ContractBean, 'policies'>): Identity | undefined {
    for (const { policyImpl, policyJsonConfig } of policies) {
        if (!policyImpl.endsWith('.BasicAuthenticationPolicy')) continue;
        const { staticIdentity: list } = JSON.parse(policyJsonConfig) as { staticIdentity?: { identities: Identity[] } };
        if (list?.identities[0]) return list.identities[0];
    }
    return undefined;
}

/** The value of the header `Authorization`. */
export function basicAuthorization({ username, password }: Identity): string {
    return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;
}
