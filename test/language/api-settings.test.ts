import { checkDiagnostics } from '../support/check-diagnostics.ts';

const gold = 'locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }';
const limited = 'policy RateLimiting { limit: 1, granularity: Ip, period: Day }';

describe('what an API says of itself', () => {
    it('is told without the password that an address holds', () => checkDiagnostics(`
/** A. */ organization A {
  /** B. */ private api B@1.0 {
    endpoint: "ftp://user:hidden@a.example"
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-endpoint]: 'ftp://…@a.example/' is not a valid endpoint URL.
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[endpoint-parts-dropped]: The gateway drops 'user information' of an endpoint.
  }
  /** C. */ private api C@1.0 {
    endpoint: "https://user:hid@den@a.example:99999"
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-endpoint]: 'https://…@a.example:99999' is not a valid endpoint URL.
  }
}`));
    it('is judged at the place that is wrong', () => checkDiagnostics(`
organization A {
  ${gold}
  published public api Open@1.0 {
    endpoint: "http://user@a.example/v1?tenant=7"
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[endpoint-parts-dropped]: The gateway drops 'user information' of an endpoint.
    type: soap
    content: json
//           ^^^^ warning[soap-with-json]: SOAP APIs normally use XML.
    backend: { security: mtls }
//  ^^^^^^^ error[backend-security]: A client certificate needs an https endpoint.
    offers Gold@1.0
//         ^^^^^^^^ warning[public-with-plans]: …
    policy ApiKey
//         ^^^^^^ warning[key-policy-on-public-api]: …
    policy Quota { limit: 1, granularity: Client, period: Day }
//                                        ^^^^^^ error[client-granularity-public]: Public APIs have no client; use Api, Ip or User.
  }
}`));

    it('is judged by its values in the environment, and by the class of a policy', () => checkDiagnostics(`
organization A {
  published public api Open@1.0 {
    endpoint: "\${host}/v1#top"
//            ^^^^^^^^^^^^^^^^ warning[endpoint-parts-dropped]: The gateway drops '#top' of an endpoint.
    backend: { security: basic, username: "u", password: pw, requireSsl: strict }
//  ^^^^^^^ warning[insecure-backend-basic-auth]: …
    policy MyLimit { granularity: Client }
//                                ^^^^^^ error[client-granularity-public]: …
  }
}
parameter host: url = "http://a.example"
parameter strict: boolean = false
secret parameter pw
policy type MyLimit : limiting {
  implementation: 'class:io.apiman.gateway.engine.policies.RateLimitingPolicy'
  granularity: Client | Ip
}`));

    it('is let alone where it is retired, a draft, or allowed by the dialect', () => {
        checkDiagnostics(`
organization A {
  ${gold}
  retired public api Old@1.0 { endpoint: "http://a.example?x" type: soap offers Gold@1.0 }
  public api Draft@1.0 { endpoint: "http://a.example" offers Gold@1.0 }
}
`);
        checkDiagnostics(`
--- apim.yaml
dialect: apiman
--- a.apim
organization A {
  ${gold}
  published public api Both@1.0 { endpoint: "http://a.example" offers Gold@1.0 ${limited} }
}
`);
    });

    it('offers each plan once', () => checkDiagnostics(`
organization A {
  ${gold}
  ${gold.replace('@1.0', '@2.0')}
  private api X@1.0 { offers Gold@1.0 offers A/Gold@1.0 offers Gold@2.0 }
//                                           ^^^^^^^^^^ error[duplicate-plan-offer]: Plan 'Gold' is offered twice by API 'X'.
//                                                             ^^^^^^^^ warning[two-versions-of-plan]: …
}`));
});

describe('what the options of a policy demand of each other', () => {
    it('is judged at the option, else at the type; by the class of a policy', () => checkDiagnostics(`
organization A {
  locked plan P@1 {
    policy TransferQuota { limit: 1MB, direction: both, granularity: User, period: Day }
//                                                      ^^^^^^^^^^^ error[user-granularity-header]: …
    policy UrlRewriting { fromRegex: 'a', toReplacement: 'b' }
//         ^^^^^^^^^^^^ error[rewrite-no-target]: …
    policy SimpleHeader { stripHeaders: [] }
//         ^^^^^^^^^^^^ warning[header-empty-policy]: …
    policy Timeout { timeoutRead: 5s }
//                   ^^^^^^^^^^^ warning[timeout-read-below-connect]: …
    policy Mine
//         ^^^^ error[rewrite-no-target]: …
  }
}
policy type Mine : modification { implementation: 'class:io.apiman.gateway.engine.policies.URLRewritingPolicy' }
`));

    it('is judged for security, caching and addresses alike', () => checkDiagnostics(`
organization A {
  locked plan P@1 {
    policy BasicAuthentication { realm: "r", staticIdentity: { identities: [] }, ldapIdentity: { url: "ldaps://l.example", dnPattern: 'x' } }
//         ^^^^^^^^^^^^^^^^^^^ error[basic-identity-count]: …
  }
  locked plan P@2 {
    policy KeycloakOAuth { realm: "https://k.example/r", requireTransportSecurity: true, requireOauth: false }
//                                                       ^^^^^^^^^^^^^^^^^^^^^^^^ warning[transport-security-behind-proxy]: …
//                                                                                       ^^^^^^^^^^^^ warning[auth-not-required]: KeycloakOAuth does not reject…
  }
  locked plan P@3 {
    policy Cors { allowOrigin: ["*"], allowCredentials: true, allowHeaders: ["X-A", "*"] }
//         ^^^^ warning[cors-on-private-api]: …
//                                    ^^^^^^^^^^^^^^^^ warning[cors-credentials-wildcard]: …
//                                                            ^^^^^^^^^^^^ error[cors-wildcard]: List the headers…
  }
  locked plan P@4 {
    policy IpBlocklist { ipList: ["10.0.0.0/8", "192.168.0.*-192.168.99.*"] }
//                       ^^^^^^ warning[address-range-unreliable]: …
    policy TimeRestrictedAccess { rules: [{ pathPattern: 'a' }, { pathPattern: 'b', dayStart: 5, dayEnd: 1 }] }
//                                ^^^^^ error[time-window-empty]: …
  }
  locked plan P@5 {
    policy Authorization { rules: [] }
//                         ^^^^^ error[rules-empty]: Authorization needs at least one rule.
  }
  locked plan P@6 {
    policy Jwt { signingKeyString: key, kid: "k" }
  }
}
parameter key: string = "https://login.example/jwks"
`));
});
