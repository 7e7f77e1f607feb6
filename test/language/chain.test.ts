import { checkDiagnostics } from '../support/check-diagnostics.ts';

const basic = "policy BasicAuthentication { realm: \"r\", ldapIdentity: { url: \"ldaps://l.example\", dnPattern: 'cn=${username}' } }";
const keycloak = 'policy KeycloakOAuth { realm: "https://k.example/r", forwardRoles: { active: true } }';
const roles = "policy Authorization { rules: [{ pathPattern: '/.*', role: \"buyer\" }] }";
const cache = 'policy CachingResources { ttl: 60s, cachingResourcesSettingsEntries: [{ statusCode: "200" }] }';

/** A client with a contract; `found` are markers below it. */
const chain = (levels: { client?: string; plan?: string; api?: string; found?: string[] }, more = '') => checkDiagnostics(`
organization A {
  locked plan Gold@1.0 {
    ${levels.plan ?? ''}
  }
  published private api Api@1.0 {
    endpoint: "https://a.example"
    offers Gold@1.0
    ${levels.api ?? ''}
  }
}
organization B {
  client C@1.0 {
    contract A/Api@1.0 via Gold
${(levels.found ?? []).map(text => `//           ^^^^^^^^^ ${text}\n`).join('')}    ${levels.client ?? ''}
  }
}
${more}`);

describe('the chain of a contract', () => {
    it('lets roles come from whatever runs earlier, wherever it is declared', () => {
        chain({ client: keycloak, plan: roles });
        chain({ plan: roles, api: keycloak, found: ['error[authorization-order]: Authorization runs before KeycloakOAuth; move it behind.'] });
        chain({ client: keycloak.replace('true', 'false'), api: roles, found: ['error[authorization-no-roles]: KeycloakOAuth supplies no roles; Authorization would reject every request.'] });
        chain({ client: basic, api: roles, found: ['error[authorization-no-roles]: BasicAuthentication supplies no roles; …'] });
        chain({ client: basic.replace('dnPattern', 'extractRoles: true, membershipAttribute: "memberOf", rolenameAttribute: "cn", dnPattern'), api: roles });
        chain({ client: 'policy Jwt { signingKeyString: "https://l.example/jwks" }', plan: roles, found: ['error[authorization-without-authentication]: Authorization must come after a Basic or Keycloak OAuth policy.'] });
    });

    it('knows a policy by its class', () => chain({
        client: `policy Login
//         ^^^^^ error[basic-identity-count]: …`, api: basic, found: ['error[basic-authentication-twice]: …']
    }, 'policy type Login : security { implementation: \'class:io.apiman.gateway.engine.policies.BasicAuthenticationPolicy\' authenticates: true }\n'));

    it('says once at the plan what the plan shows by itself, and nothing at its contracts', () => chain({ api: keycloak, plan: `policy RateLimiting { limit: 10, granularity: Client, period: Minute }
    policy Quota { limit: 1000, granularity: Client, period: Month }
//         ^^^^^ warning[shared-counter]: …
    policy RateLimiting { limit: 5, granularity: Ip, period: Minute }
    policy Quota { limit: 5, granularity: Ip, period: Month }
//         ^^^^^ warning[unreachable-limit]: '5 per Minute' is never reached: '5 per Month' is hit first.
    policy TransferQuota { limit: 1KB, direction: both, granularity: Client, period: Month }` }));

    it('relates limits of plan and API', () => {
        const limit = (count: number, granularity = 'Client', header = '') => `policy RateLimiting { limit: ${count}, granularity: ${granularity}, period: Day${header} }`;
        chain({ plan: limit(10), api: `${keycloak}\n    ${limit(5)}`, found: ['warning[shared-counter]: …', 'hint[weaker-inner-limit]: The API limit makes the plan limit unreachable.'] });
        chain({ plan: limit(10), api: `${keycloak}\n    ${limit(5, 'Ip')}`, found: ['warning[duplicate-policy-in-chain]: RateLimiting runs twice in the chain client -> plan -> API.'] });
        chain({ plan: limit(10, 'User', ', userHeader: "X-User"'), api: keycloak, found: ["warning[user-header-unset]: No earlier policy sets 'X-User'; callers could choose it themselves."] });
        chain({ client: keycloak.replace('} }', '}, forwardAuthInfo: [{ headers: "x-user", field: "sub" }] }'), plan: limit(10, 'User', ', userHeader: "X-User"') });
    });

    it('judges caches by what runs before and behind them', () => {
        chain({ plan: cache, api: keycloak, found: ['warning[caching-before-auth]: …'] });
        chain({ client: keycloak, plan: cache, found: ['warning[cache-shared-by-users]: …'] });
    });

    it('judges the policies of a set where it is declared, and those of two sets where they are used', () => chain({ plan: `use Both
    use Month
//      ^^^^^ warning[shared-counter]: …
//      ^^^^^ warning[unreachable-limit]: '100 per Month' is never reached: '1 per Year' is hit first.`, api: keycloak }, `policies Both {
  policy RateLimiting { limit: 10, granularity: Client, period: Day }
  policy Quota { limit: 1, granularity: Client, period: Year }
//       ^^^^^ warning[unreachable-limit]: '10 per Day' is never reached: '1 per Year' is hit first.
}
policies Month { policy RateLimiting { limit: 100, granularity: Client, period: Month } }
`));

    it('of a retired client, or of a contract that is wrong, is not judged', () => checkDiagnostics(`
organization A {
  locked plan Gold@1.0 { ${roles} }
  private api Draft@1.0 { offers Gold@1.0 }
}
organization B {
  retired client C@1.0
  client D@1.0 { contract A/Draft@1.0 via Gold }
//                        ^^^^^^^^^^^ error[contract-api-unpublished]: …
}`));
});

describe('the policies of a public API', () => {
    it('are all that runs', () => checkDiagnostics(`
organization A { published public api X@1.0 {
  endpoint: "https://x.example"
  ${roles}
//       ^^^^^^^^^^^^^ error[authorization-without-authentication]: …
  ${keycloak}
} }`.replace(`  ${keycloak}\n`, '')));

    it('let the question of a browser through only in front of authentication', () => checkDiagnostics(`
organization A { published public api X@1.0 {
  endpoint: "https://x.example"
  ${keycloak}
  policy Cors { allowOrigin: ["https://shop.example"] }
//       ^^^^ warning[cors-behind-authentication]: A preflight carries no credentials: put CORS first.
} }`));
});

describe('what is left to the gateway', () => {
    it('is its environment, where the option is not made for secrets', () => checkDiagnostics(`
organization A { published public api X@1.0 {
  endpoint: "https://x.example"
  backend: { security: basic, username: "$\${NAME}", password: "$\${PASSWORD:x}" }
//                                      ^^^^^^^^^^ warning[gateway-placeholder]: The gateway fills 'NAME' …
  description: "Uses $\${X}"
  policy SimpleHeader { addHeaders: [{ headerName: "X-Z", headerValue: '\${ZONE:eu}' }] }
//                                                                     ^^^^^^^^^^^^ warning[gateway-placeholder]: The gateway fills 'ZONE' …
  policy BasicAuthentication { realm: "r", ldapIdentity: { url: "ldaps://l.example", dnPattern: 'cn=\${username},o=\${ORG}' } }
//                                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[gateway-placeholder]: The gateway fills 'ORG' …
} }`));
});
