import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { codeActions, fixers, hasFix } from '../../language-server/features/code-actions.ts';
import { ruleOf, rules, type RuleId } from '../../language/rules.ts';
import { changedLines, checkFix, checkFixes, fixed, isPreferred, titlesOfAllFixes, titlesOfFixes } from '../support/fix.ts';
import { openProject } from '../support/project.ts';

/** What each fix makes of the bad example of its rule; `npm run goldens` writes it. */
const golden = new URL('fixes.golden.txt', import.meta.url);

const provider = 'organization A {\n  locked plan Gold@1.0\n  locked plan Silver@1.0\n  published private api X@1.0 { endpoint: "https://x.example" offers Gold@1.0 offers Silver@1.0 }\n}\n';
const client = (body: string) => `${provider}organization B { client C@1.0 { ${body} } }\n`;
const api = (body: string) => `organization A { api X@1.0 { ${body} } }\n`;
const password = (value: string) => `policies S { policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: ${value} }] } } }\n`;

describe('quick fixes', () => {
    it('have one file a rule, where they need one', () => {
        const files = readdirSync(new URL('../../language-server/fixes', import.meta.url)).map(name => name.replace(/\.ts$/, ''));
        assert.deepEqual(files.filter(id => !(id in fixers)), []);
        assert.deepEqual(Object.keys(fixers).filter(id => !(id in rules)), []);
    });

    for (const id of (Object.keys(rules) as RuleId[]).filter(hasFix)) {
        it(`put right the bad example of ${id}, each in its way`, () => {
            const titles = titlesOfFixes(ruleOf(id).bad, id);
            assert.ok(titles.length > 0, 'no fix at all');
            for (const title of titles) {
                const left = openProject(fixed(ruleOf(id).bad, title)).all();
                assert.deepEqual(left.filter(({ code }) => code === id || code === 'syntax').map(({ message }) => message), [], title);
            }
        });
    }

    it('change the bad example of each rule as the golden shows', () => {
        const changes = (Object.keys(rules) as RuleId[]).flatMap(id => titlesOfFixes(ruleOf(id).bad, id).flatMap(title => [`=== ${id}: ${title}${isPreferred(ruleOf(id).bad, title) ? ' (by fix all too)' : ''}`, ...changedLines(ruleOf(id).bad, title)]));
        const text = `${changes.join('\n')}\n`;
        if (process.env['APIM_REWRITE_GOLDENS'] === '1') writeFileSync(golden, text);
        assert.equal(text, readFileSync(golden, 'utf8'));
    });

    it('are all done at once where each has one remedy, and leave the rest alone', () => {
        const { project, uri } = openProject(`${api('endpiont: "https://a.example"')}policies S { policy LogHeader }\n${client('contract A/Y@1.0 via Gold')}`);
        const [action, ...others] = codeActions(project, uri('example.apim'), { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, { only: ['source.fixAll'] });
        assert.deepEqual([action?.kind, others], ['source.fixAll.apim', []]);
        assert.deepEqual(action?.edit?.changes?.[uri('example.apim')]?.map(({ newText }) => newText).sort(), ['A/X@1.0', 'LogHeaders', 'endpoint']);
        assert.deepEqual(codeActions(project, uri('example.apim'), { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, { only: ['source.organizeImports'] }), []);
    });

    it('leave a text that can be read, however it is laid out', () => {
        // Every fix of every rule, in six layouts.
        const layouts: ((text: string) => string)[] = [
            text => text, text => text.replaceAll(/\n\s*/g, ' '), text => text.replaceAll('\n', '\r\n'), text => text.replaceAll('  ', '\t'), text => text.replaceAll(/ (\w+:)/g, '\n$1'), text => text.replaceAll(/ ?([{}[\],]) ?/g, '$1')
        ];
        for (const id of Object.keys(rules) as RuleId[]) {
            const { bad } = ruleOf(id);
            for (const layout of layouts) {
                const laidOut = typeof bad === 'string' ? layout(bad) : { ...bad, files: { ...bad.files, 'example.apim': layout(bad.files['example.apim'] ?? '') } };
                const hasErrors = (example: typeof bad) => openProject(example).all().some(({ code }) => code === 'syntax');
                // A comment that is a line by itself is no longer one in a single line.
                if (hasErrors(laidOut) || (typeof laidOut === 'string' && /\/\/.*[{}]/.test(laidOut.replaceAll('://', '')))) continue;
                for (const title of new Set(titlesOfAllFixes(laidOut))) assert.ok(!hasErrors(fixed(laidOut, title)), `${id}: ${title}\n${JSON.stringify(fixed(laidOut, title))}`);
            }
        }
    });

    it('take a plan that the API offers, the near one first of all', () => {
        checkFixes(client('contract A/X@1.0 via Gould'), ["Use plan 'Gold'", "Use plan 'Silver'"]);
        checkFix(client('contract A/X@1.0 via Gould@1.0'), "Use plan 'Gold'", client('contract A/X@1.0 via Gold'));
    });

    it('take the declaration whose name is near, written as the reference was', () => {
        checkFix(client('contract A/Y@1.0 via Gold'), "Use 'A/X@1.0'", client('contract A/X@1.0 via Gold'));
        checkFix(provider.replace('offers Gold@1.0', 'offers Golt@1.0'), "Use 'Gold@1.0'", provider);
        checkFix(client('contract AA/XX@1.0 via Gold'), "Use 'A/X@1.0'", client('contract A/X@1.0 via Gold'));
        checkFix('policies Standard { }\npolicies S { use Standart }\n', "Use 'Standard'", 'policies Standard { }\npolicies S { use Standard }\n');
    });

    it('take the word of the language that is near', () => {
        checkFix('organization A {\n  clien C@1.0\n}\n', "Write 'client'", 'organization A {\n  client C@1.0\n}\n');
        checkFix('organization A {\n  published privat api X@1.0 {\n  }\n}\n', "Write 'private'", 'organization A {\n  published private api X@1.0 {\n  }\n}\n');
        checkFix('organisation A {\n}\n', "Write 'organization'", 'organization A {\n}\n');
        checkFix('policies S { policy RateLimiting { limit: 1, granularity: client, period: Day } }\n', "Write 'Client'", 'policies S { policy RateLimiting { limit: 1, granularity: Client, period: Day } }\n');
        checkFix('policies S { policy RateLimiting { limit: `1, granularity: Client, period: Day } }\n', "Write '1'", 'policies S { policy RateLimiting { limit: 1, granularity: Client, period: Day } }\n');
    });

    it('take the name that is near', () => {
        checkFix('policies S { policy LogHeader }\n', "Use policy 'LogHeaders'", 'policies S { policy LogHeaders }\n');
        checkFix('policies S { policy Cors { maxAges: 1 } }\n', "Write 'maxAge'", 'policies S { policy Cors { maxAge: 1 } }\n');
        checkFix(api('endpiont: "https://a.example"'), "Write 'endpoint'", api('endpoint: "https://a.example"'));
        checkFix(password('pw').replace('username', 'usernam'), "Write 'username'", password('pw'));
    });

    it('lock a plan in another file', () => {
        const { project, uri } = openProject({ files: { 'plans.apim': 'organization A {\n  plan Gold@1.0\n}\n', 'example.apim': api('offers Gold@1.0') } });
        const action = codeActions(project, uri('example.apim'), { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }).find(({ title }) => title.startsWith('Lock'));
        assert.deepEqual(action?.edit?.changes, { [uri('plans.apim')]: [{ range: { start: { line: 1, character: 2 }, end: { line: 1, character: 2 } }, newText: 'locked ' }] });
    });

    it('declare a parameter, take one that is near, or leave the placeholder to the gateway', () => {
        const text = `parameter hosts: url\n${api('endpoint: "${host}/v1"')}`;
        checkFixes(text, ["Use parameter 'hosts'", "Declare parameter 'host'", "Leave '${host}' to the gateway"]);
        checkFix(text, "Use parameter 'hosts'", text.replace('${host}', '${hosts}'));
        checkFix(text, "Declare parameter 'host'", `${text}parameter host: url\n`);
        checkFix(api('endpoint: "https://${name}/v1"'), "Declare parameter 'name'", `${api('endpoint: "https://${name}/v1"')}parameter name: string\n`);
        checkFix(text, "Leave '${host}' to the gateway", text.replace('${host}', () => '$${host}'));
    });

    it('write a reference in one piece', () => checkFix(client('contract A / X @1.0 via Gold'), "Write 'A/X@1.0'", client('contract A/X@1.0 via Gold')));

    it('move a secret into a parameter of a free name', () => {
        checkFix(password('"geheim"'), "Move it into a secret parameter 'password'", `${password('password')}secret parameter password\n`);
        const taken = 'secret parameter password\n';
        checkFix(`${taken}${password('"geheim"')}`, "Move it into a secret parameter 'password2'", `${taken}${password('password2')}secret parameter password2\n`);
        checkFix(`${taken}${password('"geheim"')}`, "Use secret parameter 'password'", `${taken}${password('password')}`);
    });

    it('take the value of a secret out of the file', () => {
        checkFix('secret parameter pw = "geheim"\n', "Remove the value of 'pw'", 'secret parameter pw\n');
        checkFix(`parameter pw: string = "geheim"\n${password('pw')}`, "Make 'pw' a secret parameter", `secret parameter pw: string\n${password('pw')}`);
    });

    describe('by what was registered last', () => {
        const acme = 'organization A {\n  locked plan Gold@1.0\n  published private api X@1.0 { endpoint: "https://x.example" offers Gold@1.0 }\n}\n';
        const shop = `${acme}organization B {\n  client C@1.0 { contract A/X@1.0 via Gold }\n}\n`;
        const after = (from: string, to: string, before = shop) => ({ files: { 'example.apim': before.replace(from, to) }, before: { 'example.apim': before } });
        const retired = shop.replace('published', 'retired').replace('client', 'retired client');

        it('lock a plan again', () => checkFix(after('locked plan', 'plan'), "Lock plan 'Gold' 1.0 again", shop));
        it('write the state of an API again', () => {
            checkFix(after('published ', '', acme), "Write 'published' again", acme);
            checkFix(after('retired private', 'private', retired), "Write 'retired' again", retired);
            checkFix(after('retired private', 'published private', retired), 'Leave it retired', retired);
        });
        it('write the type of an API again', () => {
            checkFix(after('private', 'public', acme), 'Leave it private', acme);
            const open = acme.replace('private', 'public').replace('offers Gold@1.0', '');
            checkFix(after('public ', '', open), 'Leave it public', open);
        });
        it('declare a client again, as retired', () => {
            checkFix(after('  client C@1.0 { contract A/X@1.0 via Gold }\n', ''), "Declare 'C@1.0' as retired", shop.replace('client C@1.0 { contract A/X@1.0 via Gold }', 'retired client C@1.0'));
            checkFix(after('organization B {\n  client C@1.0 { contract A/X@1.0 via Gold }\n}', 'organization B'), "Declare 'C@1.0' as retired", shop.replace('client C@1.0 { contract A/X@1.0 via Gold }', 'retired client C@1.0'));
        });
        it('take a contract of a retired client out', () => checkFix(retired, 'Remove the contract', retired.replace('{ contract A/X@1.0 via Gold }', '{}')));
    });

    it('take a name as it is declared, whatever stands for it', () => {
        checkFix(client('contract a/x@1.0 via Gold'), "Use 'A/X@1.0'", client('contract A/X@1.0 via Gold'));
        checkFix(client('contract A/X@1.0 via gold'), "Use 'Gold'", client('contract A/X@1.0 via Gold'));
        checkFix(provider.replace('offers Gold', 'offers GOLD'), "Use 'Gold@1.0'", provider);
        checkFix('policies S { policy Logheaders }\n', "Use 'LogHeaders'", 'policies S { policy LogHeaders }\n');
        checkFix('policies Some { }\npolicies S { use some }\n', "Use 'Some'", 'policies Some { }\npolicies S { use Some }\n');
        checkFix(`${api('endpoint: "${HOST}/v1"')}parameter host: url\n`, "Use 'host'", `${api('endpoint: "${host}/v1"')}parameter host: url\n`);
    });

    it('describe what has no description, in the form of its body', () => {
        checkFix('organization A { client C@1.0 }\n', 'Add a description', 'organization A { description: "Say what it is for." client C@1.0 }\n');
        checkFix('/** A */\norganization A {\n  client C@1.0\n}\n', 'Add a description', '/** A */\norganization A {\n  client C@1.0 {\n    description: "Say what it is for."\n  }\n}\n');
        checkFix('/** A */\norganization A {\n  plan P@1.0 {\n    policy Cors\n  }\n}\n', 'Add a description',
            '/** A */\norganization A {\n  plan P@1.0 {\n    description: "Say what it is for."\n    policy Cors\n  }\n}\n');
    });

    it('take out what is there once too often, or for nothing', () => {
        checkFix('organization A "Acme"\norganization A "Acme Corporation" { }\n', 'Remove this title', 'organization A "Acme"\norganization A { }\n');
        checkFix('organization A { description: "a" }\norganization A {\n  description: "b"\n  client C@1.0\n}\n', 'Remove this description', 'organization A { description: "a" }\norganization A {\n  client C@1.0\n}\n');
        checkFix('parameter used: url\n\n/** Of old times. */\nparameter old: url\npolicies S { }\n', "Remove parameter 'used'", '/** Of old times. */\nparameter old: url\npolicies S { }\n');
        checkFix('policies S { }\n\n/** Of old times. */\nparameter old: url\n', "Remove parameter 'old'", 'policies S { }\n');
    });

    it('rename what cannot stand in a URL, with all that names it', () => {
        checkFix(client('contract A/X@1.0 via Gold').replaceAll('Gold', '`Gold & more`').replaceAll(/organization B|B\//g, text => text.replace('B', '`B/C`')), "Rename it to 'Gold-more'",
            client('contract A/X@1.0 via Gold').replaceAll('Gold', 'Gold-more').replaceAll(/organization B|B\//g, text => text.replace('B', '`B/C`')));
        checkFix('organization `B/C` { client `2 go`@1 }\n', "Rename it to 'B-C'", 'organization B-C { client `2 go`@1 }\n');
        checkFix('organization `B/C` { client `2 go`@1 }\n', "Rename it to '2-go'", 'organization `B/C` { client `2-go`@1 }\n');
        checkFixes('organization A { client C@.. { } }\norganization `..`\n', []);
    });

    it('name the definition that is there under another ending', () => {
        const definition = (path: string) => ({ files: { 'example.apim': api(`definition: ${path}`), 'x.openapi.yaml': '', 'y/z.json': '', 'y/z.yml': '' } });
        checkFix(definition('"./x.yaml"'), "Use './x.openapi.yaml'", api('definition: "./x.openapi.yaml"'));
        checkFixes(definition("'y/z.openapi.json'"), ["Use 'y/z.yml'", "Use 'y/z.json'"]);
        checkFix(definition("'y/z.wsdl'"), "Use 'y/z.json'", api('definition: "y/z.json"'));
        checkFixes(definition('"./other.yaml"'), []);
    });

    it('take a suppression out that hides nothing, or name the rule that is meant', () => {
        const clients = (comment: string) => `organization B {\n${comment}  client C@1.0\n}\n`;
        checkFix(clients('  // apim-ignore empty-plan: why\n'), 'Remove the comment', clients(''));
        checkFix(clients('  // apim-ignore empty-plan, client-without-contract: why\n'), "Remove 'empty-plan'", clients('  // apim-ignore client-without-contract: why\n'));
        checkFix(clients('  // apim-ignore client-without-contract, empty-plan: why\n'), "Remove 'empty-plan'", clients('  // apim-ignore client-without-contract: why\n'));
        checkFix(clients('  // apim-ignore client-without-contracts: why\n'), "Write 'client-without-contract'", clients('  // apim-ignore client-without-contract: why\n'));
        checkFix(clients('  // apim-ignore\tempty-plan\n'), 'Remove the comment', clients(''));
    });

    it('take the newer version of an API, with or without its organization', () => {
        const newer = `${provider}organization A { published private api X@1.10 { endpoint: "https://x.example" offers Gold@1.0 } published private api X@1.9 { endpoint: "https://x.example" offers Gold@1.0 } `;
        checkFix(`${newer}client C@1.0 { contract X@1.0 via Gold } }\n`.replace('X@1.0 {', 'X@1.0 { endpoint: "https://x.example"'), 'Use version 1.10',
            `${newer}client C@1.0 { contract X@1.10 via Gold } }\n`.replace('X@1.0 {', 'X@1.0 { endpoint: "https://x.example"'));
        checkFix(`${newer}}\norganization B { client C@1.0 { contract A/X@1.0 via Gold } }\n`, 'Use version 1.10', `${newer}}\norganization B { client C@1.0 { contract A/X@1.10 via Gold } }\n`);
    });

    it('lock the plan that a contract is about', () => {
        const { project, uri } = openProject({ files: { 'acme.apim': provider.replace('locked plan Gold', 'plan Gold'), 'example.apim': 'organization B { client C@1.0 { contract A/X@1.0 via Gold } }\n' } });
        const action = codeActions(project, uri('example.apim'), { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }).find(({ title }) => title === "Lock plan 'Gold' 1.0");
        assert.deepEqual(action?.edit?.changes, { [uri('acme.apim')]: [{ range: { start: { line: 1, character: 2 }, end: { line: 1, character: 2 } }, newText: 'locked ' }] });
    });

    it('let an API inspect bodies, wherever the policy stands that caches them', () => {
        const caching = 'policy CachingResources { ttl: 1s, cachingResourcesSettingsEntries: [{ httpMethod: POST }] }';
        checkFix(api(caching), "Let 'A/X@1.0' inspect payloads", api(`inspectPayload: true ${caching}`));
        checkFix(api(`inspectPayload: false ${caching}`), "Let 'A/X@1.0' inspect payloads", api(`inspectPayload: true ${caching}`));
        const consuming = client(`contract A/X@1.0 via Gold ${caching}`);
        checkFix(consuming, "Let 'A/X@1.0' inspect payloads", consuming.replace('X@1.0 {', 'X@1.0 { inspectPayload: true'));
        const cached = `policies S { ${caching} }\n`;
        checkFix(`${cached}${api('use S')}`, "Let 'A/X@1.0' inspect payloads", `${cached}${api('inspectPayload: true use S')}`);
    });

    it('approve a client at the offer that its contract is about', () => {
        const text = (first: string, approval: string) => `organization A { locked plan Gold@1.0 locked plan Gold@2.0 published private api X@1.0 { endpoint: "https://x.example" offers Gold@1.0${first} offers Gold@2.0 with approval${approval} } }\norganization B { client C@1.0 { contract A/X@1.0 via Gold@2.0 } client D@1.0 }\n`;
        checkFix(text(' with approval', ''), 'Approve B/C@1.0 at A/X@1.0', text(' with approval', ' for B/C@1.0'));
        checkFix(text('', ' for B/D@1.0'), 'Approve B/C@1.0 at A/X@1.0', text('', ' for B/D@1.0, B/C@1.0'));
    });

    it('take back the approval of a client that does not use the offer', () => {
        const offering = (approval: string) => `${provider.replace('offers Gold@1.0', `endpoint: "https://x.example" offers Gold@1.0 with approval${approval}`)}organization B { client C@1.0 { contract A/X@1.0 via Silver } client D@1.0 { contract A/X@1.0 via Gold } }\n`;
        checkFix(offering(' for B/C@1.0'), 'Take back the approval', offering(''));
        checkFix(offering(' for B/C@1.0, B/D@1.0'), 'Take back the approval', offering(' for B/D@1.0'));
        checkFix(offering(' for B/D@1.0,\n B/C@1.0'), 'Take back the approval', offering(' for B/D@1.0'));
    });

    it('take the version of a plugin that another policy type has', () => {
        const types = (version: string, quote = '"') => `parameter release: string = "2.0"\npolicy type A : other { implementation: 'plugin:g:a:1.0:war/x.A' }\npolicy type B : other { implementation: ${quote}plugin:g:a:${version}:war/x.B${quote} }\n`;
        checkFix(types('2.0', "'"), 'Use version 1.0', types('1.0', "'"));
        checkFix(types('${release}'), 'Use version 1.0', types('1.0'));
    });

    it('move a policy in front of the one that it comes too late for', () => {
        const login = 'policy KeycloakOAuth { realm: "https://l.example/r", forwardRoles: { active: true } }';
        const roles = "policy Authorization { rules: [{ pathPattern: '/.*', role: \"r\" }] }";
        const cors = 'policy Cors';
        const cache = 'policy CachingResources { ttl: 1s, cachingResourcesSettingsEntries: [{ statusCode: "200" }] }';
        const open = (body: string) => `organization A {\n  published public api X@1.0 {\n    endpoint: "https://x.example"\n${body}  }\n}\n`;
        checkFix(api(`${roles} ${login}`), 'Move KeycloakOAuth in front of Authorization', api(`${login} ${roles}`));
        checkFix(open(`    ${roles} // r\n    policy Timeout\n    // apim-ignore auth-not-required: ours\n    ${login} // l\n`), 'Move KeycloakOAuth in front of Authorization',
            open(`    // apim-ignore auth-not-required: ours\n    ${login} // l\n    ${roles} // r\n    policy Timeout\n`));
        checkFix(open(`    ${login}\n    ${cors}\n`), 'Move Cors in front of KeycloakOAuth', open(`    ${cors}\n    ${login}\n`));
        checkFix(open(`    ${cache}\n    ${login}\n`), 'Move KeycloakOAuth in front of CachingResources', open(`    ${login}\n    ${cache}\n`));
        checkFix(`${open(`    use Roles\n    ${login}\n`)}policies Roles { ${roles} }\n`, 'Move KeycloakOAuth in front of Roles', `${open(`    ${login}\n    use Roles\n`)}policies Roles { ${roles} }\n`);
    });

    it('take CORS away from a private API', () => {
        checkFix(api('policy Cors policy Timeout'), 'Remove Cors', api('policy Timeout'));
        checkFixes(`policies S { policy Cors }\n${api('use S')}`, []);
    });

    it('carry the diagnostic that the editor shows', () => {
        const { project, uri } = openProject('policies S { policy LogHeader }\n');
        const [diagnostic] = project.diagnostics(uri('example.apim'));
        assert.ok(diagnostic);
        const shown = { range: diagnostic.range, code: diagnostic.code, message: 'shown' };
        const [action] = codeActions(project, uri('example.apim'), diagnostic.range, { shown: [{ ...shown, code: 'other' }, shown] });
        assert.deepEqual(action?.diagnostics, [shown]);
        assert.deepEqual(codeActions(project, uri('example.apim'), { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } }), []);
    });
});
