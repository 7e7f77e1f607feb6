import type { Call, PolicyFailure } from '../call.ts';
import type { Options } from './options.ts';
import { failure } from './policy.ts';
import type { PolicyType } from './policy.ts';

/** Apiman's BasicAuthenticationPolicy with static identities. LDAP and JDBC are refused: the local gateway reaches for no directory and no database. */
export const basicAuthentication: PolicyType = options => {
    const realm = options.text('realm')?.trim() ? options.text('realm')! : 'Apiman';
    const identityHeader = options.text('forwardIdentityHttpHeader')?.trim();
    const needsTls = options.flag('requireTransportSecurity') ?? false;
    const isRequired = options.flag('requireBasicAuth') ?? true;
    const passwords = readIdentities(options);

    return {
        request(call) {
            if (needsTls && !call.isSecure) return refusal(10011, realm);
            const header = call.headers.get('Authorization');
            if (header === undefined || !/^basic /i.test(header)) return isRequired ? refusal(10004, realm) : undefined;
            const [user, password] = readCredentials(header);
            if (!passwords.some(identity => identity.user === user && identity.password === password)) return refusal(10003, realm);
            identify(call, identityHeader, user);
            return undefined;
        },
    };
};

function readIdentities(options: Options): { user: string | undefined; password: string | undefined }[] {
    const source = options.part('staticIdentity');
    if (source) return (source.parts('identities') ?? []).map(identity => ({ user: identity.text('username'), password: identity.text('password') }));
    if (options.has('ldapIdentity')) throw options.error('LDAP identities are not available on the local gateway.');
    if (options.has('jdbcIdentity')) throw options.error('JDBC identities are not available on the local gateway.');
    return [];
}

function readCredentials(header: string): [user: string, password: string | undefined] {
    const text = Buffer.from(header.slice('basic '.length), 'base64').toString('utf8');
    const colon = text.indexOf(':');
    return colon > 0 ? [text.slice(0, colon), text.slice(colon + 1)] : [text, undefined];
}

function identify(call: Call, header: string | undefined, user: string): void {
    call.headers.remove('Authorization');
    if (header) call.headers.set(header, user);
}

/** Quotes in the realm stay as they are, as on Apiman. */
function refusal(code: number, realm: string): PolicyFailure {
    return { ...failure('Authentication', code, 'BASIC authentication failed.'), headers: { 'WWW-Authenticate': `Basic realm="${realm}"` } };
}
