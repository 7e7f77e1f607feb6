import type { Environment } from '../../project/environment.ts';

/** Where secret parameters are sent, as far as asking for them is concerned: to where the last secret before them went. The local gateway is this machine. */
export function parameterOrigin({ gateways }: Environment): string {
    const addresses = gateways.flatMap(gateway => gateway === 'local' || !gateway.auth ? [] : [gateway.auth.type === 'oauth2' ? gateway.auth.tokenUrl : gateway.url]);
    const last = addresses.at(-1);
    return last === undefined ? 'local' : new URL(last).origin;
}
