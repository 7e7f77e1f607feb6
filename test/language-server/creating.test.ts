import assert from 'node:assert/strict';
import { codeActions } from '../../language-server/features/code-actions.ts';
import { openAtCursor } from '../support/cursor.ts';
import { applyEdits } from '../support/text-edits.ts';

/** All files after the action with this title at the cursor. */
function after(text: string, title: string): { text: string; errors: string[]; titles: string[] } {
    const { project, file, position } = openAtCursor(text);
    const actions = codeActions(project, file, { start: position, end: position });
    const edits = actions.find(action => action.title === title)?.edit?.changes?.[file];
    const titles = actions.map(action => action.title);
    if (!edits) return { text: '', errors: [], titles };
    const result = applyEdits(project.files.get(file)?.document.textDocument.getText() ?? '', edits);
    project.setFile(file, result);
    return { text: result, errors: project.diagnostics(file).filter(({ severity }) => severity === 'error').map(({ code }) => code), titles };
}

const acme = 'organization Acme {\n  locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }\n  locked plan Free@1.0 { policy RateLimiting { limit: 1, granularity: Client, period: Day } }\n  published private api Orders@1.0 {\n    endpoint: "https://a.example"\n    offers Gold@1.0\n  }\n}\n';

describe('making what is missing', () => {
    it('creates an API from its use, published and offered through the plan of the contract', () => {
        const made = after(`${acme}organization B {\n  client C@1.0 { contract Acme/Sto<|>ck@2.0 via Gold }\n}\n`, "Create API 'Acme/Stock@2.0'");
        assert.match(made.text, / {2}published private api Stock@2\.0 \{\n {4}endpoint: "https:\/\/backend\.example"\n {4}offers Gold@1\.0\n {2}\}\n\}\norganization B/);
        assert.deepEqual(made.errors, []);
    });
    it('creates a plan that an API offers, and a client that is approved', () => {
        const plan = after(acme.replace('offers Gold@1.0', 'offers Sil<|>ver@1.0'), "Create plan 'Acme/Silver@1.0'");
        assert.match(plan.text, / {2}locked plan Silver@1\.0 \{\n {4}policy RateLimiting/);
        assert.deepEqual(plan.errors, []);
        const client = after(acme.replace('offers Gold@1.0', 'offers Gold@1.0 with approval for Shop/W<|>eb@1.0'), "Create client 'Shop/Web@1.0'");
        assert.match(client.text, /\norganization Shop \{\n {2}client Web@1\.0\n\}\n$/);
        assert.deepEqual(client.errors, []);
    });
    it('offers a plan through the API of a contract that names it', () => {
        const made = after(`${acme}organization B {\n  client C@1.0 { contract Acme/Orders@1.0 via Fr<|>ee }\n}\n`, 'Offer Free@1.0 through Acme/Orders@1.0');
        assert.match(made.text, /offers Gold@1\.0\n {4}offers Free@1\.0\n {2}\}/);
        assert.deepEqual(made.errors, []);
    });
    it('writes names in backticks where they need them', () => {
        assert.match(after(acme.replace('offers Gold@1.0', 'offers `2<|>go`@1.0'), "Create plan 'Acme/2go@1.0'").text, /locked plan `2go`@1\.0/);
    });
});

describe('extracting a literal into a parameter', () => {
    const cases: [name: string, from: string, title: string, use: RegExp, declared: RegExp][] = [
        ['an address', acme.replace('"https://a', '"htt<|>ps://a'), "Extract into parameter 'endpoint'", /endpoint: endpoint\n/, /\nparameter endpoint: url = "https:\/\/a\.example"\n$/],
        ['a number', acme.replace('limit: 10', 'limit: 1<|>0'), "Extract into parameter 'limit'", /limit: limit, granularity/, /\nparameter limit: integer = 10\n$/],
        ['with a name that is free', `${acme.replace('limit: 10', 'limit: 1<|>0')}parameter limit: integer = 3\n`, "Extract into parameter 'limit2'", /limit: limit2,/, /\nparameter limit2: integer = 10\n$/]
    ];
    for (const [name, from, title, use, declared] of cases) {
        it(`makes one of ${name}`, () => {
            const made = after(from, title);
            assert.match(made.text, use, made.titles.join());
            assert.match(made.text, declared);
            assert.deepEqual(made.errors, []);
        });
    }
    it('is not offered for secrets, names, descriptions and what holds a parameter already', () => {
        const texts = [
            acme.replace('granularity: Client', 'granularity: Cl<|>ient'), acme.replace('Gold@1.0 {', 'Gold@1.0 { description: "Th<|>e best"'),
            `${acme.replace('"https://a.example"', '"${host}/<|>v1"')}parameter host: url = "https://a.example"\n`,
            acme.replace('offers Gold', 'policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: "se<|>cret" }] } } offers Gold')
        ];
        for (const text of texts) assert.ok(!after(text, '').titles.some(title => title.startsWith('Extract into parameter')), text);
    });
});
