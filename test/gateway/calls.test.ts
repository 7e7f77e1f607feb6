import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningGateway } from '../../gateway/server.ts';
import { call, client, configure, policy, privateApi, publicApi, startBackend, startLocal } from './gateway-under-test.ts';

describe('calls through the local gateway', () => {
    let gateway: RunningGateway;
    const lines: string[] = [];
    const backends: { close(): void }[] = [];

    before(async () => gateway = await startLocal({ log: line => lines.push(line), placeholders: new Map([['PART', 'filled']]) }));
    after(async () => {
        backends.forEach(backend => backend.close());
        await gateway.stop();
    });

    async function serve(apiId: string, handler?: http.RequestListener, ...rest: ReturnType<typeof policy>[]): Promise<string> {
        const backend = await startBackend(handler);
        backends.push(backend);
        assert.equal((await configure(gateway, 'PUT', '/apis', publicApi(apiId, backend.url, ...rest))).status, 204);
        return `${gateway.gateway}/o/${apiId}/1.0`;
    }

    it('20 at once at a limit of 10: exactly 10 pass', async () => {
        const backend = await startBackend();
        backends.push(backend);
        await configure(gateway, 'PUT', '/apis', privateApi('limited', backend.url));
        await configure(gateway, 'PUT', '/clients', client('c', 'k', { limited: [policy('RateLimitingPolicy', { limit: 10, granularity: 'Client', period: 'Year' })] }));
        const replies = await Promise.all(Array.from({ length: 20 }, () => call(`${gateway.gateway}/o/limited/1.0`, { headers: { 'X-API-Key': 'k' } })));
        assert.deepEqual([200, 429].map(status => replies.filter(reply => reply.status === status).length), [10, 10]);
    });

    it('the first piece of an answer arrives before its end, and the head before the first piece', async () => {
        let release = (): void => undefined;
        const url = await serve('slow', (_request, response) => {
            response.flushHeaders();
            release = () => {
                response.write('one');
                release = () => response.end('two');
            };
        });
        const request = http.get(url, { agent: false });
        const [response] = await once(request, 'response') as [http.IncomingMessage];
        release();
        const [first] = await once(response, 'data') as [Buffer];
        assert.equal(first.toString(), 'one');
        release();
        const [second] = await once(response, 'data') as [Buffer];
        assert.equal(second.toString(), 'two');
    });

    it('a large body goes through in both directions without being held', async () => {
        const size = 64 * 1024 * 1024;
        const url = await serve('large', (request, response) => void request.pipe(response));
        const chunk = Buffer.alloc(256 * 1024, 'x');
        let sent = 0;
        let received = 0;
        let mostOnTheWay = 0;
        const request = http.request(url, { method: 'POST', agent: false });
        request.on('response', response => response.on('data', (piece: Buffer) => {
            received += piece.length;
            mostOnTheWay = Math.max(mostOnTheWay, sent - received);
        }));
        for (; sent < size; sent += chunk.length) {
            if (!request.write(chunk)) await once(request, 'drain');
        }
        request.end();
        await once(request, 'close');
        assert.equal(received, size);
        // What six sockets hold in the kernel, and no more.
        assert.ok(mostOnTheWay < size / 2, `${Math.round(mostOnTheWay / 1e6)} MB on the way`);
    });

    it('a caller that reads nothing stops the back end', async () => {
        let written = 0;
        const url = await serve('endless', (_request, response) => {
            const chunk = Buffer.alloc(64 * 1024);
            const go = (): void => {
                while (!response.destroyed && response.write(chunk)) written += chunk.length;
            };
            response.on('drain', go);
            go();
        });
        const request = http.get(url, { agent: false });
        const [response] = await once(request, 'response') as [http.IncomingMessage];
        response.pause();
        // It is over where nothing more comes for a while, and never where the gateway holds what comes.
        for (let then = -1; then !== written;) {
            then = written;
            await sleep(300);
            assert.ok(written < 500_000_000, `${written} bytes`);
        }
        request.destroy();
    });

    it('a caller that goes away ends the call at the back end', async () => {
        const { promise: begun, resolve: begin } = Promise.withResolvers<http.IncomingMessage>();
        const request = http.get(await serve('left', begin), { agent: false });
        request.on('error', () => undefined);
        const { socket } = await begun;
        request.destroy();
        await once(socket, 'close');
    });

    it('a back end that breaks off in mid-body breaks off the answer', async () => {
        const url = await serve('broken', (request, response) => {
            response.writeHead(200, { 'Content-Length': '100' });
            response.write('half');
            setTimeout(() => request.socket.destroy(), 50);
        });
        await assert.rejects(call(url));
    });

    it('an answer before the end of the body is passed on, and the connection of the caller goes on', async () => {
        const url = await serve('hasty', (request, response) => {
            if (request.method === 'GET') return void response.end('next');
            response.writeHead(413, 'Zu groß').end('too large');
        });
        const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
        const ask = async (method: string, body?: Buffer): Promise<[number | undefined, string]> => {
            const request = http.request(url, { method, agent });
            request.end(body);
            const [response] = await once(request, 'response') as [http.IncomingMessage];
            const chunks: Buffer[] = [];
            for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
            return [response.statusCode, Buffer.concat(chunks).toString()];
        };
        assert.deepEqual(await ask('POST', Buffer.alloc(8 * 1024 * 1024)), [413, 'too large']);
        assert.deepEqual(await ask('GET'), [200, 'next']);
        agent.destroy();
    });

    it('a back end that closes at once, talks nonsense, says nothing or too much is an error', async () => {
        for (const [name, answer, status, message] of [
            ['closes', null, 500, 'Connection was closed'], ['nonsense', 'no http\r\n\r\n', 500, 'does not match the HTTP/1.1 protocol'], ['silent', '', 504, 'Connection to backend terminated'],
            ['too-much', 'HTTP/1.1 100 Continue\r\n\r\n', 500, 'nobody had asked for'],
        ] as const) {
            const server = net.createServer(socket => {
                socket.on('error', () => undefined);
                socket.once('data', () => answer === null ? socket.destroy() : socket.write(answer));
            }).listen(0, '127.0.0.1');
            await once(server, 'listening');
            const endpoint = `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
            await configure(gateway, 'PUT', '/apis', { ...publicApi(name, endpoint), endpointProperties: { 'timeouts.read': name === 'silent' ? '200' : '30000' } });
            const reply = await call(`${gateway.gateway}/o/${name}/1.0`);
            assert.equal(reply.status, status, name);
            assert.match(reply.headers['x-gateway-error'] ?? '', new RegExp(message));
            server.close();
        }
    });

    it('a kept connection that the back end has closed is no error', async () => {
        const used = new Set<net.Socket>();
        let closings = 0;
        const url = await serve('closing', ({ socket }, response) => {
            if (!used.has(socket)) {
                used.add(socket);
                return void response.end('ok');
            }
            // In the very moment in which it is used again.
            closings += 1;
            socket.destroy();
        });
        for (let time = 0; time < 20; time++) assert.equal((await call(url)).status, 200);
        assert.ok(closings > 0);
    });

    it('an upgrade is not a way around', async () => {
        const url = await serve('upgrade');
        assert.ok((await call(url, { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } })).status >= 200);
    });

    it('placeholders are filled in endpoint and policies, from the given names only', async () => {
        const backend = await startBackend();
        backends.push(backend);
        const rewriting = policy('URLRewritingPolicy', { fromRegex: 'x', toReplacement: '${PART}', processRequestUrl: true });
        await configure(gateway, 'PUT', '/apis', publicApi('filled', `${backend.url}/\${PART}/\${PATH:unset}`, rewriting));
        const reply = await call(`${gateway.gateway}/o/filled/1.0/x`);
        assert.equal((JSON.parse(reply.body) as { url: string }).url, '/filled/unset/filled');
    });

    it('a pattern that never ends costs its call a 500 that can be read, and no other call anything', async () => {
        const url = await serve('endless-pattern', undefined, policy('IgnoredResourcesPolicy', { rules: [{ verb: '*', pathPattern: '/(a+)+b' }] }));
        const plain = await serve('unhindered');
        let isOver = false;
        const endless = call(`${url}/${'a'.repeat(40)}`).finally(() => { isOver = true; });
        assert.equal((await call(plain)).status, 200);
        assert.equal(isOver, false);
        const reply = await endless;
        assert.equal(reply.status, 500);
        assert.match(reply.headers['x-gateway-error'] ?? '', /takes too long/);
    });

    it('a pattern that cannot be run and LDAP identities are configuration errors in one line', async () => {
        const possessive = await serve('possessive', undefined, policy('IgnoredResourcesPolicy', { rules: [{ verb: '*', pathPattern: 'a++' }] }));
        const ldap = await serve('ldap', undefined, policy('BasicAuthenticationPolicy', { ldapIdentity: { url: 'ldap://x' } }));
        for (const [url, message] of [[possessive, /pathPattern.*possessive/], [ldap, /LDAP identities are not available/]] as const) {
            const reply = await fetch(url);
            assert.equal(reply.status, 500);
            assert.match(reply.headers.get('x-gateway-error') ?? '', message);
        }
    });

    it('URLs are rewritten across the pieces of a body', async () => {
        const text = 'ä http://a.example/1 https://a.example/2 htt http:/ <a href="http://a.example/3">h';
        const rewriting = policy('URLRewritingPolicy', { fromRegex: 'a\\.example/(\\d)', toReplacement: 'b.example/ü$1', processResponseBody: true });
        const url = await serve('pieces', async (_request, response) => {
            response.setHeader('Content-Length', Buffer.byteLength(text));
            for (const byte of Buffer.from(text)) {
                response.write(Buffer.of(byte));
                await sleep(0);
            }
            response.end();
        }, rewriting);
        assert.equal((await call(url)).body, text.replaceAll('a.example/', 'b.example/ü'));
    });

    it('a key never opens what is registered under another name', async () => {
        for (const key of ['CLIENT::o|c|1.0', 'API::o|limited|1.0', '__proto__', 'constructor']) {
            assert.equal((await call(`${gateway.gateway}/o/limited/1.0`, { headers: { 'X-API-Key': key } })).status, 404);
        }
    });

    it('the log has a line a request, with who called and why it was refused, and no key', async () => {
        lines.length = 0;
        await call(`${gateway.gateway}/o/limited/1.0/x?apikey=k&access_token=t&a=1`, { headers: { 'X-API-Key': 'k' } });
        while (lines.length === 0) await sleep(5);
        assert.equal(lines.length, 1);
        assert.match(lines[0] ?? '', /^\S+Z GET \/o\/limited\/1\.0\/x\?apikey=\*\*\*&access_token=\*\*\*&a=1 429 \d+ ms o\/c@1\.0 via Gold – RateLimitingPolicy: Rate limit exceeded\.$/);
        lines.length = 0;
        await call(`${gateway.gateway}/o/limited/1.0/x`, { headers: { 'X-API-Key': 'nobody-knows-this' } });
        while (lines.length === 0) await sleep(5);
        assert.match(lines[0] ?? '', / 404 \d+ ms – No client found for this API key$/);
    });
});
