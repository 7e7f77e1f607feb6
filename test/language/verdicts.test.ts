import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Project } from '../../language/project.ts';
import { setProjectFile } from '../../language/project-file.ts';
import { defaultSettings } from '../../language/project-settings.ts';
import { recorder } from '../../compiler/recorder.ts';
import { language } from '../support/language.ts';
import { recordOf } from '../support/record.ts';
import { layouts, models, print } from '../support/random-model.ts';
import { runs } from '../support/random.ts';
import { withTinyBlocks } from '../support/tiny-blocks.ts';

/** Most of the time the first: what is wrong, or written otherwise, is to stand among much that is fine. */
const mostly = (usual: string, ...others: string[]) => fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 3, arbitrary: fc.constantFrom(...others) });
const lines = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map(written => written.filter(part => part !== '').join('\n'));
const some = (part: fc.Arbitrary<string>, most: number) => fc.array(part, { maxLength: most }).map(parts => parts.join('\n'));

const title = mostly('', '"Title"', '"\\x"', '"${host}"', '"open');
const comment = mostly('/** Said. */', '', '/* no documentation */', '/**/');
const description = mostly('description: "Said."', '', 'description: "${host} \\n"', 'description: "${nothing}"', 'description: `x`', 'description: 1', "description: 'x'", 'description: "a", description: "b"', 'descripton: "x"', '`description`: "x"', 'apiKey: "x"');
const jwt = 'policy Jwt { signingKeyString: "https://l.example/jwks" }';
const policies = mostly('', jwt, 'policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } }',
    'policy CachingResources { ttl: 1min, cachingResourcesSettingsEntries: [{ statusCode: "200" }] }', 'policy RateLimiting { limit: 5, granularity: Client, period: Month }', 'policy Rate', 'use Limits', 'use Nothing',
    'policy Cors', `${jwt}\n${jwt}`, 'policy Jwt { signingKeyString: "https://m.example/jwks" }', 'policy Authorization { rules: [] }', 'policy `Jwt`', 'policy RateLimiting { limit: ${limit} }');
const name = mostly('One', 'Two', '`One`', 'published', '`a b`', 'one');
const version = mostly('@1.0', '@2.0', '@.', ' @1.0', '@..');
const plan = lines(comment, fc.tuple(mostly('locked ', ''), mostly('Gold', 'Silver'), version, title, description, mostly('policy RateLimiting { limit: 10, granularity: Client, period: Day }', ''), policies)
    .map(([locked, called, number, titled, ...body]) => `${locked}plan ${called}${number} ${titled} { ${body.join('\n')} }`));
const api = lines(comment, fc.tuple(
    mostly('published private', 'published public', 'published', 'retired', '', 'private', 'published /* x */ private'), name, version, title, description,
    mostly('endpoint: "https://h.example/a/b"', '', 'endpoint: "ftp://h.example"', 'endpoint: "https://h.example:99999/a"', 'endpoint: "https://h.example/a?b"', 'endpoint: "${host}/v1"', 'endpoint: "https://u@h.example/a"', 'endpoint: "https://h.example/%20"', 'endpoint: "http://localhost/a",'),
    mostly('offers Gold@1.0', '', 'offers Gold@1.0 offers Silver@1.0', 'offers Gold@1.0 with approval', 'offers gold@1.0', 'offers B/Gold@1.0', 'offers Gold @1.0', 'offers A/Gold@1.0'),
    mostly('', 'inspectPayload: true', 'type: soap', 'definition: "x.yaml"', 'keepKeys: true'), policies
).map(([words, called, number, titled, ...body]) => `${words} api ${called}${number} ${titled} { ${body.join('\n')} }`));
const contract = fc.tuple(mostly('A/One', 'One', 'A/Two', 'B/One', 'A/one', 'A/ One', 'A/`One`', 'A/published'), version, mostly('Gold', 'Gold@1.0', 'gold', 'Gold@2.0', 'Gold @1.0', '`Gold`', 'Silver'), mostly('', '{ description: "Said." }', '{ descripton: "x" }', '{}'))
    .map(([called, number, by, attributes]) => `contract ${called}${number} via ${by} ${attributes}`);
const client = fc.tuple(comment, mostly('', 'retired'), fc.constantFrom('C', 'D', 'E', 'F'), version, title, description, contract, mostly('', 'contract A/Two@1.0 via Gold'), policies, some(contract, 1))
    .map(([said, retired, called, number, titled, ...body]) => `${said}\n${retired} client ${called}${number} ${titled} { ${body.join('\n')} }`);
const gold = '/** Gold. */ locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }';
const one = '/** One. */ published private api One@1.0 { endpoint: "https://h.example" offers Gold@1.0 }';
const file = fc.tuple(comment, title, description, mostly('', 'member "a@b" as editor', 'member "\\x" as viewer'), mostly(gold, ''), mostly(one, ''), some(plan, 1), some(api, 2), some(client, 5));
const fileOf = (organization: string) => file.map(([said, titled, ...body]) => `${said}\norganization ${organization} ${titled} {\n${body.join('\n')}\n}`);
const shared = fc.constant('policies Limits { policy RateLimiting { limit: 3, granularity: Client, period: Day } }\nparameter host: url = "https://h.example"\nsecret parameter pw\n');
const yaml = mostly('', 'dialect: apiman\n', 'environments:\n  test:\n    gateway: { url: "http://gateway.example:8081" }\n', 'rules: { missing-description: off }\n');

/** What is found in files that are read in this order, each declaration by itself or parts of them once; and how often nothing is. */
function found(texts: readonly string[], settings: string, before: readonly string[] | undefined, judgesParts: boolean): { findings: unknown; clean: number } {
    const projectWith = (files: readonly string[]) => {
        const project = new Project(language, defaultSettings, () => false, { judgesParts });
        for (const [index, text] of files.entries()) project.setFile(`${index}.apim`, text);
        if (settings !== '') setProjectFile(project, 'apim.yaml', settings);
        return project;
    };
    const project = projectWith(texts);
    if (before) project.setRecord(recordOf(projectWith(before)), recorder);
    const findings = texts.map((_, index) => project.diagnostics(`${index}.apim`));
    return { findings, clean: texts.flatMap((_, index) => project.index.inFile(`${index}.apim`).filter(({ file, place, line }) => {
        const last = file.textDocument.positionAt(file.writtenOffsets(place)[1]).line;
        return !findings[index]!.some(({ range }) => range.start.line >= line && range.start.line <= last);
    })).length };
}

describe('parts that are written alike', () => {
    withTinyBlocks();
    it('are found to be fine only where checks of each declaration as a whole find nothing', () => {
        let clean = 0;
        const texts = fc.tuple(fileOf('A'), fileOf('B'), shared).map(parts => [...parts]);
        fc.assert(fc.property(texts, yaml, fc.option(texts), (files, settings, before) => {
            const [once, whole] = [true, false].map(judgesParts => found(files, settings, before ?? undefined, judgesParts));
            assert.deepEqual(once!.findings, whole!.findings, files.join('\n'));
            clean += once!.clean;
        }), { numRuns: runs(500) });
        assert.ok(clean > runs(1000), `${clean} declarations were fine`);
    }).timeout(600_000);

    it('are not found to be fine where an organization is called like an element of another one', () => {
        const called = (organization: string) => `/** Said. */ organization ${organization} { ${gold} ${one} /** Said. */ client C@1.0 { contract One@1.0 via Gold ${jwt} } }`;
        const [once, whole] = [true, false].map(judgesParts => found([called('A'), called('`A/B`')], '', undefined, judgesParts));
        assert.deepEqual(once!.findings, whole!.findings);
        assert.match(JSON.stringify(whole!.findings), /plan-other-org/);
    });

    it('say the same in models at random', () => {
        fc.assert(fc.property(models, layouts, (model, layout) => {
            const [once, whole] = [true, false].map(judgesParts => found([print(model, layout)], '', undefined, judgesParts));
            assert.deepEqual(once!.findings, whole!.findings);
        }), { numRuns: runs(100) });
    }).timeout(600_000);
});
