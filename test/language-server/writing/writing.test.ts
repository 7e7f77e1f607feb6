import assert from 'node:assert/strict';
import { judge, checkWriting, fileUri, problemsOf } from '../../support/writing.ts';

const acme = `organization Acme {
  locked plan Gold@1.0 {
    policy RateLimiting { limit: 10, granularity: Client, period: Day }
  }

  published private api Orders@1.0 {
    endpoint: "https://orders.example"
    offers Gold@1.0
    policy Jwt { signingKeyString: "https://login.example/jwks" }
  }
}
`;

describe('writing by choosing', () => {
    it('begins a project with an organization in a file of its own', () => {
        const { written } = checkWriting({}, { kind: 'organization', name: 'Acme', title: 'Acme "Corporation"' }, { 'acme.apim': 'organization Acme "Acme \\"Corporation\\"" {█\n}\n' });
        assert.deepEqual(written?.created, [fileUri('acme.apim')]);
    });

    it('puts a new organization beside the other files, or into one of them', () => {
        const files = { 'teams/a.apim': 'organization A {\n}\n', 'teams/b.apim': 'organization C {\n}\n', 'z.apim': '' };
        checkWriting(files, { kind: 'organization', name: 'B' }, { 'teams/b-2.apim': 'organization B {█\n}\n' });
        checkWriting(files, { kind: 'organization', name: 'B', file: fileUri('teams/a.apim') }, { 'teams/a.apim': 'organization A {\n}\n\norganization B {█\n}\n' });
    });

    it('writes a plan into an empty organization, with what it allows', () => {
        checkWriting({ 'a.apim': 'organization Acme {\n}\n' }, { kind: 'plan', organization: 'Acme', name: 'Gold', version: '1.0', title: 'Gold', locked: true, limit: { policy: 'RateLimiting', limit: '1000', period: 'Day' } }, {
            'a.apim': 'organization Acme {\n  locked plan Gold@1.0 "Gold" {\n    policy RateLimiting { limit: 1000, granularity: Client, period: Day }█\n  }\n}\n'
        });
        checkWriting({ 'a.apim': 'organization Acme' }, { kind: 'plan', organization: 'Acme', name: 'Gold', locked: false }, { 'a.apim': 'organization Acme {\n  plan Gold@1.0 {█\n  }\n}\n' });
    });

    it('puts a plan among the plans: behind older versions of it, in their order where they have one', () => {
        const files = { 'a.apim': acme.replace('  published', '  locked plan Silver@1.0 { policy RateLimiting { limit: 5, granularity: Client, period: Day } }\n\n  published') };
        const { written } = checkWriting(files, { kind: 'plan', organization: 'Acme', name: 'Gold', locked: true, limit: { policy: 'TransferQuota', limit: '10MB', period: 'Month' } }, {
            'a.apim': files['a.apim'].replace('  locked plan Silver', '  locked plan Gold@2.0 {\n    policy TransferQuota { limit: 10MB, direction: both, granularity: Client, period: Month }█\n  }\n\n  locked plan Silver')
        });
        assert.equal(written?.entry.declaration.kind, 'plan');
    });

    it('writes into the block that has most of its kind, and passes over files that cannot be read', () => {
        const files = { 'a.apim': 'organization Acme {\n  member "a@x.example" as editor\n}\n', 'b.apim': acme, 'c.apim': 'organization Acme { api' };
        const { written } = judge(files, { kind: 'client', organization: 'Acme', name: 'Web' });
        assert.equal(written?.entry.uri, fileUri('b.apim'));
    });

    it('writes an API with endpoint, offers and how callers sign in', () => {
        checkWriting({ 'a.apim': acme }, {
            kind: 'api', organization: 'Acme', name: 'Stock', state: 'published', access: 'private', endpoint: 'https://stock.example/v1', offers: ['Acme/Gold@1.0'], signIn: { policy: 'Jwt', keys: 'https://login.example/jwks' }
        }, {
            'a.apim': acme.replace(/\}\n$/, `
  published private api Stock@1.0 {
    endpoint: "https://stock.example/v1"
    offers Gold@1.0

    policy Jwt { signingKeyString: "https://login.example/jwks" }█
  }
}
`)
        });
    });

    it('declares the plan, the parameter and the secret that an API brings along, with values for environments', () => {
        checkWriting({ 'a.apim': 'organization Acme {\n}\n', 'p.apim': 'parameter zone: string = "a"\n', 'apim.yaml': '# ours\nenvironments:\n  local: { gateway: local }\n  test:\n    gateway: local # staging\ndefaultEnvironment: local\n' }, {
            kind: 'api', organization: 'Acme', name: 'Orders', state: 'published', access: 'private', endpoint: '${ordersHost}', parameter: { name: 'ordersHost', default: 'http://localhost:9001', values: { test: 'https://test.example', local: 'http://localhost:9001' } }, offers: [],
            plan: { kind: 'plan', organization: 'Acme', name: 'Gold', version: '1.0', locked: true, limit: { policy: 'Quota', limit: '5', period: 'Month' } }, signIn: { policy: 'BasicAuthentication', username: 'caller', parameter: 'ordersPassword' }
        }, {
            'a.apim': `organization Acme {
  locked plan Gold@1.0 {
    policy Quota { limit: 5, granularity: Client, period: Month }
  }

  published private api Orders@1.0 {
    endpoint: ordersHost
    offers Gold@1.0

    policy BasicAuthentication {
      realm: "Orders"
      // apim-ignore basic-static-production: to begin with; in production let a directory (ldapIdentity) or tokens (policy Jwt) say who may call
      staticIdentity: { identities: [{ username: "caller", password: ordersPassword }] }
    }█
  }
}
`,
            'p.apim': 'parameter zone: string = "a"\nparameter ordersHost: url = "http://localhost:9001"\nsecret parameter ordersPassword\n',
            'apim.yaml': '# ours\nenvironments:\n  local: { gateway: local }\n  test:\n    gateway: local # staging\n    parameters:\n      ordersHost: https://test.example\ndefaultEnvironment: local\n'
        });
    });

    it('writes a client with its contracts, and a contract into a client of one line', () => {
        const files = { 'a.apim': acme, 'b.apim': 'organization Shop {\n  client Web@1.0 { contract Acme/Orders@1.0 via Gold }\n}\n' };
        checkWriting(files, { kind: 'client', organization: 'Shop', name: 'App', contracts: [{ api: 'Acme/Orders@1.0', plan: 'Acme/Gold@1.0' }] }, {
            'b.apim': 'organization Shop {\n  client Web@1.0 { contract Acme/Orders@1.0 via Gold }\n\n  client App@1.0 {\n    contract Acme/Orders@1.0 via Gold█\n  }\n}\n'
        });
        const more = { ...files, 'c.apim': acme.replaceAll('Orders', 'Stock').replaceAll('Acme', 'Other') };
        checkWriting(more, { kind: 'contract', client: 'Shop/Web@1.0', api: 'Other/Stock@1.0', plan: 'Other/Gold@1.0' }, {
            'b.apim': 'organization Shop {\n  client Web@1.0 {\n    contract Acme/Orders@1.0 via Gold\n    contract Other/Stock@1.0 via Gold█\n  }\n}\n'
        });
    });

    it('keeps line ends, tabs and what it does not concern as they are', () => {
        checkWriting({ 'a.apim': 'organization   Acme   {\r\n\tapi X@1.0\r\n}\r\n' }, { kind: 'client', organization: 'Acme', name: 'App' }, {
            'a.apim': 'organization   Acme   {\r\n\tapi X@1.0\r\n\r\n  client App@1.0 {█\r\n  }\r\n}\r\n'
        });
    });

    it('copies what is declared as another version, behind it', () => {
        const { draft } = checkWriting({ 'a.apim': acme }, { kind: 'version', of: 'plan', entity: 'Acme/Gold@1.0' }, {
            'a.apim': acme.replace('  published', '  plan Gold@2.0 {\n    policy RateLimiting { limit: 10, granularity: Client, period: Day }█\n  }\n\n  published')
        });
        assert.deepEqual(draft, { kind: 'version', of: 'plan', entity: 'Acme/Gold@1.0', version: '2.0' });
        assert.match(problemsOf({ 'a.apim': acme }, { kind: 'version', of: 'plan', entity: 'Acme/Gold@1.0', version: '1.0' }, 'version').join(), /is declared already/);
        assert.match(problemsOf({ 'a.apim': acme }, { kind: 'version', of: 'plan', entity: 'Acme/Gold@1.0', version: 'a b' }, 'version').join(), /'a b' is no version/);
    });

    it('names in backticks what could not be read otherwise', () => {
        checkWriting({}, { kind: 'organization', name: '2Acme' }, { '2acme.apim': 'organization `2Acme` {█\n}\n' });
    });
});

describe('judging an answer while it is typed', () => {
    const files = { 'a.apim': acme };
    const cases: [what: string, draft: Parameters<typeof problemsOf>[1], field: Parameters<typeof problemsOf>[2], expected: RegExp | undefined][] = [
        ['a name that cannot stand in a URL', { kind: 'plan', organization: 'Acme', name: 'Gold & Silver' }, 'name', /^error: 'Gold & Silver' cannot stand in a URL/],
        ['a name that cannot be written', { kind: 'client', organization: 'Acme', name: 'a`b' }, 'name', /^error: A name is one line/],
        ['a name that is taken, in a free version', { kind: 'plan', organization: 'Acme', name: 'Gold' }, 'name', undefined],
        ['a version that is taken', { kind: 'plan', organization: 'Acme', name: 'Gold', version: '1.0' }, 'version', /^error: Version '1.0' of plan 'Gold' is declared twice/],
        ['a version that is none', { kind: 'plan', organization: 'Acme', name: 'Gold', version: '1 0' }, 'version', /^error: '1 0' is no version/],
        ['an organization that is there', { kind: 'organization', name: 'Acme' }, 'name', /^error: Organization 'Acme' is declared already/],
        ['an address that is none', { kind: 'api', organization: 'Acme', name: 'X', endpoint: 'orders.example' }, 'endpoint', /^error: 'orders.example' is not a valid endpoint URL/],
        ['an address with a parameter that is missing', { kind: 'api', organization: 'Acme', name: 'X', endpoint: '${host}/v1' }, 'endpoint', /^error: .*host/],
        ['a limit that is no number', { kind: 'plan', organization: 'Acme', name: 'X', limit: { policy: 'RateLimiting', limit: 'many', period: 'Day' } }, 'limit', /^error: /],
        ['a limit that is no size', { kind: 'plan', organization: 'Acme', name: 'X', limit: { policy: 'TransferQuota', limit: '10min', period: 'Day' } }, 'limit', /^error: '10min' is not/],
        ['keys that are none', { kind: 'api', organization: 'Acme', name: 'X', signIn: { policy: 'Jwt', keys: 'not a key' } }, 'signIn', /^error: /],
        ['a good answer', { kind: 'api', organization: 'Acme', name: 'X', endpoint: 'https://x.example' }, 'endpoint', undefined]
    ];
    for (const [what, draft, field, expected] of cases) {
        it(`${expected ? 'refuses' : 'takes'} ${what}`, () => {
            const found = problemsOf(files, draft, field);
            if (expected) assert.match(found.join('\n'), expected);
            else assert.deepEqual(found, []);
        });
    }

    it('says at the end what would be wrong with the project', () => {
        const { problems } = judge(files, { kind: 'api', organization: 'Acme', name: 'X', state: 'published', access: 'private', endpoint: 'https://x.example' });
        assert.deepEqual(problems.map(({ severity, message }) => `${severity}: ${message}`), ['error: A private API needs at least one plan before it can be published.']);
    });
});
