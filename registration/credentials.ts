import { t } from '@vscode/l10n';
import * as oauth from 'oauth4webapi';
import { fail, succeed, type Failure, type Result } from './failure.ts';
import { Secret } from './secret.ts';
import { isSafeForSecrets, shownUrl } from './address.ts';
import type { Fetch, World } from './world.ts';

/** How to sign in at a gateway. The secret of an environment is the password, the token, or the secret of the client. */
export type Credentials =
    | { type: 'basic'; username: string; password?: Secret }
    | { type: 'bearer'; token?: Secret }
    | { type: 'oauth2'; tokenUrl: string; clientId: string; scope?: string; clientSecret?: Secret };

/** What a request to the gateway is signed with. */
export interface SignIn {
    /** The value of the header `Authorization`, and everything in it that must never be shown. */
    header(signal?: AbortSignal): Promise<Result<{ value: string; secrets: Secret[] } | undefined>>;
    /** The gateway has taken this value. */
    accepted(value: string): void;
    /** The gateway has refused this value: whether another one can be had, which the next call of `header` answers with. */
    refused(value: string): boolean;
}

/** A token is fetched anew this long before it ends. */
const margin = 30_000;
/** A token endpoint that does not say how long a token lasts. */
const defaultLifetime = 60;
const tokenTimeout = 10_000;

/** Why credentials must not be used at all; `undefined` where they may. */
export function objectionTo(credentials: Credentials, gateway: string, environment: string): Failure | undefined {
    if (!secretOf(credentials)) {
        return { kind: 'password-missing', gateway, environment, what: whatOf(credentials) };
    }
    return credentials.type === 'oauth2' && !isSafeForSecrets(credentials.tokenUrl)
        ? { kind: 'insecure-gateway-url', gateway: shownUrl(credentials.tokenUrl) } : undefined;
}

/** Whose secret it is, as people say it: the name of a user, a client, or the token itself. */
export function whatOf(credentials: Credentials): string {
    switch (credentials.type) {
        case 'basic': return t("password for '{0}'", credentials.username);
        case 'bearer': return t('token');
        case 'oauth2': return t("secret of the client '{0}'", credentials.clientId);
    }
}

export function signIn(credentials: Credentials | undefined, gateway: string, environment: string, world: World): SignIn {
    switch (credentials?.type) {
        case undefined: return fixed(undefined);
        case 'basic': return fixed(credentials.password && basicHeader(credentials.username, credentials.password));
        case 'bearer': return fixed(credentials.token && { value: `Bearer ${credentials.token.reveal()}`, secrets: [credentials.token] });
        case 'oauth2': return clientCredentials(credentials, gateway, environment, world);
    }
}

function fixed(header: { value: string; secrets: Secret[] } | undefined): SignIn {
    return { header: async () => succeed(header), accepted: () => {}, refused: () => false };
}

function basicHeader(username: string, password: Secret): { value: string; secrets: Secret[] } {
    const encoded = Buffer.from(`${username}:${password.reveal()}`, 'utf8').toString('base64');
    return { value: `Basic ${encoded}`, secrets: [password, new Secret(encoded)] };
}

/** OAuth2 client credentials (RFC 6749, 4.4): one token at a time, kept in memory until shortly before it ends. */
function clientCredentials(credentials: Extract<Credentials, { type: 'oauth2' }>, gateway: string, environment: string, world: World): SignIn {
    let current: { header: Promise<Result<{ value: string; secrets: Secret[] }>>; until: number; value?: string; isProven?: boolean } | undefined;
    async function fetchToken(signal?: AbortSignal): Promise<Result<{ value: string; secrets: Secret[] }>> {
        const token = await requestToken(credentials, gateway, environment, world, signal);
        if (!token.ok) {
            current = undefined;
            return token;
        }
        const { secret, seconds } = token.value;
        const value = `Bearer ${secret.reveal()}`;
        if (current) {
            Object.assign(current, { until: world.now() + seconds * 1000 - margin, value });
        }
        return succeed({ value, secrets: [secret, ...credentials.clientSecret ? [credentials.clientSecret] : []] });
    }
    return {
        async header(signal) {
            if (!current || world.now() >= current.until) {
                current = { header: Promise.resolve(fail({ kind: 'cancelled' })), until: Infinity };
                current.header = fetchToken(signal);
            }
            return current.header;
        },
        accepted(value) {
            if (current?.value === value) {
                current.isProven = true;
            }
        },
        refused(value) {
            if (current?.value !== value) {
                return true;
            }
            // A token that never worked will not be better the second time.
            const { isProven = false } = current;
            current = undefined;
            return isProven;
        }
    };
}

async function requestToken(
    { tokenUrl, clientId, clientSecret, scope }: Extract<Credentials, { type: 'oauth2' }>, gateway: string, environment: string, world: World, signal?: AbortSignal
): Promise<Result<{ secret: Secret; seconds: number }>> {
    const server = shownUrl(tokenUrl);
    if (!clientSecret || !isSafeForSecrets(tokenUrl)) {
        return fail(objectionTo({ type: 'oauth2', tokenUrl, clientId, ...(clientSecret ? { clientSecret } : {}) }, gateway, environment) ?? { kind: 'insecure-gateway-url', gateway: server });
    }
    const authorizationServer: oauth.AuthorizationServer = { issuer: new URL(tokenUrl).origin, token_endpoint: tokenUrl };
    const client: oauth.Client = { client_id: clientId };
    try {
        const response = await oauth.clientCredentialsGrantRequest(authorizationServer, client, oauth.ClientSecretBasic(clientSecret.reveal()), scope === undefined ? {} : { scope }, {
            [oauth.customFetch]: throughWorld(world.fetch),
            // Loopback only: `isSafeForSecrets` has seen to that.
            [oauth.allowInsecureRequests]: true,
            signal: AbortSignal.any([AbortSignal.timeout(tokenTimeout), ...(signal ? [signal] : [])])
        });
        const token = await oauth.processClientCredentialsResponse(authorizationServer, client, response);
        return token.token_type === 'bearer'
            ? succeed({ secret: new Secret(token.access_token), seconds: token.expires_in ?? defaultLifetime })
            : fail({ kind: 'token-refused', tokenUrl: server, environment, why: t("it gives tokens of the type '{0}', and only Bearer can be used", token.token_type.slice(0, 20)) });
    } catch (error) {
        return fail(signal?.aborted ? { kind: 'cancelled' } : { kind: 'token-refused', tokenUrl: server, environment, why: whyOf(error) });
    }
}

/** Only what is known to hold no secret is repeated: the kind of the error, never the answer's text. */
function whyOf(error: unknown): string {
    if (error instanceof oauth.ResponseBodyError) {
        return knownErrors[error.error]?.() ?? t('it answers {0}', error.status);
    }
    if (error instanceof oauth.WWWAuthenticateChallengeError) {
        return t('it answers {0}', error.status);
    }
    if (error instanceof oauth.OperationProcessingError) {
        return t('it does not answer as OAuth2 wants it');
    }
    if (error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
        return t('it did not answer within 10 seconds');
    }
    return t('it cannot be reached');
}

const knownErrors: Record<string, () => string> = {
    invalid_client: () => t('it does not know this client, or its secret is wrong'),
    unauthorized_client: () => t('this client may not ask for tokens in this way'),
    invalid_scope: () => t('it does not know the scope'),
    unsupported_grant_type: () => t('it gives no tokens for client credentials')
};

function throughWorld(fetch: Fetch): (url: string, options: oauth.CustomFetchOptions<'POST', URLSearchParams>) => Promise<Response> {
    return async (url, { body, headers, signal }) => {
        const answer = await fetch(url, {
            method: 'POST', headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, body: body.toString(), redirect: 'manual',
            signal: signal ?? AbortSignal.timeout(tokenTimeout)
        });
        const content = answer.headers.get('content-type');
        return new Response(await answer.text(), { status: answer.status, headers: content === null ? {} : { 'content-type': content } });
    };
}

export function secretOf(credentials: Credentials): Secret | undefined {
    switch (credentials.type) {
        case 'basic': return credentials.password;
        case 'bearer': return credentials.token;
        case 'oauth2': return credentials.clientSecret;
    }
}
