import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinedOverview } from '../../language-server/session/joined-overview.ts';
import { KeptOverview } from '../../language-server/session/kept-overview.ts';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import { realWorld } from '../../registration/world.ts';
import { printRecord } from '../../registration/record-file.ts';
import { language } from '../support/language.ts';
import { openProject } from '../support/project.ts';
import { runs } from '../support/random.ts';
import { recordOf } from '../support/record.ts';

const start: Record<string, string> = {
    'acme.apim': `organization Acme "Acme" {
  locked plan Gold@1.0 { use Limits }
  locked plan Free@1.0
  published private api Orders@1.0 {
    endpoint: "\${host}/v1"
    offers Gold@1.0 with approval for Shop/Mobile@1.0
    policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } }
  }
  published private api Stock@1.0 { endpoint: "https://s.example" offers Gold@1.0 offers Free@1.0 }
  published public api Catalog@1.0 { endpoint: "https://c.example" }
}
`,
    'shop.apim': `organization Shop {
  member "anna" as viewer
  client Mobile@1.0 { contract Acme/Orders@1.0 via Gold contract Acme/Stock@1.0 via Free }
  client Mobile@2.0 "New" { contract Acme/Stock@1.0 via Gold policy Mine { level: low } }
  retired client Web@1.0 { contract Acme/Stock@1.0 via Gold }
  client Typo@1.0 { contract Acme/Stok@1.0 via Gold }
}
`,
    'shared.apim': `policies Limits { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
policy type Mine : security { implementation: "class:x.Y" authenticates: true level: low | high }
parameter host: url = "https://h.example"
secret parameter pw
organization Acme { client Own@1.0 { contract Stock@1.0 via Gold } }
organization Shop "The shop" { client Late@1.0 { contract Acme/Orders@1.0 via Gold } }
`
};
const changes: [file: string, from: string, to: string][] = [
    ['acme.apim', 'published private api Orders', 'private api Orders'], ['acme.apim', 'with approval for Shop/Mobile@1.0', ''], ['acme.apim', 'offers Gold@1.0 offers Free@1.0', 'offers Free@1.0'],
    ['acme.apim', 'api Stock@1.0 {', 'api Stok@1.0 {'], ['acme.apim', 'locked plan Gold', 'plan Gold'], ['acme.apim', 'locked plan Free@1.0', 'locked plan Free@1.0 { policy IPWhitelist { ipList: ["10.0.0.1"] } }'], ['acme.apim', 'plan Free', 'plan Freed'],
    ['acme.apim', '{ use Limits }', ''], ['acme.apim', '"https://s.example"', '"https://t.example"'], ['acme.apim', '"Acme"', '"Other"'],
    ['acme.apim', '  published public api Catalog@1.0 { endpoint: "https://c.example" }\n', ''], ['acme.apim', 'organization', '\n\n// Moved.\norganization'], ['acme.apim', '}\n}', '}\n'],
    ['shop.apim', 'member "anna" as viewer', 'member "carl" as editor'], ['shop.apim', '"New"', '"Old"'], ['shop.apim', 'retired client Web', 'client Web'], ['shop.apim', 'Acme/Stok@1.0', 'Acme/Stock@1.0'],
    ['shop.apim', 'client Mobile@2.0', 'client Mobile@1.0'], ['shop.apim', 'client Typo@1.0 { contract Acme/Stok@1.0 via Gold }', 'client Typo@1.0 {'], ['shop.apim', 'via Free', 'via Gold@1.0'],
    ['shared.apim', 'limit: 10', 'limit: 20'], ['shared.apim', '"https://h.example"', '"https://i.example"'], ['shared.apim', '"class:x.Y"', '"class:x.Z"'], ['shared.apim', 'client Own@1.0', 'client Own@0.9'],
    ['shared.apim', 'organization Acme {', 'organization Acme { published private api Orders@1.0 { endpoint: "https://x.example" }'], ['shared.apim', '"The shop"', '']
];
const yamls = [
    'environments:\n  test: { gateway: { url: "http://g.example:8080", publicUrl: "https://api.example/" } }\n  live: { gateway: local }\ndefaultEnvironment: test\n',
    'environments:\n  test: { gateway: { url: "http://g.example:8080" }, exclude: [shared.apim], parameters: { host: "https://t.example" } }\n  live: { gateway: local }\ndefaultEnvironment: test\nadmins: [carl]\n',
    'environments:\n  live: { gateway: local }\n'
];

type Step = { kind: 'change'; of: (typeof changes)[number]; back: boolean } | { kind: 'remove' | 'restore'; file: string } | { kind: 'yaml'; text: string } | { kind: 'record'; environment: string; but: (typeof changes)[number] | undefined };
const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 10, arbitrary: fc.record({ kind: fc.constant('change' as const), of: fc.constantFrom(...changes), back: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('remove' as const, 'restore' as const), file: fc.constantFrom(...Object.keys(start)) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('yaml' as const), text: fc.constantFrom(...yamls) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('record' as const), environment: fc.constantFrom('test', 'live'), but: fc.constantFrom(undefined, ...changes) }) }
);

describe('an overview that is brought up to date', () => {
    it('is the one that would be made anew, after any edits, for everybody', async () => {
        await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12, size: 'max' }), play), {
            numRuns: runs(120), examples: [[[{ kind: 'record', environment: 'live', but: undefined }, { kind: 'yaml', text: yamls[2]! }, { kind: 'change', of: ['shop.apim', 'client Mobile@2.0', 'client Mobile@1.0'], back: true }]]]
        });
    });

    it('makes of what was not edited the very same again', async () => {
        const { set, kept, session } = opened();
        const before = await overview(session, 'anna', kept);
        set('shop.apim', start['shop.apim']!.replace('"New"', '"Newer"'));
        const after = await overview(session, 'anna', kept);
        const versions = ({ clients }: typeof before) => new Map(clients.organizations.flatMap(organization => organization.clients.flatMap(client => client.versions.map(version => [version.key, version]))));
        const [was, is] = [versions(before), versions(after)];
        assert.deepEqual([...is].filter(([key, version]) => was.get(key) !== version).map(([key]) => key), ['Shop/Mobile@2.0']);
    });
});

function opened() {
    const texts = new Map(Object.entries(start)), records = new Map<string, string>();
    const session = new ProjectSession('/project', language, { readFile: async path => records.get(path), readDirectory: async () => [] });
    const set = (name: string, text: string | undefined) => {
        if (text === undefined) texts.delete(name);
        else texts.set(name, text);
        if (text === undefined) session.project.removeFile(`file:///project/${name}`);
        else session.project.setFile(`file:///project/${name}`, text);
    };
    for (const [name, text] of texts) set(name, text);
    session.setProjectFile(yamls[0]);
    return { session, texts, records, set, kept: new KeptOverview() };
}

async function play(steps: Step[]): Promise<void> {
    const { session, texts, records, set } = opened();
    const people = [undefined, 'anna', 'carl'].map(user => ({ user, kept: new KeptOverview() }));
    for (const each of steps) {
        switch (each.kind) {
            case 'change': {
                const [name, from, to] = each.of;
                set(name, each.back ? texts.get(name)?.replace(to, () => from) : texts.get(name)?.replace(from, () => to));
                break;
            }
            case 'remove': set(each.file, undefined); break;
            case 'restore': set(each.file, start[each.file]); break;
            case 'yaml': session.setProjectFile(each.text); break;
            case 'record': {
                const registered = Object.fromEntries(Object.entries(start).map(([name, text]) => [name, each.but?.[0] === name ? text.replace(each.but[1], () => each.but![2]) : text]));
                records.set(`/project/apim.record.${each.environment}.jsonl`, printRecord({ ...recordOf(openProject({ files: registered }).project), environment: each.environment }));
            }
        }
        for (const { user, kept } of people) assert.deepEqual(plain(await overview(session, user, kept)), plain(await overview(session, user)), JSON.stringify(each));
    }
}

async function overview(session: ProjectSession, user: string | undefined, kept?: KeptOverview) {
    const found = session.environment();
    assert.ok(found.kind === 'environment');
    const none = async () => undefined;
    return joinedOverview({
        session, environment: found.environment, person: { user, admins: session.parsed.file.admins }, world: realWorld(), secrets: { gatewayPassword: none, secretParameter: none, keyPassphrase: none }
    }, { showAll: user === 'carl', kept });
}

/** With all that is looked up when somebody looks. */
function plain(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value));
}
