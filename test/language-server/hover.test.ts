import assert from 'node:assert/strict';
import { hover } from '../../language-server/features/hover.ts';
import { openAtCursor } from '../support/cursor.ts';
import { meanings } from '../../language-server/features/hover-keyword.ts';
import { language } from '../support/language.ts';
import { checkHover, hovered } from '../support/hover.ts';

const shop = (text: string) => `/** Order services. */
organization Acme "Acme Corporation" {
  description: "Everything."
  /** For shops. */
  locked plan Gold@1.0 "Best" { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  published private api Orders@1.0 "Orders" {
    endpoint: "\${host}/v1"
    offers Gold@1.0
    policy BasicAuthentication { realm: "o", staticIdentity: { identities: [{ username: "u", password: pw }] } }
  }
  plan Draft@1.0
}
organization Shop { client C@1.0 { policy LogHeaders contract Acme/Orders@1.0 via Gold } }
parameter host: url = "https://h.example"
secret parameter pw
${text}`;
const code = (text: string) => `\`\`\`apim\n${text}\n\`\`\``;
const replaced = (part: string) => shop('').replace(part.replace('<|>', ''), part);

describe('hover', () => {
    const cases: Record<string, [text: string, expected: string | undefined]> = {
        'an organization': [replaced('organization Ac<|>me'), `${code('organization Acme "Acme Corporation"')}\n\nOrder services.\n\nEverything.`],
        'a plan': [replaced('plan Go<|>ld'), `${code('locked plan Acme/Gold@1.0 "Best"')}\n\nFor shops.\n\nLocked: APIs can offer it.\n\nPolicies:\n\n- \`RateLimiting\` 10 per Day, counted by Client`],
        'a draft of a plan': [replaced('plan Dra<|>ft'), `${code('plan Acme/Draft@1.0')}\n\nDraft: no API can offer it until it is locked.`],
        'an API': [replaced('api Ord<|>ers'), `${code('published private api Acme/Orders@1.0 "Orders"')}\n\nPublished.\n\nEndpoint: \`\${host}/v1\`\n\nOffers: \`Gold@1.0\`\n\nPolicies:\n\n- \`BasicAuthentication\`\n\n1 client has a contract with it.`],
        'a client': [replaced('client <|>C'), `${code('client Shop/C@1.0')}\n\nContracts:\n\n- \`Acme/Orders@1.0\` via \`Gold\`\n\nPolicies:\n\n- \`LogHeaders\``],
        'a contract, at its plan': [replaced('via Go<|>ld'), [
            '**Contract** of `Shop/C@1.0` with `Acme/Orders@1.0` via `Gold@1.0`', 'Effective limit: 10 per Day, counted by Client',
            'Policies of a call, in running order:\n\n1. `LogHeaders` — client C\n2. `RateLimiting` 10 per Day, counted by Client — plan Gold\n3. `BasicAuthentication` — API Orders',
            '---', code('locked plan Acme/Gold@1.0 "Best"'), 'For shops.', 'Locked: APIs can offer it.', 'Policies:\n\n- `RateLimiting` 10 per Day, counted by Client'
        ].join('\n\n')],
        'a parameter in a text': [replaced('"${ho<|>st}'), code('parameter host: url = "https://h.example"')],
        'a secret parameter': [replaced('password: p<|>w'), `${code('secret parameter pw')}\n\nIts value stands in no file: it comes from the environment, a prompt or the secret store.`],
        'an option': [replaced('lim<|>it: 10'), `${code('limit: integer(1..9007199254740991)')}\n\nRequests allowed within one period.\n\nOption of RateLimiting. It is a whole number from 1 to 9007199254740991. It must be set.`],
        'a value of an enumeration': [replaced('period: D<|>ay'), `${code('period: Second | Minute | Hour | Day | Month | Year')}\n\nHow long is counted before the count begins anew: a period of the calendar, not of the last call.\n\nOption of RateLimiting. It is one of Second, Minute, Hour, Day, Month, Year. It must be set.`],
        'a secret option': [replaced('pass<|>word'), `${code('password: secret string')}\n\nPassword of the user: a secret parameter, or a placeholder that the gateway fills in.\n\nOption of BasicAuthentication, in \`staticIdentity.identities\`. It is a text in quotes. It must be set.\n\nA secret: write the name of a secret parameter, never the value itself.`],
        'a quantity': ['policies S { policy Cors { maxAge: 1<|>0min } }', `${code('maxAge: seconds(0..2147483647) = 0')}\n\nHow long a browser may remember the answer.\n\nOption of Cors. It is a duration in whole seconds such as 30s from 0 to 2147483647 seconds.\n\n\`10min\` is 600 seconds.`],
        'an attribute': [replaced('desc<|>ription'), `${code('description?: string')}\n\nWhat the organization is and offers.\n\nAttribute of an organization. It is a text in quotes.`],
        'a policy type of the project': [shop('/** Mine. */\npolicy type M<|>ine "My own" : other { implementation: \'class:x\' a: string }'), `${code('policy type Mine "My own" : other')}\n\nMine.\n\nOptions:\n\n- \`a: string\``],
        'a policy set': ['policies Std { policy LogHeaders }\norganization A { plan P@1 { use S<|>td } }', `${code('policies Std')}\n\nPolicies:\n\n- \`LogHeaders\``],
        'a name that nothing declares': ['organization A { client C@1 { contract B/X<|>@1 via P } }', undefined],
        'a keyword': ['organization A { loc<|>ked plan P@1 }', 'The plan is a promise: its policies do not change any more, and APIs can offer it. For other limits make a new version.'],
        'a keyword that is a name': ['organization A { client `loc<|>ked`@1 }', `${code('client A/locked@1')}`],
        'a brace': ['organization A <|>{ }', undefined]
    };
    const limited = (plan: string, api: string) => `organization A {\n  locked plan P@1 { ${plan} }\n  published private api X@1 { offers P@1 ${api} }\n  client C@1 { contract X<|>@1 via P }\n}\n`;
    const limit = (type: string, number: number, period: string) => `policy ${type} { limit: ${number}, granularity: Client, period: ${period} ${type === 'TransferQuota' ? ', direction: both' : ''} }`;
    const effective: Record<string, [plan: string, api: string, expected: string]> = {
        'the lower of two limits for the same time': [limit('RateLimiting', 10, 'Day'), limit('RateLimiting', 5, 'Day'), 'Effective limit: 5 per Day, counted by Client'],
        'two that say the same once': [limit('RateLimiting', 5, 'Day'), limit('Quota', 5, 'Day'), 'Effective limit: 5 per Day, counted by Client'],
        'none that can never be reached': [limit('RateLimiting', 10, 'Second'), limit('Quota', 10, 'Day'), 'Effective limit: 10 per Day, counted by Client'],
        'each that counts by itself': [limit('RateLimiting', 10, 'Second'), `${limit('Quota', 100, 'Day')} ${limit('TransferQuota', 9, 'Day')}`, 'Effective limits: 10 per Second, counted by Client · 100 per Day, counted by Client · 9 bytes per Day, counted by Client'],
        'none at all': ['', 'policy LogHeaders', 'Nothing limits how often it is called.']
    };
    for (const [name, [plan, api, expected]] of Object.entries(effective)) {
        it(`the effective limits of a contract: ${name}`, () => assert.equal(hovered(limited(plan, api))?.split('\n\n')[1], expected));
    }

    it('every word of the language', () => {
        const words = Object.keys(language.services.parser.Lexer.definition).filter(word => /^[a-z]{2,}$/.test(word));
        assert.deepEqual(words.filter(word => !(word in meanings)).sort(), ['as', 'false', 'true'], 'these need no words');
        assert.deepEqual(Object.keys(meanings).filter(word => !words.includes(word)), []);
    });

    it('where a contract, an API and the contracts of a client are called in the environment in use', () => {
        const yaml = 'environments:\n  test:\n    gateways:\n      - { url: "https://a.example", publicUrl: "https://one.example" }\n      - { url: "https://b.example" }\n';
        const at = (text: string) => hovered({ 'apim.yaml': yaml, 'example.apim': text });
        const text = limited('', '');
        assert.match(at(text) ?? '', /Called at `https:\/\/one\.example\/A\/X\/1` and `https:\/\/b\.example\/A\/X\/1`, with the API key of the client\.\n\n---/);
        assert.match(at(text.replace('<|>', '').replace('api X', 'api X<|>')) ?? '', /Called at `https:\/\/one\.example\/A\/X\/1` {2}\nCalled at/);
        assert.match(at(text.replace('<|>', '').replace('client C', 'client C<|>')) ?? '', /- `A\/X@1` via `P` — `https:\/\/one\.example\/A\/X\/1` — `https:\/\/b/);
    });

    it('where an API is called, once a gateway has told', () => {
        const { project, file, position } = openAtCursor(limited('', '').replace('<|>', '').replace('api X', 'api X<|>'));
        project.setLive(new Map(), ['http://localhost:8085']);
        assert.match(JSON.stringify(hover(project, file, position)), /Called at `http:\/\/localhost:8085\/A\/X\/1`/);
    });

    for (const [name, [text, expected]] of Object.entries(cases)) it(name, () => checkHover(text, expected));
});
