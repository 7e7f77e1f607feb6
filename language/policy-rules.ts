import { basicLdap, basicStatic, caching, jwt, open, policy } from './rule-examples.ts';
import type { Rule } from './rule.ts';

const basicJdbc = (database: string) => `policy BasicAuthentication { realm: "a", jdbcIdentity: { jdbcUrl: "jdbc:${database}://db.example/users", query: "SELECT * FROM users WHERE name = ? AND password = ?" } }`;
const plainGateway = 'environments:\n  test:\n    gateway: { url: "https://gateway.example:8081", publicUrl: "http://api.example" }\n';

/** How long the gateway waits at most, in seconds, whatever a policy says. */
export const globalTimeouts = { timeoutConnect: 60, timeoutRead: 120 } as const;

/** Rules on one policy by itself: what one option demands of another. */
export const policyRules = {
    'user-granularity-header': {
        severity: 'error',
        message: "Granularity 'User' needs the header that carries the user.",
        why: 'Without it the gateway does not know whose call it is, and answers every call with 500.',
        bad: policy('policy RateLimiting { limit: 10, granularity: User, period: Day }'),
        good: policy('policy RateLimiting { limit: 10, granularity: User, period: Day, userHeader: "X-User" }')
    },
    'rewrite-no-target': {
        severity: 'error',
        message: 'Select at least one place where URLs are rewritten.',
        why: 'All four switches are off unless they are set: the policy would run and do nothing.',
        bad: policy("policy UrlRewriting { fromRegex: '/old', toReplacement: '/new' }"),
        good: policy("policy UrlRewriting { fromRegex: '/old', toReplacement: '/new', processRequestUrl: true }")
    },
    'header-empty-policy': {
        severity: 'warning',
        message: 'Simple Header does nothing.',
        why: 'It neither adds nor strips a header.',
        bad: policy('policy SimpleHeader'),
        good: policy('policy SimpleHeader { addHeaders: [{ headerName: "X-Plan", headerValue: "gold" }] }')
    },
    'header-value-on-response': {
        severity: 'error',
        message: 'The gateway cannot copy a header into a response.',
        why: 'With `valueType: Header` the value is taken from the request; for a response Apiman answers with 500.',
        bad: policy('policy SimpleHeader { addHeaders: [{ headerName: "X-Plan", headerValue: "X-Other", valueType: Header, applyTo: Response }] }'),
        good: policy('policy SimpleHeader { addHeaders: [{ headerName: "X-Plan", headerValue: "X-Other", valueType: Header, applyTo: Request }] }')
    },
    'header-env-value': {
        severity: 'info',
        message: 'Only available if configured during system setup.',
        why: 'Environment variables and system properties are those of the gateway; who runs it has to set them.',
        bad: policy('policy SimpleHeader { addHeaders: [{ headerName: "X-Zone", headerValue: "ZONE", valueType: Env }] }'),
        good: policy('policy SimpleHeader { addHeaders: [{ headerName: "X-Zone", headerValue: "eu" }] }')
    },
    'timeout-above-global': {
        severity: 'info',
        message: 'Exceeds the global timeout of the gateway.',
        why: `The gateway itself gives up after ${globalTimeouts.timeoutConnect} seconds to connect and ${globalTimeouts.timeoutRead} to read, whatever the policy allows.`,
        bad: policy('policy Timeout { timeoutConnect: 90s, timeoutRead: 100s }'),
        good: policy('policy Timeout { timeoutConnect: 5s, timeoutRead: 30s }')
    },
    'timeout-read-below-connect': {
        severity: 'warning',
        message: 'The request timeout is shorter than the connect timeout.',
        why: 'Reading covers the whole request: what takes longer to connect has failed already.',
        bad: policy('policy Timeout { timeoutConnect: 20s, timeoutRead: 10s }'),
        good: policy('policy Timeout { timeoutConnect: 5s, timeoutRead: 30s }')
    },
    'cors-wildcard': {
        severity: 'error',
        message: "List the {what}: `*` refuses every preflight here.",
        why: 'Only allowOrigin knows the wildcard. Among methods and headers `*` is taken for a name, and the browser gets 400.',
        bad: open('policy Cors { allowOrigin: ["*"], allowMethods: [GET], allowHeaders: ["*"] }'),
        good: open('policy Cors { allowOrigin: ["*"], allowMethods: [GET], allowHeaders: ["X-Shop"] }')
    },
    'cors-credentials-wildcard': {
        severity: 'warning',
        message: "Credentials cannot be combined with origin '*'.",
        why: 'Browsers refuse an answer that allows credentials to every origin.',
        bad: open('policy Cors { allowOrigin: ["*"], allowMethods: [GET], allowCredentials: true }'),
        good: open('policy Cors { allowOrigin: ["https://shop.example"], allowMethods: [GET], allowCredentials: true }')
    },
    'transport-security-behind-proxy': {
        severity: 'warning',
        message: 'Disable the TLS check; PAS runs behind a proxy.',
        why: 'The proxy in front of the gateway ends TLS, so the gateway sees plain http and refuses every call.',
        bad: policy('policy Jwt { signingKeyString: "https://login.example/jwks", requireTransportSecurity: true }'),
        good: policy('policy Jwt { signingKeyString: "https://login.example/jwks" }')
    },
    'auth-not-required': {
        severity: 'warning',
        message: '{policy} does not reject unauthenticated requests.',
        why: 'Callers without credentials pass as if the policy were not there.',
        bad: policy('policy Jwt { signingKeyString: "https://login.example/jwks", requireJWT: false }'),
        good: policy('policy Jwt { signingKeyString: "https://login.example/jwks" }')
    },
    'jwt-unsigned': {
        severity: 'warning',
        message: 'Signed tokens are strongly recommended.',
        why: 'Anybody can write a token that is not signed.',
        bad: policy('policy Jwt { signingKeyString: "https://login.example/jwks", requireSigned: false }'),
        good: policy('policy Jwt { signingKeyString: "https://login.example/jwks" }')
    },
    'jwt-kid-without-url': {
        severity: 'warning',
        message: 'A key id is only used with a JWK(S) URL.',
        why: 'It says which of several keys is meant; where the one key stands here, there is nothing to choose.',
        bad: policy('policy Jwt { signingKeyString: "MFww", kid: "one" }'),
        good: policy('policy Jwt { signingKeyString: "https://login.example/jwks", kid: "one" }')
    },
    'jwt-bad-key': {
        severity: 'error',
        message: 'Signing key must be Base64 or a JWK(S) URL.',
        why: 'The gateway can read no key out of it and refuses every token.',
        bad: policy('policy Jwt { signingKeyString: "not a key" }'),
        good: policy('policy Jwt { signingKeyString: "https://login.example/jwks" }')
    },
    'jwt-without-key': {
        severity: 'error',
        message: 'Without a signing key every token is refused.',
        why: 'Apiman refuses also tokens that are not signed where there is no key.',
        bad: policy('policy Jwt { signingKeyString: "" }'),
        good: policy('policy Jwt { signingKeyString: "https://login.example/jwks" }')
    },
    'basic-identity-count': {
        severity: 'error',
        message: 'Exactly one identity source is required.',
        why: 'Without one every call fails; of several the gateway takes the first of static, LDAP and JDBC and ignores the rest.',
        bad: policy('policy BasicAuthentication { realm: "a" }'),
        good: policy(basicLdap)
    },
    'ip-list-empty': {
        severity: 'warning',
        message: 'The {list} is empty.',
        why: 'An empty allowlist refuses everybody; an empty blocklist does nothing.',
        bad: policy('policy IpAllowlist { ipList: [] }'),
        good: policy('policy IpAllowlist { ipList: ["192.0.2.0/24"] }')
    },
    'ip-real-ip-header': {
        severity: 'hint',
        message: 'Not needed; the PAS gateway already handles X-Real-IP.',
        why: 'The gateway knows the address of the caller without being told where to look.',
        bad: policy('policy IpAllowlist { ipList: ["192.0.2.0/24"], httpHeader: "X-Real-IP" }'),
        good: policy('policy IpAllowlist { ipList: ["192.0.2.0/24"] }')
    },
    'address-range-unreliable': {
        severity: 'warning',
        message: 'Use CIDR or a wildcard instead of a range.',
        why: 'Apiman 3.x stops looking at the list behind a range that does not match, and takes the second call of an address for a match.',
        bad: policy('policy IpBlocklist { ipList: ["192.0.2.1-192.0.2.9"] }'),
        good: policy('policy IpBlocklist { ipList: ["192.0.2.0/28"] }')
    },
    'time-window-empty': {
        severity: 'error',
        message: 'This time window never matches; access would always be denied.',
        why: 'A window ends on the day on which it begins: where the start is not before the end, the gateway never lets anybody in.',
        bad: policy("policy TimeRestrictedAccess { rules: [{ pathPattern: '/.*', timeStart: \"22:00:00\", timeEnd: \"06:00:00\" }] }"),
        good: policy("policy TimeRestrictedAccess { rules: [{ pathPattern: '/.*', timeStart: \"06:00:00\", timeEnd: \"22:00:00\" }] }")
    },
    'rules-empty': {
        severity: 'error',
        message: '{policy} needs at least one rule.',
        why: 'Without rules the policy refuses everything, or does nothing at all.',
        bad: policy('policy IgnoredResources { rules: [] }'),
        good: policy("policy IgnoredResources { rules: [{ pathPattern: '/internal/.*' }] }")
    },
    'caching-ttl': {
        severity: 'error',
        message: 'Caching needs a positive TTL and at least one rule.',
        why: 'With nothing to keep, or no time to keep it, nothing is ever answered from memory.',
        bad: policy('policy CachingResources { ttl: 60s, cachingResourcesSettingsEntries: [] }'),
        good: policy('policy CachingResources { ttl: 60s, cachingResourcesSettingsEntries: [{ statusCode: "200" }] }')
    },
    'http-security-empty': {
        severity: 'error',
        message: 'Set at least one option: the gateway fails otherwise.',
        why: 'Apiman answers every call with 500 where it is given nothing to set.',
        bad: policy('policy HttpSecurity'),
        good: policy('policy HttpSecurity { frameOptions: DENY }')
    },
    'basic-static-production': {
        severity: 'warning',
        message: 'Static identities are not recommended for production.',
        why: 'They stand in the configuration of the gateway, are compared in clear, and change only with a registration.',
        bad: `${policy(basicStatic)}secret parameter pw\n`,
        good: policy(basicLdap)
    },
    'basic-jdbc-unsupported': {
        severity: 'error',
        message: 'Only PostgreSQL, MariaDB and MySQL are supported.',
        why: 'The gateway has no driver for another database and answers every call with 500.',
        bad: policy(basicJdbc('oracle')),
        good: policy(basicJdbc('postgresql'))
    },
    'roles-query-missing': {
        severity: 'error',
        message: 'Role extraction needs {option}.',
        why: 'The gateway is told to read the roles of a user and not where.',
        bad: policy(basicJdbc('mysql').replace('query:', 'extractRoles: true, query:')),
        good: policy(basicJdbc('mysql').replace('query:', 'extractRoles: true, roleQuery: "SELECT role FROM roles WHERE name = ?", query:'))
    },
    'ip-header-forgeable': {
        severity: 'warning',
        message: "Callers can choose '{h}' themselves.",
        why: 'A list of addresses is worth nothing where the caller says which address it is: only a header that a proxy always overwrites can be trusted.',
        bad: policy('policy IpAllowlist { ipList: ["192.0.2.0/24"], httpHeader: "X-Client-IP" }'),
        good: policy('policy IpAllowlist { ipList: ["192.0.2.0/24"] }')
    },
    'tls-required-over-http': {
        severity: 'warning',
        message: "Every call to '{url}' would be refused.",
        why: 'The policy demands TLS, and callers reach the gateway of this environment over plain http.',
        bad: { files: { 'apim.yaml': plainGateway, 'example.apim': policy(`${jwt.replace(' }', ', requireTransportSecurity: true }')}`) } },
        good: { files: { 'apim.yaml': plainGateway, 'example.apim': policy(jwt) } }
    },
    'caching-post-needs-payload': {
        severity: 'error',
        message: 'Caching POST requires stateful payload inspection.',
        why: 'The body of a request takes part in what is remembered only with `inspectPayload: true` at the API; otherwise every POST gets the answer to the first.',
        bad: open(caching.replace('"200"', '"200", httpMethod: POST')),
        good: open(`inspectPayload: true\n    ${caching.replace('"200"', '"200", httpMethod: POST')}`)
    },
    'jwks-conflict': {
        severity: 'warning',
        message: 'Only one JWKS URL works per gateway.',
        why: 'The gateway keeps one source of keys for all its JWT policies: whichever is used first is used for all, and tokens of the other issuer are refused.',
        bad: `${open(jwt)}${open(jwt.replace('login', 'other')).replace('A', 'B')}`,
        good: `${open(jwt)}${open(jwt).replace('A', 'B')}`
    }
} as const satisfies Record<string, Rule>;
