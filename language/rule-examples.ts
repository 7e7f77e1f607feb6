/** What the examples of the rules are put together from, so that each shows little besides its mistake. */

/** A locked plan of version 1.0. */
export const locked = (name: string) => `locked plan ${name}@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }`;
/** Two policies that authenticate: one with a secret, one that an example can do without any. */
export const basicStatic = 'policy BasicAuthentication { realm: "a", staticIdentity: { identities: [{ username: "u", password: pw }] } }';
export const basicLdap = "policy BasicAuthentication { realm: \"a\", ldapIdentity: { url: \"ldaps://ldap.example\", dnPattern: 'cn=${username}' } }";
/** The policy by which the examples authenticate. */
export const basic = basicLdap;
/** An organization A whose published private API `Api@1.0` is offered through Gold and authenticates. */
export const provider = `organization A {
  ${locked('Gold')}
  published private api Api@1.0 {
    endpoint: "https://a.example"
    offers Gold@1.0
    ${basic}
  }
}
`;
/** The provider, and a client `B/C@1.0` with a body. */
export const consumer = (body: string) => `${provider}organization B {\n  client C@1.0 {\n    ${body}\n  }\n}\n`;
/** The contract that the client may have. */
export const contract = 'contract A/Api@1.0 via Gold';
/** An organization whose one API has the given adjectives and body. */
export const api = (adjectives: string, body: string) => `organization A {\n  ${locked('Gold')}\n  ${adjectives} api Api@1.0 {\n    ${body}\n  }\n}\n`;
/** An organization whose plan has the given policies. */
export const policy = (body: string) => `organization A {\n  locked plan Gold@1.0 {\n    ${body}\n  }\n}\n`;
export const limit = 'policy RateLimiting { limit: 10, granularity: Client, period: Day }';
/** A policy that authenticates without any secret. */
export const jwt = 'policy Jwt { signingKeyString: "https://login.example/jwks" }';
/** A policy that authenticates and supplies roles. */
export const keycloak = 'policy KeycloakOAuth { realm: "https://login.example/realms/a", forwardRoles: { active: true } }';
export const authorization = "policy Authorization { rules: [{ pathPattern: '/.*', role: \"buyer\" }] }";
export const caching = 'policy CachingResources { ttl: 60s, cachingResourcesSettingsEntries: [{ statusCode: "200" }] }';
/** A client `B/C@1.0` with a contract, whose client, plan and API have the given policies. */
export const chain = ({ client = '', plan = limit, api = jwt }: { client?: string; plan?: string; api?: string }) => `organization A {
  locked plan Gold@1.0 {
    ${plan}
  }
  published private api Api@1.0 {
    endpoint: "https://a.example"
    offers Gold@1.0
    ${api}
  }
}
organization B {
  client C@1.0 {
    contract A/Api@1.0 via Gold
    ${client}
  }
}
`;
/** A public API with the given policies. */
export const open = (body: string) => `organization A {\n  published public api Api@1.0 {\n    endpoint: "https://a.example"\n    ${body}\n  }\n}\n`;
