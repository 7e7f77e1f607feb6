import assert from 'node:assert/strict';
import { readOpenApi, type OpenApiSummary } from '../../../language-server/writing/open-api.ts';
import { definitionPath, draftOfOpenApi } from '../../../language-server/writing/open-api-draft.ts';
import { checkWriting, fileUri, openSession } from '../../support/writing.ts';

const minimal = 'openapi: 3.1.0\ninfo:\n  title: Orders\n  version: 1.0\n';

function read(text: string): OpenApiSummary {
    const found = readOpenApi(text);
    if ('problem' in found) assert.fail(`${found.line}: ${found.problem}`);
    return found;
}

describe('reading an OpenAPI document', () => {
    it('takes title, version as it is written, and the first paragraph of the description', () => {
        const { name, version, title, description, format } = read(`${minimal}  description: |\n    Orders of\n    our shops.\n\n    # More\n`);
        assert.deepEqual([format, name, version, title, description], ['OpenAPI 3.1.0', 'Orders', '1.0', 'Orders', 'Orders of our shops.']);
    });

    const names: [title: string, version: string, name: string, legal: string][] = [
        ['Swagger Petstore - v3', 'v3 beta', 'SwaggerPetstoreV3', 'v3-beta'], ['Größenberatung & Maße', '2024/05', 'GrossenberatungMasse', '2024-05'], ['注文', '..', 'Api', '1.0'], ['.hidden.', '1.0.0', 'Hidden', '1.0.0']
    ];
    for (const [title, version, name, legal] of names) {
        it(`makes a legal name and version of ${title} ${version}`, () => {
            const found = read(JSON.stringify({ openapi: '3.0.3', info: { title, version } }));
            assert.deepEqual([found.name, found.version], [name, legal]);
        });
    }

    it('puts the defaults of variables into the addresses of servers, and says which ones it cannot use', () => {
        const { servers, notes } = read(`${minimal}servers:
  - { url: "https://{region}.orders.example/v1/", description: Production, variables: { region: { default: eu, enum: [eu, us] } } }
  - url: /v1
  - url: https://{nowhere}.example
`);
        assert.deepEqual(servers, [{ url: 'https://eu.orders.example/v1', description: 'Production' }]);
        assert.deepEqual(notes, ["The server '/v1' is relative: put it behind the address of the implementation.", "The server 'https://{nowhere}.example' has a variable without a default."]);
    });

    it('reads host, base path and schemes of Swagger 2, https first', () => {
        const { servers, format } = read(JSON.stringify({ swagger: '2.0', info: { title: 'A', version: '1' }, host: 'a.example:8080', basePath: '/v2/', schemes: ['http', 'https'] }));
        assert.equal(format, 'Swagger 2.0');
        assert.deepEqual(servers, [{ url: 'https://a.example:8080/v2' }, { url: 'http://a.example:8080/v2' }]);
    });

    const schemes: [what: string, scheme: object, signIn: OpenApiSummary['signIn'], note: RegExp | undefined][] = [
        ['HTTP Basic', { type: 'http', scheme: 'Basic' }, { policy: 'BasicAuthentication', username: 'caller', parameter: 'ordersPassword' }, undefined],
        ['bearer tokens', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, { policy: 'Jwt', keys: '' }, /needs the keys/],
        ['OpenID Connect of Keycloak', { type: 'openIdConnect', openIdConnectUrl: 'https://login.example/realms/shop/.well-known/openid-configuration' }, { policy: 'KeycloakOAuth', realm: 'https://login.example/realms/shop' }, /at the Keycloak realm/],
        ['OAuth of anybody', { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://login.example/token', scopes: {} } } }, { policy: 'KeycloakOAuth', realm: '' }, /policy Jwt those of any other/],
        ['the API key of the gateway', { type: 'apiKey', in: 'header', name: 'X-API-Key' }, undefined, /what the gateway does/],
        ['another API key', { type: 'apiKey', in: 'header', name: 'X-Token' }, undefined, /'X-Token': policy ApiKey/]
    ];
    for (const [what, scheme, signIn, note] of schemes) {
        it(`suggests what checks ${what}`, () => {
            const found = read(JSON.stringify({ openapi: '3.0.0', info: { title: 'Orders', version: '1' }, servers: [{ url: 'https://a.example' }], components: { securitySchemes: { one: scheme } } }));
            assert.deepEqual(found.signIn, signIn);
            if (note) assert.match(found.notes.join('\n'), note);
            else assert.deepEqual(found.notes, []);
        });
    }

    it('prefers the scheme that the whole document asks for', () => {
        const text = JSON.stringify({ swagger: '2.0', info: { title: 'Orders', version: '1' }, host: 'a.example', securityDefinitions: { a: { type: 'oauth2' }, b: { type: 'basic' } }, security: [{ b: [] }] });
        assert.equal(read(text).signIn?.policy, 'BasicAuthentication');
    });

    const broken: [what: string, text: string, line: number, problem: RegExp][] = [
        ['half a JSON', '{\n  "openapi": "3.0.0",\n  "info": {\n', 4, /neither JSON nor YAML/],
        ['YAML with a mistake', 'openapi: 3.0.0\ninfo: [\n  title: x\n', 4, /neither JSON nor YAML/],
        ['another document', 'swagger2: yes\n', 1, /no OpenAPI document/],
        ['nothing', '', 1, /no OpenAPI document/],
        ['a version that is too old', 'info: {}\nswagger: "1.2"\n', 2, /Version '1.2' cannot be imported/],
        ['no info', 'openapi: 3.0.0\n', 1, /`info` is missing/],
        ['no title', 'openapi: 3.0.0\npaths: {}\ninfo:\n  version: 1\n', 4, /no title/],
        ['no version', 'openapi: 3.0.0\ninfo:\n  title: x\n', 3, /no version/],
        ['aliases that blow up', `a: &a [x]\n${'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(',')}]`).join('\n')}\n`, 1, /cannot be read/]
    ];
    for (const [what, text, line, problem] of broken) {
        it(`refuses ${what}, and says where`, () => {
            const found = readOpenApi(text);
            assert.ok('problem' in found, JSON.stringify(found));
            assert.match(found.problem, problem);
            assert.equal(found.line, line);
        });
    }
});

describe('an API made of an OpenAPI document', () => {
    const acme = 'organization Acme {\n  locked plan Gold@1.0 {\n    policy RateLimiting { limit: 10, granularity: Client, period: Day }\n  }\n}\n';

    it('names the file where it lies, or where a copy of it will', () => {
        const session = openSession({ 'teams/acme.apim': acme });
        const summary = read(minimal);
        assert.equal(draftOfOpenApi(session, summary, fileUri('specs/orders.yaml')).definition, fileUri('specs/orders.yaml'));
        assert.equal(draftOfOpenApi(session, summary, 'file:///elsewhere/Orders.JSON', 'Acme').definition, fileUri('teams/orders.openapi.json'));
        assert.equal(definitionPath(fileUri('specs/größe 1.yaml'), fileUri('teams/acme.apim')), '../specs/größe 1.yaml');
        assert.equal(definitionPath(fileUri('teams/a.yaml'), fileUri('teams/acme.apim')), './a.yaml');
    });

    it('is written with definition, endpoint and offers', () => {
        const files = { 'teams/acme.apim': acme };
        const summary = read(`${minimal}  description: What shops order.\nservers: [{ url: "https://orders.example" }]\n`);
        const draft = draftOfOpenApi(openSession(files), summary, fileUri('specs/orders.yaml'));
        checkWriting(files, { ...draft, organization: 'Acme', state: 'published', access: 'private', offers: ['Acme/Gold@1.0'] }, {
            'teams/acme.apim': acme.replace(/\}\n$/, `
  published private api Orders@1.0 {
    description: "What shops order."
    endpoint: "https://orders.example"
    definition: "../specs/orders.yaml"
    offers Gold@1.0█
  }
}
`)
        });
    });
});
