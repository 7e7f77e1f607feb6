import assert from 'node:assert/strict';
import { comparable, importInto } from '../../support/importing.ts';

const policy = (policyImpl: string, config: object) => ({ policyImpl, policyJsonConfig: JSON.stringify(config) });
const limit = (requests: number) => policy('class:io.apiman.gateway.engine.policies.RateLimitingPolicy', { limit: requests, granularity: 'Client', period: 'Day' });
const basic = (config: object) => policy('class:io.apiman.gateway.engine.policies.BasicAuthenticationPolicy', { realm: 'r', ...config, staticIdentity: { identities: [{ username: 'u', password: 'hidden-1' }] } });
const api = (name: string, more: object = {}) => ({
    organizationId: 'Acme', apiId: name, version: '1.0', publicAPI: false, endpoint: 'https://a.example', endpointType: 'rest', endpointContentType: 'json', endpointProperties: {}, parsePayload: false, apiPolicies: [], ...more
});
const client = (name: string, contracts: Record<string, object[]>, plan = 'Gold') => ({
    organizationId: 'Shop', clientId: name, version: '1.0', apiKey: '6b0e1111-2222-3333-4444-555566667777',
    contracts: Object.entries(contracts).map(([apiId, policies]) => ({ apiOrgId: 'Acme', apiId, apiVersion: '1.0', plan, policies }))
});
const told = ({ findings }: ReturnType<typeof importInto>) => findings.map(({ kind, entity, message }) => `${kind} ${entity}: ${message}`);

describe('an import', () => {
    it('takes contracts apart: what a client begins with, what an API ends with, and the plan between them', () => {
        const key = policy('plugin:io.apiman.plugins:apiman-plugins-apikey-policy:3.1.3.Final:war/io.apiman.plugins.apikey_policy.ApiKeyPolicy', { requestHeader: 'X-Key' });
        const { files, findings } = importInto({}, {
            apis: [api('Orders'), api('Stock')],
            clients: [client('A', { Orders: [key, limit(10), basic({ requireTransportSecurity: false, requireBasicAuth: true })], Stock: [key, limit(10)] }), client('B', { Stock: [limit(10)] })]
        });
        assert.deepEqual(findings, []);
        assert.match(files['acme.apim'] ?? '', /locked plan Gold@1\.0 \{\n {4}policy RateLimiting \{ limit: 10, granularity: Client, period: Day \}\n {2}\}/);
        assert.match(files['acme.apim'] ?? '', /api Orders@1\.0 \{\n {4}endpoint: "https:\/\/a\.example"\n {4}offers Gold@1\.0\n {4}policy BasicAuthentication \{/);
        assert.match(files['shop.apim'] ?? '', /client A@1\.0 \{\n(.*\n){2} {4}policy ApiKey \{ requestHeader: "X-Key" \}\n {2}\}\n\n {2}client B@1\.0 \{\n {4}contract Acme\/Stock@1\.0 via Gold\n {2}\}/);
    });

    it('finds a plan between policies that repeat, also where nobody else can have what comes first', () => {
        const key = policy('plugin:io.apiman.plugins:apiman-plugins-apikey-policy:3.1.3.Final:war/io.apiman.plugins.apikey_policy.ApiKeyPolicy', { requestHeader: 'X-Key' });
        const [both, gold] = [client('A', { Orders: [key, limit(10)] }, 'Trial'), client('A', { Stock: [] })];
        const { files, findings } = importInto({}, { apis: [api('Orders'), api('Stock')], clients: [{ ...both, contracts: [...both.contracts, ...gold.contracts] }, client('B', { Stock: [key, key] }, 'Trial')] });
        assert.deepEqual(findings, []);
        assert.equal(Object.values(files).join('\n').match(/^ *policy (?!type)/gm)?.length, 3);
    });

    it('makes versions of a plan where its contracts run different policies, and says which is whose', () => {
        const document = { apis: [api('Orders'), api('Stock')], clients: [client('A', { Orders: [limit(10)], Stock: [limit(10)] }), client('B', { Orders: [limit(20)] }), client('C', { Orders: [limit(20)], Stock: [limit(20)] })] };
        const { files, compiled } = importInto({}, document);
        assert.match(files['acme.apim'] ?? '', /\/\/ At the gateway not all contracts via Gold run the same policies\. These are what Shop\/B@1\.0 with Acme\/Orders@1\.0, .* run\.\n {2}locked plan Gold@1\.0 \{\n.*limit: 20/);
        assert.match(files['shop.apim'] ?? '', /client A@1\.0 \{\n {4}contract Acme\/Orders@1\.0 via Gold@2\.0\n/);
        assert.deepEqual(comparable(compiled), comparable(document));
    });

    it('declares a type for what no known type can say exactly', () => {
        const odd = { token: 'hidden-2', 'weird key': [1, 'a'], plan: 1.5 };
        const document = { apis: [api('Open', { publicAPI: true, apiPolicies: [basic({}), policy('class:x.OddPolicy', odd)] })], clients: [] };
        const { files, compiled, secrets } = importInto({}, document);
        assert.deepEqual(comparable(compiled), comparable(document));
        assert.match(files['acme.apim'] ?? '', /\/\*\* As BasicAuthentication, which would write requireTransportSecurity, requireBasicAuth as well: at the gateway they are not set\. \*\/\npolicy type BasicAuthenticationAsFound : security \{\n.*\n {2}authenticates: true\n/);
        assert.match(files['acme.apim'] ?? '', /policy type Odd : other \{\n {2}implementation: 'class:x\.OddPolicy'\n\n {2}`plan`: number\n {2}token: secret string\n {2}weird_key: \[1 \| a\] as "weird key"\n\}/);
        assert.deepEqual([...secrets.keys()].sort(), ['openPassword', 'openToken']);
    });

    it('hides every secret, in addresses too, and looks at no key', () => {
        const document = {
            apis: [api('Orders', { endpoint: 'https://gateway:hidden-1@a.example/v1', endpointProperties: { 'authorization.type': 'basic', 'basic-auth.username': 'gw', 'basic-auth.password': 'hidden-2', 'basic-auth.requireSSL': 'false' } })],
            clients: [client('A', { Orders: [policy('class:io.apiman.gateway.engine.policies.BasicAuthenticationPolicy', {
                realm: 'r', requireTransportSecurity: false, requireBasicAuth: true,
                jdbcIdentity: { type: 'url', jdbcUrl: 'jdbc:postgresql://db.example/users?user=a&password=hidden-3', query: 'SELECT 1', hashAlgorithm: 'SHA1', extractRoles: false }
            })] })]
        };
        const { files, compiled, secrets } = importInto({}, document);
        assert.deepEqual(comparable(compiled), comparable(document));
        assert.doesNotMatch(JSON.stringify(files), /hidden-|6b0e1111/);
        assert.match(files['acme.apim'] ?? '', /endpoint: "https:\/\/gateway:\$\{ordersEndpointPassword\}@a\.example\/v1"\n {4}backend: \{ security: basic, username: "gw", password: ordersBackendPassword, requireSsl: false \}/);
        assert.deepEqual([...secrets.values()].map(secret => secret.reveal()).sort(), ['hidden-1', 'hidden-2', 'hidden-3']);
        assert.equal(JSON.stringify([...secrets.values()]), '["(secret)","(secret)","(secret)"]');
    });

    it('leaves out as a whole what it cannot say, with what depends on it, and says why', () => {
        const imported = importInto({}, {
            apis: [api('bad name'), api('Orders'), api('Gone', { endpoint: null }), null],
            clients: [client('A', { 'bad name': [] }), client('B', { Orders: [] }, 'Gold Plus'), client('C', { Orders: [{ policyImpl: 'class:x.Y', policyJsonConfig: '{' }] as object[] }), client('D', {})]
        });
        assert.deepEqual(told(imported), [
            'left-out Acme/Gone@1.0: Its record cannot be read: endpoint: expected string, received null.',
            'left-out ?/?@?: Its record cannot be read: expected object, received null.',
            'left-out Acme/bad name@1.0: The name "bad name" cannot be written: letters, digits, _ . and - can.',
            'left-out Shop/A@1.0: It has a contract with Acme/bad name@1.0, which is not there to be imported.',
            'left-out Shop/B@1.0: The plan of its contract with Acme/Orders@1.0, "Gold Plus" cannot be written: letters, digits, _ . and - can.',
            'left-out Shop/C@1.0: The configuration of its policy class:x.Y is no JSON object.',
            'differs Shop/D@1.0: It has no contract: it is declared, and no registration touches it until it gets one.',
            'note Acme/Orders@1.0: No client consumes it, so the gateway tells neither its plans nor its policies; the offer of Acme/Standard@1.0 is a guess.'
        ]);
    });

    it('leaves out what holds a number that is told with an exponent, in a list with texts, too', () => {
        const policies = ['5e-324', '[1e21, ""]'].map(size => ({ policyImpl: 'class:x.Y', policyJsonConfig: `{"size":${size}}` }));
        const imported = importInto({}, { apis: policies.map((policy, index) => api(`Of${index}`, { publicAPI: true, apiPolicies: [policy] })), clients: [] });
        assert.deepEqual(told(imported).map(line => line.replace(/: .*/, '')), ['left-out Acme/Of0@1.0', 'left-out Acme/Of1@1.0']);
        assert.deepEqual(imported.files, {});
    });

    it('takes the release of Apiman for what most plugins are of', () => {
        const cors = policy('plugin:io.apiman.plugins:apiman-plugins-cors-policy:2.1.0.Final:war/io.apiman.plugins.cors_policy.CorsPolicy', { errorOnCorsFailure: true, allowOrigin: ['*'], allowCredentials: false, exposeHeaders: [], allowHeaders: [], allowMethods: [], maxAge: 90 });
        const document = { apis: [api('Open', { publicAPI: true, apiPolicies: [cors] })], clients: [] };
        const { files, compiled } = importInto({}, document);
        assert.match(files['acme.apim'] ?? '', /policy Cors \{ allowOrigin: \["\*"\], maxAge: 90s \}[^]*\nparameter apimanVersion: string = "2\.1\.0\.Final"\n$/);
        assert.deepEqual(comparable(compiled), comparable(document));
    });

    it('into a project leaves alone what is declared, uses its plans, types and secrets, and says where the gateway differs from it', () => {
        const before = 'organization Acme {\r\n  locked plan Gold@3 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }\r\n  published api Orders@1.0 {\r\n    endpoint: "https://a.example"\r\n    offers Gold@3\r\n'
            + '    policy BasicAuthentication { realm: "r", staticIdentity: { identities: [{ username: "u", password: mine }] } }\r\n  }\r\n}\r\nsecret parameter mine\r\n';
        const signIn = basic({ requireTransportSecurity: false, requireBasicAuth: true });
        const imported = importInto({ 'all.apim': before }, {
            apis: [api('Orders'), api('Stock')],
            clients: [client('A', { Orders: [limit(10), signIn], Stock: [limit(10), signIn] }), client('B', { Orders: [limit(10)] })]
        });
        assert.deepEqual(told(imported), ['differs Shop/B@1.0: At the gateway its contract with Acme/Orders@1.0 runs other policies than the project declares for Acme/Orders@1.0 via Gold.']);
        assert.deepEqual(imported.declared, ['api:Acme/Orders@1.0']);
        assert.deepEqual([...imported.secrets.keys()], ['mine']);
        assert.ok(imported.files['all.apim']?.startsWith(before));
        assert.equal(imported.files['all.apim']?.slice(before.length), '\r\norganization Acme {\r\n  published private api Stock@1.0 {\r\n    endpoint: "https://a.example"\r\n    offers Gold@3\r\n'
            + '    policy BasicAuthentication {\r\n      realm: "r"\r\n      staticIdentity: { identities: [{ username: "u", password: mine }] }\r\n    }\r\n  }\r\n}\r\n');
        assert.match(imported.files['shop.apim'] ?? '', /client B@1\.0 \{\n {4}contract Acme\/Orders@1\.0 via Gold\n {2}\}/);
    });

    it('brings along what is needed of what was not chosen', () => {
        const { files } = importInto({}, { apis: [api('Orders'), api('Stock')], clients: [client('A', { Orders: [limit(10)] }), client('B', { Stock: [limit(10)] })] }, element => element === 'client:Shop/A@1.0');
        assert.match(files['acme.apim'] ?? '', /Gold@1\.0[^]*Orders@1\.0/);
        assert.doesNotMatch(JSON.stringify(files), /Stock|client B/);
    });
});
