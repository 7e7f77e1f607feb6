import assert from 'node:assert/strict';
import { contractTerms } from '../../language-server/contract/contract-terms.ts';
import { examplePath } from '../../language-server/contract/example-path.ts';
import { operationsIn } from '../../language-server/contract/operations.ts';
import { openProject } from '../support/project.ts';

function terms(policies: { client?: string; plan?: string; api?: string }, more = '') {
    const { project } = openProject(`organization A { locked plan P@1 { ${policies.plan ?? ''} } published private api X@1 { endpoint: "https://x.example" offers P@1 ${policies.api ?? ''} } }
organization B { client C@1 { contract A/X@1 via P ${policies.client ?? ''} } }\n${more}`);
    const client = project.index.find('client', 'B/C@1')!;
    return contractTerms(project, client, client.contracts[0]!);
}

const chain = (policies: Parameters<typeof terms>[0], more?: string) => terms(policies, more).chain.map(({ type, origin, set }) => [type, origin, ...set === undefined ? [] : [set]].join(' '));
const limit = (number: number, period: string) => `policy RateLimiting { limit: ${number}, granularity: Client, period: ${period} }`;

describe('what a contract promises', () => {
    it('is a chain of the policies of client, plan and API, groups written out', () => {
        assert.deepEqual(chain({ client: 'policy ApiKey { requestHeader: "X" }', plan: limit(1, 'Day'), api: 'use G' }, 'policies G { policy Jwt { signingKeyString: "k" } use H }\npolicies H { policy Cors { } use G }'), [
            'ApiKey client', 'RateLimiting plan', 'Jwt api G', 'Cors api G'
        ]);
    });

    it('points to the line of each policy, also within a group', () => {
        const steps = terms({ plan: limit(1, 'Day'), api: 'use G' }, 'policies G {\n  policy Cors { }\n}').chain;
        assert.deepEqual(steps.map(({ source }) => source?.range.start.line), [0, 3]);
    });

    it('is limited by what really limits', () => {
        assert.deepEqual(terms({ plan: limit(100, 'Day'), api: limit(10, 'Day') }).limits.map(({ limit: most }) => most), [10]);
        assert.deepEqual(terms({ plan: 'policy TransferQuota { limit: 2KB, direction: upload, granularity: Ip, period: Hour }' }).limits, [{ limit: 2048, unit: 'bytes', period: 'Hour', granularity: 'Ip', direction: 'upload' }]);
        assert.deepEqual(terms({}).limits, []);
    });

    const basic = (identities: string, more = '') => `policy BasicAuthentication { realm: "r", staticIdentity: { identities: [${identities}] } ${more} }`;
    it('says how a caller signs in', () => {
        assert.deepEqual(terms({}).signIns, []);
        assert.deepEqual(terms({ api: basic('{ username: "u", password: p }') }, 'secret parameter p').signIns, [{ scheme: 'basic', user: 'u' }]);
        assert.deepEqual(terms({ api: basic('{ username: "${who}", password: p }') }, 'secret parameter p parameter who = "w"').signIns, [{ scheme: 'basic' }], 'a name that differs from environment to environment');
        assert.deepEqual(terms({ api: 'policy Jwt { signingKeyString: "k" } policy KeycloakOAuth { realm: "https://k.example/realms/r" }' }).signIns, [{ scheme: 'bearer' }]);
        assert.deepEqual(terms({ api: basic('{ username: "u", password: p }', ', requireBasicAuth: false') }, 'secret parameter p').signIns, [], 'nobody has to');
    });

    it('shows options as they are written, and nothing secret', () => {
        const shown = (policy: string, more?: string) => terms({ api: policy }, more).chain[0]!.options.map(({ name, value }) => `${name}: ${value}`);
        assert.deepEqual(shown('policy TransferQuota { limit: 10MB, direction: both, granularity: Ip, period: Day }').slice(0, 2), ['limit: 10MB', 'direction: both']);
        assert.deepEqual(shown(basic('{ username: "u", password: p }'), 'secret parameter p')[1], 'staticIdentity: { identities: [{ username: "u", password: p }] }');
        for (const written of ['"canary"', "'canary'", '"canary${p}"']) assert.deepEqual(shown(basic(`{ username: "u", password: ${written} }`), 'secret parameter p')[1], 'staticIdentity: { identities: [{ username: "u", password: (secret) }] }');
        assert.deepEqual(shown("policy SimpleHeader { addHeaders: [{ headerName: \"X\", headerValue: \"0b9f7c1e-5a1d-4f0e-9b57-2f4c1de7a001\", valueType: String, applyTo: Request }] }").join().includes('0b9f7c1e'), false, 'what looks like a key');
        assert.deepEqual(shown('policy Unheard { password: "canary" }'), [], 'of a type that nobody knows nothing is shown');
    });
});

describe('the path that a call is tried on', () => {
    const paths = (text: string) => examplePath(`openapi: 3.0.3\npaths:\n${text}`);
    it('is the first GET without parameters, else the first', () => {
        assert.equal(paths('  /orders/{id}: { get: {} }\n  /orders: { post: {} }\n  /stock: { get: {} }'), '/stock');
        assert.equal(paths('  /orders/{id}: { get: {} }'), '/orders/{id}');
        assert.equal(examplePath(JSON.stringify({ swagger: '2.0', paths: { '/a': { get: {} } } })), '/a');
    });

    it('is none in what is no definition', () => {
        assert.deepEqual(operationsIn(JSON.stringify({ paths: { '/a': { parameters: [], post: { summary: 'Orders' }, get: {} }, '/b': { delete: {}, 'x-more': {} }, 'c': { get: {} } } })), [{ method: 'GET', path: '/a' }, { method: 'POST', path: '/a', summary: 'Orders' }, { method: 'DELETE', path: '/b' }]);
        assert.deepEqual(operationsIn('paths: 7'), []);
        for (const text of ['', 'paths: 7', 'paths: [a]', 'paths: { x: { get: {} } }', 'paths: { /x: { post: {} } }', '{', '<wsdl/>', 'a: &a [*a, *a]\npaths: *a']) assert.equal(examplePath(text), '', text);
    });
});
