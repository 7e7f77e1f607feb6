import { createPrivateKey, createPublicKey, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** One call of an API that has nothing but the policy: what is sent, and what shows that the policy ran. */
export interface Trial {
    type: string;
    /** Its options, as written between the braces; `BACKEND` stands for the address of the back end. */
    options: string;
    /** What stands in front of it in the API. */
    behind?: string;
    path?: string;
    method?: string;
    headers?: Record<string, string>;
    /** The last of so many calls is looked at. */
    times?: number;
    /** The call takes so long that it is made while the others are. */
    slow?: true;
    shows: string;
    status: number;
    header?: [name: string, value: RegExp];
    body?: RegExp;
    /** What the log of the gateway says of it. */
    log?: RegExp;
}

const identity = 'staticIdentity: { identities: [{ username: "anna", password: secretOfAnna }] }';
const anna = { authorization: `Basic ${btoa('anna:geheim')}` };
const certificate = (name: string) => readFileSync(new URL(`../support/certificates/${name}`, import.meta.url));
const issuer = new X509Certificate(certificate('issuer.pem'));
const signingKey = issuer.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
/** What the back end answers at `/jwks`. */
export const keySet = { keys: [{ ...createPublicKey(issuer.publicKey.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] };
const origin = { origin: 'https://shop.example' };

/** A token as an issuer signs it. */
function tokenOf(claims: object): string {
    const signed = [{ alg: 'RS256', typ: 'JWT', kid: 'one' }, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    return `${signed}.${sign('sha256', Buffer.from(signed), createPrivateKey(certificate('issuer.key'))).toString('base64url')}`;
}

/** A call with a token as Keycloak issues it, for somebody with these roles of the realm. */
export const withRoles = (...roles: string[]) => ({
    authorization: `Bearer ${tokenOf({ iss: 'https://login.example/realms/a', sub: 'anna', typ: 'Bearer', exp: 4102444800, iat: 1700000000, realm_access: { roles } })}`
});
const realm = `realm: "https://login.example/realms/a", realmCertificateString: "${issuer.raw.toString('base64')}"`;
/** Establishes who calls, and with which roles. */
export const login = `policy KeycloakOAuth { ${realm}, forwardRoles: { active: true } }`;

/** Every shipped type with what must be given, then with everything set. `ApiKey` needs a contract and has its own test. */
export const trials: readonly Trial[] = [
    { type: 'BasicAuthentication', options: `realm: "r", ${identity}`, shows: 'asks who calls', status: 401, header: ['www-authenticate', /^Basic realm="r"/] },
    { type: 'BasicAuthentication', options: `realm: "r", forwardIdentityHttpHeader: "X-User", requireTransportSecurity: false, requireBasicAuth: true, ${identity.replace(' }]', ', isHash: false }]')}`, headers: anna, shows: 'lets Anna pass and forwards her name', status: 200, body: /"x-user":"anna"/ },
    { type: 'BasicAuthentication', options: "realm: \"r\", ldapIdentity: { url: \"ldap://127.0.0.1:1\", dnPattern: 'cn=${username}', bindAs: ServiceAccount, credentials: { username: \"s\", password: secretOfAnna }, userSearch: { baseDn: \"o=a\", expression: \"(uid=x)\" }, extractRoles: true, membershipAttribute: \"m\", rolenameAttribute: \"cn\" }", headers: anna, shows: 'looks for the directory, which is not there', status: 500 },
    { type: 'BasicAuthentication', options: 'realm: "r", jdbcIdentity: { type: url, jdbcUrl: "jdbc:postgresql://127.0.0.1:1/users", username: "s", password: secretOfAnna, query: "SELECT 1", hashAlgorithm: SHA256, extractRoles: true, roleQuery: "SELECT 2" }', headers: anna, shows: 'looks for the database, which is not there', status: 500 },
    { type: 'BasicAuthentication', options: 'realm: "r", jdbcIdentity: { type: datasource, datasourcePath: "jdbc/users", query: "SELECT 1" }', headers: anna, shows: 'looks for the data source, which is not there', status: 500 },
    { type: 'KeycloakOAuth', options: 'realm: "https://login.example/realms/a"', shows: 'asks for a token', status: 401 },
    { type: 'KeycloakOAuth', options: 'requireOauth: true, requireTransportSecurity: false, blacklistUnsafeTokens: true, stripTokens: true, realm: "https://login.example/realms/a", forwardRoles: { active: true, applicationName: "a" }, delegateKerberosTicket: true, forwardAuthInfo: [{ headers: "X-User", field: "sub" }]', shows: 'asks for a token', status: 401 },
    { type: 'KeycloakOAuth', options: 'realm: "BACKEND/realms/shop", delegateKerberosTicket: true', headers: { authorization: `Bearer ${tokenOf({ sub: 'anna', iss: 'a', gss_delegation_credential: 'ticket' })}` }, shows: 'fetches the keys of the realm and passes the Kerberos ticket of the token on', status: 200, body: /"authorization":"Negotiate ticket"/ },
    { type: 'KeycloakOAuth', options: realm, headers: withRoles('buyer'), shows: 'lets a token of the realm pass', status: 200, body: /Bearer/ },
    { type: 'KeycloakOAuth', options: realm, headers: { authorization: `${withRoles('buyer').authorization.slice(0, -8)}AAAAAAAA` }, shows: 'refuses a token that somebody else signed', status: 401 },
    { type: 'KeycloakOAuth', options: `${realm}, stripTokens: true, forwardAuthInfo: [{ headers: "X-User", field: "sub" }]`, headers: withRoles('buyer'), shows: 'strips the token and forwards who it is about', status: 200, body: /^(?!.*Bearer).*"x-user":"anna"/ },
    { type: 'Jwt', options: `signingKeyString: "${signingKey}"`, shows: 'asks for a token', status: 401 },
    { type: 'Jwt', options: `signingKeyString: "${signingKey}"`, headers: { authorization: `Bearer ${tokenOf({ sub: 'anna' }).slice(0, -8)}AAAAAAAA` }, shows: 'refuses a token that somebody else signed', status: 401 },
    { type: 'Jwt', options: 'requireJWT: true, requireSigned: true, requireTransportSecurity: false, stripTokens: true, signingKeyString: "' + signingKey + '", kid: "k", allowedClockSkew: 5s, requiredClaims: [{ claimName: "iss", claimValue: "a" }], forwardAuthInfo: [{ header: "X-User", field: "sub" }]', headers: { authorization: `Bearer ${tokenOf({ sub: 'anna', iss: 'a' })}` }, shows: 'lets a signed token pass and forwards who it is about', status: 200, body: /^(?!.*Bearer).*"x-user":"anna"/ },
    { type: 'Jwt', options: 'signingKeyString: "BACKEND/jwks", kid: "one"', headers: { authorization: `Bearer ${tokenOf({ sub: 'anna' })}` }, shows: 'fetches the key of the issuer', status: 200 },
    { type: 'Jwt', options: 'signingKeyString: "BACKEND/jwks", kid: "one"', headers: { authorization: `Bearer ${tokenOf({ sub: 'anna' }).slice(0, -8)}AAAAAAAA` }, shows: 'refuses a token that somebody else signed', status: 401 },
    { type: 'Authorization', options: "rules: [{ pathPattern: '/.*', role: \"buyer\" }]", behind: login, headers: withRoles('buyer'), shows: 'lets a buyer pass', status: 200 },
    { type: 'Authorization', options: "rules: [{ pathPattern: '/.*', role: \"buyer\" }]", behind: login, headers: withRoles('seller'), shows: 'refuses a seller', status: 403 },
    { type: 'Authorization', options: "rules: [{ verb: GET, pathPattern: '/y', role: \"buyer\" }], multiMatch: any, requestUnmatched: pass", behind: login, headers: withRoles('seller'), shows: 'lets pass what no rule is about', status: 200 },
    { type: 'Authorization', options: "rules: [{ verb: GET, pathPattern: '/.*', role: \"buyer\" }, { verb: \"*\", pathPattern: '/.*', role: \"seller\" }], multiMatch: all, requestUnmatched: fail", behind: login, headers: withRoles('buyer'), shows: 'demands every role', status: 403 },
    { type: 'Authorization', options: "rules: [{ pathPattern: '/.*', role: \"buyer\" }]", shows: 'misses a policy that supplies roles', status: 500 },
    { type: 'Authorization', options: "rules: [{ verb: GET, pathPattern: '/.*', role: \"buyer\" }], multiMatch: any, requestUnmatched: pass", shows: 'misses a policy that supplies roles', status: 500 },
    { type: 'Cors', options: '', headers: origin, shows: 'refuses an origin that is not listed', status: 400 },
    { type: 'Cors', options: 'errorOnCorsFailure: true, allowOrigin: ["https://shop.example"], allowCredentials: true, exposeHeaders: ["X-Id"], allowHeaders: ["X-Id"], allowMethods: [GET], maxAge: 1min', headers: origin, shows: 'allows the origin', status: 200, header: ['access-control-allow-origin', /^https:\/\/shop\.example$/] },
    { type: 'HeaderAllowDeny', options: 'entries: [{ headerName: "X-Zone" }]', shows: 'refuses a call without the header', status: 403 },
    { type: 'HeaderAllowDeny', options: "entries: [{ headerName: \"X-Zone\", allowIfHeaderMissing: false, allowIfNoRulesMatch: false, rules: [{ allowRequest: true, headerValueRegex: 'eu' }] }]", headers: { 'x-zone': 'eu' }, shows: 'lets the value pass', status: 200 },
    { type: 'HttpSecurity', options: 'frameOptions: DENY', shows: 'forbids frames', status: 200, header: ['x-frame-options', /^DENY$/] },
    { type: 'HttpSecurity', options: 'hsts: { enabled: true, includeSubdomains: true, maxAge: 1h, preload: true }, contentSecurityPolicy: { mode: ENABLED, csp: "default-src none" }, frameOptions: SAMEORIGIN, xssProtection: BLOCK, contentTypeOptions: true', shows: 'sets the headers', status: 200, header: ['strict-transport-security', /max-age=3600/] },
    { type: 'IgnoredResources', options: "rules: [{ pathPattern: '/x' }]", shows: 'hides the path', status: 404 },
    { type: 'IgnoredResources', options: "rules: [{ verb: GET, pathPattern: '/x' }]", shows: 'hides the path', status: 404 },
    { type: 'IpAllowlist', options: 'ipList: ["192.0.2.0/24"]', shows: 'refuses our address', status: 500 },
    { type: 'IpAllowlist', options: 'httpHeader: "X-From", ipList: ["192.0.2.0/24"], responseCode: 403', headers: { 'x-from': '198.51.100.1' }, shows: 'refuses the address of the header', status: 403 },
    { type: 'IpBlocklist', options: 'ipList: ["127.0.0.1"]', shows: 'refuses our address', status: 500 },
    { type: 'IpBlocklist', options: 'httpHeader: "X-From", ipList: ["192.0.2.*"], responseCode: 404', headers: { 'x-from': '192.0.2.7' }, shows: 'refuses the address of the header', status: 404 },
    { type: 'TimeRestrictedAccess', options: "rules: [{ pathPattern: '/x', timeStart: \"00:00:00\", timeEnd: \"00:00:01\" }]", shows: 'is closed but for a second', status: 500 },
    { type: 'TimeRestrictedAccess', options: "rules: [{ pathPattern: '/x', timeStart: \"00:00:00\", timeEnd: \"23:59:59\", dayStart: 1, dayEnd: 7 }]", shows: 'is open all day', status: 200 },
    { type: 'SoapAuthorization', options: 'rules: [{ action: "urn:a", role: "buyer" }]', behind: login, headers: { ...withRoles('buyer'), soapaction: 'urn:a' }, shows: 'lets a buyer pass', status: 200 },
    { type: 'SoapAuthorization', options: 'rules: [{ action: "urn:a", role: "buyer" }]', behind: login, headers: { ...withRoles('seller'), soapaction: 'urn:a' }, shows: 'refuses a seller', status: 403 },
    { type: 'SoapAuthorization', options: 'rules: [{ action: "*", role: "buyer" }]', shows: 'misses a policy that supplies roles', status: 500 },
    { type: 'SoapAuthorization', options: 'rules: [{ action: "urn:a", role: "buyer" }], multiMatch: any, requestUnmatched: fail', headers: { soapaction: 'urn:a' }, shows: 'misses a policy that supplies roles', status: 500 },
    { type: 'UrlAllowlist', options: "whitelist: [{ regex: '/x' }]", shows: 'refuses the method', status: 403 },
    { type: 'UrlAllowlist', options: "removePathPrefix: true, whitelist: [{ regex: '/x', methodGet: true, methodPost: true, methodPut: true, methodPatch: true, methodDelete: true, methodHead: true, methodOptions: true, methodTrace: true }]", shows: 'lets the method pass', status: 200 },
    ...['RateLimiting', 'Quota'].flatMap((type): Trial[] => [
        { type, options: 'limit: 1, granularity: Ip, period: Month', times: 2, shows: 'refuses the second call', status: 429, header: [type === 'Quota' ? 'x-quota-limit' : 'x-ratelimit-limit', /^1$/] },
        { type, options: 'limit: 1, granularity: User, period: Month, userHeader: "X-User", headerLimit: "X-L", headerRemaining: "X-R", headerReset: "X-T"', headers: { 'x-user': 'anna' }, times: 2, shows: 'refuses the second call of Anna', status: 429, header: ['x-l', /^1$/] }
    ]),
    { type: 'TransferQuota', options: 'limit: 1B, direction: download, granularity: Ip, period: Month', times: 2, shows: 'refuses the call after the one that used it up', status: 429 },
    { type: 'TransferQuota', options: 'limit: 1B, direction: both, granularity: User, period: Month, userHeader: "X-User", headerLimit: "X-L", headerRemaining: "X-R", headerReset: "X-T"', headers: { 'x-user': 'anna' }, times: 2, shows: 'refuses the call after the one that used it up', status: 429, header: ['x-l', /^1$/] },
    { type: 'SimpleHeader', options: 'addHeaders: [{ headerName: "X-Zone", headerValue: "eu" }]', shows: 'adds the header', status: 200, body: /"x-zone":"eu"/ },
    { type: 'SimpleHeader', options: 'addHeaders: [{ headerName: "X-Zone", headerValue: "eu", valueType: String, applyTo: Both, overwrite: true }], stripHeaders: [{ stripType: Key, with: String, pattern: "X-Debug", applyTo: Request }]', headers: { 'x-zone': 'us', 'x-debug': '1' }, shows: 'replaces one header and strips the other', status: 200, header: ['x-zone', /^eu$/], body: /^(?!.*x-debug).*"x-zone":"eu"/ },
    { type: 'UrlRewriting', options: "fromRegex: '/x', toReplacement: '/y', processRequestUrl: true", shows: 'rewrites the path', status: 200, body: /"path":"\/y"/ },
    { type: 'UrlRewriting', options: "fromRegex: '/x', toReplacement: '/y', processRequestUrl: true, processRequestHeaders: true, processResponseHeaders: true, processResponseBody: true", headers: { 'x-link': 'http://a.example/x' }, shows: 'rewrites path and headers', status: 200, body: /http:\/\/a\.example\/y/ },
    { type: 'Jsonp', options: '', path: '/x?callback=show', shows: 'wraps the answer', status: 200, body: /^show\(/ },
    { type: 'Jsonp', options: 'callbackParamName: "cb"', path: '/x?cb=show', shows: 'wraps the answer', status: 200, body: /^show\(/ },
    { type: 'Transformation', options: 'clientFormat: XML, serverFormat: JSON', shows: 'turns JSON into XML', status: 200, body: /^</ },
    { type: 'UniqueHeader', options: 'headerName: "X-Request-Id"', shows: 'marks the request', status: 200, body: /"x-request-id":"[\w-]+"/ },
    { type: 'UniqueHeader', options: 'headerName: "X-Request-Id", overwriteHeaderValue: true, responseHeader: true', headers: { 'x-request-id': 'mine' }, shows: 'replaces the mark and returns it', status: 200, header: ['x-request-id', /^(?!mine)./] },
    { type: 'CachingResources', options: 'ttl: 60s, cachingResourcesSettingsEntries: [{ statusCode: "200" }]', times: 2, shows: 'answers the second call from memory', status: 200, header: ['cache-control', /max-age=60/] },
    { type: 'CachingResources', options: "ttl: 60s, cachingResourcesSettingsEntries: [{ statusCode: \"*\", pathPattern: '/x', httpMethod: \"*\" }]", times: 2, shows: 'answers the second call from memory', status: 200, header: ['cache-control', /max-age=60/] },
    { type: 'Timeout', options: '', path: '/slower', slow: true, shows: 'gives the back end up after 30 seconds', status: 504 },
    { type: 'Timeout', options: 'timeoutConnect: 5s, timeoutRead: 50ms', path: '/slow', shows: 'gives the back end up', status: 504 },
    { type: 'CircuitBreaker', options: '', path: '/broken', times: 12, shows: 'opens behind ten failures', status: 503 },
    { type: 'CircuitBreaker', options: 'window: 60s, limit: 1, reset: 60s, errorCodes: ["5**"], failureCode: 599', path: '/broken', times: 3, shows: 'opens behind the failure', status: 599 },
    { type: 'LogHeaders', options: '', headers: { 'x-seen': 'first' }, shows: 'writes the headers to the log', status: 200, log: /x-seen, Value : first/ },
    { type: 'LogHeaders', options: 'direction: both, logHeaders: true, logStatusCode: true', headers: { 'x-seen': 'second' }, shows: 'writes headers and status to the log', status: 200, log: /x-seen, Value : second[^]*Status code 200/ }
];
