import { checkDiagnostics } from '../support/check-diagnostics.ts';

const acme = `
organization Acme {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  published private api Orders@1.0 {
    endpoint: "https://o.example"
    offers Gold@1.0
    policy BasicAuthentication { realm: "o", staticIdentity: { identities: [{ username: "u", password: pw }] } }
  }
}
secret parameter pw
`;

describe('contracts', () => {
    it('with a public API are refused at the API', () => checkDiagnostics(`
organization A { published public api Open@1.0 { endpoint: "https://x.example" } }
//                                    ^^^^ info[public-without-protection]: …
organization B { client C@1.0 { contract A/Open@1.0 via Gold } }
//                                       ^^^^^^^^^^ error[contract-public-api]: A contract cannot be created with a public API.
`));

    it('report only the first rule that applies', () => checkDiagnostics(`
organization A { public api Open@1.0 }
organization B { client C@1.0 { contract A/Open@1.0 via Gold } }
//                                       ^^^^^^^^^^ error[contract-public-api]: A contract cannot be created with a public API.
`));

    it('suggest what was probably meant', () => checkDiagnostics(`
--- acme.apim${acme}
--- shop.apim
organization Shop {
  client C@1.0 { contract Acme/Order@1.0 via Gold }
//                        ^^^^^^^^^^^^^^ error[unresolved-reference]: 'Acme/Order@1.0' cannot be resolved. Did you mean 'Acme/Orders@1.0'?
  client D@1.0 { contract Acme/Orders@1.0 via Glod }
//                                            ^^^^ error[contract-plan-not-offered]: API 'Orders' does not offer plan 'Glod'. Did you mean 'Gold'?
  client E@1.0 { contract Acme/Orders@1.0 via Platinum }
//                                            ^^^^^^^^ error[contract-plan-not-offered]: API 'Orders' does not offer plan 'Platinum'. It offers Gold.
}
`));

    it('suggest the same name of another organization, else a near one of the same or of a near one', () => checkDiagnostics(`${acme}
organization Acme { client Own@1.0 { contract Order@1.0 via Gold } }
//                                            ^^^^^^^^^ error[unresolved-reference]: 'Order@1.0' cannot be resolved. Did you mean 'Orders@1.0'?
organization Shop {
  client C@1.0 { contract Acne/Orders@1.0 via Gold }
//                        ^^^^^^^^^^^^^^^ error[unresolved-reference]: 'Acne/Orders@1.0' cannot be resolved. Did you mean 'Acme/Orders@1.0'?
  client D@1.0 { contract Acme.Orders@1.0 via Gold }
//                        ^^^^^^^^^^^^^^^ error[unresolved-reference]: 'Acme.Orders@1.0' cannot be resolved. Did you mean 'Acme/Orders@1.0'?
  client E@1.0 { contract acme/orders@1.0 via Gold }
//                        ^^^^^^^^^^^^^^^ error[case-mismatch]: …
  client F@1.0 { contract Acne/Order@1.0 via Gold }
//                        ^^^^^^^^^^^^^^ error[unresolved-reference]: 'Acne/Order@1.0' cannot be resolved. Did you mean 'Acme/Orders@1.0'?
}
`));

    it('of a retired client are left as they were', () => checkDiagnostics(`
organization A {
  retired api Old@1.0
  retired client C@1.0 { contract Old@1.0 via Gold }
//                                ^^^^^^^ hint[retired-client-contract]: Client 'C' 1.0 is retired; no contracts can be created for it.
}
`));

    it('need the organization only outside of it', () => checkDiagnostics(`${acme}
organization Acme { client Own@1.0 { contract Orders@1.0 via Gold } }
organization Shop { client C@1.0 { contract Orders@1.0 via Gold } }
//                                          ^^^^^^^^^^ error[unresolved-reference]: 'Orders@1.0' cannot be resolved. Did you mean 'Acme/Orders@1.0'?
`));
});

describe('API keys', () => {
    for (const name of ['apiKey', 'key', 'X-API-Key', 'APIKEY', 'api_key']) {
        it(`cannot be written as the attribute ${name}`, () => checkDiagnostics(`${acme}
organization B { client C@1.0 {
  contract Acme/Orders@1.0 via Gold
  ${name}: "x"
//${'^'.repeat(name.length)} error[api-key-defined]: The system generates…
} }`));
    }

    const disguises: Record<string, [policy: string, marked: string]> = {
        'a header that SimpleHeader adds': ['SimpleHeader { addHeaders: [{ headerName: ', '"x-api-key"'],
        'the header that a user name is forwarded in': ['BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] }, forwardIdentityHttpHeader: ', '"X-API-KEY"'],
        'the header of a limit': ['TransferQuota { limit: 1MB, direction: both, granularity: Client, period: Day, headerRemaining: ', '"X-Api-Key"'],
        'a header that comes from a parameter': ['UniqueHeader { headerName: ', 'keyHeader'],
        'a query parameter in a rewritten URL': ['UrlRewriting { fromRegex: \'(.*)\', processRequestUrl: true, toReplacement: ', '\'$1?apikey=abc\'']
    };
    const endings: Record<string, string> = { SimpleHeader: ', headerValue: "v" }]', BasicAuthentication: '', TransferQuota: '', UniqueHeader: '', UrlRewriting: '' };
    for (const [name, [before, value]] of Object.entries(disguises)) {
        const policy = `    policy ${before}${value}${endings[before.split(' ')[0] ?? ''] ?? ''} }`;
        it(`cannot be written as ${name}`, () => checkDiagnostics(`${acme}
parameter keyHeader: header = "X-API-Key"
organization B {
  client C@1.0 {
    contract Acme/Orders@1.0 via Gold
${before.startsWith('Basic') ? '//           ^^^^^^^^^^^^^^^ error[basic-authentication-twice]: …\n' : ''}${policy}
//${' '.repeat(policy.indexOf(value) - 2)}${'^'.repeat(value.length)} error[api-key-defined]: The system generates…
  }
}`));
    }

    it('may be copied into a header, the default one included', () => checkDiagnostics(`${acme}
organization B { client C@1.0 { contract Acme/Orders@1.0 via Gold, policy: 1 } }
`.replace(', policy: 1', '\n  policy ApiKey { requestHeader: "X-API-Key" }\n//       ^^^^^^ info[key-logged]: …\n')));

    it('may be read by a policy that refuses headers', () => checkDiagnostics(`${acme}
organization B { client C@1.0 {
  contract Acme/Orders@1.0 via Gold
  policy HeaderAllowDeny { entries: [{ headerName: "X-API-Key" }] }
} }`));

    it('do not authenticate: reported once at the API where no chain does, else at the contracts', () => {
        const open = acme.replace(/ {4}policy BasicAuthentication.*\n/, '').replace('secret parameter pw\n', '');
        checkDiagnostics(open.replace('  published private api Orders@1.0 {\n', `  published private api Orders@1.0 {
//                      ^^^^^^ warning[api-key-as-authentication]: API keys identify…
`) + 'organization B { client C@1.0 { contract Acme/Orders@1.0 via Gold }\nclient D@1.0 { contract Acme/Orders@1.0 via Gold } }\n');
        checkDiagnostics(`${open}organization B {
  client C@1.0 { contract Acme/Orders@1.0 via Gold }
//                        ^^^^^^^^^^^^^^^ warning[api-key-as-authentication]: API keys identify…
  client D@1.0 {
    contract Acme/Orders@1.0 via Gold
    policy Mine
  }
}
policy type Mine : security { implementation: "class:a.B", authenticates: true }
`);
    });

    it('a policy that lets callers pass without credentials does not authenticate', () => checkDiagnostics(`${acme.replace('realm: "o"', 'realm: "o", requireBasicAuth: false').replace('  published private api Orders@1.0 {\n', `  published private api Orders@1.0 {
//                      ^^^^^^ warning[api-key-as-authentication]: API keys identify…
`).replace(/(.*requireBasicAuth: false.*\n)/, line => `${line}//${' '.repeat(line.indexOf('requireBasicAuth') - 2)}^^^^^^^^^^^^^^^^ warning[auth-not-required]: …\n`)}organization B { client C@1.0 { contract Acme/Orders@1.0 via Gold } }
`));
});

describe('options', () => {
    it('are judged by their type', () => checkDiagnostics(`
organization A {
  locked plan P@1.0 {
    policy RateLimiting { limit: 0, granularity: Clients, period: "Day" }
//                               ^ error[option-type]: 'limit' must be a whole number from 1 to 9007199254740991.
//                                               ^^^^^^^ error[option-type]: 'granularity' must be one of Client, User, Api, Ip.
    policy TransferQuota { limit: 1.5KB, direction: both, granularity: Client, period: Day }
  }
  locked plan P@2.0 {
    policy TransferQuota { limit: 10m, direction: both, granularity: Client, period: Day }
//                                ^^^ error[unit-mismatch]: '10m' is not a size (B KB MB GB).
    policy Cors { maxAge: 500ms, allowOrigin: "*" }
//         ^^^^ warning[cors-on-private-api]: …
//                        ^^^^^ error[unit-mismatch]: '500ms' is not a duration in whole seconds (s min h d).
//                                            ^^^ error[option-type]: 'allowOrigin' must be a list \`[…]\`.
    policy IpBlocklist { ipList: ["10.0.0.0/8", "300.1.1.1"] }
//                                              ^^^^^^^^^^^ error[option-type]: 'ipList' must be an IP address…
    policy Timeout { timeoutRead: slow }
//                                ^^^^ error[option-type]: 'timeoutRead' must be a duration such as 500ms from 1 to 2147483647 milliseconds; 'slow' is no parameter (are quotes missing?).
  }
}`));

    it('of a policy type that the project declares are judged in the same way', () => checkDiagnostics(`
policy type Audit "Audit" : other {
  implementation: 'plugin:org.example:audit:1.0:war/org.example.Audit'
  level: low | high = low
  targets: [{ host: url, retries?: integer(0..3) }]
}
organization A {
  locked plan P@1.0 {
    policy Audit { targets: [{ host: "nowhere" }, { retries: 4 }], Level: low }
//                                   ^^^^^^^^^ error[option-type]: 'host' must be an absolute URL in quotes.
//                                                ^^^^^^^^^^^^^^ error[missing-option]: Audit requires 'host'.
//                                                           ^ error[option-type]: 'retries' must be a whole number from 0 to 3.
//                                                                 ^^^^^ error[unknown-option]: 'Level' is not an option of Audit. Did you mean 'level'?
  }
}`));
});

describe('texts', () => {
    it('know their escapes, placeholders and ends', () => checkDiagnostics(`
organization A { published public api X@1.0 { endpoint: "https://x.example/\\q" } }
//                                    ^ info[public-without-protection]: …
//                                                                         ^^ error[syntax]: '\\q' is not an escape…
organization B { published public api X@1.0 { endpoint: "https://\${hots}/v1" } }
//                                    ^ info[public-without-protection]: …
//                                                                 ^^^^ error[unknown-placeholder]: 'hots' is not a parameter; write \`$\${hots}\` to leave it to the gateway.
organization C { published public api X@1.0 { endpoint: "https://$\${HOST:localhost}/v1" } }
//                                    ^ info[public-without-protection]: …
//                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[gateway-placeholder]: The gateway fills 'HOST' from its own environment…
organization D { description: "not closed
//                            ^^^^^^^^^^^ error[syntax]: This string is not closed…
}
organization E { description: "an escaped quote closes nothing\\"
//                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[syntax]: This string is not closed…
}
organization F { description: "C:\\\\" }
organization G { description: 'C:\\' }`));

    it('that end with a backslash are closed also where something else is broken', () => checkDiagnostics(`
organization A { description: "C:\\\\" foo bar }
//                                       ^^^ error[syntax]: Expected ':' and a value behind 'foo', found 'bar'.
organization B { description: 'C:\\' foo bar }
//                                      ^^^ error[syntax]: Expected ':' and a value behind 'foo', found 'bar'.
`));

    it('do not hold secrets', () => checkDiagnostics(`
organization A { published public api X@1.0 {
  endpoint: "https://x.example"
  backend: { security: basic, username: "u", password: "geheim" }
//                                                     ^^^^^^^^ warning[secret-in-clear]: Do not write secrets…
  policy SimpleHeader { addHeaders: [{ headerName: "X-Token", headerValue: "0b9c6a4e-3c55-4b6e-9a55-6f0c7a0f2f11" }] }
//                                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[secret-in-clear]: Do not write secrets…
} }
secret parameter token = "x"
//                       ^^^ warning[secret-in-clear]: Do not write secrets…
`));

    it('a gap in a reference is a mistake of form that names the remedy', () => checkDiagnostics(`${acme}
organization B { client C@1.0 { contract Acme / Orders @1.0 via Gold } }
//                                       ^^^^^^^^^^^^^^^^^^ error[syntax]: A reference is written in one piece: Acme/Orders@1.0.
`));
});

describe('a file with syntax errors', () => {
    it('still yields the diagnostics of its other declarations', () => checkDiagnostics(`
organization A {
  plan P@1.0 {
    policy RateLimiting { limit: , granularity: Client, period: Day }
//                               ^ error[syntax]: …
  }
  published private api X@1.0 { endpoint: "https://x.example" }
//                      ^ error[private-without-plan]: …
}
organization B { client C@1.0 }
//                      ^ warning[client-without-contract]: …
`));

    it('an unfinished declaration ends where the next one begins', () => checkDiagnostics(`
organization A {
  published private api
//                  ^^^ error[syntax]: A name is missing behind 'api'.
  plan P@1.0
}
organization B { client C@1.0 }
//                      ^ warning[client-without-contract]: …
`));
});

describe('apim.yaml and suppressions', () => {
    it('change severities, except those that registration stands on', () => checkDiagnostics(`
--- apim.yaml
rules:
  client-without-contract: error
  private-without-plan: off
--- example.apim
organization A {
  client C@1.0
//       ^ error[client-without-contract]: …
  published private api X@1.0 { endpoint: "https://x.example" }
//                      ^ error[private-without-plan]: …
}`));

    it('a comment suppresses a warning on the next line, never an error', () => checkDiagnostics(`
organization A {
  // apim-ignore client-without-contract: comes next week
  client C@1.0
  // apim-ignore private-without-plan: no
//               ^^^^^^^^^^^^^^^^^^^^ warning[unknown-suppression]: 'private-without-plan' suppresses nothing here.
  published private api X@1.0 { endpoint: "https://x.example" }
//                      ^ error[private-without-plan]: …
}`));
});
