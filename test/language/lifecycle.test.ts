import assert from 'node:assert/strict';
import { lifecycleRules } from '../../language/lifecycle-rules.ts';
import type { Rule } from '../../language/rule.ts';
import { rules } from '../../language/rules.ts';
import { checkDiagnostics } from '../support/check-diagnostics.ts';
import { openProject } from '../support/project.ts';
import { rebuilt } from '../support/record.ts';

describe('what is registered as it is declared', () => {
    const compared = Object.keys(lifecycleRules).filter(id => id !== 'retired-client-contract');
    it('has no finding of the lifecycle, in any example, nor with a record that was rebuilt', () => {
        for (const { good } of Object.values<Rule>(rules)) {
            const files = typeof good === 'string' ? { 'example.apim': good } : good.files;
            for (const asRecorded of [undefined, rebuilt]) {
                assert.deepEqual(openProject({ files, before: files }, asRecorded).findings().filter(({ code }) => compared.includes(code)).map(({ message }) => message), []);
            }
        }
    });
});

describe('a plan that was registered as locked', () => {
    const before = 'organization A {\n  locked plan Gold@1.0 { policy CircuitBreaker { window: age } }\n  published private api X@1.0 { endpoint: "https://x.example" offers Gold@1.0 use Login }\n}\n'
        + 'policies Login { policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } } }\nsecret parameter pw\nparameter age: integer = 5\n';

    it('may neither be changed nor unlocked, and that is said once', () => {
        checkDiagnostics(before.replace('window: age } }', 'window: 6 } }\n//            ^^^^ error[locked-plan-changed]: Plan \'Gold\' 1.0 is locked; create a new version to change it.'), before);
        checkDiagnostics(before.replace('= 5', '= 6').replace('age } }', 'age } }\n//            ^^^^ error[locked-plan-changed]: …'), before);
        checkDiagnostics(before.replace('  locked plan Gold@1.0 { policy CircuitBreaker { window: age } }', '  plan Gold@1.0\n//     ^^^^ error[plan-unlock]: Locking a plan cannot be undone.'), before);
    });

    it('is the same on another release of the gateway, with a title, and spelled out', () => {
        for (const [from, to] of [['Gold@1.0 {', 'Gold@1.0 "Gold" { description: "x"'], ['window: age', 'window: "${age}", failureCode: 503'], ['window: age', 'window: 5s']] as const) {
            checkDiagnostics(before.replace(from, () => to), before);
        }
        const release = 'environments:\n  test:\n    gateway: local\n    parameters:\n      apimanVersion: 9.9.9\ndefaultEnvironment: test\n';
        checkDiagnostics(`--- apim.yaml\n${release}--- example.apim\n${before}`, `--- apim.yaml\n\n--- example.apim\n${before}`);
    });

    it('is missed at its organization, at the first block', () => {
        checkDiagnostics('--- a.apim\norganization A\n//           ^ warning[locked-plan-removed]: A locked plan cannot be deleted. Declare \'A/Gold@1.0\' again.\n--- b.apim\norganization A\n', before);
    });

    it('is no matter of a record that was rebuilt from a gateway', () => {
        checkDiagnostics(before.replace('window: age', 'window: 6'), before, rebuilt);
        checkDiagnostics('organization A', before, rebuilt);
    });
});

describe('an API that was registered', () => {
    const login = 'policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } }';
    const api = (text: string) => `organization A {\n  locked plan Gold@1.0\n  locked plan Silver@1.0\n  ${text}\n}\nsecret parameter pw\nparameter host: url = "https://x.example"\npolicies Logs { policy LogHeaders }\n`;
    const priv = api(`published private api X@1.0 { endpoint: "\${host}" offers Gold@1.0 ${login} }`);
    const pub = api('published public api X@1.0 { endpoint: "${host}" use Logs }');
    const retired = api(`retired private api X@1.0 { endpoint: "\${host}" content: json offers Gold@1.0 ${login} use Logs }`);
    const codes = (text: string, before: string, asRecorded?: Parameters<typeof openProject>[1], yaml?: string) =>
        openProject({ files: { 'example.apim': text, ...(yaml === undefined ? {} : { 'apim.yaml': yaml }) }, before: { 'example.apim': before } }, asRecorded)
            .findings().map(({ code, severity }) => `${severity} ${code}`);

    it('is to be published again where the gateway would be given something else', () => {
        for (const [from, to] of [['"${host}"', '"https://y.example"'], ['= "https://x.example"', '= "https://y.example"'], ['endpoint:', 'type: soap content: xml endpoint:'], ['endpoint:', 'timeouts: { read: 3s } endpoint:'],
            ['endpoint:', 'inspectPayload: true endpoint:'], ['endpoint:', 'backend: { security: basic, username: "u", password: pw } endpoint:']] as const) {
            for (const before of [priv, pub]) {
                assert.deepEqual(codes(before.replace(from, () => to), before), ['info api-needs-republish'], to);
                assert.deepEqual(codes(before.replace(from, () => to), before, rebuilt), ['info api-needs-republish'], to);
            }
        }
        assert.deepEqual(codes(pub.replace('use Logs', ''), pub), ['info api-needs-republish', 'info public-without-protection']);
        assert.deepEqual(codes(pub.replace('LogHeaders', 'LogHeaders { logStatusCode: true }'), pub), ['info api-needs-republish']);
        assert.deepEqual(codes(pub, pub, undefined, 'environments: { t: { gateway: local, parameters: { apimanVersion: 9.9.9 } } }\ndefaultEnvironment: t\n'), []);
    });

    it('is left alone by what the gateway is not given', () => {
        for (const [from, to] of [['X@1.0 {', 'X@1.0 "X" { description: "x" definition: "https://x.example/x.yaml"'], ['endpoint:', 'type: rest content: json keepKeys: false endpoint:'], ['  locked plan Silver@1.0', '']] as const) {
            for (const before of [priv, pub]) {
                assert.deepEqual(codes(before.replace(from, () => to), before), [], to);
                assert.deepEqual(codes(before.replace(from, () => to), before, rebuilt), [], to);
            }
        }
    });

    it('keeps its plans and policies as long as it is private, approvals apart', () => {
        const changes = [['offers Gold@1.0', 'offers Silver@1.0'], ['offers Gold@1.0', 'offers Gold@1.0 offers Silver@1.0'], ['realm: "r"', 'realm: "s"'], [login, `${login} use Logs`]] as const;
        for (const [from, to] of changes) {
            assert.deepEqual(codes(priv.replace(from, () => to), priv), ['warning published-private-plans-changed'], to);
            assert.deepEqual(codes(priv.replace(from, () => to), priv, undefined, 'dialect: apiman\n'), ['error published-private-plans-changed'], to);
            assert.deepEqual(codes(priv.replace(from, () => to), priv, rebuilt), [], to);
        }
        assert.deepEqual(codes(priv.replace('offers Gold@1.0', 'offers Gold@1.0 with approval'), priv), []);
        assert.deepEqual(codes(priv.replace('offers Gold@1.0', 'offers Silver@1.0').replace('"${host}"', '"https://y.example"'), priv), ['warning published-private-plans-changed']);
    });

    it('has no finding that follows from an error of its declaration', () => {
        assert.deepEqual(codes(priv.replace('offers Gold@1.0', 'offers Golt@1.0'), priv), ['error unresolved-reference']);
        assert.deepEqual(codes(priv.replace('offers Gold@1.0', ''), priv), ['error private-without-plan']);
        assert.deepEqual(codes(pub.replace('endpoint: "${host}"', ''), pub), ['error missing-endpoint']);
        assert.deepEqual(codes(pub.replace('${host}', '${hots}'), pub), ['error unknown-placeholder']);
    });

    it('stays public or private', () => {
        assert.deepEqual(codes(pub.replace('public', 'private').replace('use Logs', `offers Gold@1.0 ${login}`), pub), ['warning type-changed-while-live']);
        assert.deepEqual(codes(priv.replace('private', 'public'), priv, rebuilt), ['warning type-changed-while-live', 'warning public-with-plans']);
    });

    it('becomes neither a draft nor, once retired, anything else', () => {
        const message = (text: string, before: string) => openProject({ files: { 'example.apim': text }, before: { 'example.apim': before } }).findings().map(({ code, message: said }) => `${code}: ${said}`);
        assert.deepEqual(message(pub.replace('published ', ''), pub), ["illegal-api-transition: API 'X' cannot go from published to draft."]);
        assert.deepEqual(message(retired.replace('retired ', ''), retired), ["illegal-api-transition: API 'X' cannot go from retired to draft."]);
        assert.deepEqual(message(retired.replace('retired', 'published'), retired), ['retired-api-revived: A retired API cannot be published again; create a new version.']);
        assert.deepEqual(message(pub.replace('published', 'retired'), pub), []);
        assert.deepEqual(codes(retired.replace('retired', 'published'), retired, rebuilt), []);
    });

    it('is kept as it was once it is retired, but for what others use too', () => {
        for (const [from, to] of [['"${host}"', '"https://y.example"'], ['json', 'xml'], ['private', 'public'], ['realm: "r"', 'realm: "s"'], ['offers Gold@1.0', 'offers Silver@1.0']] as const) {
            const before = retired.replace('use Logs', '');
            assert.deepEqual(codes(before.replace(from, () => to), before), ['error retired-api-changed'], to);
        }
        for (const [from, to] of [['= "https://x.example"', '= "https://y.example"'], ['LogHeaders', 'LogHeaders { logStatusCode: true }'], ['X@1.0 {', 'X@1.0 "X" {'], ['offers Gold@1.0', 'offers Gold@1.0 with approval']] as const) {
            assert.deepEqual(codes(retired.replace(from, () => to), retired), [], to);
        }
    });

    it('may be declared no more', () => assert.deepEqual(codes('organization A { locked plan Gold@1.0 locked plan Silver@1.0 }', retired), []));
});

describe('a client that was registered and', () => {
    const base = 'organization A {\n  locked plan Gold@1.0\n  published private api X@1.0 { endpoint: "https://x.example" offers Gold@1.0 use Login }\n  published private api Y@1.0 { endpoint: "https://x.example" offers Gold@1.0 use Login }\n}\n'
        + 'policies Login { policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } } }\nsecret parameter pw\n';
    const shopping = `${base}organization B {\n  client C@1.0 { contract A/X@1.0 via Gold }\n}\n`;

    it('lost its last contract is reported as that alone', () => {
        checkDiagnostics(`${base}organization B {
  client C@1.0
//       ^ warning[delete-last-contract]: Removing the last contract makes client 'C' unusable (the portal would delete it).
  client D@1.0
//       ^ warning[client-without-contract]: …
}
`, shopping);
    });

    it('is gone is missed at its organization, unless it was retired', () => {
        const gone = `${base}organization B {\n//           ^ warning[delete-registered-client]: Retire client 'B/C@1.0' before deleting it.\n  client D@1.0 { contract A/X@1.0 via Gold }\n}\n`;
        checkDiagnostics(gone, shopping);
        checkDiagnostics(gone, shopping, rebuilt);
        checkDiagnostics(base + 'organization B', shopping.replace('client', 'retired client'));
        checkDiagnostics(`${base}organization B { retired client C@1.0 }`, shopping);
    });

    it('is gone with its organization is missed in apim.yaml, at the environment', () => {
        const environment = 'environments:\n  test:\n    gateway: local\ndefaultEnvironment: test\n';
        checkDiagnostics(`--- apim.yaml
environments:
  test:
# ^^^^ warning[delete-registered-client]: Retire client 'B/C@1.0' before deleting it.
    gateway: local
defaultEnvironment: test
--- example.apim
${base}`, `--- apim.yaml\n${environment}--- example.apim\n${shopping}`);
        const { findings } = openProject({ files: { 'apim.yaml': 'dialect: apiman\n', 'example.apim': base }, before: { 'example.apim': shopping } });
        assert.deepEqual(findings().map(({ code, uri, range }) => [code, uri, range.start]), [['delete-registered-client', 'file:///project/apim.yaml', { line: 0, character: 0 }]]);
    });

    it('was retired gets no contract', () => {
        const retired = shopping.replace('client', 'retired client');
        checkDiagnostics(`${base}organization B {
  retired client C@1.0 { contract A/X@1.0 via Gold contract A/Y@1.0 via Gold }
//                                ^^^^^^^ hint[retired-client-contract]: Client 'C' 1.0 is retired; no contracts can be created for it.
//                                                          ^^^^^^^ error[retired-client-contract]: Client 'C' 1.0 is retired; no contracts can be created for it.
}
`, retired);
        checkDiagnostics(`${base}organization B {
  retired client C@1.0 { contract A/X@1.0 via Gold contract A/Y@1.0 via Gold }
//                                ^^^^^^^ hint[retired-client-contract]: …
//                                                          ^^^^^^^ hint[retired-client-contract]: …
}
`, shopping);
    });
});
