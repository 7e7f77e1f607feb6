import type { ClientBean, GatewayDocument } from '../compiler/gateway-document.ts';
import type { Secret } from './secret.ts';

/** Clients of a document (`ShopInc/MobileShop@2.1`) that have no key among these: a gateway could not tell their calls from others. */
export function clientsWithoutKey({ clients }: GatewayDocument, keys: ReadonlyMap<string, Secret>): string[] {
    return clients.map(nameOf).filter(client => !keys.has(client));
}

/**
 * What a headless gateway loads at its start: nobody registers there, so the API keys stand in the document, as they are. To be
 * written where its owner alone reads it, and only where no client is without a key.
 */
export function headlessDocument({ apis, clients }: GatewayDocument, keys: ReadonlyMap<string, Secret>): GatewayDocument {
    return {
        apis,
        clients: clients.map(bean => {
            const key = keys.get(nameOf(bean));
            if (!key) {
                throw new Error('a client of a headless gateway has no key');
            }
            const { contracts, ...identity } = bean;
            return { ...identity, apiKey: key.reveal(), contracts };
        })
    };
}

function nameOf({ organizationId, clientId, version }: ClientBean): string {
    return `${organizationId}/${clientId}@${version}`;
}
