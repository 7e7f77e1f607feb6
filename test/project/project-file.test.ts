import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseProjectFile } from '../../project/project-file.ts';
import { runs } from '../support/random.ts';

/** A file in which a line below marks with `^^^` what the finding is at, followed by its rule and its message. */
function checkProjectFile(marked: string, knownRules?: ReadonlySet<string>): void {
    const expected: string[] = [];
    const lines: string[] = [];
    for (const line of marked.split('\n')) {
        const marker = /^(\s*#?\s*)(\^+) (.*)$/.exec(line);
        if (marker) {
            const start = marker[1]?.length ?? 0;
            expected.push(`${lines.length - 1}:${start}-${start + (marker[2]?.length ?? 0)} ${marker[3] ?? ''}`);
        } else {
            lines.push(line);
        }
    }
    const { findings } = parseProjectFile(lines.join('\n'), knownRules ? { knownRules } : {});
    assert.deepEqual(findings.map(({ range, rule, severity, message }) =>
        `${range.start.line}:${range.start.character}-${range.end.character} ${severity}[${rule}]: ${message}`), expected);
}

const complete = `# yaml-language-server: $schema=apim.schema.json
dialect: scheer-pas
exclude: ["drafts/**"]
rules:
  missing-description: off
admins: [root@acme.example]
environments:
  local:
    gateway: local
  production:
    gateways:
      - url: https://gw1.acme.example:8081
        auth: { type: basic, username: apimanager }
        publicUrl: https://api.acme.example
    parameters:
      ordersHost: https://orders.acme.internal
      apimanVersion: 3.1.3.Final
      limit: 10
    exclude: ["trial/**"]
    protected: true
defaultEnvironment: local
`;

describe('apim.yaml', () => {
    it('is read as it stands', () => {
        const { file, findings } = parseProjectFile(complete);
        assert.deepEqual(findings, []);
        assert.deepEqual(file, {
            dialect: 'scheer-pas', exclude: ['drafts/**'], rules: { 'missing-description': 'off' }, admins: ['root@acme.example'],
            environments: {
                local: { gateway: 'local', parameters: {}, exclude: [], protected: false },
                production: {
                    gateways: [{ url: 'https://gw1.acme.example:8081', auth: { type: 'basic', username: 'apimanager' }, publicUrl: 'https://api.acme.example' }],
                    parameters: { ordersHost: 'https://orders.acme.internal', apimanVersion: '3.1.3.Final', limit: 10 }, exclude: ['trial/**'], protected: true
                }
            },
            defaultEnvironment: 'local'
        });
    });

    it('may have a byte order mark and CRLF', () => {
        const windows = parseProjectFile(`\uFEFF${complete.replaceAll('\n', '\r\n')}`);
        assert.deepEqual(windows.findings, []);
        assert.deepEqual(windows.file, parseProjectFile(complete).file);
        assert.deepEqual(windows.rangeOf(['dialect']), { start: { line: 1, character: 9 }, end: { line: 1, character: 19 } });
    });

    it('has defaults where it is empty, or has keys without values', () => {
        for (const text of ['', '# nothing\n', 'exclude:\nrules:\nadmins:\nenvironments:\n']) {
            const { file, findings } = parseProjectFile(text);
            assert.deepEqual(findings, [], text);
            assert.deepEqual(file, { dialect: 'scheer-pas', exclude: [], rules: {}, admins: [], environments: {} });
        }
    });

    it('names the places of its values for findings that others make', () => {
        const { rangeOf } = parseProjectFile(complete);
        const ordersHost = ['environments', 'production', 'parameters', 'ordersHost'];
        assert.deepEqual(rangeOf(ordersHost, 'key'), { start: { line: 15, character: 6 }, end: { line: 15, character: 16 } });
        assert.deepEqual(rangeOf(ordersHost).start, { line: 15, character: 18 });
        assert.deepEqual(rangeOf(['environments', 'local', 'parameters', 'ordersHost']), { start: { line: 7, character: 2 }, end: { line: 7, character: 7 } });
        assert.deepEqual(rangeOf(['environments', 'production', 'gateways', 0, 'url']).start, { line: 11, character: 13 });
        assert.deepEqual(rangeOf(['nothing']), { start: { line: 0, character: 0 }, end: { line: 0, character: 48 } });
    });
});

describe('a mistake in apim.yaml is one sentence, at its place:', () => {
    it('unknown keys, with the one that was meant', () => checkProjectFile(`
enviroments:
^^^^^^^^^^^ error[invalid-project-file]: 'enviroments' is not a key of apim.yaml; did you mean 'environments'?
environments:
  production:
    Protected: true
    ^^^^^^^^^ error[invalid-project-file]: 'Protected' is not a key of an environment; did you mean 'protected'?
    gateway:
      url: https://gw.example
      colour: blue
      ^^^^^^ error[invalid-project-file]: 'colour' is not a key of a gateway: known are url, auth, tls, timeout, publicUrl.
      auth: { type: basic, username: a, user: b }
                                        ^^^^ error[invalid-project-file]: 'user' is not a key of 'auth'; did you mean 'username'?
`));

    it('values of the wrong type', () => checkProjectFile(`
dialect: scheer
         ^^^^^^ error[invalid-project-file]: 'dialect' must be scheer-pas or apiman.
exclude: drafts
         ^^^^^^ error[invalid-project-file]: 'exclude' must be a list of file patterns such as ["drafts/**"].
rules:
  missing-description: false
                       ^^^^^ error[invalid-project-file]: 'missing-description' must be off, hint, info, warning or error.
admins: [3]
         ^ error[invalid-project-file]: Each entry of 'admins' must be the name of a user such as anna@shop.example.
environments:
  one: 3
       ^ error[invalid-project-file]: 'one' must be a mapping with a gateway.
  two:
    gateway: locl
             ^^^^ error[invalid-project-file]: 'gateway' must be local, or a gateway with its url.
    protected: "yes"
               ^^^^^ error[invalid-project-file]: 'protected' must be true or false.
    parameters: { a: [1], b: }
                     ^^^ error[invalid-project-file]: 'a' must be a text, a number, true or false.
                          ^ error[invalid-project-file]: 'b' must be a text, a number, true or false.
  three:
    gateways:
      - url: gw.example
             ^^^^^^^^^^ error[invalid-project-file]: 'url' must be the address of a configuration API, such as https://gateway.example:8081.
        auth: basic
              ^^^^^ error[invalid-project-file]: 'auth' must be a mapping such as { type: basic, username: apimanager }.
  four:
    gateway: { url: "https://gw.example", auth: { type: digest } }
                                                        ^^^^^^ error[invalid-project-file]: 'type' must be basic, bearer or oauth2.
`));

    it('what is missing', () => checkProjectFile(`
environments:
  p:
    gateways:
      - auth: { type: basic }
        ^^^^^^^^^^^^^^^^^^^^^ error[invalid-project-file]: 'url' is missing: it must be the address of a configuration API, such as https://gateway.example:8081.
        ^^^^ error[invalid-project-file]: 'username' is missing: it must be the user name at the gateway.
  q:
    protected: true
`.replace('  q:\n', '  q:\n  ^ error[environment-without-gateway]: Environment \'q\' names no gateway.\n')));

    it('environments with no gateway, or with two ways to name them', () => checkProjectFile(`
environments:
  none:
  ^^^^ error[environment-without-gateway]: Environment 'none' names no gateway.
  empty: { gateways: [] }
  ^^^^^ error[environment-without-gateway]: Environment 'empty' names no gateway.
  both:
    gateway: local
    gateways: [{ url: "https://gw.example" }]
    ^^^^^^^^ error[invalid-project-file]: Environment 'both' has both 'gateway' and 'gateways'; keep one of them.
defaultEnvironment: empt
                    ^^^^ error[invalid-project-file]: 'empt' is not an environment of this project; did you mean 'empty'?
`));

    it('rules that do not exist', () => checkProjectFile(`
rules:
  missing-description: off
  missing-descripton: hint
  ^^^^^^^^^^^^^^^^^^ warning[unknown-rule]: 'missing-descripton' is not a rule; did you mean 'missing-description'?
`, new Set(['missing-description'])));

    it('secrets, with where they come from instead', () => checkProjectFile(`
environments:
  pre-production:
    gateways:
      - url: https://gw.example
        auth: { type: basic, username: a, password: hunter2 }
                                          ^^^^^^^^ error[secret-in-clear]: 'password' must not stand in apim.yaml: the secret comes from the editor's secret store, from the environment variable APIM_PASSWORD_PRE_PRODUCTION, or from the prompt.
      - url: https://user:hunter2@gw.example
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[secret-in-clear]: 'url' must not hold a user name or a password: the user name belongs in 'auth', the password in the secret store, an environment variable or the prompt.
`));

    it('text that is not YAML, once', () => checkProjectFile(`
environments:
  p: { gateway: local
wrong: 3
^ error[invalid-project-file]: apim.yaml is not valid YAML: Flow map in block collection must be sufficiently indented and end with a }.
`));

    it('keys that are written twice, beside what else is wrong', () => checkProjectFile(`
dialect: apiman
dialect: scheer-pas
^ error[invalid-project-file]: This key is written twice.
colour: blue
^^^^^^ error[invalid-project-file]: 'colour' is not a key of apim.yaml: known are dialect, exclude, rules, admins, environments, defaultEnvironment.
`));

    it('a file that is no mapping', () => checkProjectFile(`- dialect: apiman
^^^^^^^^^^^^^^^^^ error[invalid-project-file]: apim.yaml must be a mapping of keys to values such as "dialect: scheer-pas".`));

    it('an alias that leads nowhere', () => assert.match(parseProjectFile('dialect: *gone').findings[0]?.message ?? '', /^apim\.yaml is not valid YAML: .*gone.*\.$/));

    it('an alias that leads in a circle', () => {
        const message = 'apim.yaml is not valid YAML: it is nested too deep, or an alias stands for what it is in.';
        for (const text of ['exclude: &a [*a]', 'environments: &e { p: *e }']) {
            assert.deepEqual(parseProjectFile(text).findings.map(finding => finding.message), [message]);
        }
    });

    for (const [name, text, findings] of [
        ['values in another encoding', 'environments:\n  p: { parameters: { host: "http://m\uFFFDller.example" } }\n', [{ line: 1, character: 36 }]],
        ['UTF-16', '\uFFFD\uFFFDd\0i\0a\0', [{ line: 0, character: 0 }]]
    ] as const) {
        it(`a file that is not UTF-8: ${name}`, () => assert.deepEqual(
            parseProjectFile(text).findings.map(({ rule, severity, message, range }) => [rule, severity, message, range.start]),
            findings.map(start => ['invalid-project-file', 'error', 'apim.yaml is not UTF-8: save it as UTF-8.', start])));
    }

    it('a file that cannot be read', () => assert.equal(parseProjectFile(undefined).findings[0]?.message, 'apim.yaml cannot be read; the defaults are used.'));
});

describe('what is left of a wrong apim.yaml', () => {
    it('is all that could be read', () => {
        const { file } = parseProjectFile(`
dialect: scheer
exclude: [drafts, 3]
rules: { a: off, b: bad }
environments:
  production:
    gateways: [{ url: nonsense }, { url: "https://gw.example", colour: blue }]
    parameters: { good: 1, bad: [] }
    protected: "yes"
  broken: 3
`);
        assert.deepEqual(file, {
            dialect: 'scheer-pas', exclude: ['drafts'], rules: { a: 'off' }, admins: [],
            environments: { production: { gateways: [{ url: 'https://gw.example' }], parameters: { good: 1 }, exclude: [], protected: true } }
        });
    });

    it('never holds a secret, and no finding repeats one', () => {
        const parsed = parseProjectFile('environments:\n  p:\n    gateway: { url: "https://u:hunter2@gw.example", auth: { type: basic, username: a, token: hunter2 } }\n');
        assert.doesNotMatch(JSON.stringify(parsed), /hunter2/);
    });

    it('is something for every text', () => {
        const word = fc.constantFrom('environments', 'production', 'gateway', 'gateways', 'url', 'auth', 'type', 'rules', 'exclude', '__proto__', 'local', '- ', '  ', '\n', ': ', '[', ']', '{', '}', '&a ', '*a', '"', '\'', '!!binary ', '? ', '|', '1', 'null', '\t', '<<');
        fc.assert(fc.property(fc.oneof(fc.string(), fc.array(word, { maxLength: 40 }).map(words => words.join(''))), text => {
            const { file, findings, rangeOf } = parseProjectFile(text);
            assert.equal(typeof file.dialect, 'string');
            for (const { range } of [...findings, { range: rangeOf(['environments', 'production']) }]) {
                assert.ok(range.start.line >= 0 && range.start.character >= 0 && range.end.line >= range.start.line);
            }
        }), { numRuns: runs(1000) });
    });
});
