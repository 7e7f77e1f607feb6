import { builtIn, client, policy, privateApi, publicApi } from '../gateway-under-test.ts';
import type { DifferentialCall } from './differential-call.ts';

const plugins = 'plugin:io.apiman.plugins:apiman-plugins-';
const version = '3.1.3.Final:war/io.apiman.plugins.';
const rate = (limit: number, granularity: string, more: object = {}) => policy('RateLimitingPolicy', { limit, granularity, period: 'Year', ...more });
const basic = (more: object = {}) => policy('BasicAuthenticationPolicy', {
    realm: 'Shop', forwardIdentityHttpHeader: 'X-User', staticIdentity: { identities: [{ username: 'anna', password: 'se:cret', isHash: false }] }, ...more,
});
const rewrite = (more: object) => policy('URLRewritingPolicy', { fromRegex: 'http://backend\\.example/(\\w+)', toReplacement: 'https://front.example/$1', ...more });
const cors = (more: object = {}) => policy(`${plugins}cors-policy:${version}cors_policy.CorsPolicy`, {
    allowOrigin: ['https://good.example'], allowMethods: ['GET', 'PUT'], allowHeaders: ['X-One', 'X-Two'], exposeHeaders: ['X-Back'], allowCredentials: true, maxAge: 60, ...more,
});
const headers = (config: object) => policy(`${plugins}simple-header-policy:${version}simpleheaderpolicy.SimpleHeaderPolicy`, config);
const added = (headerName: string, headerValue: string, more: object = {}) => ({ headerName, headerValue, valueType: 'String', applyTo: 'Both', overwrite: false, ...more });
const apiKey = policy(`${plugins}apikey-policy:${version}apikey_policy.ApiKeyPolicy`, { requestHeader: 'X-Known-Key' });

export function engineRegistrations(backend: string, deadPort: number): { path: string; body: unknown }[] {
    const apis = [
        publicApi('plain', `${backend}/base`),
        publicApi('slash', `${backend}/base/`),
        publicApi('root', backend),
        { ...publicApi('xml', backend, rate(1, 'Client')), endpointContentType: 'xml' },
        { ...publicApi('xml-unknown', backend, policy('class:x.Y<Z>', {})), endpointContentType: 'xml' },
        publicApi('dead', `http://127.0.0.1:${deadPort}`),
        publicApi('no-endpoint', ''),
        publicApi('unfilled', 'http://${NOT_SET_ANYWHERE}/x'),
        publicApi('filled', `${backend}/\${NOT_SET_ANYWHERE:preset}`),
        { ...publicApi('authorized', backend), endpointProperties: { 'authorization.type': 'basic', 'basic-auth.username': 'u', 'basic-auth.password': 'p', 'basic-auth.requireSSL': 'false' } },
        { ...publicApi('authorized-tls', backend), endpointProperties: { 'authorization.type': 'basic', 'basic-auth.username': 'u', 'basic-auth.password': 'p' } },
        { ...publicApi('authorized-ssl', backend), endpointProperties: { 'authorization.type': 'ssl' } },
        { ...publicApi('timeout', backend), endpointProperties: { 'timeouts.read': '0' } },
        { ...publicApi('kept-keys', backend), keysStrippingDisabled: true },
        { ...privateApi('kept-private', backend), keysStrippingDisabled: true },
        publicApi('unknown-class', backend, policy('class:x.Y', {})),
        publicApi('unknown-plugin', backend, policy('plugin:a:b:1:war/x.Y', {})),
        publicApi('null-config', backend, { policyImpl: `${builtIn}QuotaPolicy`, policyJsonConfig: null }),
        publicApi('bad-json', backend, { policyImpl: `${builtIn}QuotaPolicy`, policyJsonConfig: '{' }),
        publicApi('bad-choice', backend, rate(1, 'api')),
        publicApi('bad-type', backend, policy('RateLimitingPolicy', { limit: 'many', granularity: 'Api', period: 'Day' })),
        publicApi('no-period', backend, policy('RateLimitingPolicy', { limit: 1, granularity: 'Api' })),
        publicApi('text-limit', backend, policy('RateLimitingPolicy', { limit: '2', granularity: 'Api', period: 'Year', unknown: 1 })),
        publicApi('rate-api', backend, rate(2, 'Api')),
        publicApi('rate-ip', backend, rate(1, 'Ip')),
        publicApi('rate-client', backend, rate(1, 'Client')),
        publicApi('rate-user', backend, rate(1, 'User', { userHeader: 'X-User' })),
        publicApi('rate-nobody', backend, rate(1, 'User')),
        publicApi('rate-headers', backend, rate(5, 'Api', { headerLimit: 'X-My-Limit', headerRemaining: 'X-My-Remaining', headerReset: 'X-Other' })),
        publicApi('rate-shared', backend, rate(3, 'Api'), policy('QuotaPolicy', { limit: 100, granularity: 'Api', period: 'Year' })),
        publicApi('quota', backend, policy('QuotaPolicy', { limit: 1, granularity: 'Api', period: 'Year' })),
        publicApi('transfer-down', `${backend}/d`, policy('TransferQuotaPolicy', { limit: 100, granularity: 'Api', period: 'Year', direction: 'download' })),
        publicApi('transfer-up', `${backend}/u`, policy('TransferQuotaPolicy', { limit: 10, granularity: 'Api', period: 'Year', direction: 'upload' })),
        publicApi('transfer-none', `${backend}/u`, policy('TransferQuotaPolicy', { limit: 10, granularity: 'Client', period: 'Year' })),
        publicApi('basic', backend, basic()),
        publicApi('basic-optional', backend, basic({ requireBasicAuth: false })),
        publicApi('basic-tls', backend, basic({ requireTransportSecurity: true })),
        publicApi('basic-nobody', backend, policy('BasicAuthenticationPolicy', { realm: 'a "b"' })),
        publicApi('basic-no-realm', backend, policy('BasicAuthenticationPolicy', {})),
        publicApi('basic-twice', backend, basic(), basic()),
        publicApi('rewrite-url', backend, policy('URLRewritingPolicy', { fromRegex: '^/old/(\\w+)', toReplacement: '/new/$1/$1', processRequestUrl: true })),
        publicApi('rewrite-request', backend, rewrite({ processRequestHeaders: true })),
        publicApi('rewrite-answer', backend, rewrite({ processResponseHeaders: true })),
        publicApi('rewrite-body', backend, rewrite({ processResponseBody: true })),
        publicApi('allow-here', backend, policy('IPWhitelistPolicy', { ipList: ['127.0.0.0/8'] })),
        publicApi('allow-there', backend, policy('IPWhitelistPolicy', { ipList: ['10.0.0.1'], responseCode: 403 })),
        publicApi('allow-header', backend, policy('IPWhitelistPolicy', { httpHeader: 'X-Ip', ipList: ['10.0.*.*', ' 1.2.3.4 ', '2001:db8::/32'], responseCode: '404' })),
        publicApi('allow-odd-code', backend, policy('IPWhitelistPolicy', { ipList: [], responseCode: 200 })),
        publicApi('block-here', backend, policy('IPBlacklistPolicy', { ipList: ['127.0.0.1'] })),
        publicApi('block-header', backend, policy('IPBlacklistPolicy', { httpHeader: 'X-Ip', ipList: ['10.1.*.*', '192.168.7.0/24'] })),
        publicApi('ignored', backend, policy('IgnoredResourcesPolicy', { rules: [{ verb: 'get', pathPattern: '/admin/.*' }, { verb: '*', pathPattern: '/(?:a|b)[^/]+' }, { pathPattern: '.*' }] })),
        publicApi('ignored-all', backend, policy('IgnoredResourcesPolicy', { rules: [{ verb: '*', pathPattern: '/.*' }] })),
        publicApi('ignored-null', backend, policy('IgnoredResourcesPolicy', { rules: null })),
        publicApi('cors', backend, cors(), rate(1000, 'Api')),
        publicApi('cors-open', backend, cors({ allowOrigin: ['*'], errorOnCorsFailure: false })),
        publicApi('cors-failure', backend, cors(), basic()),
        publicApi('cors-behind', backend, basic(), cors()),
        publicApi('cors-no-age', backend, cors({ maxAge: null })),
        publicApi('headers-added', backend, headers({
            addHeaders: [added('X-My-A', 'a'), added('X-Back', 'kept'), added('X-My-B', 'b', { applyTo: 'Response' }), added('X-My-C', 'X-Source', { valueType: 'Header', applyTo: 'Request' }), added('Accept', 'new', { overwrite: true })],
        })),
        publicApi('headers-stripped', backend, headers({
            stripHeaders: [{ stripType: 'Key', with: 'Regex', pattern: 'x-(back|gone).*' }, { stripType: 'Value', with: 'String', pattern: '.*SECRET.*', applyTo: 'Request' }],
        })),
        publicApi('headers-bad', backend, headers({ addHeaders: [added('X-My-A', 'X-Source', { valueType: 'Header', applyTo: 'Response' })] })),
        privateApi('private', `${backend}/base`),
        privateApi('second', backend),
        privateApi('key', backend),
        privateApi('no-contract', backend),
        publicApi('retired-here', backend),
        publicApi('last', backend),
    ];
    const clients = [
        client('buyer', 'key-buyer', { private: [], key: [apiKey] }),
        client('limited', 'key-limited', { private: [rate(2, 'Client')], second: [rate(2, 'Client')] }),
        client('per-api', 'key-per-api', { private: [rate(1, 'Api')], second: [rate(1, 'Api')] }),
        client('guarded', 'key-guarded', { private: [basic()], second: [basic(), rate(1, 'User', { userHeader: 'X-User' })] }),
        client('changed', 'key-before', { private: [] }),
        client('changed', 'key-after', { private: [] }),
    ];
    return [...apis.map(body => ({ path: '/apis', body })).slice(0, -1), ...clients.map(body => ({ path: '/clients', body })), { path: '/apis', body: apis.at(-1) }];
}

const anna = `Basic ${Buffer.from('anna:se:cret').toString('base64')}`;
const key = (value: string) => ({ 'X-API-Key': value });
const good = { Origin: 'https://good.example' };
const preflight = (method: string, headers?: string) => ({ ...good, 'Access-Control-Request-Method': method, ...(headers && { 'Access-Control-Request-Headers': headers }) });

export const engineCalls: DifferentialCall[] = [
    // Paths and versions
    ...['', '/', '/x', '/x/', '/a//b', '/a/../b', '/%2325:12/knows/foo+bar', '/%41%zz', '?x=1', '/?x=1', '/x?a=1&b=2'].flatMap(rest => [
        { name: `path ${rest} behind an endpoint without slash`, path: `/o/plain/1.0${rest}` },
        { name: `path ${rest} behind an endpoint with slash`, path: `/o/slash/1.0${rest}` },
    ]),
    { name: 'an endpoint without a path', path: '/o/root/1.0' },
    ...['/', '/o', '/o/', '/o/plain', '/o/plain/'].map(path => ({ name: `too short: ${path}`, path })),
    ...['//o/plain/1.0', '/o//plain/1.0', '/o/plain/2.0', '/O/plain/1.0', '/o/plain//x', '/o/none/1.0/x'].map(path => ({ name: `nothing at ${path}`, path })),
    { name: 'the version in a header', path: '/o/plain/x/y', headers: { 'X-API-Version': '1.0' } },
    { name: 'the version in a header, path without rest', path: '/o/plain', headers: { 'X-API-Version': '1.0' } },
    { name: 'the version in a header of another spelling', path: '/o/plain/x', headers: { 'x-api-version': '1.0' } },
    { name: 'a blank version header', path: '/o/plain/1.0/x', headers: { 'X-Api-Version': ' ' } },
    { name: 'a version in a header and too short a path', path: '/o', headers: { 'X-API-Version': '1.0' } },
    ...['1.0+json', '1.0+xml', '1.0', '1.0+json;q=0.5', '1.0+json, text/html'].map(accept => ({ name: `the version in Accept: ${accept}`, path: '/o/plain/x', headers: { Accept: `application/apiman.${accept}` } })),
    { name: 'Accept that does not begin with the version', path: '/o/plain/1.0', headers: { Accept: 'text/html, application/apiman.1.0+json' } },
    // Methods and bodies
    ...['POST', 'PUT', 'PATCH'].map(method => ({ name: `${method} with a body`, path: '/o/plain/1.0/x', method, body: 'hello', headers: { 'Content-Type': 'text/plain' } })),
    ...['DELETE', 'OPTIONS', 'HEAD'].map(method => ({ name: method, path: '/o/plain/1.0/x', method })),
    { name: 'the caller’s headers keep their case', path: '/o/plain/1.0', headers: { 'X-oDD': 'a', 'Authorization': 'Bearer x', 'Cookie': 'a=b' } },
    // Keys
    { name: 'no key for a private API', path: '/o/private/1.0' },
    { name: 'an unknown key', path: '/o/private/1.0', headers: key('nobody') },
    { name: 'an unknown key for an unknown API', path: '/o/none/1.0', headers: key('nobody') },
    { name: 'a key for an unknown API', path: '/o/none/1.0', headers: key('key-buyer') },
    { name: 'a key without a contract', path: '/o/no-contract/1.0', headers: key('key-buyer') },
    { name: 'a key without a contract for a public API', path: '/o/plain/1.0', headers: key('key-buyer') },
    { name: 'a key in the header', path: '/o/private/1.0/x', headers: key('key-buyer') },
    { name: 'a key in a header of another spelling', path: '/o/private/1.0/x', headers: { 'x-api-key': 'key-buyer' } },
    { name: 'a key in the query', path: '/o/private/1.0/x?apikey=key-buyer' },
    { name: 'a key in the query of another spelling, among others', path: '/o/private/1.0/x?a=1&APIKEY=key-buyer&b=2' },
    { name: 'the header before the query', path: '/o/private/1.0/x?apikey=nobody', headers: key('key-buyer') },
    { name: 'a blank header counts as none', path: '/o/plain/1.0/x', headers: key(' ') },
    { name: 'an empty parameter counts as a key', path: '/o/plain/1.0/x?apikey=' },
    { name: 'a blank header and a key in the query', path: '/o/private/1.0/x?apikey=key-buyer', headers: key('') },
    { name: 'a key that was replaced', path: '/o/private/1.0', headers: key('key-before') },
    { name: 'the key that replaced it', path: '/o/private/1.0', headers: key('key-after') },
    { name: 'keys that are kept: header', path: '/o/kept-keys/1.0', headers: key('anything') },
    { name: 'keys that are kept: query', path: '/o/kept-keys/1.0/x?apikey=anything' },
    { name: 'keys that are kept on a private API', path: '/o/kept-private/1.0', headers: key('key-buyer') },
    { name: 'the API key plugin', path: '/o/key/1.0', headers: key('key-buyer') },
    // Back ends
    { name: 'a back end that is not there', path: '/o/dead/1.0' },
    { name: 'an empty endpoint', path: '/o/no-endpoint/1.0', differs: 'wording' },
    { name: 'an endpoint with an unfilled placeholder', path: '/o/unfilled/1.0', differs: 'wording' },
    { name: 'an endpoint with a default', path: '/o/filled/1.0/x' },
    { name: 'basic authentication at the back end', path: '/o/authorized/1.0', headers: { Authorization: 'Bearer mine' } },
    { name: 'basic authentication without TLS', path: '/o/authorized-tls/1.0' },
    { name: 'an unknown authorization type', path: '/o/authorized-ssl/1.0' },
    { name: 'a timeout of zero', path: '/o/timeout/1.0' },
    // Configuration errors
    ...['unknown-class', 'unknown-plugin', 'xml-unknown'].map(api => ({ name: `${api} policy`, path: `/o/${api}/1.0` })),
    ...['null-config', 'bad-json', 'bad-choice', 'bad-type', 'no-period', 'rate-nobody', 'ignored-null'].map(api => ({ name: `configuration error: ${api}`, path: `/o/${api}/1.0`, differs: 'wording' as const })),
    // Limits
    ...['text-limit', 'rate-api', 'rate-ip', 'rate-client', 'rate-headers', 'quota', 'xml'].map(api => ({ name: `limit: ${api}`, path: `/o/${api}/1.0`, times: 4 })),
    { name: 'limit by user, header missing', path: '/o/rate-user/1.0', times: 2 },
    { name: 'limit by user, header empty', path: '/o/rate-user/1.0', headers: { 'X-User': '' }, times: 2 },
    { name: 'limit by user', path: '/o/rate-user/1.0', headers: { 'X-User': 'anna' }, times: 2 },
    { name: 'two limits on one counter', path: '/o/rate-shared/1.0', times: 5 },
    { name: 'a limit by client', path: '/o/private/1.0', headers: key('key-limited') },
    { name: 'a limit by client is shared by its APIs', path: '/o/second/1.0', headers: key('key-limited'), times: 2 },
    { name: 'a limit by API', path: '/o/private/1.0', headers: key('key-per-api'), times: 2 },
    { name: 'a limit by API, another API', path: '/o/second/1.0', headers: key('key-per-api'), times: 2 },
    { name: 'transfer quota, download', path: '/o/transfer-down/1.0', headers: ['Accept', '*/*', 'Connection', 'close'], times: 3, differs: 'wording' },
    { name: 'transfer quota, upload', path: '/o/transfer-up/1.0', method: 'POST', body: '1234567', times: 3 },
    { name: 'transfer quota that counts nothing', path: '/o/transfer-none/1.0', method: 'POST', body: '12345678901', times: 3 },
    // Basic authentication
    { name: 'basic: no header', path: '/o/basic/1.0' },
    { name: 'basic: another scheme', path: '/o/basic/1.0', headers: { Authorization: 'Bearer x' } },
    { name: 'basic: right', path: '/o/basic/1.0', headers: { Authorization: anna } },
    { name: 'basic: lower case scheme', path: '/o/basic/1.0', headers: { Authorization: anna.replace('Basic', 'basic') } },
    { name: 'basic: wrong', path: '/o/basic/1.0', headers: { Authorization: 'Basic YTpi' } },
    { name: 'basic: not base64', path: '/o/basic/1.0', headers: { Authorization: 'Basic !!!' } },
    { name: 'basic: optional and absent', path: '/o/basic-optional/1.0' },
    { name: 'basic: optional and wrong', path: '/o/basic-optional/1.0', headers: { Authorization: 'Basic YTpi' } },
    { name: 'basic: needs TLS', path: '/o/basic-tls/1.0', headers: { Authorization: anna } },
    { name: 'basic: nobody is known', path: '/o/basic-nobody/1.0', headers: { Authorization: anna } },
    { name: 'basic: no realm', path: '/o/basic-no-realm/1.0' },
    { name: 'basic: twice on a chain', path: '/o/basic-twice/1.0', headers: { Authorization: anna } },
    { name: 'basic on a contract', path: '/o/private/1.0', headers: { ...key('key-guarded'), Authorization: anna } },
    { name: 'basic on a contract, then a limit by user', path: '/o/second/1.0', headers: { ...key('key-guarded'), Authorization: anna }, times: 2 },
    // URL rewriting
    { name: 'rewriting the path', path: '/o/rewrite-url/1.0/old/thing?x=1' },
    { name: 'rewriting no path', path: '/o/rewrite-url/1.0' },
    { name: 'rewriting request headers', path: '/o/rewrite-request/1.0', headers: { 'X-Link': 'see http://backend.example/one and http://backend.example/two' } },
    { name: 'rewriting response headers', path: '/o/rewrite-answer/1.0' },
    { name: 'rewriting the body', path: '/o/rewrite-body/1.0' },
    // Addresses
    ...['allow-here', 'allow-there', 'allow-odd-code', 'block-here'].map(api => ({ name: `addresses: ${api}`, path: `/o/${api}/1.0` })),
    ...['10.0.7.8', '1.2.3.4', '2001:db8::5', '10.1.0.1', '', '10.0.0.1, 10.0.0.2', 'nonsense'].map(ip => ({ name: `allowed by header: "${ip}"`, path: '/o/allow-header/1.0', headers: { 'X-Ip': ip } })),
    ...['10.1.7.8', '10.2.7.8', '192.168.7.200', '192.168.8.1'].map(ip => ({ name: `blocked by header: "${ip}"`, path: '/o/block-header/1.0', headers: { 'X-Ip': ip } })),
    // Ignored resources
    ...['/admin/x', '/admin', '/abc', '/abc/d', '/c', ''].map(rest => ({ name: `ignored: GET ${rest}`, path: `/o/ignored/1.0${rest}` })),
    { name: 'ignored: another method', path: '/o/ignored/1.0/admin/x', method: 'DELETE' },
    { name: 'ignored: everything, no path', path: '/o/ignored-all/1.0' },
    // CORS
    { name: 'headers added', path: '/o/headers-added/1.0', headers: { 'X-Source': 'source', 'Accept': 'old', 'X-My-A': 'mine' } },
    { name: 'headers added, nothing there before', path: '/o/headers-added/1.0' },
    { name: 'headers added, an empty one there before', path: '/o/headers-added/1.0', headers: { 'X-Empty': '', 'X-Source': 'source' } },
    { name: 'headers stripped, an empty one', path: '/o/headers-stripped/1.0', headers: { 'X-Empty': '' } },
    { name: 'headers stripped', path: '/o/headers-stripped/1.0', headers: { 'X-Gone-1': 'a', 'X-Stays': 'b', 'X-Other': 'a secret here' } },
    { name: 'headers added from a request that is over', path: '/o/headers-bad/1.0', differs: 'wording' },
    { name: 'cors: no origin', path: '/o/cors/1.0' },
    { name: 'cors: a good origin', path: '/o/cors/1.0', headers: good },
    { name: 'cors: a bad origin', path: '/o/cors/1.0', headers: { Origin: 'https://bad.example' } },
    { name: 'cors: preflight', path: '/o/cors/1.0', method: 'OPTIONS', headers: preflight('PUT', 'x-one, X-Two') },
    { name: 'cors: preflight without headers', path: '/o/cors/1.0', method: 'OPTIONS', headers: preflight('GET') },
    { name: 'cors: preflight of a method that is not allowed', path: '/o/cors/1.0', method: 'OPTIONS', headers: preflight('DELETE') },
    { name: 'cors: preflight of a header that is not allowed', path: '/o/cors/1.0', method: 'OPTIONS', headers: preflight('GET', 'X-Three') },
    { name: 'cors: preflight of simple headers', path: '/o/cors/1.0', method: 'OPTIONS', headers: preflight('GET', 'content-type') },
    { name: 'cors: open, any origin', path: '/o/cors-open/1.0', headers: { Origin: 'https://any.example' } },
    { name: 'cors: open, preflight of a bad method', path: '/o/cors-open/1.0', method: 'OPTIONS', headers: preflight('DELETE') },
    { name: 'cors: headers on a failure of a later policy', path: '/o/cors-failure/1.0', headers: good },
    { name: 'cors: behind authentication', path: '/o/cors-behind/1.0', method: 'OPTIONS', headers: preflight('GET') },
    { name: 'cors: no maxAge', path: '/o/cors-no-age/1.0', headers: good },
    { name: 'cors: no maxAge, preflight', path: '/o/cors-no-age/1.0', method: 'OPTIONS', headers: preflight('GET'), differs: 'wording' },
];

/** Calls of the configuration API, after everything has been registered. */
export const configurationCalls: [name: string, method: string, path: string, body?: unknown][] = [
    ['an unknown API of a contract', 'PUT', '/clients', { organizationId: 'o', clientId: 'x', version: '1', apiKey: 'x', contracts: [{ apiOrgId: 'o', apiId: 'none', apiVersion: '1', plan: 'p' }] }],
    ['an unknown member', 'PUT', '/apis', { organizationId: 'o', foo: 1 }],
    ['an empty body', 'PUT', '/apis', ''],
    ['null for a body', 'PUT', '/apis', 'null'],
    ['null for contracts', 'PUT', '/clients', { organizationId: 'o', clientId: 'x', version: '1', apiKey: 'x', contracts: null }],
    ['an API read back', 'GET', '/organizations/o/apis/plain/versions/1.0'],
    ['a client read back', 'GET', '/organizations/o/clients/buyer/versions/1.0'],
    ['an unknown API read', 'GET', '/organizations/o/apis/none/versions/1.0'],
    ['an unknown organization listed', 'GET', '/organizations/none/apis'],
    ['an unknown client listed', 'GET', '/organizations/o/clients/none/versions'],
    ['a list with a slash at its end', 'GET', '/organizations/o/clients/'],
    ['an unknown path', 'GET', '/nothing'],
    ['a wrong method', 'GET', '/apis'],
    ['an unknown API retired', 'DELETE', '/apis/o/none/1.0'],
    ['an unknown client unregistered', 'DELETE', '/organizations/o/clients/none/versions/1.0'],
    ['an API retired', 'DELETE', '/organizations/o/apis/retired-here/versions/1.0'],
];
