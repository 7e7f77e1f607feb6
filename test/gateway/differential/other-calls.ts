import { client, policy, privateApi, publicApi } from '../gateway-under-test.ts';
import type { Policy } from '../gateway-under-test.ts';
import type { DifferentialSet } from './differential-call.ts';

const plugin = (artifact: string, implementation: string, config: unknown) => policy(`plugin:io.apiman.plugins:apiman-plugins-${artifact}:3.1.3.Final:war/io.apiman.plugins.${implementation}`, config);
const jsonp = (config: object) => plugin('jsonp-policy', 'jsonp_policy.JsonpPolicy', config);
const turn = (clientFormat: string, serverFormat: string) => plugin('transformation-policy', 'transformation_policy.TransformationPolicy', { clientFormat, serverFormat });
const unique = (config: object) => plugin('unique-header-policy', 'uniqueheader.UniqueHeaderPolicy', config);
const timeout = (config: object) => plugin('timeout-policy', 'timeoutpolicy.TimeoutPolicy', config);
const breaker = (config: object) => plugin('circuit-breaker-policy', 'circuit_breaker.CircuitBreakerPolicy', config);
const log = (config: object) => plugin('log-policy', 'log_policy.LogHeadersPolicy', config);
const caching = (...entries: object[]) => policy('CachingResourcesPolicy', { ttl: 600, cachingResourcesSettingsEntries: entries });
const rate = policy('RateLimitingPolicy', { limit: 100, granularity: 'Api', period: 'Year' });

const apis: Record<string, Policy[]> = {
    'jsonp': [jsonp({ callbackParamName: 'cb' })],
    'jsonp-nothing': [jsonp({})],
    'to-xml': [turn('XML', 'JSON')],
    'to-json': [turn('JSON', 'XML')],
    'to-same': [turn('JSON', 'JSON')],
    'to-nothing': [plugin('transformation-policy', 'transformation_policy.TransformationPolicy', {})],
    'unique': [unique({ headerName: 'X-Call' })],
    'unique-answer': [unique({ headerName: 'X-Call', responseHeader: true })],
    'unique-blank': [unique({ headerName: ' ' })],
    'timeout': [timeout({ timeoutRead: '300' })],
    'timeout-patient': [timeout({ timeoutConnect: '20000', timeoutRead: '60000' })],
    'timeout-bad': [timeout({ timeoutRead: '0' })],
    'timeout-nothing': [timeout({})],
    'breaker': [breaker({ window: 600, limit: 2, reset: 600, errorCodes: ['5**', '404'], failureCode: 503 })],
    'breaker-nothing': [breaker({})],
    'log': [log({ direction: 'both', logHeaders: true, logStatusCode: true })],
    'log-nothing': [log({})],
    'log-bad': [log({ direction: 'sideways' })],
    'noop': [plugin('noop-policy', 'noop_policy.NoopPolicy', {})],
    'cache': [caching({ statusCode: '200', pathPattern: '/k.*', httpMethod: 'GET' })],
    'cache-any': [caching({ statusCode: '*', pathPattern: '*', httpMethod: '*' })],
    'cache-limited': [rate, caching({ statusCode: '200', pathPattern: '*', httpMethod: 'GET' })],
    'cache-first': [caching({ statusCode: '200', pathPattern: '*', httpMethod: 'GET' }), rate],
    'cache-off': [policy('CachingResourcesPolicy', { ttl: 0, cachingResourcesSettingsEntries: [{ statusCode: '*', pathPattern: '*', httpMethod: '*' }] })],
    'cache-empty': [policy('CachingResourcesPolicy', { ttl: 600 })],
};

const json = { 'Content-Type': 'application/json' };
const jsons = [
    '{"a":1}', '{"a":{"b":[1,2,{"c":null}],"d":""}}', '[1,"two",[3]]', '{"b":1,"a":2,"name":"x","id":true,"zz":"<&>\\"\'"}', '{}', '{"content":"text"}', '{"a":{"content":["x",1]}}', '{"n":1.50,"m":-0.5,"big":12345678901234567890}', '{"a":[]}', '{"a":[[1,2],[3]]}',
];
const xmls = [
    '<a>1</a>', '<a b="1" c="x">text</a>', '<a><b>1</b><b>two</b><c/></a>', '<a><b>01</b><c>true</c><d>null</d><e>1.50</e></a>', '<a><![CDATA[<x>]]></a>', '<?xml version="1.0"?><r><name>n</name><id>7</id><zz>&lt;</zz></r>', '<a>x<b/>y</a>', '<a/>',
];

export const otherCalls: DifferentialSet = {
    registrations: backend => [
        ...Object.entries(apis).map(([id, policies]) => ({ path: '/apis', body: publicApi(id, backend, ...policies) })),
        ...['inspected', 'inspected-xml', 'inspected-soap'].map(id => ({
            path: '/apis', body: { ...publicApi(id, backend), parsePayload: true, endpointContentType: id === 'inspected' ? 'json' : 'xml', endpointType: id === 'inspected-soap' ? 'soap' : 'rest' },
        })),
        { path: '/apis', body: { ...publicApi('cache-posted', backend, ...apis['cache-any']!), parsePayload: true } },
        { path: '/apis', body: privateApi('cached-one', `${backend}/one`) },
        { path: '/apis', body: privateApi('cached-two', `${backend}/two`) },
        { path: '/clients', body: client('rememberer', 'key-rememberer', { 'cached-one': apis['cache-any']!, 'cached-two': apis['cache-any']! }) },
        { path: '/clients', body: client('somebody', 'key-somebody', { 'cached-one': apis['cache-any']! }) },
    ],
    calls: [
        ...['?cb=f', '?a=1&cb=f&b=2', '?CB=f', '?cb=', '', '?cb=f&cb=g'].map(query => ({ name: `jsonp: ${query || 'no query'}`, path: `/o/jsonp/1.0/count-jsonp${query}` })),
        { name: 'jsonp: a body of another type', path: '/o/jsonp/1.0/answer?cb=f&type=text/plain%3Bcharset=utf-8&body=hello' },
        { name: 'jsonp: a body of another type, with a charset behind a blank', path: '/o/jsonp/1.0/answer?cb=f&type=text/plain%3B%20charset=utf-8%3B%20a=b&body=hello' },
        { name: 'jsonp: a status', path: '/o/jsonp/1.0/answer?cb=f&status=404&body=no' },
        { name: 'jsonp-nothing: a call', path: '/o/jsonp-nothing/1.0/x', differs: 'wording' },
        ...jsons.map(body => ({ name: `transformation: ${body} to XML and nothing back`, path: '/o/to-json/1.0/quiet', method: 'POST', headers: json, body })),
        ...xmls.map(body => ({ name: `transformation: ${body} to JSON and nothing back`, path: '/o/to-xml/1.0/quiet', method: 'POST', headers: { 'Content-Type': 'application/xml' }, body })),
        ...xmls.map(body => ({ name: `transformation: an answer ${body} to JSON`, path: `/o/to-json/1.0/answer?type=application/xml&body=${encodeURIComponent(body)}` })),
        ...jsons.map(body => ({ name: `transformation: an answer ${body} to XML`, path: `/o/to-xml/1.0/answer?type=application/json&body=${encodeURIComponent(body)}` })),
        ...['to-same', 'to-nothing'].map(api => ({ name: `${api}: a call`, path: `/o/${api}/1.0/x`, method: 'POST', headers: json, body: '{"a":1}' })),
        ...['{ "b" : 1,  "a":[1] }', '[1]', '{bad', '"text"', '1', ''].map(body => ({ name: `inspected: ${body || 'nothing'}`, path: '/o/inspected/1.0/x', method: 'POST', headers: json, body })),
        { name: 'inspected: no body', path: '/o/inspected/1.0/x' },
        { name: 'inspected: too long', path: '/o/inspected/1.0/x', method: 'POST', headers: json, body: `{"a":"${'x'.repeat(5_300_000)}"}` },
        ...['<a  b="1"><c/><!-- k --></a>', '<a>x&lt;y</a>', '<a', 'text'].map(body => ({ name: `inspected-xml: ${body}`, path: '/o/inspected-xml/1.0/x', method: 'POST', headers: { 'Content-Type': 'application/xml' }, body })),
        ...['<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m/></s:Body></s:Envelope>', '<a/>'].map(body => ({ name: `inspected-soap: ${body}`, path: '/o/inspected-soap/1.0/x', method: 'POST', headers: { 'Content-Type': 'text/xml' }, body })),
        ...['unique', 'unique-answer'].map(api => ({ name: `${api}: an id that is there`, path: `/o/${api}/1.0/x`, headers: { 'X-Call': 'mine' } })),
        { name: 'unique-blank: a call', path: '/o/unique-blank/1.0/x', differs: 'wording' },
        { name: 'timeout: too slow', path: '/o/timeout/1.0/slow', differs: 'wording' },
        { name: 'timeout-patient: fast enough', path: '/o/timeout-patient/1.0/x' },
        { name: 'timeout-bad: a call', path: '/o/timeout-bad/1.0/x', differs: 'wording' },
        { name: 'timeout-nothing: a call', path: '/o/timeout-nothing/1.0/x' },
        { name: 'breaker: a good answer', path: '/o/breaker/1.0/x' },
        { name: 'breaker: failures until it opens', path: '/o/breaker/1.0/answer?status=503&body=no', times: 3 },
        { name: 'breaker: open', path: '/o/breaker/1.0/x' },
        { name: 'breaker-nothing: never opens', path: '/o/breaker-nothing/1.0/answer?status=503&body=no', times: 3 },
        ...['log', 'log-nothing', 'noop'].map(api => ({ name: `${api}: a call`, path: `/o/${api}/1.0/x` })),
        { name: 'log-bad: a call', path: '/o/log-bad/1.0/x', differs: 'wording' },
        ...['cache', 'cache-any', 'cache-limited', 'cache-first', 'cache-off', 'cache-empty'].flatMap(api => [
            { name: `${api}: counted answers`, path: `/o/${api}/1.0/k/count-${api}`, times: 3 },
            { name: `${api}: another query`, path: `/o/${api}/1.0/k/count-${api}?a=1&b=2`, times: 2 },
            { name: `${api}: the same query in another order`, path: `/o/${api}/1.0/k/count-${api}?b=2&a=1` },
            { name: `${api}: a path that no pattern has`, path: `/o/${api}/1.0/count-other-${api}`, times: 2 },
            { name: `${api}: a failure`, path: `/o/${api}/1.0/k/answer?status=500&body=no`, times: 2 },
            { name: `${api}: POST`, path: `/o/${api}/1.0/k/count-post-${api}`, method: 'POST', body: 'a', times: 2 },
            { name: `${api}: DELETE`, path: `/o/${api}/1.0/k/count-delete-${api}`, method: 'DELETE', times: 2 },
            { name: `${api}: a caller that wants no cache`, path: `/o/${api}/1.0/k/count-${api}`, headers: { 'Cache-Control': 'no-cache' } },
        ]),
        { name: 'cache: no path and a pattern', path: '/o/cache/1.0', differs: 'wording' },
        { name: 'cache-any: no path', path: '/o/cache-any/1.0', times: 2 },
        ...['{"a":1}', '{"a":2}', '{"a":1}'].map((body, at) => ({ name: `cache-posted: ${body} (${at})`, path: '/o/cache-posted/1.0/count-posted', method: 'POST', headers: json, body })),
        { name: 'cached for one client', path: '/o/cached-one/1.0/count-client', headers: { 'X-API-Key': 'key-rememberer' }, times: 2 },
        { name: 'cached for one client, found through another API', path: '/o/cached-two/1.0/count-client', headers: { 'X-API-Key': 'key-rememberer' } },
        { name: 'cached for another client', path: '/o/cached-one/1.0/count-client', headers: { 'X-API-Key': 'key-somebody' } },
    ],
};
