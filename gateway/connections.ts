import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';

/** Why no server can be made of a certificate; for people. */
export class CertificateProblem extends Error {}

/** Whether only this machine reaches the address. */
export function isLoopback(host: string): boolean {
    return host === 'localhost' || host === '::1' || isIP(host) === 4 && host.startsWith('127.');
}

/** More connections than anybody opens on one machine are closed at once, before they cost memory. */
const mostConnections = 20_000;
/** Milliseconds for the head of a request: whoever sends it drop by drop is answered 408. */
const patienceForHead = 10_000;

/** An HTTP server that keeps idle connections for a minute and lets nobody make it wait or grow. @throws CertificateProblem */
export function makeServer(tls: { certificate: string; key: string } | null, options: { requestTimeout?: number }, listener: http.RequestListener): http.Server {
    const settings = { keepAliveTimeout: 60_000, headersTimeout: patienceForHead, connectionsCheckingInterval: 1000, ...options };
    const server = tls ? withTls(tls, settings, listener) : http.createServer(settings, listener);
    server.maxConnections = mostConnections;
    // A proxy is what this is not; without an answer the caller would wonder.
    server.on('connect', (_request, socket) => void socket.end('HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'));
    return server;
}

function withTls({ certificate, key }: { certificate: string; key: string }, settings: https.ServerOptions, listener: http.RequestListener): http.Server {
    try {
        return https.createServer({ ...settings, cert: certificate, key }, listener);
    } catch (error) {
        throw new CertificateProblem(`The certificate cannot be used (${error instanceof Error ? error.message : String(error)}): --tls-cert and --tls-key have to be PEM files that belong together.`);
    }
}
