import { authorization, basicLdap, caching, chain, jwt, keycloak, limit, open } from './rule-examples.ts';
import type { Rule } from './rule.ts';

const monthly = 'policy Quota { limit: 1000, granularity: Client, period: Month }';
const apiKey = 'policy ApiKey { requestHeader: "X-Shop-Key" }';
const userLimit = 'policy RateLimiting { limit: 10, granularity: User, period: Day, userHeader: "X-User" }';
const cors = 'policy Cors { allowOrigin: ["https://shop.example"], allowMethods: [GET] }';

/** Rules on several policies of a chain: client, then plan, then API; or the own list of a public API. */
export const chainRules = {
    'duplicate-policy-in-chain': {
        severity: 'warning',
        message: '{policy} runs twice in the chain client -> plan -> API.',
        why: 'The policies of client, plan and API are merged: one that two of them have runs twice on every call.',
        bad: chain({ client: 'policy LogHeaders', api: `${jwt}\n    policy LogHeaders` }),
        good: chain({ api: `${jwt}\n    policy LogHeaders` })
    },
    'key-logged': {
        severity: 'info',
        message: 'The API key becomes visible in backend (Bridge) logs.',
        why: 'This policy passes the API key on to the implementation, where headers are usually logged.',
        bad: chain({ api: `${jwt}\n    ${apiKey}` }),
        good: chain({})
    },
    'key-header-stripped': {
        severity: 'hint',
        message: 'The API key header is removed again.',
        why: 'A later policy strips the header that the API key was put into: the implementation never sees it.',
        bad: chain({ client: 'policy ApiKey', api: `${jwt}\n    policy SimpleHeader { stripHeaders: [{ pattern: "X-API-Key", applyTo: Request }] }` }),
        good: chain({ client: 'policy ApiKey', api: `${jwt}\n    policy SimpleHeader { stripHeaders: [{ pattern: "X-Debug", applyTo: Request }] }` })
    },
    'authorization-without-authentication': {
        severity: 'error',
        message: '{policy} must come after a Basic or Keycloak OAuth policy.',
        why: 'The roles of the caller come from an earlier policy of the chain. Without one the gateway answers every call with 500. JWT supplies no roles.',
        bad: chain({ api: `${jwt}\n    ${authorization}` }),
        good: chain({ api: `${keycloak}\n    ${authorization}` })
    },
    'authorization-order': {
        severity: 'error',
        message: '{policy} runs before {auth}; move it behind.',
        why: 'Policies run in their order, client before plan before API. When the roles are asked for, nobody has established them yet.',
        bad: chain({ api: `${authorization}\n    ${keycloak}` }),
        good: chain({ api: `${keycloak}\n    ${authorization}` })
    },
    'authorization-no-roles': {
        severity: 'error',
        message: '{auth} supplies no roles; {policy} would reject every request.',
        why: 'Roles are supplied by Keycloak OAuth with `forwardRoles`, and by Basic authentication from LDAP or a database with `extractRoles`. Static identities have none.',
        bad: chain({ api: `${keycloak.replace('active: true', 'active: false')}\n    ${authorization}` }),
        good: chain({ api: `${keycloak}\n    ${authorization}` })
    },
    'authentication-conflict': {
        severity: 'warning',
        message: '{a} and {b} must not be combined.',
        why: 'Each of them reads the header `Authorization` in its own way: a caller can satisfy one of the two at most.',
        bad: chain({ client: jwt, api: keycloak }),
        good: chain({ api: keycloak })
    },
    'basic-authentication-twice': {
        severity: 'error',
        message: 'The second Basic authentication refuses every call: the first removes the credentials.',
        why: 'On success the first one takes the header `Authorization` away, so that the second finds a caller without credentials.',
        bad: chain({ client: basicLdap, api: basicLdap }),
        good: chain({ api: basicLdap })
    },
    'cors-on-private-api': {
        severity: 'warning',
        message: 'CORS only works for public APIs.',
        why: 'The question that a browser asks beforehand carries no API key: at a private API the gateway refuses it before any policy runs.',
        bad: chain({ api: `${cors}\n    ${jwt}` }),
        good: open(cors)
    },
    'cors-behind-authentication': {
        severity: 'warning',
        message: 'A preflight carries no credentials: put CORS first.',
        why: 'The policy in front of it refuses the question of the browser, which therefore never sends the call itself.',
        bad: open(`${jwt}\n    ${cors}`),
        good: open(`${cors}\n    ${jwt}`)
    },
    'ip-in-both-lists': {
        severity: 'warning',
        message: "'{ip}' is blocked: the blocklist overrides the allowlist.",
        why: 'Both lists run. What the blocklist names is refused, whatever the allowlist says.',
        bad: chain({ plan: 'policy IpAllowlist { ipList: ["192.0.2.7"] }', api: `policy IpBlocklist { ipList: ["192.0.2.7"] }\n    ${jwt}` }),
        good: chain({ plan: 'policy IpAllowlist { ipList: ["192.0.2.0/24"] }', api: `policy IpBlocklist { ipList: ["192.0.2.7"] }\n    ${jwt}` })
    },
    'shared-counter': {
        severity: 'warning',
        message: 'These limits share one counter at the gateway: with the shorter period first the longer one is never enforced, otherwise every call counts twice.',
        why: 'The gateway names a counter by what is counted and for whom, not by policy, limit or period. Rate Limiting and Quota count together; give one of them another granularity.',
        bad: chain({ plan: `${limit}\n    ${monthly}` }),
        good: chain({ plan: `${limit}\n    ${monthly.replace('Client', 'Api')}` })
    },
    'unreachable-limit': {
        severity: 'warning',
        message: "'{b}' is never reached: '{a}' is hit first.",
        why: 'A limit over a longer period that is not larger is used up before the one over the shorter period can be.',
        bad: chain({ plan: `${limit}\n    ${monthly.replace('1000', '5')}` }),
        good: chain({ plan: monthly })
    },
    'weaker-inner-limit': {
        severity: 'hint',
        message: 'The API limit makes the plan limit unreachable.',
        why: 'The plan promises more calls than the API lets through.',
        bad: { files: { 'apim.yaml': 'rules: { shared-counter: off }\n', 'example.apim': chain({ api: `${jwt}\n    ${limit.replace('10', '5')}` }) } },
        good: chain({})
    },
    'caching-before-auth': {
        severity: 'warning',
        message: 'Cached responses would bypass authentication.',
        why: 'What was kept is returned before the policy that authenticates runs: nobody is asked for credentials.',
        bad: chain({ api: `${caching}\n    ${jwt}` }),
        good: open(caching)
    },
    'cache-shared-by-users': {
        severity: 'warning',
        message: 'One user gets what was cached for another.',
        why: 'The gateway keeps responses by client, method and path, not by user. Cache only what is the same for all users, and say so with `apim-ignore`.',
        bad: chain({ api: `${jwt}\n    ${caching}` }),
        good: chain({})
    },
    'cache-shared-by-apis': {
        severity: 'warning',
        message: "The cache of a client knows no API: '{a}' and '{b}' answer for each other.",
        why: 'Responses are kept by API key, method and path. A client has one key for all its contracts, so that equal paths of two APIs get the same answer.',
        bad: twoApis(caching, 'rules: { api-key-as-authentication: off }\n'),
        good: twoApis('', '')
    },
    'user-header-unset': {
        severity: 'warning',
        message: "No earlier policy sets '{h}'; callers could choose it themselves.",
        why: 'A limit by user is only as good as the header that names the user. Let the policy that authenticates write it: `forwardIdentityHttpHeader` or `forwardAuthInfo`.',
        bad: chain({ plan: userLimit }),
        good: chain({ client: jwt.replace(' }', ', forwardAuthInfo: [{ header: "X-User", field: "sub" }] }'), plan: userLimit, api: '' })
    },
    'gateway-placeholder': {
        severity: 'warning',
        message: "The gateway fills '{x}' from its own environment, and callers or back ends may see it.",
        why: 'A placeholder that is left to the gateway is replaced by an environment variable or a system property of its machine, in whatever option it stands. Use a parameter; for a secret, an option that is made for one.',
        bad: open('policy SimpleHeader { addHeaders: [{ headerName: "X-Zone", headerValue: "$${ZONE}" }] }'),
        good: open('policy SimpleHeader { addHeaders: [{ headerName: "X-Zone", headerValue: "eu" }] }')
    }
} as const satisfies Record<string, Rule>;

/** A client with contracts with two APIs that have the same policy. Nothing of it authenticates, since one cache for all users is a finding of its own. */
function twoApis(policy: string, yaml: string): Rule['bad'] {
    const api = (name: string) => `  published private api ${name}@1.0 {\n    endpoint: "https://${name.toLowerCase()}.example"\n    offers Gold@1.0\n    ${policy || jwt}\n  }\n`;
    return { files: {
        'apim.yaml': yaml,
        'example.apim': `organization A {\n  locked plan Gold@1.0 { ${limit} }\n${api('Orders')}${api('Stock')}}\norganization B {\n  client C@1.0 {\n    contract A/Orders@1.0 via Gold\n    contract A/Stock@1.0 via Gold\n  }\n}\n`
    } };
}
