import assert from 'node:assert/strict';
import { projectFileCompletion, projectFileHover, type ProjectFile } from '../../language-server/features/project-file-language.ts';
import { parseProjectFile } from '../../project/project-file.ts';
import { CodeActionRequest } from 'vscode-languageserver-protocol';
import { fixed, titlesOfAllFixes } from '../support/fix.ts';
import { openProject } from '../support/project.ts';
import { ServerClient } from './server-client.ts';

const source = 'parameter host: url = "https://a.example"\nparameter size: boolean = true\nsecret parameter pw\n';

function at(marked: string): { file: ProjectFile; position: { line: number; character: number } } {
    const before = marked.slice(0, marked.indexOf('<|>')).split('\n');
    const text = marked.replace('<|>', '');
    return { file: { uri: 'file:///project/apim.yaml', text, parsed: parseProjectFile(text), project: openProject(source).project }, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}

function labels(marked: string): string[] {
    const { file, position } = at(marked);
    return projectFileCompletion(file, position).items.map(({ label }) => label);
}

function meaning(marked: string): string {
    const { file, position } = at(marked);
    const contents = projectFileHover(file, position)?.contents;
    return contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

describe('completion in apim.yaml', () => {
    const gatewayKeys = ['url', 'auth', 'tls', 'timeout', 'publicUrl'];
    const cases: [name: string, marked: string, expected: string[]][] = [
        ['the keys of the file', '<|>', ['dialect', 'exclude', 'rules', 'admins', 'environments', 'defaultEnvironment']],
        ['those that are not there yet', 'dialect: apiman\nexc<|>\nenvironments: {}\n', ['exclude', 'rules', 'admins', 'defaultEnvironment']],
        ['the values of a key', 'dialect: <|>', ['scheer-pas', 'apiman']],
        ['the keys of an environment', 'environments:\n  prod:\n    protected: true\n    <|>', ['gateway', 'gateways', 'parameters', 'exclude']],
        ['yes or no', 'environments:\n  prod:\n    protected: <|>', ['true', 'false']],
        ['what a gateway can be', 'environments:\n  prod:\n    gateway: <|>', ['local']],
        ['the keys of a gateway', 'environments:\n  prod:\n    gateway:\n      <|>', gatewayKeys],
        ['the keys of a gateway in a list', 'environments:\n  prod:\n    gateways:\n      - url: https://a.example\n        <|>', gatewayKeys.slice(1)],
        ['the keys of a gateway in a list that is not indented', 'environments:\n  prod:\n    gateways:\n    - <|>', gatewayKeys],
        ['the keys of the second gateway', 'environments:\n  prod:\n    gateways:\n      - url: https://a.example\n        timeout: 3s\n      - <|>', gatewayKeys],
        ['the keys in brackets', 'environments:\n  prod:\n    gateway: { url: "https://a.example", <|> }', gatewayKeys.slice(1)],
        ['the keys in brackets in brackets', 'environments:\n  prod:\n    gateway: { url: "https://a.example", auth: { <|> } }', ['type', 'username', 'tokenUrl', 'clientId', 'scope']],
        ['the values in brackets', 'environments:\n  prod:\n    gateway: { auth: { type: <|> } }', ['basic', 'bearer', 'oauth2']],
        ['the environments', 'defaultEnvironment: <|>\nenvironments:\n  one: { gateway: local }\n  two: { gateway: local }\n', ['one', 'two']],
        ['the parameters that are no secrets', 'environments:\n  prod:\n    gateway: local\n    parameters:\n      size: true\n      <|>', ['apimanVersion', 'host']],
        ['the values of a parameter', 'environments:\n  prod:\n    parameters:\n      size: <|>', ['true', 'false']],
        ['the severities of a rule', 'rules:\n  missing-description: <|>', ['off', 'hint', 'info', 'warning', 'error']],
        ['nothing where a name is made up', 'environments:\n  <|>', []]
    ];
    for (const [name, marked, expected] of cases) it(`offers ${name}`, () => assert.deepEqual(labels(marked), expected));
    it('offers the rules', () => assert.ok(labels('rules:\n  <|>').includes('contract-public-api')));
    it('replaces the word that is there', () => {
        const { file, position } = at('dia<|>lect: apiman\n');
        const [edit] = projectFileCompletion(file, position).items.map(({ textEdit }) => textEdit);
        assert.deepEqual(edit && 'range' in edit && edit.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } });
    });
});

describe('what the JSON schema of apim.yaml says as well', () => {
    const ofSchema = (marked: string) => {
        const { file, position } = at(marked);
        return projectFileCompletion(file, position).items.map(({ label, data }) => `${label} ${(data as { ofSchema: boolean } | undefined)?.ofSchema === true ? 'schema' : 'ours'}`);
    };

    it('is told from what only the project knows, in proposals', () => {
        assert.deepEqual(ofSchema('dialect: <|>'), ['scheer-pas schema', 'apiman schema']);
        assert.deepEqual(ofSchema('defaultEnvironment: <|>\nenvironments:\n  one: { gateway: local }\n'), ['one ours']);
        assert.deepEqual(ofSchema('environments:\n  prod:\n    gateway: local\n    parameters:\n      <|>').filter(label => label.startsWith('host')), ['host ours']);
    });

    it('is told from what only we find, in findings', () => {
        const findings = (text: string) => parseProjectFile(text).findings.map(({ rule, ofSchema: shared }) => `${rule} ${shared ? 'schema' : 'ours'}`);
        assert.deepEqual(findings('dialekt: apiman\n'), ['invalid-project-file schema']);
        assert.deepEqual(findings('dialect: other\n'), ['invalid-project-file schema']);
        assert.deepEqual(findings('environments:\n  one: { gateway: { url: "https://a.example", auth: { type: basic, username: a, password: b } } }\n'), ['secret-in-clear ours']);
        assert.deepEqual(findings('defaultEnvironment: two\nenvironments:\n  one: { gateway: local }\n'), ['invalid-project-file ours']);
    });
});

describe('hover in apim.yaml', () => {
    it('says what a key means', () => {
        assert.equal(meaning('dia<|>lect: apiman'), 'Whose rules apply. Left out: `scheer-pas`.');
        assert.match(meaning('environments:\n  prod:\n    gateways:\n      - url: https://a.example\n        time<|>out: 20s'), /^How long a request may take/);
        assert.match(meaning('environments:\n  prod:\n    gateway: { url: "https://a.example", au<|>th: { type: bearer } }'), /^How to sign in/);
        assert.equal(meaning('environments:\n  prod:\n    parameters:\n      ho<|>st: https://b.example'), 'Parameter of the type `url`.');
        assert.match(meaning('rules:\n  unknown-<|>rule: off'), /^warning: '\{.*\}' is not a rule/);
    });
    it('says what every key of the schema means', () => {
        const places: [before: string, indent: string][] = [
            ['', ''], ['environments:\n  prod:\n', '    '], ['environments:\n  prod:\n    gateway:\n', '      '],
            ['environments:\n  prod:\n    gateway:\n      auth:\n', '        '], ['environments:\n  prod:\n    gateway:\n      tls:\n', '        ']
        ];
        const keys = places.flatMap(([before, indent]) => labels(`${before}${indent}<|>`).map(key => [key, meaning(`${before}${indent}<|>${key}: `)] as const));
        assert.equal(keys.length, 6 + 5 + 5 + 5 + 3);
        assert.deepEqual(keys.filter(([, text]) => !/\w.*\./.test(text)).map(([key]) => key), []);
    });
    it('says nothing of values and of what is unknown', () => {
        for (const marked of ['dialect: api<|>man', 'unkn<|>own: 1', '<|>', '# com<|>ment']) assert.equal(meaning(marked), '');
    });
});

describe('quick fixes in apim.yaml', () => {
    const withYaml = (yaml: string) => ({ files: { 'example.apim': '', 'apim.yaml': yaml } });
    const cases: [name: string, title: string, before: string, after: string][] = [
        ['a misspelt key', "Write 'dialect'", 'dialekt: apiman\n', 'dialect: apiman\n'],
        ['a misspelt key of a gateway', "Write 'timeout'", 'environments:\n  a:\n    gateway: { url: https://a.example, timout: 3s }\n', 'environments:\n  a:\n    gateway: { url: https://a.example, timeout: 3s }\n'],
        ['an environment that is not there', "Write 'test'", 'environments:\n  test:\n    gateway: local\ndefaultEnvironment: tets\n', 'environments:\n  test:\n    gateway: local\ndefaultEnvironment: test\n'],
        ['an environment without a gateway, in lines', 'Use the local gateway', 'environments:\n  # why\n  test:\n    # here\n    protected: true # yes\n', 'environments:\n  # why\n  test:\n    # here\n    gateway: local\n    protected: true # yes\n'],
        ['an environment without a gateway, with the line ends of Windows', 'Use the local gateway', 'environments:\r\n  test:\r\n    protected: true\r\n', 'environments:\r\n  test:\r\n    gateway: local\r\n    protected: true\r\n'],
        ['an environment without a gateway, in braces', 'Use the local gateway', 'environments: { test: { protected: true } }\n', 'environments: { test: { gateway: local, protected: true } }\n'],
        ['an environment without a gateway, with nothing in its braces', 'Use the local gateway', 'environments: { test: {} }\n', 'environments: { test: { gateway: local } }\n'],
        ['a password over http', "Write 'https://g.example:81'", 'environments:\n  a:\n    gateway: { url: http://g.example:81, auth: { type: basic, username: u } }\n', 'environments:\n  a:\n    gateway: { url: https://g.example:81, auth: { type: basic, username: u } }\n']
    ];
    for (const [name, title, before, after] of cases) {
        it(name, () => {
            const result = fixed(withYaml(before), title);
            assert.equal(typeof result === 'string' ? '' : result.files['apim.yaml'], after);
            assert.ok(parseProjectFile(after).findings.every(({ rule }) => rule === 'unknown-rule'));
        });
    }

    it('none where nobody can know what was meant', () => assert.deepEqual(titlesOfAllFixes(withYaml('colour: red\n')), []));

    it('are what the server answers', async () => {
        const client = await ServerClient.start({ 'apim.yaml': 'dialekt: apiman\n', 'a.apim': '' });
        try {
            await client.open('apim.yaml', 'dialekt: apiman\n');
            await client.until(() => client.codes('apim.yaml').includes('invalid-project-file'));
            const range = { start: { line: 0, character: 2 }, end: { line: 0, character: 2 } };
            const actions = await client.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: client.uri('apim.yaml') }, range, context: { diagnostics: [] } });
            assert.deepEqual(actions?.map(({ title }) => title), ["Write 'dialect'"]);
        } finally {
            await client.stop();
        }
    });
});
