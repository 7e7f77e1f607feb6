import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { fail, succeed, type Failure, type Result } from './failure.ts';
import type { Secret } from './secret.ts';

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
    username?: string;
    password?: Secret;
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

/** An address as it may be shown: without user, password, query and fragment. */
export function shownUrl(url: string): string {
    if (!URL.canParse(url)) {
        return url.replace(/\/\/[^/@]*@/, '//');
    }
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`;
}

/** Whether what is sent to this address stays on this machine or is encrypted on the way. */
export function isSafeForSecrets(url: string): boolean {
    return URL.canParse(url) && (new URL(url).protocol === 'https:' || isThisMachine(url));
}

export function isThisMachine(url: string): boolean {
    return URL.canParse(url) && isLoopback(new URL(url).hostname.replace(/^\[|\]$/g, ''));
}

function checkGateway(gateway: GatewayTarget, environment: string): Failure | undefined {
    const shown = shownUrl(gateway.url);
    const url = URL.canParse(gateway.url) ? new URL(gateway.url) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
        return { kind: 'invalid-gateway-url', gateway: shown };
    }
    if (gateway.username === undefined) {
        return undefined;
    }
    if (!isSafeForSecrets(gateway.url)) {
        return { kind: 'insecure-gateway-url', gateway: shown };
    }
    return gateway.password ? undefined : { kind: 'password-missing', gateway: shown, environment, username: gateway.username };
}

function isLoopback(host: string): boolean {
    return isIP(host) ? ipaddr.process(host).range() === 'loopback' : /(^|\.)localhost$/i.test(host);
}
