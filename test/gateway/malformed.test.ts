import assert from 'node:assert/strict';
import net from 'node:net';
import type { RunningGateway } from '../../gateway/server.ts';
import { call, configure, publicApi, startBackend, startLocal } from './gateway-under-test.ts';

/** What reaches the socket as it stands, what is answered, and how many requests the back end has seen of it. */
const rows: { name: string; request: string; answer: RegExp; reaches?: number }[] = [
    { name: 'both length headers', request: head('POST', 'Content-Length: 4', 'Transfer-Encoding: chunked') + '0\r\n\r\nGET /o/a/1.0/smuggled HTTP/1.1\r\nHost: x\r\n\r\n', answer: /^HTTP\/1\.1 400 / },
    { name: 'two lengths', request: head('POST', 'Content-Length: 2', 'Content-Length: 3') + 'abc', answer: /^HTTP\/1\.1 400 / },
    { name: 'a length that is no number', request: head('POST', 'Content-Length: +2') + 'ab', answer: /^HTTP\/1\.1 400 / },
    { name: 'an unknown transfer encoding', request: head('POST', 'Transfer-Encoding: xchunked') + '0\r\n\r\n', answer: /^HTTP\/1\.1 400 / },
    { name: 'a body that is compressed on its way', request: head('POST', 'Transfer-Encoding: gzip, chunked') + '0\r\n\r\n', answer: /^HTTP\/1\.1 501 [\s\S]*no transfer encoding but chunked/ },
    { name: 'a chunk without a length', request: `${head('POST', 'Transfer-Encoding: chunked')}zz\r\n`, answer: /^(HTTP\/1\.1 400 |$)/ },
    { name: 'bare line feeds', request: 'GET /o/a/1.0/x HTTP/1.1\nHost: x\n\n', answer: /^HTTP\/1\.1 400 / },
    { name: 'a folded header', request: head('GET', 'X-A: b\r\n c'), answer: /^HTTP\/1\.1 400 / },
    { name: 'a blank before the colon', request: head('GET', 'X-A : b'), answer: /^HTTP\/1\.1 400 / },
    { name: 'a zero byte in a header', request: head('GET', 'X-A: b\0c'), answer: /^HTTP\/1\.1 400 / },
    { name: 'no host', request: 'GET /o/a/1.0/x HTTP/1.1\r\n\r\n', answer: /^HTTP\/1\.1 400 / },
    { name: 'two hosts', request: head('GET', 'Host: y'), answer: /^HTTP\/1\.1 400 / },
    { name: 'a TLS greeting', request: '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n', answer: /^HTTP\/1\.1 400 / },
    { name: 'another protocol version', request: 'GET /o/a/1.0/x HTTP/3.0\r\nHost: x\r\n\r\n', answer: /^HTTP\/1\.1 400 / },
    { name: 'headers of 9000 bytes', request: head('GET', `X-A: ${'a'.repeat(9000)}`), answer: /^HTTP\/1\.1 431 / },
    { name: 'headers of 9000 bytes in small ones', request: head('GET', ...Array.from({ length: 100 }, (_, at) => `X-${at}: ${'a'.repeat(85)}`)), answer: /^HTTP\/1\.1 431 / },
    { name: 'headers of 64 KB', request: head('GET', `X-A: ${'a'.repeat(65_536)}`), answer: /^HTTP\/1\.1 431 / },
    { name: 'an address of 5000 bytes', request: `GET /o/a/1.0/${'a'.repeat(5000)} HTTP/1.1\r\nHost: x\r\n\r\n`, answer: /^HTTP\/1\.1 414 / },
    { name: 'a web socket', request: head('GET', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'), answer: /^HTTP\/1\.1 501 [\s\S]*X-Gateway-Error: This gateway passes on HTTP requests only/ },
    { name: 'an offer of HTTP/2', request: head('GET', 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'), answer: /^HTTP\/1\.1 200 /, reaches: 1 },
    { name: 'CONNECT', request: 'CONNECT back.example:443 HTTP/1.1\r\nHost: back.example:443\r\n\r\n', answer: /^HTTP\/1\.1 501 / },
    { name: 'an expectation that nobody meets', request: `${head('POST', 'Content-Length: 2', 'Expect: something')}ab`, answer: /^HTTP\/1\.1 417 / },
    { name: 'a method that HTTP does not know', request: head('BREW'), answer: /^HTTP\/1\.1 400 / },
    { name: 'a method of WebDAV', request: head('PROPFIND'), answer: /^HTTP\/1\.1 200 /, reaches: 1 },
    { name: 'HTTP/1.0', request: 'GET /o/a/1.0/x HTTP/1.0\r\n\r\n', answer: /^HTTP\/1\.1 200 /, reaches: 1 },
    { name: 'two requests at once', request: head('GET') + head('GET'), answer: /^HTTP\/1\.1 200 [\s\S]*HTTP\/1\.1 200 /, reaches: 2 },
    { name: 'a star for an address', request: 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n', answer: /^HTTP\/1\.1 500 [\s\S]*Invalid endpoint provided: \*/ },
];

describe('requests that are not as they should be', () => {
    let gateway: RunningGateway;
    let backend: Awaited<ReturnType<typeof startBackend>>;
    let reached = 0;

    before(async () => {
        gateway = await startLocal();
        backend = await startBackend((request, response) => {
            reached += 1;
            request.resume().on('end', () => response.end('ok'));
        });
        await configure(gateway, 'PUT', '/apis', publicApi('a', backend.url));
    });
    after(async () => {
        backend.close();
        await gateway.stop();
    });

    for (const { name, request, answer, reaches = 0 } of rows) {
        it(name, async () => {
            reached = 0;
            assert.match(await raw(new URL(gateway.gateway), request, answer), answer);
            assert.equal(reached, reaches);
            assert.equal((await call(`${gateway.gateway}/o/a/1.0/x`)).status, 200);
        });
    }

    it('a head that comes drop by drop is given up, and costs nobody else anything', async () => {
        const slow = net.connect(Number(new URL(gateway.gateway).port), '127.0.0.1');
        let answer = '';
        // A drop that comes when the gateway has closed the connection already is answered with a reset.
        slow.on('error', () => undefined);
        slow.on('data', data => answer += data.toString());
        const drip = setInterval(() => slow.write('X'), 200);
        slow.write('GET /o/a/1.0/x HTTP/1.1\r\nHost: x\r\nX-A: ');
        await new Promise(resolve => slow.once('close', resolve));
        clearInterval(drip);
        assert.match(answer, /^HTTP\/1\.1 408 /);
        assert.equal((await call(`${gateway.gateway}/o/a/1.0/x`)).status, 200);
    });
});

function head(method: string, ...headers: string[]): string {
    return [`${method} /o/a/1.0/x HTTP/1.1`, 'Host: x', ...headers, '', ''].join('\r\n');
}

/** All that is answered until the connection is closed, or until it is as expected. */
function raw({ port }: URL, request: string, expected: RegExp): Promise<string> {
    return new Promise(resolve => {
        const socket = net.connect(Number(port), '127.0.0.1');
        let answer = '';
        const done = (): void => {
            clearTimeout(patience);
            socket.destroy();
            resolve(answer);
        };
        const patience = setTimeout(done, 10_000);
        socket.on('data', data => {
            answer += data.toString('latin1');
            if (answer.includes('\r\n\r\n') && expected.test(answer)) setTimeout(done, 50);
        });
        socket.on('error', () => undefined);
        socket.on('close', done);
        socket.write(Buffer.from(request, 'latin1'));
    });
}
