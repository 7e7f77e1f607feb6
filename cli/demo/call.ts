import type { CompiledClient } from '../../compiler/compiled-project.ts';
import type { ContractBean } from '../../compiler/gateway-document.ts';
import { basicAuthorization, staticIdentity, type Identity } from '../../registration/static-identity.ts';
import type { Secret } from '../../registration/secret.ts';

/** What calling one contract showed. `limit` and `remaining` are those of the policy that reported last. */
export interface CallResult {
    client: string;
    api: string;
    url: string;
    status: number;
    limit?: string;
    remaining?: string;
    /** What the gateway answers to the same call without the key. */
    withoutKey: number;
    refusal: string;
    identity?: Identity;
}

/** Calls an API of a contract through the gateway as the client would, then without the key. */
export async function callContract(client: CompiledClient, contract: ContractBean, gateway: string, key: Secret): Promise<CallResult> {
    const api = `${contract.apiOrgId}/${contract.apiId}@${contract.apiVersion}`;
    const url = `${gateway}/${contract.apiOrgId}/${contract.apiId}/${contract.apiVersion}/orders`;
    const identity = staticIdentity(contract);
    const headers = identity ? { Authorization: basicAuthorization(identity) } : undefined;
    const answer = await fetch(url, { headers: { ...headers, 'X-API-Key': key.reveal() } });
    await answer.arrayBuffer();
    const refused = await fetch(url, { headers });
    const { message = '' } = await refused.json() as { message?: string };
    const limit = reported(answer.headers, 'limit');
    const remaining = reported(answer.headers, 'remaining');
    return {
        client: client.key, api, url, status: answer.status, withoutKey: refused.status, refusal: message,
        ...(identity === undefined ? {} : { identity }),
        ...(limit === undefined ? {} : { limit }), ...(remaining === undefined ? {} : { remaining })
    };
}

function reported(headers: Headers, what: 'limit' | 'remaining'): string | undefined {
    return [...headers].find(([name]) => name.endsWith(`-${what}`))?.[1];
}
