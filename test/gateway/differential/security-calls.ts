import { client, policy, privateApi, publicApi } from '../gateway-under-test.ts';
import type { Policy } from '../gateway-under-test.ts';
import type { DifferentialSet } from './differential-call.ts';
import { publicKey, realmCertificate, tokenOf } from './tokens.ts';

const plugin = (artifact: string, implementation: string, config: unknown) => policy(`plugin:io.apiman.plugins:apiman-plugins-${artifact}:3.1.3.Final:war/io.apiman.plugins.${implementation}`, config);
const realm = 'https://login.example/realms/a';
const keycloak = (more: object = {}) => plugin('keycloak-oauth-policy', 'keycloak_oauth_policy.KeycloakOauthPolicy', { realm, realmCertificateString: realmCertificate, requireTransportSecurity: false, forwardRoles: { active: false }, ...more });
const jwt = (more: object = {}) => plugin('jwt-policy', 'jwt.JWTPolicy', { requireTransportSecurity: false, signingKeyString: publicKey, ...more });
const authorization = (more: object) => policy('AuthorizationPolicy', more);
const soap = (more: object) => plugin('soap-authorization-policy', 'soap_authorization_policy.SoapAuthorizationPolicy', more);
const login = keycloak({ forwardRoles: { active: true } });
const times = (...rules: object[]) => policy('TimeRestrictedAccessPolicy', { rules });
const allowDeny = (...entries: object[]) => plugin('header-allow-deny-policy', 'headerallowdeny.HeaderAllowDenyPolicy', { entries });
const security = (more: object) => plugin('http-security-policy', 'httpsecuritypolicy.HttpSecurityPolicy', more);
const urls = (whitelist: object[], more: object = {}) => plugin('url-whitelist-policy', 'urlwhitelist.UrlWhitelistPolicy', { whitelist, ...more });

const day = new Date().getUTCDay() || 7;
const always = { timeStart: '00:00:00', timeEnd: '23:59:59', dayStart: 1, dayEnd: 7 };
const hsts = { enabled: true, includeSubdomains: true, maxAge: 60, preload: true };
const csp = { mode: 'ENABLED', csp: "default-src 'self'" };
const jar = (entry: object) => ({ headerName: 'X-Color', rules: [{ allowRequest: true, headerValueRegex: 'red|green' }, { allowRequest: false, headerValueRegex: 'b.*' }], ...entry });

const apis: Record<string, (backend: string) => Policy[]> = {
    'kc': () => [keycloak()],
    'kc-optional': () => [keycloak({ requireOauth: false })],
    'kc-strip': () => [keycloak({ stripTokens: true, forwardAuthInfo: [{ headers: 'X-Sub', field: 'sub' }, { headers: 'X-Name', field: 'preferred_username' }, { headers: 'X-Legacy', field: 'username' }, { headers: 'X-Deep', field: 'a.b' }, { headers: 'X-Token', field: 'access_token' }] })],
    'kc-tls': () => [keycloak({ requireTransportSecurity: true, blacklistUnsafeTokens: true })],
    'kc-blocks': () => [keycloak({ blacklistUnsafeTokens: true })],
    'kc-ticket': () => [keycloak({ delegateKerberosTicket: true })],
    'kc-absent-tls': () => [keycloak({ requireTransportSecurity: undefined })],
    'kc-bad-certificate': () => [keycloak({ realmCertificateString: publicKey })],
    'kc-no-roles': () => [keycloak({ forwardRoles: undefined })],
    'jwt': () => [jwt()],
    'jwt-optional': () => [jwt({ requireJWT: false })],
    'jwt-unsigned': () => [jwt({ requireSigned: false })],
    'jwt-tls': () => [jwt({ requireTransportSecurity: true })],
    'jwt-strip': () => [jwt({ stripTokens: true, forwardAuthInfo: [{ header: 'X-Sub', field: 'sub' }, { header: 'X-List', field: 'list' }, { header: 'X-None', field: 'none' }, { header: 'X-Token', field: 'access_token' }] })],
    'jwt-claims': () => [jwt({ requiredClaims: [{ claimName: 'iss', claimValue: 'me' }, { claimName: 'aud', claimValue: 'shop' }] })],
    'jwt-skew': () => [jwt({ allowedClockSkew: 3600 })],
    'jwt-no-key': () => [jwt({ signingKeyString: undefined })],
    'jwt-bad-key': () => [jwt({ signingKeyString: 'AAAA' })],
    'jwt-set': backend => [jwt({ signingKeyString: `${backend}/jwks`, kid: 'one' })],
    'auth-any': () => [login, authorization({ rules: [{ verb: '*', pathPattern: '/orders.*', role: 'buyer' }, { verb: 'GET', pathPattern: '/orders/x', role: 'reader' }], multiMatch: 'any', requestUnmatched: 'pass' })],
    'auth-all': () => [login, authorization({ rules: [{ verb: '*', pathPattern: '/orders.*', role: 'buyer' }, { verb: 'get', pathPattern: '/orders/x', role: 'reader' }], multiMatch: 'all', requestUnmatched: 'fail' })],
    'auth-absent': () => [login, authorization({ rules: [{ verb: '*', pathPattern: '/', role: 'buyer' }] })],
    'auth-empty': () => [login, authorization({})],
    'auth-null': () => [login, authorization({ rules: null })],
    'auth-alone': () => [authorization({ rules: [] })],
    'auth-client-roles': () => [keycloak({ forwardRoles: { active: true, applicationName: 'shop' } }), authorization({ rules: [{ verb: '*', pathPattern: '.*', role: 'seller' }] })],
    'soap': () => [login, soap({ rules: [{ action: 'buy', role: 'buyer' }, { action: '*', role: 'reader' }], multiMatch: 'all', requestUnmatched: 'fail' })],
    'soap-pass': () => [login, soap({ rules: [{ action: 'buy', role: 'buyer' }], multiMatch: 'any', requestUnmatched: 'pass' })],
    'time-now': () => [times({ ...always, pathPattern: '/.*' })],
    'time-today': () => [times({ ...always, dayStart: day, dayEnd: day, pathPattern: '/.*' })],
    'time-other-day': () => [times({ ...always, dayStart: day % 7 + 1, dayEnd: day % 7 + 1, pathPattern: '/.*' })],
    'time-backwards': () => [times({ ...always, timeStart: '23:59:59', timeEnd: '00:00:00', pathPattern: '/.*' })],
    'time-no-times': () => [times({ dayStart: 1, dayEnd: 7, pathPattern: '/.*' })],
    'time-no-days': () => [times({ timeStart: '00:00:00', timeEnd: '23:59:59', pathPattern: '/x' })],
    'time-short': () => [times({ ...always, timeStart: '00:00', pathPattern: '/.*' })],
    'time-null': () => [policy('TimeRestrictedAccessPolicy', { rules: null })],
    'time-none': () => [policy('TimeRestrictedAccessPolicy', {})],
    'jar': () => [allowDeny(jar({}))],
    'jar-missing': () => [allowDeny(jar({ allowIfHeaderMissing: true, allowIfNoRulesMatch: true }))],
    'jar-no-rules': () => [allowDeny({ headerName: 'X-Color' })],
    'jar-empty': () => [allowDeny()],
    'jar-two': () => [allowDeny(jar({}), { headerName: 'X-Size', allowIfHeaderMissing: false, allowIfNoRulesMatch: true })],
    'sec': () => [security({ hsts, contentSecurityPolicy: csp, frameOptions: 'SAMEORIGIN', xssProtection: 'BLOCK', contentTypeOptions: true })],
    'sec-report': () => [security({ hsts: { enabled: false }, contentSecurityPolicy: { ...csp, mode: 'REPORT_ONLY' }, xssProtection: 'ON' })],
    'sec-off': () => [security({ hsts: { enabled: true, maxAge: 1 }, contentSecurityPolicy: { mode: 'DISABLED' }, xssProtection: 'OFF', frameOptions: 'DISABLED' })],
    'sec-nothing': () => [security({})],
    'sec-failure': () => [security({ hsts, contentSecurityPolicy: csp }), jwt()],
    'urls': () => [urls([{ regex: '/a/.*', methodGet: true, methodPost: false }, { regex: '/a/b', methodPost: true }, { regex: '/', methodGet: true, methodHead: true, methodOptions: true }])],
    'urls-whole': () => [urls([{ regex: '/o/urls-whole/1\\.0/.*', methodGet: true }], { removePathPrefix: false })],
    'urls-empty': () => [urls([])],
};

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const now = Math.floor(Date.now() / 1000);
const anna = { sub: 'anna', iss: realm, preferred_username: 'anna.a', typ: 'Bearer', exp: 4102444800, iat: 1700000000, a: { b: 'deep' } };
const withRoles = (...roles: string[]) => bearer(tokenOf({ ...anna, realm_access: { roles }, resource_access: { shop: { roles: ['seller'] } } }));
const good = bearer(tokenOf(anna));
const forged = bearer(tokenOf(anna, { by: 'other' }));
const color = (...values: string[]) => values.flatMap(value => ['X-Color', value]);

export const securityCalls: DifferentialSet = {
    registrations: backend => [
        ...Object.entries(apis).map(([id, policies]) => ({ path: '/apis', body: publicApi(id, backend, ...policies(backend)) })),
        { path: '/apis', body: privateApi('behind', backend) },
        { path: '/clients', body: client('member', 'key-member', { behind: [login, authorization({ rules: [{ verb: '*', pathPattern: '.*', role: 'buyer' }] })] }) },
    ],
    calls: [
        ...['kc', 'kc-optional', 'kc-bad-certificate', 'kc-no-roles', 'jwt', 'jwt-optional', 'jwt-tls'].map(api => ({ name: `${api}: no token`, path: `/o/${api}/1.0/x`, differs: 'wording' as const })),
        ...['kc', 'kc-optional', 'kc-strip', 'kc-ticket', 'jwt', 'jwt-optional', 'jwt-unsigned', 'jwt-strip', 'jwt-set', 'jwt-skew'].map(api => ({ name: `${api}: a good token`, path: `/o/${api}/1.0/x`, headers: good })),
        ...['kc', 'jwt', 'jwt-set'].map(api => ({ name: `${api}: a token in the query`, path: `/o/${api}/1.0/x?access_token=${tokenOf(anna)}&a=1` })),
        ...['kc-strip', 'jwt-strip'].map(api => ({ name: `${api}: a token in the query`, path: `/o/${api}/1.0/x?a=1&access_token=${tokenOf(anna)}` })),
        ...['kc', 'jwt', 'jwt-set', 'jwt-optional', 'kc-optional'].map(api => ({ name: `${api}: a forged token`, path: `/o/${api}/1.0/x`, headers: forged, differs: 'wording' as const })),
        ...['kc', 'jwt', 'jwt-skew', 'jwt-set'].map(api => ({ name: `${api}: an expired token`, path: `/o/${api}/1.0/x`, headers: bearer(tokenOf({ ...anna, exp: now - 60 })), differs: 'wording' as const })),
        ...['kc', 'jwt', 'jwt-skew'].map(api => ({ name: `${api}: a token of tomorrow`, path: `/o/${api}/1.0/x`, headers: bearer(tokenOf({ ...anna, nbf: now + 86_400 })), differs: 'wording' as const })),
        ...['kc', 'jwt'].flatMap(api => ['a', 'a.b', 'a.b.c', 'e30.e30.', '..'].map(token => ({ name: `${api}: the token ${token}`, path: `/o/${api}/1.0/x`, headers: bearer(token), differs: 'wording' as const }))),
        ...['jwt', 'jwt-unsigned'].map(api => ({ name: `${api}: an unsigned token`, path: `/o/${api}/1.0/x`, headers: bearer(tokenOf(anna, { alg: 'none', by: 'nobody' })), differs: 'wording' as const })),
        { name: 'jwt: a token for the key of another kind', path: '/o/jwt/1.0/x', headers: bearer(tokenOf(anna, { alg: 'HS256' })), differs: 'wording' },
        { name: 'jwt-set: a key that is not in the set', path: '/o/jwt-set/1.0/x', headers: bearer(tokenOf(anna, { kid: 'two', by: 'other' })), differs: 'wording' },
        { name: 'jwt: the scheme in lower case', path: '/o/jwt/1.0/x', headers: { authorization: `bearer ${tokenOf(anna)}` } },
        { name: 'jwt: another scheme', path: '/o/jwt/1.0/x', headers: { Authorization: 'Basic YTpi' } },
        { name: 'jwt-tls: a good token', path: '/o/jwt-tls/1.0/x', headers: good },
        { name: 'jwt-no-key: a good token', path: '/o/jwt-no-key/1.0/x', headers: good, differs: 'wording' },
        { name: 'jwt-bad-key: a good token', path: '/o/jwt-bad-key/1.0/x', headers: good, differs: 'wording' },
        { name: 'jwt-claims: those it wants', path: '/o/jwt-claims/1.0/x', headers: bearer(tokenOf({ iss: 'me', aud: 'shop' })) },
        { name: 'jwt-claims: one is missing', path: '/o/jwt-claims/1.0/x', headers: bearer(tokenOf({ iss: 'me' })), differs: 'wording' },
        { name: 'jwt-claims: one is another', path: '/o/jwt-claims/1.0/x', headers: bearer(tokenOf({ iss: 'you', aud: 'shop' })), differs: 'wording' },
        { name: 'jwt-strip: a list in a claim', path: '/o/jwt-strip/1.0/x', headers: bearer(tokenOf({ sub: 'anna', list: ['a', 1, true] })) },
        { name: 'kc-absent-tls: a good token', path: '/o/kc-absent-tls/1.0/x', headers: good },
        { name: 'kc-tls: a good token', path: '/o/kc-tls/1.0/x', headers: good },
        { name: 'kc-blocks: the token that came over plain HTTP', path: '/o/kc-blocks/1.0/x', headers: good },
        { name: 'kc-ticket: a token with a ticket', path: '/o/kc-ticket/1.0/x', headers: bearer(tokenOf({ ...anna, gss_delegation_credential: 'ticket' })) },
        ...['auth-any', 'auth-all', 'auth-absent', 'auth-empty', 'auth-client-roles'].flatMap(api => ['', '/orders', '/orders/x', '/other'].flatMap(rest => [[], ['buyer'], ['reader', 'buyer']].map(roles => (
            { name: `${api}: ${rest || 'no path'} for ${roles.join(' and ') || 'nobody'}`, path: `/o/${api}/1.0${rest}`, headers: withRoles(...roles) }
        )))),
        { name: 'auth-any: another method', path: '/o/auth-any/1.0/orders/x', method: 'POST', headers: withRoles('reader') },
        { name: 'auth-null: any call', path: '/o/auth-null/1.0/x', headers: withRoles('buyer'), differs: 'wording' },
        { name: 'auth-alone: nobody has found roles', path: '/o/auth-alone/1.0/x' },
        { name: 'auth: a token without roles', path: '/o/auth-any/1.0/orders', headers: good },
        { name: 'roles on a contract', path: '/o/behind/1.0/x', headers: { 'X-API-Key': 'key-member', ...withRoles('buyer') } },
        { name: 'roles on a contract, the wrong ones', path: '/o/behind/1.0/x', headers: { 'X-API-Key': 'key-member', ...withRoles('reader') } },
        ...['soap', 'soap-pass'].flatMap(api => ['buy', '"buy"', 'BUY', 'sell', ' '].map(action => ({ name: `${api}: the action ${action}`, path: `/o/${api}/1.0/x`, headers: { SOAPAction: action, ...withRoles('buyer') } }))),
        { name: 'soap: no action', path: '/o/soap/1.0/x', headers: withRoles('buyer') },
        { name: 'soap: both roles', path: '/o/soap/1.0/x', headers: { SOAPAction: 'buy', ...withRoles('buyer', 'reader') } },
        ...['time-now', 'time-today', 'time-other-day', 'time-backwards', 'time-no-times', 'time-none'].map(api => ({ name: `${api}: a call`, path: `/o/${api}/1.0/x` })),
        { name: 'time-other-day: no path', path: '/o/time-other-day/1.0' },
        ...['time-no-days', 'time-short', 'time-null'].map(api => ({ name: `${api}: a call`, path: `/o/${api}/1.0/x`, differs: 'wording' as const })),
        { name: 'time-no-days: another path', path: '/o/time-no-days/1.0/y' },
        ...['jar', 'jar-missing', 'jar-no-rules', 'jar-empty', 'jar-two'].flatMap(api => [[], ['red'], ['blue'], ['white'], [''], ['white', 'green'], ['blue', 'red']].map(values => ({ name: `${api}: ${values.join(' and ') || (values.length ? 'empty' : 'none')}`, path: `/o/${api}/1.0/x`, headers: color(...values) }))),
        { name: 'jar: the name in lower case', path: '/o/jar/1.0/x', headers: { 'x-color': 'red' } },
        ...['sec', 'sec-report', 'sec-off', 'sec-failure'].map(api => ({ name: `${api}: a call`, path: `/o/${api}/1.0/x` })),
        { name: 'sec-nothing: a call', path: '/o/sec-nothing/1.0/x', differs: 'wording' },
        ...['/a/b', '/a/', '/a', '', '/', '//a/b', '/a/../a/b', '/a/./b', '/a//b', '/%61/b', '/c', '/a/b?x=1'].map(rest => ({ name: `urls: ${rest || 'no path'}`, path: `/o/urls/1.0${rest}` })),
        ...['POST', 'HEAD', 'DELETE', 'OPTIONS'].flatMap(method => ['/a/b', '/'].map(rest => ({ name: `urls: ${method} ${rest}`, path: `/o/urls/1.0${rest}`, method }))),
        { name: 'urls-whole: a call', path: '/o/urls-whole/1.0/x' },
        { name: 'urls-whole: no path', path: '/o/urls-whole/1.0' },
        { name: 'urls-empty: a call', path: '/o/urls-empty/1.0/x' },
        { name: 'urls: the version in a header', path: '/o/urls/aaaaaaaaaaaa', headers: { 'X-API-Version': '1.0' } },
    ],
};
