import { isSafeForSecrets, shownUrl } from './address.ts';
import { fail, succeed, type Failure, type Result } from './failure.ts';
import { objectionTo, type Credentials } from './credentials.ts';
import type { TlsSettings } from './world.ts';

/** Where an environment registers: every one of its gateways gets the same registrations. */
export interface RegistrationTarget {
    environment: string;
    gateways: GatewayTarget[];
}

export interface GatewayTarget {
    /** Base address of the configuration API, without user and password. */
    url: string;
    /** Where callers reach the gateway; where it is absent, the gateway itself is asked (`/system/endpoint`). */
    publicUrl?: string;
    credentials?: Credentials;
    /** Of a gateway with an authority of its own, or one that wants to know its callers. */
    tls?: TlsSettings;
    /** Milliseconds that a request may take. */
    timeout?: number;
    /** The gateway that ships with the tool, found through `.apim/`. */
    local: boolean;
}

/** Refuses a target before anything is sent: no gateway, an unusable address, a password that is missing or would be readable on the way. */
export function checkTarget(target: RegistrationTarget): Result<RegistrationTarget> {
    if (target.gateways.length === 0) {
        return fail({ kind: 'no-gateway', environment: target.environment });
    }
    for (const gateway of target.gateways) {
        const failure = checkGateway(gateway, target.environment);
        if (failure) {
            return fail(failure);
        }
    }
    return succeed(target);
}

function checkGateway(gateway: GatewayTarget, environment: string): Failure | undefined {
    const shown = shownUrl(gateway.url);
    const url = URL.canParse(gateway.url) ? new URL(gateway.url) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
        return { kind: 'invalid-gateway-url', gateway: shown };
    }
    if (!gateway.credentials) {
        return undefined;
    }
    return isSafeForSecrets(gateway.url) ? objectionTo(gateway.credentials, shown, environment) : { kind: 'insecure-gateway-url', gateway: shown };
}
