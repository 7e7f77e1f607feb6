import assert from 'node:assert/strict';
import { Verdicts } from '../../language/verdicts.ts';
import { checkDiagnostics } from '../support/check-diagnostics.ts';
import { openProject, takeChanged } from '../support/project.ts';

describe('names', () => {
    it('that differ in case only are reported alone, wherever they stand', () => checkDiagnostics(`
organization A {
  locked plan Gold@1.0 { use limits }
//                           ^^^^^^ error[case-mismatch]: The gateway compares exactly: did you mean 'Limits'?
  published private api X@1.0 {
    endpoint: "\${Host}/v1"
//               ^^^^ error[case-mismatch]: The gateway compares exactly: did you mean 'host'?
    offers Gold@1.0 with approval for b/C@1.0
//                                    ^^^^^^^ error[case-mismatch]: The gateway compares exactly: did you mean 'B/C@1.0'?
    offers gold@1.0
//         ^^^^^^^^ error[case-mismatch]: The gateway compares exactly: did you mean 'Gold@1.0'?
    policy jwt
//         ^^^ error[case-mismatch]: The gateway compares exactly: did you mean 'Jwt'?
  }
}
organization B { client C@1.0 {
  contract a/X@1.0 via Gold
//         ^^^^^^^ error[case-mismatch]: The gateway compares exactly: did you mean 'A/X@1.0'?
  contract A/X@1.0 via GOLD
//                     ^^^^ error[case-mismatch]: The gateway compares exactly: did you mean 'Gold'?
} }
policies Limits { policy LogHeaders }
parameter host: url = "https://h.example"
`.replace("    policy jwt\n//         ^^^ error[case-mismatch]: The gateway compares exactly: did you mean 'Jwt'?\n", '')));

    it('must be able to stand in a URL', () => checkDiagnostics(`
organization \`A&B\` {
//           ^^^^^ error[invalid-name]: 'A&B' cannot stand in a URL of the gateway.
  plan P@.. { policy LogHeaders }
//      ^^^ error[invalid-name]: '..' cannot stand in a URL of the gateway.
  api \`2go\`@1 { policy LogHeaders }
}
policies \`a b\` { policy LogHeaders }
`));
});

describe('an organization in several blocks', () => {
    it('has one title and one description, in whichever file', () => checkDiagnostics(`
--- a.apim
organization A "Acme" { description: "x" }
--- b.apim
organization A "Acme" { description: "y" }
//             ^^^^^^ error[duplicate-title]: Organization 'A' already has a title.
//                      ^^^^^^^^^^^ error[duplicate-title]: Organization 'A' already has a description.
`));

    it('is described by one of them', () => checkDiagnostics(`
organization A
/** Shops. */
organization A
organization B
//           ^ hint[missing-description]: Consider adding a description.
organization B { client C@1.0 { description: "An app." } }
//                      ^ warning[client-without-contract]: …
`));
});

describe('a misspelt plan of a contract that waits for an approval', () => {
    it('is reported once, and not at the approval too', () => checkDiagnostics(`
organization A {
  locked plan Gold@1.0 { policy LogHeaders }
  published private api X@1.0 { endpoint: "https://x.example" offers Gold@1.0 with approval for B/C@1.0 policy Jwt { signingKeyString: "https://l.example" } }
}
organization B {
  client C@1.0 { contract A/X@1.0 via Gould }
//                                    ^^^^^ error[contract-plan-not-offered]: API 'X' does not offer plan 'Gould'. Did you mean 'Gold'?
}
`));
});

describe('a plan whose sets have nothing in them', () => {
    it('limits as little as one without policies', () => checkDiagnostics(`
organization A {
  plan Gold@1.0 { use Nothing use Less }
//     ^^^^ warning[empty-plan]: Plan 'Gold' has no policies and therefore does not limit anything.
  plan Silver@1.0 { use Nothing use Some }
  plan Bronze@1.0 { use Nowhere }
//                      ^^^^^^^ error[unresolved-reference]: 'Nowhere' cannot be resolved.
}
policies Nothing { }
policies Less { use Nothing }
policies Some { policy LogHeaders }
`));
});

describe('what is declared and not used', () => {
    it('is a hint at the plan, the API and the parameter', () => checkDiagnostics(`
organization A {
  locked plan Gold@1.0 { policy LogHeaders }
//            ^^^^ hint[unused-plan]: Plan 'Gold' is not offered by any API.
  locked plan Silver@1.0
//            ^^^^^^ warning[empty-plan]: Plan 'Silver' has no policies and therefore does not limit anything.
  plan Draft@1.0 { policy LogHeaders }
  published private api X@1.0 { endpoint: "\${b}" offers Silver@1.0 }
//                      ^ hint[api-without-consumer]: Nobody has a contract with 'X'.
}
organization B {
  // Nobody who is retired consumes anything.
  retired client C@1.0 { contract A/X@1.0 via Silver }
//                                ^^^^^^^ hint[retired-client-contract]: …
}
parameter a: integer = 1
//        ^ hint[unused-parameter]: Parameter 'a' is never used.
parameter b: url = "https://b.example"
parameter apimanVersion: string = "3.1.3.Final"
`));

    it('are plans that are the same, and approvals of clients that do not use the offer', () => checkDiagnostics(`
organization A {
  locked plan Gold@1.0 { use Limits }
  locked plan Silver@1.0 { policy TransferQuota { limit: 1MB, direction: both, granularity: Client, period: Day } }
  published private api X@1.0 {
    endpoint: "https://x.example"
    offers Gold@1.0 with approval for C@1.0, D@1.0
//                                           ^^^^^ warning[approval-unknown-client]: 'D@1.0' does not use this offer.
    offers Silver@1.0
//         ^^^^^^^^^^ hint[plans-identical]: Plans 'Gold' and 'Silver' are identical.
    policy Jwt { signingKeyString: "https://l.example/jwks" }
  }
  client C@1.0 { contract X@1.0 via Gold }
  client D@1.0 { contract X@1.0 via Silver }
}
policies Limits { policy TransferQuota { limit: 1024KB, direction: both, granularity: Client, period: Day } }
`));
});

describe('a contract', () => {
    it('hears of newer versions, by numeric segments, and of plans that are not locked', () => checkDiagnostics(`
organization A {
  plan Gold@1.0 { policy LogHeaders }
  published private api X@1.9 {
    endpoint: "https://x.example"
    offers Gold@1.0
//         ^^^^^^^^ error[plan-not-locked]: …
    policy Jwt { signingKeyString: "https://l.example/jwks" }
  }
  locked plan Silver@1.0 { policy LogHeaders }
  published private api Y@1.9 { endpoint: "https://x.example" offers Silver@1.0 policy Jwt { signingKeyString: "https://l.example/jwks" } }
  published private api Y@1.10 { endpoint: "https://x.example" offers Silver@1.0 policy Jwt { signingKeyString: "https://l.example/jwks" } }
  private api Y@2.0
  published private api Y@next { endpoint: "https://x.example" offers Silver@1.0 policy Jwt { signingKeyString: "https://l.example/jwks" } }
  client C@1.0 {
    contract X@1.9 via Gold
//                     ^^^^ error[contract-plan-unlocked]: Plan 'Gold' is not locked.
    contract Y@1.9 via Silver
//           ^^^^^ hint[contract-to-older-version]: A newer published version of 'Y' is available.
    contract Y@1.10 via Silver
    contract Y@next via Silver
  }
}`));
});

describe('files and addresses', () => {
    it('of an API are there, absolute, and where the gateway finds them', () => checkDiagnostics(`
--- apim.yaml
environments:
  test: { gateway: { url: "https://gateway.example:8081" } }
--- api.yaml
openapi: 3.1.0
--- example.apim
organization A {
  api A@1 { definition: "./api.yaml" }
  api B@1 { definition: "api.yml" }
//                      ^^^^^^^^^ warning[definition-missing]: 'api.yml' does not exist.
  api C@1 { definition: "https://c.example/api.yml", endpoint: "ftp://c.example" }
//                                                             ^^^^^^^^^^^^^^^^^ error[invalid-endpoint]: 'ftp://c.example/' is not a valid endpoint URL.
  api D@1 { endpoint: "orders:9001" }
//                    ^^^^^^^^^^^^^ error[invalid-endpoint]: 'orders:9001' is not a valid endpoint URL.
  api E@1 { endpoint: here }
//                    ^^^^ warning[local-endpoint-remote-gateway]: 'http://127.0.0.1:9001/' is this machine only for the gateway.
  api F@1 { endpoint: 5 }
//                    ^ error[option-type]: …
}
parameter here: url = "http://127.0.0.1:9001"
`));
});

describe('policies by themselves', () => {
    it('say where they read users and addresses from', () => checkDiagnostics(`
organization A { client C@1.0 {
//                      ^ warning[client-without-contract]: …
  policy BasicAuthentication { realm: "r", jdbcIdentity: { jdbcUrl: "jdbc:h2:mem", query: "q", extractRoles: true } }
//       ^^^^^^^^^^^^^^^^^^^ info[client-policies-not-for-public]: …
//                                         ^^^^^^^^^^^^ error[basic-jdbc-unsupported]: Only PostgreSQL…
//                                         ^^^^^^^^^^^^ error[roles-query-missing]: Role extraction needs roleQuery.
  policy IpBlocklist { ipList: ["10.0.0.1"], httpHeader: "X-Forwarded-For" }
//                                           ^^^^^^^^^^ warning[ip-header-forgeable]: Callers can choose 'X-Forwarded-For' themselves.
} }`));

    it('cache bodies only where the API inspects them', () => checkDiagnostics(`
organization A {
  locked plan Gold@1.0 { policy CachingResources { ttl: 1s, cachingResourcesSettingsEntries: [{ httpMethod: "*" }] } }
  published private api X@1.0 { endpoint: "https://x.example" offers Gold@1.0 }
//                      ^ warning[api-key-as-authentication]: …
  published private api Y@1.0 { endpoint: "https://x.example" offers Gold@1.0 inspectPayload: true }
//                      ^ warning[api-key-as-authentication]: …
  client C@1.0 { contract X@1.0 via Gold }
//                        ^^^^^ warning[caching-post-needs-payload]: …
  client D@1.0 { contract Y@1.0 via Gold }
}`));

    it('of a plugin are declared as the gateway loads them, in one version', () => checkDiagnostics(`
policy type A : other { implementation: "plugin:g:a:1.0:war/x.A" }
policy type B : other { implementation: "plugin:g:a:\${release}:war/x.B" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[plugin-versions-differ]: 'g:a' is used in versions 1.0 and 2.0.
policy type C : other { implementation: "plugin:g:a:1.0:jar/x.C" }
//                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-plugin]: …
parameter release: string = "2.0"
`));

    it('take keys from one address a gateway', () => checkDiagnostics(`
policies One { policy Jwt { signingKeyString: "https://a.example/jwks" } }
policies Two { policy Jwt { signingKeyString: "https://b.example/jwks" } }
//                    ^^^ warning[jwks-conflict]: Only one JWKS URL works per gateway.
policies Key { policy Jwt { signingKeyString: "MFww" } }
`));
});

describe('policies in a place', () => {
    it('that is not the usual one get a remark, apart from those of public APIs and sets', () => checkDiagnostics(`
organization A {
  locked plan P@1 {
    policy RateLimiting { limit: 10, granularity: Client, period: Day }
    policy UniqueHeader { headerName: "X-Id" }
//         ^^^^^^^^^^^^ hint[unusual-placement]: UniqueHeader is usually attached to an API.
    policy Timeout
  }
  private api X@1 {
    policy Quota { limit: 10, granularity: Client, period: Month }
//         ^^^^^ hint[unusual-placement]: Quota is usually attached to a plan.
    policy Jwt { signingKeyString: "https://l.example/jwks" }
//         ^^^ hint[unusual-placement]: Jwt is usually attached to a client.
  }
  public api Y@1 {
    policy Quota { limit: 10, granularity: Ip, period: Month }
    policy Jwt { signingKeyString: "https://l.example/jwks" }
  }
}
policies S { policy Jwt { signingKeyString: "https://l.example/jwks" } }
`));

    it('where no TLS arrives refuse every call, and say at which address', () => checkDiagnostics(`
--- apim.yaml
environments:
  test: { gateways: [{ url: "https://one.example", publicUrl: "https://api.example" }, { url: "http://two.example" }] }
--- example.apim
organization A { public api X@1 { policy Jwt { signingKeyString: "https://l.example/jwks", requireTransportSecurity: true } } }
//                                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^ warning[tls-required-over-http]: Every call to 'http://two.example' would be refused.
`));
});

describe('a suppression', () => {
    it('that hides nothing is reported: no rule, nothing there, or an error', () => checkDiagnostics(`
organization A {
  // apim-ignore empty-plan: later
  plan P@1
  // apim-ignore no-rule : why
//               ^^^^^^^ warning[unknown-suppression]: 'no-rule' suppresses nothing here.
  plan Q@1 { policy Timeout }
  // apim-ignore empty-plan
//               ^^^^^^^^^^ warning[unknown-suppression]: 'empty-plan' suppresses nothing here.
  plan R@1 { policy Timeout }
  // apim-ignore private-without-plan: no
//               ^^^^^^^^^^^^^^^^^^^^ warning[unknown-suppression]: 'private-without-plan' suppresses nothing here.
  published private api X@1 { endpoint: "https://x.example" }
//                      ^ error[private-without-plan]: …
  // apim-ignore retired-api-changed, local-endpoint-remote-gateway: what a record or another environment shows
  private api Y@1
}
`));

    it('is let alone while its file cannot be read, unless it names no rule', () => checkDiagnostics(`
organization A {
  // apim-ignore empty-plan: later
  plan P@ { }
//      ^ error[syntax]: …
  // apim-ignore no-rule
//               ^^^^^^^ warning[unknown-suppression]: 'no-rule' suppresses nothing here.
  plan Q@1 { policy Timeout }
}
`));
});

describe('typing', () => {
    const jwt = 'policy Jwt { signingKeyString: "https://l.example/jwks" }';
    const files = {
        'plans.apim': 'organization A {\n  locked plan Gold@1 { policy Timeout }\n}\npolicy type Mine : other { implementation: "plugin:g:a:1:war/x.Y" }\nparameter host: url = "https://x.example"\n',
        'one.apim': `organization A {\n  published private api One@1 { endpoint: host offers Gold@1 ${jwt} policy Mine }\n}\n`,
        'two.apim': `organization A {\n  published private api Two@1 { endpoint: host offers Gold@1 ${jwt} policy Mine }\n}\n`,
        'shop.apim': `organization B {\n  client C@1 { contract A/One@1 via Gold contract A/Two@1 via Gold ${jwt} }\n}\n`
    };
    const concerned = (file: keyof typeof files, from: string, to: string) => {
        const { project, uri } = openProject({ files });
        assert.ok(files[file].includes(from));
        project.setFile(uri(file), files[file].replace(from, to));
        return takeChanged(project).map(name => name.slice(uri('').length));
    };

    it('concerns those whose users, plans, versions or keys changed, and nobody who merely has the same', () => {
        assert.deepEqual(concerned('one.apim', 'policy Mine', 'policy Mine policy Timeout'), ['one.apim', 'shop.apim']);
        assert.deepEqual(concerned('shop.apim', 'policy Jwt', 'policy Timeout policy Jwt').filter(file => file === 'plans.apim'), []);
        assert.deepEqual(concerned('plans.apim', 'parameter host', 'parameter other: url = host parameter host'), ['plans.apim']);
        assert.deepEqual(concerned('one.apim', '//l.example', '//m.example'), ['one.apim', 'shop.apim', 'two.apim']);
        // The plan is still offered by the other one.
        assert.deepEqual(concerned('one.apim', 'offers Gold@1', ''), ['one.apim', 'shop.apim']);
    });

    it('is judged with few others where somebody typed before', () => {
        const clients = Array.from({ length: 50 }, (_, index) => `  client C${index}@1 { contract A/One@1 via Gold }\n`).join('');
        const { project, uri } = openProject({ files: { ...files, 'shop.apim': `organization B {\n${clients}}\n` } });
        const judged: number[] = [];
        const { doubts } = Verdicts.prototype;
        Verdicts.prototype.doubts = function (entries) {
            judged.push(entries.length);
            return doubts.call(this, entries);
        };
        try {
            for (const plan of ['Silver', 'Gold']) {
                judged.length = 0;
                project.setFile(uri('shop.apim'), `organization B {\n${clients.replace('C20@1 { contract A/One@1 via Gold', `C20@1 { contract A/One@1 via ${plan}`)}}\n`);
                takeChanged(project);
            }
        } finally {
            Verdicts.prototype.doubts = doubts;
        }
        assert.ok(judged.reduce((all, each) => all + each, 0) < 12, judged.join(', '));
    });

    it('is answered for the file that is looked at before the rest is checked, and nothing of the rest is lost', () => {
        const { project, uri } = openProject({ files });
        project.setFile(uri('plans.apim'), files['plans.apim'].replace('parameter host', 'parameter hosts'));
        const [first] = project.changes([uri('two.apim')]);
        assert.equal(first, uri('two.apim'));
        const codes = (name: string) => project.diagnostics(uri(name)).map(({ code }) => code);
        assert.ok(codes('two.apim').includes('option-type'));
        // Whoever asks gets what is true now, checked or not.
        assert.ok(codes('one.apim').includes('option-type'));
        assert.deepEqual(takeChanged(project).map(name => name.slice(uri('').length)), ['one.apim', 'plans.apim', 'shop.apim']);
        assert.deepEqual(takeChanged(project), []);
    });
});
