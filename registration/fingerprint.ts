import type { ClientAtGateway, GatewayJson } from './gateway-client.ts';
import { canonicalText, normalApi, normalClient } from './normal-form.ts';

/** What stands at a gateway, as one text that is the same for the same content. It holds secrets: it never leaves memory. */
export function apiFingerprint(api: GatewayJson): string {
    return canonicalText(normalApi(api));
}

export function clientFingerprint({ bean, key }: ClientAtGateway): string {
    return canonicalText({ ...normalClient(bean), key: key?.reveal() });
}
