import assert from 'node:assert/strict';
import { createServer, request as httpRequest, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { connect as connectTo, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { disk } from '../../language-server/session/disk.ts';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import { targetOf } from '../../language-server/session/target.ts';
import type { Gateway } from '../../project/project-file.ts';
import type { Credentials } from '../../registration/credentials.ts';
import { describeFailure, exitCodeOf } from '../../registration/failure.ts';
import { gatewayClients } from '../../registration/gateway-client.ts';
import { Secret } from '../../registration/secret.ts';
import { checkTarget, type GatewayTarget } from '../../registration/target.ts';
import { realWorld, type World } from '../../registration/world.ts';
import { language } from '../support/language.ts';

const certificates = join(import.meta.dirname, '../support/certificates');
const pem = (name: string) => readFileSync(join(certificates, name), 'utf8');
const secret = 'canary-of-an-environment';

describe('the way to a gateway', () => {
    const world = realWorld({});
    const servers: Server[] = [];
    after(async () => world.close());
    afterEach(() => servers.splice(0).forEach(server => { server.closeAllConnections(); server.close(); }));

    /** A configuration API that says it is there to those who may know; `sees` gets every request. */
    const gateway = (mayKnow: (request: IncomingMessage) => boolean = () => true): RequestListener => (request, response) => {
        const known = mayKnow(request);
        response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
        response.end(known ? JSON.stringify(request.url === '/system/status' ? { up: true, version: '3.1.3.Final' } : { endpoint: 'http://127.0.0.1:8082' }) : '');
    };

    async function listen(listener: RequestListener, tls?: TlsOptions): Promise<{ url: string; port: number }> {
        const server = tls ? createSecureServer(tls, listener) : createServer(listener);
        servers.push(server as Server);
        await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
        const { port } = server.address() as AddressInfo;
        return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, port };
    }

    async function connect(target: Partial<GatewayTarget> & { url: string }, from: World = world): Promise<string> {
        const checked = checkTarget({ environment: 'prod', gateways: [{ local: false, ...target }] });
        const [client] = checked.ok ? gatewayClients(checked.value, from) : [];
        const contact = checked.ok ? await client?.connect() : checked;
        assert.ok(contact);
        const said = contact.ok ? `connected to ${contact.value.version}` : `${exitCodeOf(contact.failure)} ${describeFailure(contact.failure)}`;
        assert.doesNotMatch(said, /canary/);
        return said;
    }

    describe('a token', () => {
        it('is sent as it is', async () => {
            const { url } = await listen(gateway(({ headers }) => headers.authorization === `Bearer ${secret}`));
            assert.equal(await connect({ url, credentials: { type: 'bearer', token: new Secret(secret) } }), 'connected to 3.1.3.Final');
            assert.match(await connect({ url, credentials: { type: 'bearer', token: new Secret('canary-wrong') } }), /^5 .* refuses the token\. Give the right one in APIM_PASSWORD_PROD/);
            assert.match(await connect({ url, credentials: { type: 'bearer' } }), /^6 There is no token for .*APIM_PASSWORD_PROD/);
        });

        it('never over plain http to another machine', async () => {
            assert.match(await connect({ url: 'http://gateway.example:8081', credentials: { type: 'bearer', token: new Secret(secret) } }), /^6 The password for 'http:\/\/gateway\.example:8081' would be readable on the way/);
        });
    });

    describe('OAuth2 client credentials', () => {
        interface Issuer { tokenUrl: string; issued: string[]; requests: { authorization: string | undefined; body: string }[] }
        async function issuer(answer: (n: number) => [status: number, body: unknown] = n => [200, { access_token: `canary-token-${n}`, token_type: 'Bearer', expires_in: 3600 }]): Promise<Issuer> {
            const issued: string[] = [], requests: Issuer['requests'] = [];
            const { url } = await listen((request, response) => {
                let body = '';
                request.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; }).on('end', () => {
                    requests.push({ authorization: request.headers.authorization, body });
                    const [status, json] = answer(requests.length);
                    issued.push((json as { access_token?: string }).access_token ?? '');
                    response.writeHead(status, { 'content-type': 'application/json', ...(status === 302 ? { location: 'http://127.0.0.1:9/' } : {}) }).end(JSON.stringify(json));
                });
            });
            return { tokenUrl: `${url}/token`, issued, requests };
        }
        const credentials = (tokenUrl: string): Credentials => ({ type: 'oauth2', tokenUrl, clientId: 'apim', scope: 'gateway', clientSecret: new Secret(secret) });

        it('fetch one token for all requests, and another one when it is refused', async () => {
            const at = await issuer();
            let accepted = 'canary-token-1';
            const { url } = await listen(gateway(({ headers }) => headers.authorization === `Bearer ${accepted}`));
            const [client] = gatewayClients({ environment: 'prod', gateways: [{ url, local: false, credentials: credentials(at.tokenUrl) }] }, world);
            assert.ok(client);
            for (let round = 0; round < 3; round++) assert.ok((await client.connect()).ok);
            assert.equal(at.requests.length, 1);
            // RFC 6749, 2.3.1: both parts are form-encoded first.
            assert.equal(decodeURIComponent(atob(at.requests[0]?.authorization?.replace('Basic ', '') ?? '')), `apim:${secret}`);
            assert.equal(at.requests[0]?.body, 'scope=gateway&grant_type=client_credentials');
            accepted = 'canary-token-2';
            assert.ok((await client.connect()).ok);
            assert.equal(at.requests.length, 2);
            accepted = 'none';
            const refused = await client.connect();
            assert.ok(!refused.ok && refused.failure.kind === 'credentials-refused');
            assert.ok(at.requests.length <= 4, 'it does not ask for ever');
        });

        it('fetch another token before the first one ends', async () => {
            const at = await issuer(n => [200, { access_token: `canary-token-${n}`, token_type: 'bearer', expires_in: 60 }]);
            const { url } = await listen(gateway(({ headers }) => at.issued.includes(headers.authorization?.replace('Bearer ', '') ?? '')));
            let now = 0;
            const [client] = gatewayClients({ environment: 'prod', gateways: [{ url, local: false, credentials: credentials(at.tokenUrl) }] }, { ...world, now: () => now });
            assert.ok((await client?.connect())?.ok);
            now = 29_000;
            assert.ok((await client?.connect())?.ok);
            assert.equal(at.requests.length, 1);
            now = 31_000;
            assert.ok((await client?.connect())?.ok);
            assert.equal(at.requests.length, 2);
        });

        const troubles: [name: string, status: number, body: unknown, said: RegExp][] = [
            ['that are wrong', 401, { error: 'invalid_client', error_description: secret }, /^5 There is no token from http.*: it does not know this client, or its secret is wrong\..*APIM_PASSWORD_PROD/],
            ['with a scope that is unknown', 400, { error: 'invalid_scope' }, /does not know the scope/],
            ['at something that gives no tokens', 200, { hello: secret }, /does not answer as OAuth2 wants it/],
            ['at something that redirects', 302, {}, /There is no token from/],
            ['at something that fails', 500, { error: secret }, /There is no token from/]
        ];
        for (const [name, status, body, said] of troubles) {
            it(`${name} end in a sentence`, async () => {
                const at = await issuer(() => [status, body]);
                const { url } = await listen(gateway());
                assert.match(await connect({ url, credentials: credentials(at.tokenUrl) }), said);
            });
        }

        it('never send the secret of the client over plain http to another machine', async () => {
            const { url } = await listen(gateway());
            assert.match(await connect({ url, credentials: credentials('http://tokens.example/token') }), /^6 The password for 'http:\/\/tokens\.example\/token' would be readable/);
            assert.match(await connect({ url, credentials: credentials('http://127.0.0.1:9/token') }), /^5 There is no token from http:\/\/127\.0\.0\.1:9\/token: it cannot be reached/);
        });
    });

    describe('TLS', () => {
        const own = { cert: pem('gateway.pem'), key: pem('gateway.key') };
        const ca = pem('authority.pem');

        it('trusts the authority that the project names, and no other one', async () => {
            const { url } = await listen(gateway(), own);
            assert.equal(await connect({ url, tls: { ca } }), 'connected to 3.1.3.Final');
            assert.match(await connect({ url }), /^5 No connection to the gateway .*: its certificate comes from an authority that is not known here\. Give .*tls: \{ ca: … \}/);
        });

        it('says what is wrong with a certificate', async () => {
            const elsewhere = await listen(gateway(), { cert: pem('elsewhere.pem'), key: pem('elsewhere.key') });
            assert.match(await connect({ url: elsewhere.url, tls: { ca } }), /its certificate is for another host name/);
            const expired = await listen(gateway(), { cert: pem('expired.pem'), key: pem('expired.key') });
            assert.match(await connect({ url: expired.url, tls: { ca } }), /its certificate has expired/);
            const plain = await listen(gateway());
            assert.match(await connect({ url: plain.url.replace('http:', 'https:'), tls: { ca } }), /it does not speak TLS there/);
        });

        it('shows our certificate to a gateway that wants to know its callers', async () => {
            const { url } = await listen(gateway(), { ...own, ca, requestCert: true, rejectUnauthorized: true });
            const certificate = pem('client.pem');
            assert.equal(await connect({ url, tls: { ca, certificate, key: new Secret(pem('client.key')) } }), 'connected to 3.1.3.Final');
            assert.equal(await connect({ url, tls: { ca, certificate, key: new Secret(pem('client.encrypted.key')), passphrase: new Secret('passphrase-of-a-test') } }), 'connected to 3.1.3.Final');
            let now = 0;
            const hasty = { ...world, now: () => now, sleep: async () => { now += 5_000; } };
            assert.match(await connect({ url, tls: { ca } }, hasty), /^5 .*the connection broke, as gateways do that want a certificate of ours: see "tls" in apim\.yaml/);
        });

        describe('by the files that apim.yaml names', () => {
            async function target(tls: Gateway['tls'], passphrase?: string): Promise<string> {
                const session = new ProjectSession(certificates, language, disk);
                const result = await targetOf({
                    session, world, environment: { name: 'prod', gateways: [{ url: 'https://gateway.example', tls }], parameters: {}, excludes: () => false, protected: false },
                    secrets: {
                        gatewayPassword: async () => undefined, secretParameter: async () => undefined,
                        keyPassphrase: async () => passphrase === undefined ? undefined : new Secret(passphrase)
                    }
                });
                return result.ok ? Object.keys(result.value.gateways[0]?.tls ?? {}).join(' ') : `${exitCodeOf(result.failure)} ${describeFailure(result.failure)}`;
            }
            const cases: [name: string, tls: Gateway['tls'], passphrase: string | undefined, said: RegExp][] = [
                ['reads them', { ca: 'authority.pem', certificate: 'client.pem', key: 'client.key' }, undefined, /^ca certificate key$/],
                ['reads an encrypted key', { certificate: 'client.pem', key: 'client.encrypted.key' }, 'passphrase-of-a-test', /^certificate key passphrase$/],
                ['asks for the passphrase', { certificate: 'client.pem', key: 'client.encrypted.key' }, undefined, /^1 client\.encrypted\.key.* it is encrypted, and APIM_PASSPHRASE_PROD does not say with what/],
                ['says that the passphrase is wrong', { certificate: 'client.pem', key: 'client.encrypted.key' }, 'canary', /^1 client\.encrypted\.key.*the passphrase is wrong/],
                ['says that a file is missing', { ca: 'none.pem' }, undefined, /^1 none\.pem, which apim\.yaml names under "tls", cannot be used: there is no such file/],
                ['says that a file is none of this kind', { ca: 'make.sh' }, undefined, /^1 make\.sh.*not in PEM form/],
                ['says that a key is another one\'s', { certificate: 'client.pem', key: 'gateway.key' }, undefined, /^1 client\.pem.*the key in gateway\.key is not the one of this certificate/]
            ];
            for (const [name, tls, passphrase, said] of cases) it(name, async () => assert.match(await target(tls, passphrase), said));
        });
    });

    describe('a proxy', () => {
        async function proxy(status = 200): Promise<{ url: string; seen: string[] }> {
            const seen: string[] = [];
            const { url } = await listen((request, response) => {
                seen.push(`${request.method} ${request.url}`);
                httpRequest({ host: '127.0.0.1', port: new URL(request.url ?? '').port, path: new URL(request.url ?? '').pathname, headers: request.headers }, answer => {
                    response.writeHead(answer.statusCode ?? 500, answer.headers);
                    answer.pipe(response);
                }).end();
            });
            servers.at(-1)?.on('connect', (request, socket) => {
                seen.push(`CONNECT ${request.url}`);
                if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
                const upstream = connectTo(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
                    socket.write('HTTP/1.1 200 OK\r\n\r\n');
                    upstream.pipe(socket).pipe(upstream);
                });
                for (const one of [socket, upstream]) one.on('error', () => { upstream.destroy(); socket.destroy(); });
            });
            return { url, seen };
        }

        it('is taken to another machine, and not to this one', async () => {
            const through = await proxy();
            const { url, port } = await listen(gateway(), { cert: pem('elsewhere.pem'), key: pem('elsewhere.key') });
            const from = realWorld({ HTTPS_PROXY: through.url });
            assert.equal(await connect({ url: `https://elsewhere.example:${port}`, tls: { ca: pem('authority.pem') } }, from), 'connected to 3.1.3.Final');
            assert.deepEqual([...new Set(through.seen)], [`CONNECT elsewhere.example:${port}`]);
            through.seen.length = 0;
            await connect({ url, tls: { ca: pem('authority.pem') } }, from);
            assert.deepEqual(through.seen, []);
            await from.close();
        });

        it('is passed by where NO_PROXY says so, and what it answers is said', async () => {
            const refusing = await proxy(403);
            const from = realWorld({ https_proxy: refusing.url, no_proxy: 'direct.invalid' });
            assert.match(await connect({ url: 'https://elsewhere.example:1' }, from), /^5 .*the proxy answers 403\. Look at HTTPS_PROXY/);
            refusing.seen.length = 0;
            assert.match(await connect({ url: 'https://direct.invalid:1' }, from), /^5 .*cannot be reached/);
            assert.deepEqual(refusing.seen, []);
            await from.close();
        });
    });

    it('is given up after the time that the environment allows', async () => {
        const { url } = await listen(() => { /* It never answers. */ });
        const begun = performance.now();
        assert.match(await connect({ url, timeout: 300 }), /no answer within 0\.3 seconds/);
        assert.ok(performance.now() - begun < 10_000);
    });
});
