import type { CompiledClient } from '../../compiler/compiled-project.ts';
import type { ContractBean } from '../../compiler/gateway-document.ts';
import type { Secret } from '../../registration/secret.ts';

/** What calling one contract showed. `limit` and `remaining` are those of the policy that reported last. */
export interface CallResult { client: string; api: string; url: string; status: number; limit?: string; remaining?: string; withoutKey: number; refusal: string }

/** Calls an API of a contract through the gateway as the client would, then without the key. */
export async function callContract(client: CompiledClient, contract: ContractBean, gateway: string, key: Secret): Promise<CallResult> {
    const api = `${contract.apiOrgId}/${contract.apiId}@${contract.apiVersion}`;
    const url = `${gateway}/${contract.apiOrgId}/${contract.apiId}/${contract.apiVersion}/orders`;
    const headers = credentialsOf(contract);
    const answer = await fetch(url, { headers: { ...headers, 'X-API-Key': key.reveal() } });
    await answer.arrayBuffer();
    const refused = await fetch(url, { headers });
    const { message = '' } = await refused.json() as { message?: string };
    const limit = reported(answer.headers, 'limit');
    const remaining = reported(answer.headers, 'remaining');
    return {
        client: client.key, api, url, status: answer.status, withoutKey: refused.status, refusal: message,
        ...(limit === undefined ? {} : { limit }), ...(remaining === undefined ? {} : { remaining })
    };
}

/** The user and password that the chain of a contract asks for, where it knows them: a static identity of Basic authentication. */
export function identityOf(contract: ContractBean): { username: string; password: string } | undefined {
    for (const { policyImpl, policyJsonConfig } of contract.policies) {
        if (!policyImpl.endsWith('.BasicAuthenticationPolicy')) continue;
        const { staticIdentity } = JSON.parse(policyJsonConfig) as { staticIdentity?: { identities: { username: string; password: string }[] } };
        if (staticIdentity?.identities[0]) return staticIdentity.identities[0];
    }
    return undefined;
}

function credentialsOf(contract: ContractBean): Record<string, string> {
    const identity = identityOf(contract);
    return identity ? { Authorization: `Basic ${Buffer.from(`${identity.username}:${identity.password}`).toString('base64')}` } : {};
}

function reported(headers: Headers, what: 'limit' | 'remaining'): string | undefined {
    return [...headers].find(([name]) => name.endsWith(`-${what}`))?.[1];
}
