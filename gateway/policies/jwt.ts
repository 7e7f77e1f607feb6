import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { compactVerify, errors } from 'jose';
import type { CryptoKey } from 'jose';
import type { PolicyFailure } from '../call.ts';
import { bearerToken, javaText, refusal, stripToken } from './bearer-token.ts';
import { forgetKeySet, publishedKey } from './key-sets.ts';
import type { Options } from './options.ts';
import type { PolicyServices, PolicyType } from './policy.ts';

/** Apiman's JWT plugin: only calls with a token that was signed with this key, or with one of a published set. */
export const jwt: PolicyType = (options, services) => {
    const settings = readSettings(options);
    return {
        async request(call) {
            const token = bearerToken(call);
            if (settings.needsTls && !call.isSecure) return refusal(12003, noTls);
            if (token === null) return settings.isRequired ? refusal(12005, "JWT 'Authorization' header or 'access_token' query parameter must be provided.") : undefined;
            const verified = await verify(token, settings, services);
            if ('kind' in verified) return verified;
            for (const { header, field } of settings.forwards) {
                const value = field === 'access_token' ? token : verified.claims[field];
                if (value !== undefined && value !== null) call.headers.set(header, javaText(value));
            }
            if (settings.strips) stripToken(call);
            return undefined;
        },
    };
};

const noTls = 'JWT was transmitted without required transport security (TLS, SSL).';

interface Settings {
    isRequired: boolean; needsSignature: boolean; needsTls: boolean; strips: boolean;
    /** A key, the address of a key set, or nothing: then no signed token is taken. */
    key: KeyObject | string | undefined;
    kid: string | undefined;
    /** Seconds. */
    skew: number;
    claims: { name: string; value: string | undefined }[];
    forwards: { header: string; field: string }[];
}

function readSettings(options: Options): Settings {
    const text = options.text('signingKeyString');
    const kid = options.text('kid');
    return {
        isRequired: options.flag('requireJWT') ?? true, needsSignature: options.flag('requireSigned') ?? true,
        needsTls: options.flag('requireTransportSecurity') ?? true, strips: options.flag('stripTokens') ?? false,
        key: text === undefined || /^https?:\/\//i.test(text) ? text : readKey(text, options),
        kid: kid === undefined || kid === '' || kid.toLowerCase() === 'null' ? undefined : kid,
        skew: options.whole('allowedClockSkew'),
        claims: (options.parts('requiredClaims') ?? []).map(claim => ({ name: claim.text('claimName') ?? '', value: claim.text('claimValue') })),
        forwards: (options.parts('forwardAuthInfo') ?? []).map(info => ({ header: info.text('header') ?? '', field: info.text('field') ?? '' })),
    };
}

function readKey(text: string, options: Options): KeyObject {
    const base64 = text.replaceAll(/-----(BEGIN|END) PUBLIC KEY-----|\s/g, '');
    try {
        return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    } catch {
        throw options.error('signingKeyString is neither a public key nor the address of a key set.');
    }
}

async function verify(token: string, settings: Settings, services: PolicyServices): Promise<{ claims: Record<string, unknown> } | PolicyFailure> {
    const parts = token.split('.');
    const [head = '', payload = '', signature = ''] = parts;
    const header = parse(head);
    if (parts.length !== 3 || !header) return refusal(12007, parts.length === 3 ? 'The head of the JWT cannot be read.' : `JWT strings must contain exactly 2 period characters. Found: ${parts.length - 1}`);
    const claims = parse(payload);

    if (signature !== '') {
        if (header['alg'] === 'none' || typeof header['alg'] !== 'string') return refusal(12007, 'JWT string has a digest/signature, but the header does not reference a valid signature algorithm.');
        const key = await keyFor(header, settings, services);
        if (key === 'unknown') return refusal(12008, `JWK was not found with kid: ${settings.kid ?? javaText(header['kid'] ?? null)}`);
        if (!key) return refusal(12004, 'A signing key must be specified if the specified JWT is digitally signed.');
        const problem = await signatureProblem(token, key);
        if (problem !== undefined) {
            if (problem === 12008 && typeof settings.key === 'string') forgetKeySet(settings.key, services);
            return problem === 12011 ? refusal(12011, noTls) : refusal(problem, 'JWT signature does not match locally computed signature. JWT validity cannot be asserted and should not be trusted.');
        }
    }
    if (!claims) return signature === '' && settings.needsSignature ? refusal(12011, noTls) : { claims: {} };
    const problem = timeProblem(claims, services.clock.now() / 1000, settings.skew) ?? claimProblem(claims, settings.claims);
    if (problem) return problem;
    return signature === '' && settings.needsSignature ? refusal(12011, noTls) : { claims };
}

async function keyFor(header: Record<string, unknown>, { key, kid }: Settings, services: PolicyServices): Promise<KeyObject | CryptoKey | Uint8Array | 'unknown' | undefined> {
    if (typeof key !== 'string') return key;
    return await publishedKey(key, kid ?? (typeof header['kid'] === 'string' ? header['kid'] : undefined), services) ?? 'unknown';
}

async function signatureProblem(token: string, key: KeyObject | CryptoKey | Uint8Array): Promise<number | undefined> {
    try {
        await compactVerify(token, key);
        return undefined;
    } catch (error) {
        return error instanceof errors.JWSSignatureVerificationFailed ? 12008 : error instanceof errors.JWSInvalid ? 12007 : 12011;
    }
}

function timeProblem(claims: Record<string, unknown>, now: number, skew: number): PolicyFailure | undefined {
    const { exp, nbf } = claims;
    if (typeof exp === 'number' && now - skew > exp) return refusal(12006, `JWT expired at ${moment(exp)}. Current time: ${moment(now)}. Allowed clock skew: ${skew} seconds.`);
    if (typeof nbf === 'number' && now + skew < nbf) return refusal(12010, `JWT must not be accepted before ${moment(nbf)}. Current time: ${moment(now)}. Allowed clock skew: ${skew} seconds.`);
    return undefined;
}

function claimProblem(claims: Record<string, unknown>, required: Settings['claims']): PolicyFailure | undefined {
    for (const { name, value } of required) {
        const found = claims[name];
        if (found === undefined || found === null) return refusal(12009, `Expected ${name} claim to be: ${value}, but was not present in the JWT claims.`);
        if (found !== value) return refusal(12009, `Expected ${name} claim to be: ${value}, but was: ${javaText(found)}.`);
    }
    return undefined;
}

function moment(seconds: number): string {
    return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}

function parse(part: string): Record<string, unknown> | undefined {
    try {
        const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
        return typeof value === 'object' && value !== null ? value as Record<string, unknown> : undefined;
    } catch {
        return undefined;
    }
}
