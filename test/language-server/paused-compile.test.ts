import assert from 'node:assert/strict';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import type { CompiledProject } from '../../compiler/compiled-project.ts';
import { preview } from '../../language-server/session/registering.ts';
import { realWorld } from '../../registration/world.ts';
import { language } from '../support/language.ts';

const files: Record<string, string> = {
    'acme.apim': `organization Acme {
  locked plan Gold@1.0 { use Limits }
  published private api Orders@1.0 { endpoint: "\${host}/v1" offers Gold@1.0 }
  published public api Catalog@1.0 { endpoint: "https://c.example" }
}
`,
    'shop.apim': `organization Shop {
  client Mobile@1.0 { contract Acme/Orders@1.0 via Gold }
  client Web@1.0 "The web" { contract Acme/Orders@1.0 via Gold policy ApiKey }
  retired client Old@1.0
}
`,
    'shared.apim': `policies Limits { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
parameter host: url = "https://h.example"
`
};
const edits: [what: string, file: string, from: string, to: string][] = [
    ['a client that goes', 'shop.apim', '  client Mobile@1.0 { contract Acme/Orders@1.0 via Gold }\n', ''],
    ['a client that comes', 'shop.apim', '  client Web', '  client New@1.0 { contract Acme/Orders@1.0 via Gold }\n  client Web'],
    ['a policy', 'shared.apim', 'limit: 10', 'limit: 20'],
    ['an API that is another one', 'acme.apim', 'api Orders@1.0', 'api Orders@2.0'],
    ['a line in front', 'acme.apim', 'organization', '\n// Moved.\norganization'],
    ['a mistake', 'shop.apim', 'client Web@1.0 "The web" {', 'client Web@1.0 "The web {'],
    ['all of a file', 'acme.apim', files['acme.apim']!, '']
];

describe('a project that is edited while it is compiled', () => {
    const uri = (name: string) => `file:///project/${name}`;
    const opened = (projectFile: string) => {
        const session = new ProjectSession('/project', language);
        session.setProjectFile(projectFile);
        for (const [name, text] of Object.entries(files)) session.project.setFile(uri(name), text);
        const found = session.environment();
        assert.equal(found.kind, 'environment');
        return { session, environment: (found as Extract<typeof found, { kind: 'environment' }>).environment };
    };

    for (const isPacked of [false, true]) {
        for (const [what, file, from, to] of edits) {
            it(`comes out as it was when that began: ${what}${isPacked ? ', files at rest' : ''}`, () => {
                for (let pause = 0, isOver = false; !isOver; pause++) {
                    const { session, environment } = opened('dialect: apiman\n');
                    session.diagnostics();
                    while (isPacked && session.project.prepare());
                    const before = shown(session.compile(environment));
                    const work = session.compiler(environment)();
                    for (let step = 0; step < pause && !isOver; step++) isOver = work.next().done === true;
                    if (isOver) break;
                    session.project.setFile(uri(file), files[file]!.replace(from, to));
                    session.diagnostics();
                    let next = work.next();
                    while (!next.done) next = work.next();
                    assert.deepEqual(shown(next.value), before, `a pause behind step ${pause}`);
                }
            });
        }
    }

    it('and given up meanwhile, says so in words and asks no gateway', async () => {
        const { session, environment } = opened('environments:\n  test: { gateway: { url: "http://g.example" } }\ndefaultEnvironment: test\n');
        const asked: string[] = [];
        const world = { ...realWorld({}), fetch: async (url: string): Promise<never> => { asked.push(url); throw new Error('nobody there'); } };
        const secrets = { gatewayPassword: async () => undefined, secretParameter: async () => undefined, keyPassphrase: async () => undefined };
        const result = await preview({ session, environment, secrets, person: { user: undefined }, world, signal: AbortSignal.abort() });
        assert.deepEqual([result.ok ? undefined : result.failure, asked], [{ kind: 'cancelled' }, []]);
    });
});

/** Without the places, which are looked up when somebody looks. */
function shown({ document, retired, skipped, secretsUsed }: CompiledProject): object {
    return { document, retired: retired.map(({ key }) => key), skipped: skipped.map(({ key, reason }) => `${key} ${reason}`), secretsUsed: secretsUsed.map(({ name }) => name) };
}
