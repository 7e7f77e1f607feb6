/**
 * The local gateway: Apiman's gateway in small, for one developer on one machine. A program of its own that knows the JSON
 * documents only and imports nothing of the other floors.
 *
 *     node gateway/main.ts [--port 8082] [--api-port 8081] [--data DIR | --memory] [--host ADDRESS --tls-cert FILE --tls-key FILE] [--env NAME]… [--strict] [--ca FILE] [--mock FILE] [--log]
 *
 * It listens on 127.0.0.1, on another address (`--host`) with TLS only: on `--port` for the callers of APIs, on `--api-port` for Apiman's configuration API. Port 0 takes a free one.
 * Once it serves it prints one line on stderr:
 *
 *     listening gateway=http://127.0.0.1:8082 configuration=http://127.0.0.1:8081
 *
 * DIR (default `.apim/gateway`, mode 0700) holds what outlives the process:
 *   registrations.db   what is registered, API keys included; locked while a gateway runs, so there is one gateway a folder
 *   password           the password of the configuration API (mode 0600)
 *   running.json       {"pid","gateway","configuration","user","startedAt"} while it runs; after a kill -9 it is stale until the next start
 *
 * Environment: APIM_GATEWAY_USER (default admin) and APIM_GATEWAY_PASSWORD (default: made at the first start and kept in DIR; required with --memory).
 * `--env NAME` lets `${NAME}` and `${NAME:default}` in endpoints, endpoint properties and policy configurations stand for that variable;
 * all other names stay as they are written. `--log` prints a line a request on stderr, without query and key.
 *
 * `--strict` does what is right where Apiman has a fault that callers can see; docs/gateway.md lists these.
 *
 * `--ca FILE` (PEM) names an authority to trust at back ends, besides those that everybody trusts.
 * `--mock FILE` answers in the place of all back ends, by the OpenAPI definitions that FILE names: a list of {"organization","api","version","definition"}.
 *
 * Beyond Apiman's the configuration API has what `gateway/developer-api.ts` lists: the policies that run here, the clock, a trace, metrics.
 *
 * It ends on SIGTERM and SIGINT with 0, after calls under way have had two seconds. Exit codes otherwise: 4 the data folder cannot be
 * used, 5 a port is taken, 6 a gateway is running in that folder already, 64 wrong usage.
 */
import './small-heap.ts';
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { startGateway } from './server.ts';
import type { GatewayOptions, StartProblem } from './server.ts';

const exitCodes: Record<StartProblem, number> = { 'data-not-usable': 4, 'port-in-use': 5, 'already-running': 6, 'password-missing': 64, 'open-without-tls': 64, 'tls-not-usable': 64 };

const options = readOptions();
if (typeof options === 'string') end(64, options);

// Before the start: whoever reads that it listens may stop it in the same moment.
const { promise: askedToStop, resolve: stop } = Promise.withResolvers<void>();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop());
// Whoever started it may have gone and taken the other end of stderr along.
process.stderr.on('error', () => undefined);

const started = await startGateway(options);
if (!started.ok) end(exitCodes[started.problem], started.message);

const { running } = started;
process.stderr.write(`listening gateway=${running.gateway} configuration=${running.configuration}\n`);
await askedToStop;
await running.stop();
process.exit(0);

/** A text is the sentence that says what is wrong with the arguments. */
function readOptions(): GatewayOptions | string {
    let values;
    try {
        ({ values } = parseArgs({
            options: {
                'port': { type: 'string', default: '8082' },
                'api-port': { type: 'string', default: '8081' },
                'host': { type: 'string', default: '127.0.0.1' },
                'tls-cert': { type: 'string' },
                'tls-key': { type: 'string' },
                'data': { type: 'string' },
                'memory': { type: 'boolean', default: false },
                'env': { type: 'string', multiple: true, default: [] },
                'ca': { type: 'string' },
                'mock': { type: 'string' },
                'strict': { type: 'boolean', default: false },
                'log': { type: 'boolean', default: false },
            },
        }));
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
    const port = readPort(values.port);
    const apiPort = readPort(values['api-port']);
    if (port === null || apiPort === null) return `--${port === null ? 'port' : 'api-port'} has to be a number from 0 to 65535.`;
    if (port !== 0 && port === apiPort) return 'The gateway and its configuration API need two different ports.';
    if (values.memory && values.data !== undefined) return '--data and --memory exclude each other.';
    const tls = readTls(values['tls-cert'], values['tls-key']);
    if (typeof tls === 'string') return tls;
    const authority = values.ca === undefined ? null : readCertificate(values.ca);
    if (authority !== null && 'problem' in authority) return authority.problem;
    const mock = values.mock === undefined ? null : readMock(values.mock);
    if (typeof mock === 'string') return mock;
    const placeholders = new Map<string, string>();
    for (const name of values.env) {
        const value = process.env[name];
        if (value !== undefined) placeholders.set(name, value);
    }
    return {
        port, apiPort, host: values.host, tls, placeholders,
        data: values.memory ? null : values.data ?? '.apim/gateway',
        user: process.env['APIM_GATEWAY_USER'] || 'admin',
        password: process.env['APIM_GATEWAY_PASSWORD'] || undefined,
        authority: authority?.text ?? null, mock, strict: values.strict,
        log: values.log ? line => process.stderr.write(`${line}\n`) : null,
    };
}

/** A text says what is wrong. */
function readTls(certificate: string | undefined, key: string | undefined): GatewayOptions['tls'] | string {
    if (certificate === undefined && key === undefined) return null;
    if (certificate === undefined || key === undefined) return '--tls-cert and --tls-key belong together: a certificate and its key, as PEM files.';
    const [first, second] = [readCertificate(certificate), readCertificate(key)];
    return 'problem' in first ? first.problem : 'problem' in second ? second.problem : { certificate: first.text, key: second.text };
}

function readCertificate(file: string): { text: string } | { problem: string } {
    try {
        return { text: fs.readFileSync(file, 'utf8') };
    } catch (error) {
        return { problem: `The certificate cannot be read: ${error instanceof Error ? error.message : String(error)}.` };
    }
}

/** A text says what is wrong. */
function readMock(file: string): NonNullable<GatewayOptions['mock']> | string {
    try {
        const list: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
        const isApi = (entry: unknown) => typeof entry === 'object' && entry !== null && ['organization', 'api', 'version', 'definition'].every(name => typeof (entry as Record<string, unknown>)[name] === 'string');
        return Array.isArray(list) && list.every(isApi) ? list as NonNullable<GatewayOptions['mock']> : `${file} has to be a list of {"organization","api","version","definition"}.`;
    } catch (error) {
        return `--mock: ${error instanceof Error ? error.message : String(error)}.`;
    }
}

function readPort(text: string): number | null {
    const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
    return port >= 0 && port <= 65_535 ? port : null;
}

function end(code: number, message: string): never {
    process.stderr.write(`apim gateway: ${message}\n`);
    process.exit(code);
}
