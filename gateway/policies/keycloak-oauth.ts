import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import type { CryptoKey, ProtectedHeaderParameters } from 'jose';
import type { Call, PolicyFailure } from '../call.ts';
import { EngineError } from '../engine-error.ts';
import { bearerToken, javaText, refusal, stripToken } from './bearer-token.ts';
import { realmKey } from './key-sets.ts';
import type { Options } from './options.ts';
import { perGateway } from './policy.ts';
import type { PolicyServices, PolicyType } from './policy.ts';

/**
 * Apiman's Keycloak plugin: only calls with a token of this realm, whose roles later policies may ask for. With a certificate Apiman
 * does not look who issued the token; strictly it has to be the realm.
 */
export const keycloakOauth: PolicyType = (options, services) => {
    const settings = readSettings(options);
    return {
        async request(call) {
            const token = bearerToken(call);
            if (token === null) return settings.isRequired ? refusal(11005, "OAuth2 'Authorization' header or 'access_token' query parameter must be provided.") : undefined;
            const verified = await verify(token, settings, services);
            if ('kind' in verified) return verified;
            const { claims } = verified;
            if (!options.has('forwardRoles')) throw options.error('forwardRoles is missing.');

            if (settings.delegatesTicket) call.headers.set('Authorization', `Negotiate ${javaText(claims['gss_delegation_credential'] ?? null)}`);
            for (const { header, field } of settings.forwards) {
                const value = field.toLowerCase() === 'access_token' ? token : claimText(claims, field);
                if (value === undefined) call.headers.remove(header);
                else call.headers.set(header, value);
            }
            if (settings.strips) stripToken(call);
            if (settings.roles) call.roles = new Set(rolesOf(claims, settings.roles.application));

            return safety(token, settings, call, services);
        },
    };
};

interface Settings {
    isRequired: boolean; needsTls: boolean; blocksUnsafe: boolean; strips: boolean; delegatesTicket: boolean;
    realm: string | undefined;
    certificate: KeyObject | undefined;
    roles: { application: string | undefined } | undefined;
    forwards: { header: string; field: string }[];
}

function readSettings(options: Options): Settings {
    const roles = options.part('forwardRoles');
    const certificate = options.text('realmCertificateString');
    return {
        isRequired: options.flag('requireOauth') ?? true, needsTls: options.flag('requireTransportSecurity') ?? true,
        blocksUnsafe: options.flag('blacklistUnsafeTokens') ?? false, strips: options.flag('stripTokens') ?? false,
        delegatesTicket: options.flag('delegateKerberosTicket') ?? false,
        realm: options.text('realm')?.replace(/\/$/, ''),
        certificate: certificate ? readCertificate(certificate, options) : undefined,
        roles: roles?.flag('active') ? { application: roles.text('applicationName') } : undefined,
        forwards: (options.parts('forwardAuthInfo') ?? []).map(info => ({ header: info.text('headers') ?? '', field: info.text('field') ?? '' })),
    };
}

function readCertificate(text: string, options: Options): KeyObject {
    try {
        return new X509Certificate(Buffer.from(text.replaceAll(/-----(BEGIN|END) CERTIFICATE-----|\s/g, ''), 'base64')).publicKey;
    } catch {
        throw options.error('realmCertificateString is not a certificate.');
    }
}

async function verify(token: string, settings: Settings, services: PolicyServices): Promise<{ claims: Record<string, unknown> } | PolicyFailure> {
    let claims: Record<string, unknown>;
    let head: ProtectedHeaderParameters;
    try {
        claims = decodeJwt(token);
        head = decodeProtectedHeader(token);
    } catch {
        return refusal(11004, 'Failed to parse JWT');
    }
    // A token that names no algorithm makes Apiman fail.
    if (head.alg === undefined && !services.strict) throw new EngineError(500, 'The token names no algorithm.');
    const key = settings.certificate ?? (settings.realm === undefined ? undefined : await realmKey(settings.realm, head.kid, services));
    if (!key) return refusal(11004, 'Public key not set');
    if (!await isSigned(token, key)) return refusal(11004, 'Invalid token signature');
    const now = services.clock.now() / 1000;
    if ((typeof claims['exp'] === 'number' && claims['exp'] !== 0 && now >= claims['exp']) || (typeof claims['nbf'] === 'number' && now < claims['nbf'])) return refusal(11004, 'Token is not active');
    if (services.strict && settings.realm !== undefined && claims['iss'] !== settings.realm) return refusal(11004, `Invalid token issuer. Expected '${settings.realm}'`);
    return { claims };
}

async function isSigned(token: string, key: KeyObject | CryptoKey | Uint8Array): Promise<boolean> {
    return compactVerify(token, key).then(() => true, () => false);
}

/** What speaks against a good token: it came, or came once, over a connection that others could read. */
function safety(token: string, { needsTls, blocksUnsafe }: Settings, call: Call, services: PolicyServices): PolicyFailure | undefined {
    const blocked = blockedTokens(services);
    if (needsTls && !call.isSecure) {
        if (blocksUnsafe) blocked.add(token);
        return refusal(11003, 'OAuth2 token was transmitted without required transport security (TLS, SSL).');
    }
    return blocksUnsafe && blocked.has(token) ? refusal(11002, 'Token was used insecurely in previous request and was blacklisted to prevent replay attacks.') : undefined;
}

const blockedTokens = perGateway(() => new Set<string>());

function rolesOf(claims: Record<string, unknown>, application: string | undefined): string[] {
    const access = application === undefined ? claims['realm_access'] : member(claims['resource_access'], application);
    const roles = member(access, 'roles');
    return Array.isArray(roles) ? roles.filter(role => typeof role === 'string') : [];
}

/** A claim by its name, or by a path of names with dots between them. */
function claimText(claims: Record<string, unknown>, field: string): string | undefined {
    const name = { username: 'preferred_username', subject: 'sub' }[field] ?? field;
    const value = claims[name] ?? name.split('.').reduce<unknown>(member, claims);
    return value === undefined || value === null ? undefined : javaText(value);
}

function member(value: unknown, name: string): unknown {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
