import type { Environment } from '../../project/environment.ts';

/** Where the values of secret parameters are sent: the origins of all gateways of the environment. The local gateway is this machine. */
export function parameterOrigin({ gateways }: Environment): string {
    return [...new Set(gateways.map(gateway => gateway === 'local' ? 'local' : new URL(gateway.url).origin))].join(', ');
}
