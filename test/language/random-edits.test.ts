import assert from 'node:assert/strict';
import fc from 'fast-check';
import { recorder } from '../../compiler/recorder.ts';
import { declarationNodes, extractDeclaration } from '../../language/extraction.ts';
import { Project, type Diagnostic } from '../../language/project.ts';
import { setProjectFile } from '../../language/project-file.ts';
import type { RegistrationRecord } from '../../language/record.ts';
import { defaultSettings } from '../../language/project-settings.ts';
import type { LiveState } from '../../language/rule.ts';
import type { RuleId } from '../../language/rules.ts';
import { atOnce } from '../../language/in-turns.ts';
import { language } from '../support/language.ts';
import { rebuilt, recordOf } from '../support/record.ts';
import { takeChanged } from '../support/project.ts';
import { runs } from '../support/random.ts';
import { withTinyBlocks } from '../support/tiny-blocks.ts';

/** Files that refer to each other in every way that the language knows. */
const start: Record<string, string> = {
    'acme.apim': `/** Acme. */
organization Acme {
  locked plan Gold@1.0 { use Limits }
  plan Draft@1.0
  /** Orders. */
  published private api Orders@1.0 {
    endpoint: "\${host}/v1"
    offers Gold@1.0 with approval for Shop/Mobile@1.0
    policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } }
  }
  published private api Parts@1.0 { description: "Parts.", endpoint: "https://s.example/parts"
    offers Gold@1.0
  }
  published private api Stock@1.0 { offer: 1, endpoint: "https://s.example"
    offers Gold@1.0
  }
  published public api Catalog@1.0 { endpoint: "https://c.example" }
}
`,
    'shop.apim': `organization Shop {
  /** For phones. */
  client Mobile@1.0 {
    contract Acme/Orders@1.0 via Gold
    contract Acme/Stock@1.0 via Gold
    policy Mine { level: low }
  }
  client Web@1.0 { contract Acme/Stock@1.0 via Gold }
  client Desk@1.0 "Desk" {
    description: "For desks."
    contract Acme/Parts@1.0 via Gold
    policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } }
  }
  /** For tills. */
  client Till@1.0 {
    contract Acme/Parts@1.0 via Gold@1.0
    contract Acme/Orders@1.0 via Gold { description: "All." }
    policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } }
  }
  client Typo@1.0 {
    contract Acme/Stok@1.0 via Gold
    policy Mien
  }
}
`,
    'shared.apim': `policies Limits { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
policy type Mine : security { implementation: "class:x.Y" authenticates: true level: low | high }
parameter host: url = "https://h.example"
parameter port: integer
secret parameter pw
organization Acme { client Own@1.0 { contract Stock@1.0 via Gold } }
`
};

const fragments = [
    'Gold', 'Draft', 'Orders@1.0', 'Stock@1.0', 'Acme/', 'Shop', 'Mobile@1.0', 'published ', 'locked ', 'retired ', 'public ', 'private ', 'organization ', 'plan ', 'api ',
    'client ', 'contract Acme/Catalog@1.0 via Gold\n', 'offers Draft@1.0\n', 'policy Mine\n', 'use Limits\n', 'authenticates: true', 'limit: 10', 'host', 'pw', '{', '}', '"', '\n', '@', '@1', ':',
    'policy Jwt { signingKeyString: "https://l.example/jwks", forwardAuthInfo: [{ header: "X-User", field: "sub" }] }\n', "policy Authorization { rules: [{ pathPattern: '/.*', role: \"r\" }] }\n",
    'policy CachingResources { ttl: 1min, cachingResourcesSettingsEntries: [{ statusCode: "200" }] }\n', 'policy RateLimiting { limit: 5, granularity: Client, period: Month }\n', 'policy Cors\n', 'policy ApiKey\n',
    'policy RateLimiting { limit: 5, granularity: User, period: Day, userHeader: "X-User" }\n', '$${HOST}',
    'contract Acme/orders@1.0 via gold\n', 'description: "x"\n', '/** x */ ', 'offers Gold@1.0 with approval for Shop/Web@1.0\n', '// apim-ignore unused-plan, no-rule: why\n', '`a b`', '`', '``', ' "Title" ',
    'published private api Orders@1.1 { endpoint: "http://localhost:1" offers Gold@1.0 }\n', 'locked plan Silver@1.0 { use Limits }\n', 'policy type Old : other { implementation: "plugin:g:a:1:war/X" }\n', 'policy type New : other { implementation: "plugin:g:a:2:war/X" }\n',
    'policy Jwt { signingKeyString: "https://m.example/jwks" }\n', 'use Limits\n',
    '\r\n', '"""', 'description: """\n x\n"""\n', 'endpoint: "https://h.example:8080/b"\n', ':99999', '/b', ' { description: "y" }', ' { descripton: "y" }', 'via Gold@1.0', 'member "a@b" as editor\n', 'organization `A/B` {\n', 'organization Shop { }\n', '/**/', '*/',
    '// apim-ignore missing-description, api-key-as-authentication: why\n', 'client Desk@1.0 { description: "x" contract Acme/Parts@1.0 via Gold }\n', 'inspectPayload: true\n', 'apiKey: "x"\n', '"\\x"',
    'parameter host: url\n', 'policy type Mine : other { implementation: "class:z" }\n', 'endpoint: "${host}"\n', ' ', '\n\n', '// apim-ignore client-without-contract: why\n', 'offers plan Gold@1.0\n', 'contract api Orders@1.0 via plan Gold\n', 'description: ', 'contract Acmee/Ordes@1.0 via Gold\n',  '"Title" { policy Mine }\n', 'locked Gold@1.0 {'
];

/** Edits that leave a text whole, each with the rules that it gives rise to; they are also taken back. */
const changes: [file: string, from: string, to: string, ...rules: RuleId[]][] = [
    ['acme.apim', 'organization Acme {\n', 'organization Acme "Acme" {\n  description: "x"\n', 'duplicate-title'],
    ['acme.apim', 'organization Acme {\n', 'organization Acme {\n  locked plan Silver@1.0 { use Limits }\n', 'unused-plan'],
    ['acme.apim', 'plan Draft@1.0\n', 'plan `a b`@1.0\n', 'invalid-name', 'empty-plan'],
    ['acme.apim', 'offers Gold@1.0 with', 'offers gold@1.0 with', 'case-mismatch', 'unused-plan'],
    ['acme.apim', 'locked plan Gold', 'plan Gold', 'contract-plan-unlocked'],
    ['acme.apim', 'plan Draft@1.0\n', 'locked plan Draft@1.0 { use Limits }\n', 'plans-identical'],
    ['acme.apim', '"${host}/v1"', '"ftp://h.example"', 'invalid-endpoint', 'unused-parameter'],
    ['acme.apim', '"https://c.example"', '"http://localhost:9001"', 'local-endpoint-remote-gateway'],
    ['acme.apim', '"https://c.example"', '"https://c.example" definition: "./orders.yaml"', 'definition-missing'],
    ['acme.apim', '"https://c.example"', '"https://c.example" policy Jwt { signingKeyString: "https://l.example/jwks" }', 'jwks-conflict'],
    ['acme.apim', '"https://s.example"', '"https://s.example" policy Jwt { signingKeyString: "https://m.example/jwks", requireTransportSecurity: true }', 'jwks-conflict', 'tls-required-over-http', 'unusual-placement'],
    ['acme.apim', '"https://s.example"', '"https://s.example" policy CachingResources { ttl: 1s, cachingResourcesSettingsEntries: [{ httpMethod: POST }] }', 'caching-post-needs-payload'],
    ['acme.apim', '"https://s.example"', '"https://s.example" policy IpBlocklist { ipList: ["10.0.0.1"], httpHeader: "X-Client" }', 'ip-header-forgeable'],
    ['acme.apim', 'staticIdentity: { identities: [{ username: "u", password: pw }] }', 'jdbcIdentity: { jdbcUrl: "jdbc:h2://d", query: "q", extractRoles: true }', 'basic-jdbc-unsupported', 'roles-query-missing', 'unused-parameter'],
    ['acme.apim', '    offers Gold@1.0 with', '    offers Draft@1.0\n    offers Gold@1.0 with', 'plans-identical'],
    ['acme.apim', 'approval for Shop/Mobile@1.0', 'approval for Shop/Web@1.0', 'approval-unknown-client'],
    ['acme.apim', '  published public', '  published private api Stock@1.1 { endpoint: "https://t.example" offers Gold@1.0 }\n  published public', 'contract-to-older-version', 'api-without-consumer'],
    ['acme.apim', 'use Limits', 'use LIMITS', 'case-mismatch'],
    ['shop.apim', 'Acme/Orders@1.0 via Gold', 'acme/Orders@1.0 via Gold', 'case-mismatch'],
    ['shop.apim', '  client Web@1.0 { contract Acme/Stock@1.0 via Gold }', '  client Web@1.0 { policy Mine { level: low } }', 'client-policies-not-for-public'],
    ['shop.apim', '  client Web', '  // apim-ignore missing-description, unused-plan, nothing: why\n  client Web', 'unknown-suppression'],
    ['shared.apim', 'policies Limits', '/** Said. */ organization Shop\npolicies limits { policy LogHeaders }\npolicies Limits', 'case-mismatch'],
    ['shared.apim', 'policy type Mine', 'policy type mine : other { implementation: "class:x.Z" }\npolicy type Mine'],
    ['shared.apim', 'policies Limits', 'organization Acme "Acme" { description: "y" }\npolicies Limits', 'duplicate-title'],
    ['shared.apim', '"class:x.Y"', '"plugin:g:a:1:war/x.Y"', 'plugin-versions-differ'],
    ['shared.apim', 'parameter host', 'policy type Old : other { implementation: "plugin:g:a:${apimanVersion}:war/X" }\nparameter host', 'plugin-versions-differ'],
    ['shared.apim', '"class:x.Y"', '"x.Y"', 'invalid-plugin'],
    ['shared.apim', 'client Own@1.0', 'client Own@1.0 { contract Parts@1.0 via Gold }\n}\norganization Shop { client Desk@1.0', 'duplicate-version'],
    ['acme.apim', 'organization Acme {\n', 'organization Ace {\n', 'unresolved-reference', 'api-without-consumer'],
    ['shop.apim', 'organization Shop {\n', 'organization Acme {\n', 'unresolved-reference'],
    ['acme.apim', '"https://s.example/parts"', '"http://localhost:9001/parts"', 'local-endpoint-remote-gateway'],
    ['acme.apim', '"https://s.example/parts"', '"https://s.example:99999/parts"', 'invalid-endpoint'],
    ['shop.apim', '{ description: "All." }', '{ descripton: "All." }', 'unknown-attribute'],
    ['shop.apim', '/** For tills. */', '/* For tills. */', 'missing-description'],
    ['shop.apim', '/** For tills. */\n', '// apim-ignore missing-description, api-key-as-authentication: why\n', 'unknown-suppression'],
    ['shop.apim', 'contract Acme/Parts@1.0 via Gold@1.0\n', 'contract Acme/Parts@1.0 via Gold@1.0 contract Acme/Parts@1.0 via Gold\n', 'duplicate-contract']
];
/** A file beside ours that comes and goes. */
const definition = 'file:///orders.yaml';

type Edit =
    | { kind: 'change'; of: (typeof changes)[number]; back: boolean }
    | { kind: 'definition'; exists: boolean }
    | { kind: 'rest' }
    | { kind: 'replace'; file: number; from: number; length: number; text: string }
    | { kind: 'toggle' | 'join'; file: number; line: number }
    | { kind: 'line ends'; file: number; end: '\n' | '\r\n' }
    | { kind: 'remove' | 'restore'; file: number }
    | { kind: 'copy' | 'rename'; from: number; to: number }
    | { kind: 'paste'; from: number; part: [number, number]; to: number; at: number }
    | { kind: 'branch'; but: readonly (typeof changes)[number][]; without: number }
    | { kind: 'settings'; dialect: 'scheer-pas' | 'apiman'; host: boolean; version: string; remote: boolean }
    | { kind: 'record'; of: 'now' | 'start' | 'nothing'; but: [from: string, to: string]; rebuilt: boolean }
    | { kind: 'live'; client: string; state: LiveState };

/** What may have been registered otherwise: an organization that is gone, states, policies, plans, parameters. */
const differences: [from: string, to: string][] = [
    ['', ''], ['organization Shop', 'organization Gone'], ['private api Stock', 'public api Stock'], ['published private api Orders', 'retired private api Orders'], ['client Web', 'retired client Web'],
    ['limit: 10', 'limit: 11'], ['level: low', 'level: high'], ['offers Gold@1.0\n', 'offers Gold@1.0 offers Draft@1.0\n'], ['h.example', 'i.example'], ['plan Draft@1.0', 'locked plan Draft@1.0']
];

const position = fc.double({ min: 0, max: 1, noNaN: true });
const edit: fc.Arbitrary<Edit> = fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('replace' as const), file: fc.nat(3), from: position, length: fc.nat(12), text: fc.constantFrom('', ...fragments) }) },
    { weight: 10, arbitrary: fc.record({ kind: fc.constant('toggle' as const), file: fc.nat(2), line: fc.nat(13) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('line ends' as const), file: fc.nat(2), end: fc.constantFrom('\n' as const, '\r\n' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('join' as const), file: fc.nat(2), line: fc.nat(20) }) },
    { weight: 12, arbitrary: fc.record({ kind: fc.constant('change' as const), of: fc.constantFrom(...changes), back: fc.boolean() }) },
    { weight: 4, arbitrary: fc.constant({ kind: 'rest' as const }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('definition' as const), exists: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('remove' as const, 'restore' as const), file: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('copy' as const, 'rename' as const), from: fc.nat(3), to: fc.nat(3) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('paste' as const), from: fc.nat(2), part: fc.tuple(fc.nat(13), fc.nat(5)), to: fc.nat(3), at: fc.nat(14) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('branch' as const), but: fc.array(fc.constantFrom(...changes), { maxLength: 4 }), without: fc.nat(8) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('settings' as const), dialect: fc.constantFrom('scheer-pas' as const, 'apiman' as const), host: fc.boolean(), version: fc.constantFrom('3.1.3.Final', '3.2.0.Final'), remote: fc.boolean() }) },
    {
        weight: 3, arbitrary: fc.record({
            kind: fc.constant('record' as const), of: fc.constantFrom('now' as const, 'start' as const, 'start' as const, 'nothing' as const), rebuilt: fc.nat(4).map(chance => chance === 0),
            but: fc.constantFrom(...differences)
        })
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('live' as const), client: fc.constantFrom('Shop/Mobile@1.0', 'Shop/Web@1.0'), state: fc.constantFrom('registered' as const, 'changed' as const) }) }
);

const names = ['acme.apim', 'shop.apim', 'shared.apim', 'zusatz.apim'];
const projectFile = 'apim.yaml';

/** What a project is told besides its files. */
interface Told { yaml?: string; record?: RegistrationRecord; live: Map<string, LiveState>; definition: boolean }

/** The longer a project is edited, the more can have been forgotten. */
const most = 40;

describe('edits', () => {
    withTinyBlocks();
    it('lead to the diagnostics that a fresh start finds, in every file, without asking for more than what is said to have changed', () => {
        const projects = runs(120);
        let played = 0;
        fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: most, size: 'max' }), edits => {
            play(edits);
            played += edits.length;
        }), { numRuns: projects });
        assert.ok(played > projects * most / 4, `${played} edits were played`);
    }).timeout(3_600_000);

    it('give rise to every rule on names, uses, files and addresses', () => {
        const settings: Edit = { kind: 'settings', dialect: 'scheer-pas', host: true, version: '3.1.3.Final', remote: true };
        for (const rule of new Set(changes.flatMap(([, , , ...rules]) => rules))) {
            const concerned = changes.filter(([, , , ...rules]) => rules.includes(rule));
            const found = new Set<string>();
            play([settings, ...[false, true].flatMap(back => concerned.map((of): Edit => ({ kind: 'change', of, back })))], found);
            assert.ok(found.has(rule), rule);
        }
    });
});

function play(edits: Edit[], found = new Set<string>()): void {
    const texts = new Map(Object.entries(start));
    let told: Told = { live: new Map(), definition: false };
    const edited = new Project(language, defaultSettings, uri => uri !== definition || told.definition);
    const shown = new Map<string, Diagnostic[]>();
    const named = new Set<string>();
    for (const [name, text] of texts) edited.setFile(name, text);
    show(edited, shown);
    for (const step of edits) {
        told = apply(step, texts, edited, told);
        if (step.kind === 'definition') edited.touchFiles(new Set([definition]));
        show(edited, shown);
        // What the edited project knows of parts that are written alike is held to checks of each declaration as a whole.
        const fresh = new Project(language, defaultSettings, uri => uri !== definition || told.definition, { judgesParts: false });
        if (told.record) fresh.setRecord(told.record, recorder);
        for (const [name, text] of [...texts].reverse()) fresh.setFile(name, text);
        if (told.yaml !== undefined) setProjectFile(fresh, projectFile, told.yaml);
        fresh.setLive(told.live);
        const expected = new Map<string, Diagnostic[]>();
        show(fresh, expected);
        for (const { code } of [...expected.values()].flat()) found.add(code);
        for (const name of [...names, projectFile]) assert.deepEqual(shown.get(name) ?? [], expected.get(name) ?? [], `${name} after ${JSON.stringify(step)}`);
        for (const { declared, uri, isStrict } of edited.files.values()) {
            const whole = fresh.files.get(uri)!;
            const expected = isStrict ? declarationNodes(whole.tree).map(extractDeclaration) : whole.declared.map(({ declaration }) => declaration);
            assert.deepEqual(declared.map(({ declaration }) => declaration), expected, `declarations after ${JSON.stringify(step)}`);
        }
        assert.equal(waiting(edited), waiting(fresh), `waiting after ${JSON.stringify(step)}`);
        for (const name of names) for (const { element } of fresh.references.inFile(name)) named.add(element);
        for (const element of named) assert.deepEqual(naming(edited, element), naming(fresh, element), `${element} after ${JSON.stringify(step)}`);
    }
}

/** Where something is named. */
function naming({ references }: Project, element: string): unknown[] {
    return [references.isDeclared(element), references.isUsed(element.slice(element.indexOf(':') + 1)), ...[...references.ofElement(element)].sort(([a], [b]) => a < b ? -1 : 1)];
}

/** How many clients wait to be registered. */
function waiting(project: Project): number {
    return atOnce(project.waitingClients(new Set(['Ace', 'Acme', 'Gone', 'Shop']), () => true));
}

/** What an editor would show: only what is said to have changed is asked for. */
function show(project: Project, shown: Map<string, Diagnostic[]>): void {
    for (const uri of takeChanged(project)) shown.set(uri, project.diagnostics(uri));
}

function apply(step: Edit, texts: Map<string, string>, project: Project, told: Told): Told {
    const set = (name: string, text: string | undefined) => {
        if (text === undefined) {
            texts.delete(name);
            project.removeFile(name);
        } else {
            texts.set(name, text);
            project.setFile(name, text);
        }
    };
    switch (step.kind) {
        case 'replace': {
            const name = names[step.file] ?? '';
            const text = texts.get(name) ?? '';
            const from = Math.floor(step.from * text.length);
            set(name, text.slice(0, from) + step.text + text.slice(from + step.length));
            return told;
        }
        case 'toggle': {
            const name = names[step.file] ?? '';
            const lines = (texts.get(name) ?? '').split('\n');
            const line = lines[step.line] ?? '';
            lines[step.line] = line.startsWith('//') ? line.slice(2) : `//${line}`;
            set(name, lines.join('\n'));
            return told;
        }
        case 'line ends': {
            const name = names[step.file] ?? '';
            set(name, (texts.get(name) ?? '').split(/\r?\n/).join(step.end));
            return told;
        }
        case 'join': {
            // What stood in a line of its own is written as it was, and yet stands elsewhere.
            const name = names[step.file] ?? '';
            const lines = (texts.get(name) ?? '').split('\n');
            lines.splice(step.line, 2, lines.slice(step.line, step.line + 2).join(' '));
            set(name, lines.join('\n'));
            return told;
        }
        case 'change': {
            const [name, from, to] = step.of;
            const text = texts.get(name) ?? '';
            set(name, step.back ? text.replace(to, () => from) : text.replace(from, () => to));
            return told;
        }
        case 'definition': return { ...told, definition: step.exists };
        case 'rest':
            // Nobody types for a while: what is closed is packed.
            while (project.prepare());
            return told;
        case 'remove': set(names[step.file] ?? '', undefined); return told;
        case 'restore': set(names[step.file] ?? '', start[names[step.file] ?? ''] ?? ''); return told;
        case 'copy': set(names[step.to] ?? '', texts.get(names[step.from] ?? '') ?? ''); return told;
        case 'rename': {
            const text = texts.get(names[step.from] ?? '');
            set(names[step.from] ?? '', undefined);
            if (text !== undefined) set(names[step.to] ?? '', text);
            return told;
        }
        case 'paste': {
            const [first, count] = step.part;
            const lines = (texts.get(names[step.to] ?? '') ?? '').split('\n');
            lines.splice(step.at, 0, ...(texts.get(names[step.from] ?? '') ?? '').split('\n').slice(first, first + count + 1));
            set(names[step.to] ?? '', lines.join('\n'));
            return told;
        }
        case 'branch': {
            // All files at once, and nobody looks in between: as when another branch is checked out under an editor.
            for (const [index, name] of names.entries()) {
                const text = start[name] && step.but.filter(([file]) => file === name).reduce((changed, [, from, to]) => changed.replace(from, () => to), start[name]);
                set(name, index === step.without ? undefined : text);
            }
            return told;
        }
        case 'settings': {
            const yaml = `dialect: ${step.dialect}\n${step.host
                ? `rules: { client-without-contract: off }\nenvironments:\n  test:\n    gateway: ${step.remote ? '{ url: "http://gateway.example:8081" }' : 'local'}\n    parameters: { host: "https://t.example", port: 1, apimanVersion: ${step.version} }\ndefaultEnvironment: test\n` : ''}`;
            setProjectFile(project, projectFile, yaml);
            return { ...told, yaml };
        }
        case 'record': {
            const record = recorded(step, texts);
            project.setRecord(record, recorder);
            return { ...told, record };
        }
        case 'live': {
            const live = new Map([...told.live, [step.client, step.state]]);
            project.setLive(live);
            return { ...told, live };
        }
    }
}

function recorded(step: Extract<Edit, { kind: 'record' }>, texts: ReadonlyMap<string, string>): RegistrationRecord {
    const before = new Project(language);
    const files = step.of === 'now' ? [...texts] : step.of === 'start' ? Object.entries(start) : [];
    for (const [name, text] of files) before.setFile(name, text.replace(step.but[0], step.but[1]));
    return step.rebuilt ? rebuilt(recordOf(before)) : recordOf(before);
}
