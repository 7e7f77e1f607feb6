import assert from 'node:assert/strict';
import { recorder } from '../../compiler/recorder.ts';
import { emptyRecord } from '../../language/record.ts';
import { checkDiagnostics } from '../support/check-diagnostics.ts';
import { openProject } from '../support/project.ts';
import { rebuilt } from '../support/record.ts';

const yaml = `environments:
  test:
    gateway: local
    parameters:
      host: https://t.example
      most: 10
defaultEnvironment: test
`;
const acme = `organization Acme "Acme" {
  locked plan Gold@1.0 { policy RateLimiting { limit: most, granularity: Client, period: Day } }
  locked plan Gold@2.0 { policy RateLimiting { limit: 99, granularity: Client, period: Day } }
  locked plan Silver@1.0 { policy RateLimiting { limit: 1, granularity: Client, period: Day } }
  published private api Orders@1.0 {
    endpoint: "\${host}/v1"
    offers Gold@1.0
    offers Silver@1.0
    policy BasicAuthentication { realm: "o", staticIdentity: { identities: [{ username: "u", password: pw }] } }
    use Standard
  }
  published private api Stock@1.0 {
    endpoint: "https://s.example"
    offers Gold@1.0 with approval for Shop/Mobile@1.0
    policy BasicAuthentication { realm: "s", staticIdentity: { identities: [{ username: "u", password: pw }] } }
  }
  published public api Catalog@1.0 { endpoint: "https://c.example" policy UniqueHeader { headerName: "X-Id" } }
}
`;
const shop = `organization Shop {
  client Mobile@1.0 {
    contract Acme/Orders@1.0 via Gold
    contract Acme/Stock@1.0 via Gold
    policy Mine { level: low }
  }
}
`;
const shared = `policies Standard { policy LogHeaders { direction: both } }
policy type Mine : other { implementation: "plugin:g:a:\${apimanVersion}:war/M" level: low | high depth: integer = 1 token?: secret string }
parameter host: url
parameter most: integer
secret parameter pw
secret parameter pw2
`;
const files = { 'apim.yaml': yaml, 'acme.apim': acme, 'shop.apim': shop, 'shared.apim': shared };

type Change = [file: keyof typeof files, from: string, to: string];

/** The codes of all findings but of approvals that are left over, with where each stands, after changes to what was registered. */
function after(changes: Change[], asRecorded?: Parameters<typeof openProject>[1]): string[] {
    const now = { ...files };
    for (const [file, from, to] of changes) {
        assert.ok(now[file].includes(from), `${from} is in ${file}`);
        now[file] = now[file].replace(from, () => to);
    }
    return openProject({ files: now, before: files }, asRecorded).findings().filter(({ code }) => code !== 'approval-unknown-client').map(({ code, uri, range }) =>
        `${code} at ${now[uri.slice(uri.lastIndexOf('/') + 1) as keyof typeof files].split('\n')[range.start.line]?.slice(range.start.character, range.end.character)}`);
}

describe('a client that was registered', () => {
    const reregister = 'client-needs-reregister at Mobile';
    const concerns: Record<string, Change[]> = {
        'a policy of the client': [['shop.apim', 'level: low', 'level: high']],
        'a new policy of the client': [['shop.apim', 'policy Mine', 'policy Timeout\n policy Mine']],
        'the order of its policies': [['shop.apim', 'policy Mine { level: low }', 'policy Mine { level: low }\n policy Mine { level: high }']],
        'a policy that is gone': [['shop.apim', 'policy Mine { level: low }', '']],
        'a contract that was added': [['shop.apim', 'policy Mine', 'contract Acme/Third@1.0 via Gold\n policy Mine'], ['acme.apim', '  published public',
            '  published private api Third@1.0 { endpoint: "https://3.example" offers Gold@1.0 policy BasicAuthentication { realm: "o", staticIdentity: { identities: [{ username: "u", password: pw }] } } }\n  published public']],
        'a contract that was removed': [['shop.apim', 'contract Acme/Stock@1.0 via Gold', '']],
        'another plan of a contract': [['shop.apim', 'contract Acme/Orders@1.0 via Gold', 'contract Acme/Orders@1.0 via Silver']],
        'the default of an option': [['shared.apim', 'depth: integer = 1', 'depth: integer = 2']],
        'a new option with a default': [['shared.apim', 'depth: integer = 1', 'depth: integer = 1 width: integer = 1']],
        'the implementation of a policy type': [['shared.apim', 'war/M"', 'war/N"']],
        'a secret that a parameter supplies': [['shop.apim', 'level: low', 'level: low, token: pw2']]
    };
    for (const [what, changes] of Object.entries(concerns)) {
        it(`is to be registered again after a change of ${what}`, () => assert.deepEqual(after(changes), [reregister]));
    }

    const reported: Record<string, [changes: Change[], also: string]> = {
        'a policy of an API': [[['acme.apim', 'realm: "o"', 'realm: "orders"']], 'published-private-plans-changed at Orders'],
        'the order of the policies of an API': [[['acme.apim', '    use Standard\n', ''], ['acme.apim', 'offers Silver@1.0\n', 'offers Silver@1.0\n    use Standard\n']], 'published-private-plans-changed at Orders'],
        'a policy set': [[['shared.apim', 'direction: both', 'direction: request']], 'published-private-plans-changed at Orders'],
        'the parameter behind a secret': [[['acme.apim', 'realm: "o", staticIdentity: { identities: [{ username: "u", password: pw }', 'realm: "o", staticIdentity: { identities: [{ username: "u", password: pw2 }']], 'published-private-plans-changed at Orders'],
        'the version of the plan behind an offer': [[['acme.apim', 'offers Gold@1.0\n', 'offers Gold@2.0\n']], 'published-private-plans-changed at Orders'],
        'a policy of a plan': [[['acme.apim', 'limit: most', 'limit: 11']], 'locked-plan-changed at Gold'],
        'the value that an environment gives a parameter': [[['apim.yaml', 'most: 10', 'most: 11']], 'locked-plan-changed at Gold'],
        'the release that an environment runs': [[['apim.yaml', 'most: 10', 'most: 10\n      apimanVersion: 3.2.0.Final']], 'api-needs-republish at Catalog'],
        'an approval that was taken back': [[['acme.apim', ' for Shop/Mobile@1.0', '']], 'contract-approval-required at Acme/Stock@1.0'],
    };
    for (const [what, [changes, also]] of Object.entries(reported)) {
        it(`is to be registered again after a change of ${what}, which is reported where it was made too`, () => assert.deepEqual(after(changes).sort(), [reregister, also].sort()));
    }

    it('is to be registered again once a contract is approved', () => {
        const waiting = { ...files, 'acme.apim': acme.replace(' for Shop/Mobile@1.0', '') };
        assert.deepEqual(openProject({ files: waiting, before: waiting }).findings().filter(({ code }) => code !== 'approval-unknown-client').map(({ code }) => code), ['contract-approval-required']);
        assert.deepEqual(openProject({ files, before: waiting }).findings().filter(({ code }) => code !== 'approval-unknown-client').map(({ code }) => code), ['client-needs-reregister']);
    });

    const leaves: Record<string, Change[]> = {
        'titles and descriptions': [
            ['shop.apim', 'client Mobile@1.0 {', 'client Mobile@1.0 "Mobile shop" {\n description: "Ours."'], ['shop.apim', 'organization Shop', 'organization Shop "The shop"'],
            ['shop.apim', 'contract Acme/Orders@1.0 via Gold', 'contract Acme/Orders@1.0 via Gold { description: "For orders." }'],
            ['acme.apim', 'plan Gold@1.0 {', 'plan Gold@1.0 "Gold" {\n description: "Much."'], ['acme.apim', 'api Orders@1.0 {', 'api Orders@1.0 "Orders" {\n description: "All."'],
            ['shared.apim', 'policy type Mine', 'policy type Mine "My own"']
        ],
        'comments and documentation': [['shop.apim', '  client', '  /** Ours. */\n  client'], ['shop.apim', 'policy Mine', '// why\n /* and */ policy Mine']],
        'blanks and line ends': [['shop.apim', shop, shop.replaceAll('\n', '\r\n').replaceAll(/ {2,}/g, '\t')]],
        'the order of contracts': [['shop.apim', 'contract Acme/Orders@1.0 via Gold\n', ''], ['shop.apim', '    policy Mine', '    contract Acme/Orders@1.0 via Gold\n    policy Mine']],
        'the order of declarations, and the files that they are in': [['shop.apim', shop, shared], ['shared.apim', shared, `${acme}organization Shop { }\n${shop}`], ['acme.apim', acme, '']],
        'the order of offers': [['acme.apim', '    offers Gold@1.0\n    offers Silver@1.0\n', '    offers Silver@1.0\n    offers Gold@1.0\n']],
        'what is spelled out': [
            ['shop.apim', 'level: low', 'level: "low", depth: 1'], ['acme.apim', 'limit: most, granularity: Client', 'granularity: Client, limit: "${most}"'],
            ['shop.apim', 'contract Acme/Stock@1.0 via Gold', 'contract Acme/Stock@1.0 via Gold@1.0'], ['acme.apim', 'use Standard', 'policy LogHeaders { direction: both }']
        ],
        'a plan, a parameter, a client and a policy set that it does not use': [
            ['acme.apim', 'limit: 99', 'limit: 100'], ['shared.apim', 'secret parameter pw2', 'parameter other: string = "x"'], ['shared.apim', 'policies Standard', 'policies Other { }\npolicies Standard']
        ],
        'the members of its organization': [['shop.apim', 'organization Shop {', 'organization Shop {\n  member "a@shop.example" as editor']],
        'an approval for somebody else': [['acme.apim', 'for Shop/Mobile@1.0', 'for Shop/Mobile@1.0, Shop/Mobile@1.0']]
    };
    for (const [what, changes] of Object.entries(leaves)) {
        it(`is left alone by a change of ${what}`, () => assert.deepEqual(after(changes), []));
    }

    it('is left alone by the endpoint of an API, which the API is published with', () => {
        assert.deepEqual(after([['acme.apim', '/v1', '/v2']]), ['api-needs-republish at Orders']);
        assert.deepEqual(after([['apim.yaml', 'https://t.example', 'https://u.example']]), ['api-needs-republish at Orders']);
    });

    it('is not reported where a contract cannot be served: that says why', () => {
        assert.deepEqual(after([['shop.apim', 'Acme/Orders@1.0 via Gold', 'Acme/Orders@1.0 via Gould']]), ['contract-plan-not-offered at Gould']);
        assert.deepEqual(after([['shop.apim', 'Acme/Orders@1.0', 'Acme/Order@1.0']]), ['unresolved-reference at Acme/Order@1.0']);
    });

    it('counts as changed where the gateway says so, whatever the record says', () => {
        const live = (state: 'changed' | 'registered', before: typeof files | undefined) =>
            openProject({ files, ...(before ? { before } : {}), live: { 'Shop/Mobile@1.0': state } }).findings().filter(({ code }) => code !== 'approval-unknown-client').map(({ code }) => code);
        assert.deepEqual(live('changed', files), ['client-needs-reregister']);
        assert.deepEqual(live('changed', undefined), ['client-needs-reregister']);
        assert.deepEqual(live('registered', undefined), []);
        assert.deepEqual(live('registered', { ...files, 'shop.apim': shop.replace('low', 'high') }), ['client-needs-reregister']);
    });

    it('is not reported where it is retired, or was when it was registered last', () => {
        assert.deepEqual(after([['shop.apim', 'client', 'retired client'], ['shop.apim', 'low', 'high'], ['shop.apim', /contract.*\n *contract.*\n/.exec(shop)?.[0] ?? '', '']]), []);
        assert.deepEqual(openProject({ files, before: { ...files, 'shop.apim': shop.replace('client', 'retired client') } }).findings().filter(({ code }) => code !== 'approval-unknown-client'), []);
    });

    it('is compared with a record that was rebuilt from a gateway, which knows no secret', () => {
        assert.deepEqual(after([], rebuilt), []);
        assert.deepEqual(after([['shop.apim', 'level: low', 'level: high']], rebuilt), [reregister]);
        assert.deepEqual(after([['acme.apim', 'realm: "o"', 'realm: "p"']], rebuilt), [reregister]);
    });
});

describe('what was registered', () => {
    it('is compared as long as the record says so', () => {
        const { project, uri } = openProject({ files: { ...files, 'shop.apim': shop.replace('low', 'high') }, before: files });
        const codes = () => project.diagnostics(uri('shop.apim')).map(({ code }) => code).filter(code => code !== 'missing-description');
        assert.deepEqual(codes(), ['client-needs-reregister']);
        project.setRecord(emptyRecord('test'), recorder);
        assert.deepEqual(codes(), []);
    });

    it('is compared with the first of two declarations', () => checkDiagnostics(`
organization A { published public api X@1.0 { endpoint: "https://b.example" } }
//                                    ^ info[api-needs-republish]: API 'X' has unpublished changes.
//                                    ^ info[public-without-protection]: …
organization A { published public api X@1.0 { endpoint: "https://a.example" } }
//                                    ^ error[duplicate-version]: …
//                                    ^ info[public-without-protection]: …
`, 'organization A { published public api X@1.0 { endpoint: "https://a.example" } }\n'));
});
