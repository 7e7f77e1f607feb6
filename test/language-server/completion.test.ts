import assert from 'node:assert/strict';
import { completion } from '../../language-server/features/completion.ts';
import { checkAccepted, checkCompletion } from '../support/completion.ts';
import { openAtCursor } from '../support/cursor.ts';

const acme = `organization Acme {
  locked plan Gold@1.0 "Best" { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  locked plan Trial@1.0
  plan Draft@1.0
  published private api Orders@1.0 "Orders" { endpoint: "https://o.example" offers Gold@1.0 offers Trial@1.0 }
  published private api Alone@1.0 { endpoint: "https://o.example" }
  published public api Catalog@1.0 { endpoint: "https://c.example" }
  private api Later@1.0 { offers Gold@1.0 }
  retired api Orders@0.9
}
parameter host: url = "https://h.example"
secret parameter shopPassword
policies Standard { policy LogHeaders }
`;
const client = (body: string) => `${acme}organization Shop { client C@1.0 {\n${body}\n} }\n`;
const api = (body: string) => acme.replace('\n}\n', () => `\n  published private api New@1.0 {\n${body}\n  }\n}\n`);
const policy = (body: string) => `${acme}organization P { plan P@1.0 {\n${body}\n} }\n`;

describe('completion', () => {
    const cases: Record<string, [text: string, expected: Parameters<typeof checkCompletion>[1]]> = {
        'at the top level': ['<|>', ['organization', 'parameter', 'secret parameter', 'policies', 'policy type']],
        'in an organization': ['organization A {\n  <|>\n}', { includes: ['description', 'locked plan', 'published private api', 'client', 'member', 'policies'], excludes: ['organization', 'contract', 'offers'] }],
        'in an organization, behind a member of it': [`organization A {\n  plan P@1.0\n  <|>\n}`, { includes: ['description', 'client'] }],
        'in a plan': ['organization A { plan P@1.0 { <|> } }', ['description', 'policy', 'use']],
        'in a set': ['policies S { <|> }', ['policy', 'use']],
        'attributes of an API that are not set yet': [
            'organization A { api X@1.0 {\n type: rest\n <|>\n endpoint: "https://x.example" } }',
            ['offers', 'description', 'content', 'definition', 'inspectPayload', 'keepKeys', 'backend', 'timeouts', 'policy', 'use']
        ],
        'attributes of an object': ['organization A { api X@1.0 { backend: { security: basic, <|> } } }', ['username', 'password', 'requireSsl']],
        'after an adjective': ['organization A { published <|> }', ['private api', 'public api']],
        'after a contract: what can be contracted': [client('contract <|>'), ['Acme/Orders@1.0']],
        'after a contract, the beginning typed': [client('contract Acme/Or<|>'), ['Acme/Orders@1.0']],
        'after a contract, something else typed': [client('contract Xyz<|>'), []],
        'after a contract that stands already': [client('contract Acme/Orders@1.0 via Gold\ncontract <|>'), []],
        'after the API of a contract': [client('contract Acme/Orders@1.0 <|>'), ['via']],
        'after via: what the API offers': [client('contract Acme/Orders@1.0 via <|>'), ['Gold', 'Trial']],
        'after via, the beginning typed, and no brace follows': [`${acme}organization Shop { client C@1.0 { contract Acme/Orders@1.0 via G<|>`, { includes: ['Gold'] }],
        'behind a contract': [client('contract Acme/Orders@1.0 via Gold\n<|>'), ['contract', 'description', 'policy', 'use']],
        'in a contract': [client('contract Acme/Orders@1.0 via Gold { <|> }'), ['description']],
        'after offers: locked plans that are not offered yet': [api('offers Gold@1.0\n    offers <|>'), ['Trial@1.0']],
        'after an offer': [api('offers Gold@1.0 <|>'), { includes: ['with approval', 'offers'] }],
        'after with': [api('offers Gold@1.0 with <|>'), ['approval']],
        'after approval': [api('offers Gold@1.0 with approval <|>'), { includes: ['for'] }],
        'after for: clients with a contract': [
            `organization A { locked plan P@1.0 published private api X@1.0 { offers P@1.0 with approval for <|> } }\norganization B { client C@1.0 { contract A/X@1.0 via P } client D@1.0 { contract A/X@1.0 via P } client E@1.0 }\n`,
            ['B/C@1.0', 'B/D@1.0']
        ],
        'after for and a comma: those that are not approved yet': [
            `organization A { locked plan P@1.0 published private api X@1.0 { offers P@1.0 with approval for B/C@1.0, <|> } }\norganization B { client C@1.0 { contract A/X@1.0 via P } client D@1.0 { contract A/X@1.0 via P } client E@1.0 }\n`,
            ['B/D@1.0']
        ],
        'policy types, those of the project too': [`${policy('policy <|>')}policy type Mine "My own" : other { implementation: 'class:x' }\n`, { includes: ['RateLimiting', 'Cors', 'Mine'], excludes: ['policy'] }],
        'options that are not set, those that are needed first': [
            policy('policy RateLimiting { limit: 10, <|>, granularity: Client }'), ['period', 'userHeader', 'headerLimit', 'headerRemaining', 'headerReset']
        ],
        'options of an object in a list': [policy('policy BasicAuthentication { staticIdentity: { identities: [{ username: "a", <|> }] } }'), ['password', 'isHash']],
        'options in what is not closed': [policy('policy RateLimiting {\n limit: 10\n <|>'), { includes: ['granularity', 'period'], excludes: ['limit'] }],
        'options behind a policy that is not closed': [policy('policy Cors { maxAge: \n policy RateLimiting { limit: 1, <|>'), { includes: ['granularity'], excludes: ['limit', 'maxAge'] }],
        'values of an enumeration': [policy('policy RateLimiting { granularity: <|> }'), ['Client', 'User', 'Api', 'Ip', 'apimanVersion']],
        'values of an enumeration in quotes': [policy('policy RateLimiting { granularity: "<|>" }'), ['Client', 'User', 'Api', 'Ip']],
        'items of a list': [policy('policy Cors { allowMethods: [GET, <|>] }'), { includes: ['POST', 'PUT'] }],
        'a boolean': ['organization A { api X@1.0 { keepKeys: <|> } }', ['false', 'true']],
        'parameters of a type that fits': [`parameter a: integer\nparameter b: bytes\nparameter c: boolean\nparameter d: string\nparameter e\n${policy('policy RateLimiting { limit: <|> }')}`, ['a', 'b']],
        'parameters of a type that fits a URL': [`parameter a: integer\nparameter c: boolean\nparameter d: string\n${api('endpoint: <|>')}`, ['apimanVersion', 'd', 'host', 'shopPassword']],
        'a secret parameter alone where a secret is wanted': [api('backend: { password: <|> }'), ['shopPassword']],
        'rules to leave unsaid, those first that are reported below': ['organization A {\n  // apim-ignore cli<|>\n  client C@1.0\n}', ['client-without-contract', 'approval-unknown-client', 'client-granularity-public', 'client-needs-reregister', 'client-policies-not-for-public', 'delete-registered-client', 'retired-client-contract']],
        'rules that the comment does not name yet': ['organization A {\n  // apim-ignore client-without-contract, client-w<|>\n  client C@1.0\n}', []],
        'no rule in a comment that says why': ['organization A {\n  // apim-ignore client-without-contract: soon <|>\n  client C@1.0\n}', []],
        'a secret: secret parameters first': [policy('policy BasicAuthentication { staticIdentity: { identities: [{ password: <|> }] } }'), ['shopPassword']],
        'parameters in a text': [api('endpoint: "${<|>"'), ['apimanVersion', 'host', 'shopPassword']],
        'parameters in a text, the beginning typed': [api('endpoint: "https://${ho<|>}/v1"'), ['apimanVersion', 'host', 'shopPassword']],
        'nothing in what is left to the gateway': [api('endpoint: "$${<|>}"'), []],
        'nothing in a text': [api('endpoint: "https<|>"'), []],
        'nothing in a raw text': [api("endpoint: '${<|>"), []],
        'nothing in a text block': [policy('policy Jwt { signingKeyString: """\n MII <|>\n""" }'), []],
        'nothing in a comment': ['organization A {\n // <|>\n}', []],
        'nothing in a comment that is not closed': ['organization A {\n /* why <|>', []],
        'nothing where a name is made up': ['organization A { client <|> }', []],
        'sets': [policy('use <|>'), ['Standard']],
        'roles': ['organization A { member "a@b.example" as <|> }', ['editor', 'manager', 'viewer']],
        'roles after a comma': ['organization A { member "a@b.example" as viewer, <|> }', ['editor', 'manager', 'viewer']],
        'after the user of a member': ['organization A { member "a@b.example" <|> }', ['as']],
        'categories': ['policy type X "x" : <|>', ['limiting', 'modification', 'other', 'security']],
        'types of options': ['policy type X : other {\n  limit: <|>\n}', { includes: ['integer', 'string', 'bytes', 'secret'] }],
        'members of a policy type': ['policy type X : other {\n  <|>\n}', ['implementation', 'authenticates']],
        'types of parameters': ['parameter x: <|>', { includes: ['url', 'integer'] }],
        'behind a declaration that is not finished': [`organization A {\n  published private api X@1.0 {\n    offers\n  client C@1.0 {\n    <|>\n  }\n}\n`, { includes: ['contract'], excludes: ['offers'] }]
    };
    for (const [name, [text, expected]] of Object.entries(cases)) it(name, () => checkCompletion(text, expected));

    const accepted: Record<string, [text: string, label: string, line: string]> = {
        'an API together with via': [client('contract Ac<|>'), 'Acme/Orders@1.0', 'contract Acme/Orders@1.0 via '],
        'an API where via stands already': [client('contract <|> via Gold'), 'Acme/Orders@1.0', 'contract Acme/Orders@1.0 via Gold'],
        'an API of the own organization without it': [acme.replace('  retired', '  client C@1.0 {\ncontract <|>\n}\n  retired'), 'Orders@1.0', 'contract Orders@1.0 via '],
        'an API of the own organization with it, where it was typed': [acme.replace('  retired', '  client C@1.0 {\ncontract Acme/<|>\n}\n  retired'), 'Acme/Orders@1.0', 'contract Acme/Orders@1.0 via '],
        'a policy with what it needs': [policy('policy Ra<|>'), 'RateLimiting', 'policy RateLimiting { limit: ${1:1}, granularity: ${2|Client,User,Api,Ip|}, period: ${3|Second,Minute,Hour,Day,Month,Year|} }'],
        'a policy whose body stands already': [policy('policy <|> { limit: 1 }'), 'RateLimiting', 'policy RateLimiting { limit: 1 }'],
        'an option with a place for its value': [policy('policy Cors { allow<|> }'), 'allowOrigin', 'policy Cors { allowOrigin: ["$1"] }'],
        'an option whose colon stands already': [policy('policy Cors { max<|>: 1 }'), 'maxAge', 'policy Cors { maxAge: 1 }'],
        'a parameter with its closing brace': [api('endpoint: "${<|>"'), 'host', 'endpoint: "${host}"'],
        'a parameter in front of its closing brace': [api('endpoint: "${<|>}/v1"'), 'host', 'endpoint: "${host}/v1"'],
        'a value that needs quotes': [policy('policy IgnoredResources { rules: [{ verb: <|> }] }'), '*', 'policy IgnoredResources { rules: [{ verb: "*" }] }'],
        'a name that needs backticks': ['policies `2go` { }\nplan\npolicies X {\nuse <|>\n}', '2go', 'use `2go`']
    };
    for (const [name, [text, label, line]] of Object.entries(accepted)) it(`inserts ${name}`, () => checkAccepted(text, label, line));

    it('inserts plain text where an editor has no snippets', () => {
        checkAccepted(policy('policy Ra<|>'), 'RateLimiting', 'policy RateLimiting { limit: 1, granularity: Client, period: Second }', { snippets: false });
        checkAccepted('organization A {\n<|>\n}', 'member', 'member "user@example.org" as editor', { snippets: false });
    });

    it('is quiet after a space that asks for nothing', () => {
        checkCompletion('organization A { plan P@1.0 <|>', [], { snippets: true, trigger: ' ' });
        checkCompletion(client('contract <|>'), ['Acme/Orders@1.0'], { snippets: true, trigger: ' ' });
    });

    it('caps what it proposes and says so', () => {
        const apis = Array.from({ length: 150 }, (_, index) => `  published private api A${index}@1.0 { offers P@1.0 }`).join('\n');
        const { project, file, position } = openAtCursor(`organization A {\n  locked plan P@1.0\n${apis}\n}\norganization B { client C@1.0 { contract <|> } }`);
        const list = completion(project, file, position);
        assert.equal(list.items.length, 100);
        assert.ok(list.isIncomplete);
    });

    it('knows what surrounds the cursor in a large file', () => {
        const clients = Array.from({ length: 500 }, (_, index) => `  client C${index}@1.0 { contract Acme/Orders@1.0 via Gold }`).join('\n');
        checkCompletion(`${acme}organization Shop {\n${clients}\n  client Last@1.0 {\n    contract <|>\n  }\n}\n`, ['Acme/Orders@1.0']);
        checkCompletion(`${acme}organization Shop {\n${clients}\n  <|>\n}\n`, { includes: ['client', 'locked plan'] });
        checkCompletion(`${acme}organization Shop {\n${clients}\n}\n<|>\n`, { includes: ['organization'] });
    });
});
