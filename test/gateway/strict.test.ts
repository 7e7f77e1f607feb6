import assert from 'node:assert/strict';
import type { RunningGateway } from '../../gateway/server.ts';
import { publicKey, realmCertificate, tokenOf } from './differential/tokens.ts';
import { call, client, configure, policy, privateApi, publicApi, startBackend, startLocal } from './gateway-under-test.ts';
import type { CallOptions, Policy } from './gateway-under-test.ts';

const plugin = (artifact: string, implementation: string, config: unknown) => policy(`plugin:io.apiman.plugins:apiman-plugins-${artifact}:3.1.3.Final:war/io.apiman.plugins.${implementation}`, config);
const realm = 'https://login.example/realms/a';
const keycloak = plugin('keycloak-oauth-policy', 'keycloak_oauth_policy.KeycloakOauthPolicy', { realm, realmCertificateString: realmCertificate, requireTransportSecurity: false, forwardRoles: { active: true } });
const rate = (limit: number, period: string) => policy('RateLimitingPolicy', { limit, granularity: 'Api', period });

/** Where Apiman has a fault that callers can see: what it does, and what is right. The last call of `calls` is the one that shows it. */
const faults: { name: string; policies: Policy[]; calls: (CallOptions & { path?: string })[]; apiman: number; strict: number }[] = [
    { name: 'limits of one granularity share a counter', policies: [rate(2, 'Year'), rate(3, 'Year')], calls: [{}, {}], apiman: 429, strict: 200 },
    {
        name: 'a quoted SOAP action matches no rule', calls: [{ headers: { SOAPAction: '"buy"', Authorization: `Bearer ${tokenOf({ iss: realm, sub: 'a', realm_access: { roles: ['buyer'] } })}` } }], apiman: 403, strict: 200,
        policies: [keycloak, plugin('soap-authorization-policy', 'soap_authorization_policy.SoapAuthorizationPolicy', { rules: [{ action: 'buy', role: 'buyer' }] })],
    },
    { name: 'a certificate is enough, whoever issued the token', policies: [keycloak], calls: [{ headers: { Authorization: `Bearer ${tokenOf({ iss: 'https://other.example', sub: 'a' })}` } }], apiman: 200, strict: 401 },
    { name: 'a token that names no algorithm', policies: [keycloak], calls: [{ headers: { Authorization: 'Bearer e30.e30.' } }], apiman: 500, strict: 401 },
    {
        name: 'the version in a header cuts the wrong prefix', policies: [plugin('url-whitelist-policy', 'urlwhitelist.UrlWhitelistPolicy', { whitelist: [{ regex: '/things', methodGet: true }] })],
        calls: [{ path: '/things', headers: { 'X-API-Version': '1.0' } }], apiman: 403, strict: 200,
    },
];

for (const isStrict of [false, true]) {
    describe(`the faults of Apiman, ${isStrict ? 'put right by --strict' : 'as they are'}`, () => {
        let gateway: RunningGateway;
        let backend: Awaited<ReturnType<typeof startBackend>>;
        before(async () => {
            gateway = await startLocal({ strict: isStrict });
            backend = await startBackend();
        });
        after(async () => {
            backend.close();
            await gateway.stop();
        });

        for (const [at, { name, policies, calls, apiman, strict }] of faults.entries()) {
            it(name, async () => {
                await configure(gateway, 'PUT', '/apis', publicApi(`a${at}`, backend.url, ...policies));
                let status = 0;
                for (const { path = '/1.0/x', ...options } of calls) ({ status } = await call(`${gateway.gateway}/o/a${at}${path}`, options));
                assert.equal(status, isStrict ? strict : apiman);
            });
        }

        it('a window over midnight never opens', async () => {
            const restricted = policy('TimeRestrictedAccessPolicy', { rules: [{ timeStart: '22:00:00', timeEnd: '02:00:00', dayStart: 1, dayEnd: 7, pathPattern: '.*' }] });
            await configure(gateway, 'PUT', '/apis', publicApi('night', backend.url, restricted));
            const statuses: number[] = [];
            for (const hour of [23, 1, 12]) {
                await putForwardTo(gateway, hour);
                statuses.push((await call(`${gateway.gateway}/o/night/1.0`)).status);
            }
            assert.deepEqual(statuses, isStrict ? [200, 200, 500] : [500, 500, 500]);
        });

        it('the memory of a client knows neither APIs nor users', async () => {
            const caching = policy('CachingResourcesPolicy', { ttl: 600, cachingResourcesSettingsEntries: [{ statusCode: '*', pathPattern: '*', httpMethod: '*' }] });
            await configure(gateway, 'PUT', '/apis', privateApi('one', `${backend.url}/one`));
            await configure(gateway, 'PUT', '/apis', privateApi('two', `${backend.url}/two`));
            await configure(gateway, 'PUT', '/clients', client('c', 'k', { one: [caching], two: [caching] }));
            const bodies: string[] = [];
            for (const [api, user] of [['one', 'anna'], ['two', 'anna'], ['one', 'ben']]) {
                const { body } = await call(`${gateway.gateway}/o/${api}/1.0/m`, { headers: { 'X-API-Key': 'k', 'Authorization': `Basic ${btoa(`${user}:x`)}` } });
                bodies.push(body);
            }
            assert.equal(new Set(bodies).size, isStrict ? 3 : 1);
        });

        it('failures get no security headers, and any text is a name of a function', async () => {
            const security = plugin('http-security-policy', 'httpsecuritypolicy.HttpSecurityPolicy', { hsts: { enabled: true, maxAge: 60 }, contentSecurityPolicy: { mode: 'DISABLED' } });
            const jwt = plugin('jwt-policy', 'jwt.JWTPolicy', { signingKeyString: publicKey, requireTransportSecurity: false });
            await configure(gateway, 'PUT', '/apis', publicApi('secured', backend.url, security, jwt));
            const { headers } = await call(`${gateway.gateway}/o/secured/1.0`);
            assert.equal('strict-transport-security' in headers, isStrict);
            await configure(gateway, 'PUT', '/apis', publicApi('script', backend.url, plugin('jsonp-policy', 'jsonp_policy.JsonpPolicy', { callbackParamName: 'cb' })));
            const { body } = await call(`${gateway.gateway}/o/script/1.0?cb=alert(1)//`);
            assert.equal(body.startsWith('alert(1)//('), !isStrict);
        });

        it('a back end that is not reachable does not open the circuit', async () => {
            const breaker = plugin('circuit-breaker-policy', 'circuit_breaker.CircuitBreakerPolicy', { window: 60, limit: 2, reset: 60, errorCodes: ['5**'], failureCode: 599 });
            await configure(gateway, 'PUT', '/apis', publicApi('gone', 'http://127.0.0.1:1', breaker));
            const statuses: number[] = [];
            for (let time = 0; time < 3; time++) statuses.push((await call(`${gateway.gateway}/o/gone/1.0`)).status);
            assert.deepEqual(statuses, [502, 502, isStrict ? 599 : 502]);
        });
    });
}

/** Puts the clock of a gateway forward to the next time that it is this hour (UTC). */
async function putForwardTo(gateway: RunningGateway, hour: number): Promise<void> {
    const { now } = JSON.parse((await configure(gateway, 'GET', '/system/time')).body) as { now: string };
    const then = new Date(now);
    then.setUTCHours(hour, 0, 0, 0);
    if (then.getTime() < Date.parse(now)) then.setUTCDate(then.getUTCDate() + 1);
    await configure(gateway, 'POST', '/system/time', { advance: then.getTime() - Date.parse(now) });
}
