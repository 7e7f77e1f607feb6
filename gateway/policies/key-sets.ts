import { importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { perGateway } from './policy.ts';
import type { PolicyServices } from './policy.ts';

/** The key with that id of a published key set; the only one where no id is asked for. Undefined where there is none, or nobody answers. */
export async function publishedKey(address: string, id: string | undefined, services: PolicyServices): Promise<CryptoKey | Uint8Array | undefined> {
    const published = (await fetchedOnce(address, services))?.['keys'];
    const keys = Array.isArray(published) ? published as JWK[] : [];
    const found = id === undefined ? (keys.length === 1 ? keys[0] : undefined) : keys.find(({ kid }) => kid === id);
    return found && importJWK(found, found.alg ?? (found.kty === 'EC' ? 'ES256' : 'RS256')).catch(() => undefined);
}

/** Where the keys of a realm are, the realm says itself. */
export async function realmKey(realm: string, id: string | undefined, services: PolicyServices): Promise<CryptoKey | Uint8Array | undefined> {
    const address = (await fetchedOnce(`${realm}/.well-known/openid-configuration`, services))?.['jwks_uri'];
    return typeof address === 'string' ? publishedKey(address, id, services) : undefined;
}

/** The next call fetches it anew: a token that nobody there signed may be one of a newer key. */
export function forgetKeySet(address: string, services: PolicyServices): void {
    fetchedBy(services).delete(address);
}

type Json = Record<string, unknown>;
const fetchedBy = perGateway(() => new Map<string, { answer: Promise<Json | undefined>; until: number }>());
const keptFor = 10 * 60 * 60 * 1000;

/** Undefined where nobody answers, or not with JSON; that is not remembered, so that nobody is locked out because of one bad answer. */
function fetchedOnce(address: string, services: PolicyServices): Promise<Json | undefined> {
    const known = fetchedBy(services);
    const found = known.get(address);
    if (found && found.until > services.clock.now()) return found.answer;
    const answer = fetch(address, { signal: AbortSignal.timeout(5000), redirect: 'error' })
        .then(async reply => reply.ok ? await reply.json() as Json : undefined)
        .catch(() => undefined);
    known.set(address, { answer, until: services.clock.now() + keptFor });
    void answer.then(value => { if (value === undefined) known.delete(address); });
    return answer;
}
