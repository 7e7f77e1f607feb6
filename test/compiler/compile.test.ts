import assert from 'node:assert/strict';
import { compile, type CompilerInput } from '../../compiler/compile.ts';
import { language } from '../support/language.ts';
import { openProject } from '../support/project.ts';

function compiled(text: string, more: Partial<CompilerInput> = {}): ReturnType<typeof compile> {
    const { project } = openProject(text);
    const entries = [...project.files.keys()].flatMap(uri => [...project.index.inFile(uri)]);
    return compile({ entries, shippedTypes: language.prelude.types, parameters: {}, ...more });
}

/** The configuration of the one policy of a public API, as the gateway would read it. */
function configuration(policy: string, more?: Partial<CompilerInput>): unknown {
    const { document } = compiled(`organization A { published public api X@1 { endpoint: "https://x.example" ${policy} } }\nparameter wait: milliseconds = 5s\nsecret parameter pw`, more);
    return JSON.parse(document.apis[0]?.apiPolicies[0]?.policyJsonConfig ?? 'null');
}

const shop = `
organization Acme {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  published private api Orders@1.0 {
    endpoint: "https://o.example"
    offers Gold@1.0 with approval for Shop/C@1.0
    policy IpBlocklist { ipList: ["10.0.0.1"] }
  }
  published private api Alpha@1.0 { endpoint: "https://a.example" }
  api Draft@1.0
  retired api Old@1.0
}
organization Shop {
  client C@1.0 { policy ApiKey contract Acme/Orders@1.0 via Gold }
  client B@1.0 { contract Acme/Orders@1.0 via Gold }
  client None@1.0
  retired client Gone@1.0
}`;

describe('compiling', () => {
    it('writes every member of an API bean, also where it equals the default of the gateway', () => {
        assert.deepEqual(compiled('organization A { published public api X@1 { endpoint: "https://x.example" } }').document.apis, [{
            organizationId: 'A', apiId: 'X', version: '1', publicAPI: true, endpoint: 'https://x.example', endpointType: 'rest', endpointContentType: 'json',
            endpointProperties: {}, parsePayload: false, apiPolicies: []
        }]);
    });

    it('turns attributes of an API into the names and units of the gateway', () => {
        const [api] = compiled(`secret parameter pw
organization A { published public api X@1 {
  endpoint: "https://x.example", type: soap, content: xml, inspectPayload: true, keepKeys: true
  backend: { security: basic, username: "u", password: pw }
  timeouts: { connect: 2s, read: 1min }
} }`).document.apis;
        assert.deepEqual(api, {
            organizationId: 'A', apiId: 'X', version: '1', publicAPI: true, endpoint: 'https://x.example', endpointType: 'soap', endpointContentType: 'xml',
            endpointProperties: {
                'authorization.type': 'basic', 'basic-auth.password': '${pw}', 'basic-auth.requireSSL': 'true', 'basic-auth.username': 'u',
                'timeouts.connect': '2000', 'timeouts.read': '60000'
            },
            parsePayload: true, keysStrippingDisabled: true, apiPolicies: []
        });
    });

    it('flattens a contract: client, then plan, then API; the private API itself carries no policies', () => {
        const { document } = compiled(shop);
        assert.deepEqual(document.apis.find(({ apiId }) => apiId === 'Orders')?.apiPolicies, []);
        assert.deepEqual(document.clients.map(({ clientId, contracts }) => [clientId, contracts.map(({ plan, policies }) => [plan, policies.map(({ policyImpl }) => policyImpl.replace(/.*\./, ''))])]), [
            ['C', [['Gold', ['ApiKeyPolicy', 'RateLimitingPolicy', 'IPBlacklistPolicy']]]]
        ]);
    });

    it('sorts, and yields the same text whatever the order of the files', () => {
        const text = JSON.stringify(compiled(shop).document);
        assert.equal(JSON.stringify(compiled(shop.split('organization ').reverse().map((part, index, parts) => index === parts.length - 1 ? part : `organization ${part}`).join('\n')).document), text);
        assert.deepEqual(compiled(shop).document.apis.map(({ apiId }) => apiId), ['Alpha', 'Orders']);
    });

    it('leaves out drafts, what is retired, contracts that wait and clients without a contract, and says so', () => {
        const { skipped, retired } = compiled(shop);
        assert.deepEqual(skipped.map(({ key, reason }) => [key, reason]), [
            ['Acme/Draft@1.0', 'draft'], ['Shop/B@1.0', 'awaiting-approval'], ['Shop/B@1.0 → Acme/Orders@1.0', 'awaiting-approval'], ['Shop/None@1.0', 'no-contract']
        ]);
        assert.deepEqual(retired.map(({ key }) => key), ['Acme/Old@1.0', 'Shop/Gone@1.0']);
    });

    it('emits defaults, converts units and applies JSON names and quotes', () => {
        assert.deepEqual(configuration('policy Timeout { timeoutRead: 2min }'), { timeoutConnect: '10000', timeoutRead: '120000' });
        assert.deepEqual(configuration('policy TransferQuota { limit: 10MB, direction: both, granularity: Api, period: Month }'), { limit: 10485760, direction: 'both', granularity: 'Api', period: 'Month' });
        assert.deepEqual(configuration('policy Cors { maxAge: 10min }'), {
            errorOnCorsFailure: true, allowOrigin: [], allowCredentials: false, exposeHeaders: [], allowHeaders: [], allowMethods: [], maxAge: 600
        });
        assert.deepEqual(configuration('policy IgnoredResources { rules: [{ pathPattern: \'/a/\\d+\', verb: "*" }] }'), { rules: [{ verb: '*', pathPattern: '/a/\\d+' }] });
    });

    it('fills in parameters: of the environment, else the default; a secret stays a placeholder until it is given', () => {
        assert.deepEqual(configuration('policy Timeout { timeoutRead: wait }'), { timeoutConnect: '10000', timeoutRead: '5000' });
        assert.deepEqual(configuration('policy Timeout { timeoutRead: wait }', { parameters: { wait: '250ms' } }), { timeoutConnect: '10000', timeoutRead: '250' });
        const basic = 'policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } }';
        assert.match(JSON.stringify(configuration(basic)), /"password":"\$\{pw\}"/);
        assert.match(JSON.stringify(configuration(basic, { secret: () => 'a"b\\c' })), /"password":"a\\"b\\\\c"/);
    });

    it('knows the implementations that ship, also where a project has types of its own', () => {
        const { shippedImplementations } = compiled('policy type Audit : other { implementation: "class:x.Audit" }');
        assert.ok(shippedImplementations.has('class:io.apiman.gateway.engine.policies.QuotaPolicy'));
        assert.ok(shippedImplementations.has('plugin:io.apiman.plugins:apiman-plugins-apikey-policy:war/io.apiman.plugins.apikey_policy.ApiKeyPolicy'));
        assert.ok(!shippedImplementations.has('class:x.Audit'));
    });

    it('sets the release of plugins by the parameter apimanVersion', () => {
        const policy = 'organization A { published public api X@1 { endpoint: "https://x.example" policy Cors } }';
        assert.match(compiled(policy).document.apis[0]?.apiPolicies[0]?.policyImpl ?? '', /:3\.1\.3\.Final:war/);
        assert.match(compiled(policy, { parameters: { apimanVersion: '3.2.0' } }).document.apis[0]?.apiPolicies[0]?.policyImpl ?? '', /:3\.2\.0:war/);
    });

    it('replaces the use of a set by its policies, in order; a set that uses itself ends there', () => {
        const { document } = compiled(`policies Both { policy Quota { limit: 1, granularity: Api, period: Day } use More }
policies More { policy ApiKey use Both }
organization A { published public api X@1 { endpoint: "https://x.example" policy Cors use Both policy LogHeaders } }`);
        assert.deepEqual(document.apis[0]?.apiPolicies.map(({ policyImpl }) => policyImpl.replace(/.*\./, '')), ['CorsPolicy', 'QuotaPolicy', 'ApiKeyPolicy', 'LogHeadersPolicy']);
    });

    it('compiles a policy type of the project from its declaration alone', () => {
        const { document, secretOptions } = compiled(`policy type Audit : other {
  implementation: 'plugin:org.example:audit:1.0:war/org.example.Audit'
  level: low | high = low
  token: secret string as "auth-token"
}
secret parameter token
organization A { published public api X@1 { endpoint: "https://x.example" policy Audit { token: token } } }`);
        assert.deepEqual(document.apis[0]?.apiPolicies, [{ policyImpl: 'plugin:org.example:audit:1.0:war/org.example.Audit', policyJsonConfig: '{"level":"low","auth-token":"${token}"}' }]);
        assert.deepEqual(secretOptions.get('plugin:org.example:audit:war/org.example.Audit'), ['auth-token']);
    });

    it('knows where everything came from', () => {
        const { clients, secretsUsed } = compiled(`secret parameter pw\n${shop.replace('policy IpBlocklist { ipList: ["10.0.0.1"] }', 'policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: pw }] } }')}`);
        assert.equal(clients[0]?.origin.uri, 'file:///project/example.apim');
        assert.equal(clients[0]?.origin.range.start.line, 14);
        assert.deepEqual(secretsUsed.map(({ name, usedBy }) => [name, usedBy]), [['pw', ['Shop/C@1.0']]]);
    });
});
