import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import { BackendConnections } from './backend-connections.ts';
import { callHandler } from './call-handler.ts';
import { configurationApi } from './configuration-api.ts';
import { CertificateProblem, isLoopback, makeServer } from './connections.ts';
import { DataFolder } from './data-folder.ts';
import { Metrics } from './metrics.ts';
import { Mock } from './mock.ts';
import type { MockedApi } from './mock.ts';
import type { Placeholders } from './placeholders.ts';
import { makeServices } from './policies/services.ts';
import { policyTable } from './policies/policy-table.ts';
import { RegistrationStore } from './registration-store.ts';
import { Registry } from './registry.ts';
import { Traces } from './tracing.ts';

export interface GatewayOptions {
    /** The gateway's port and that of its configuration API; 0 takes a free one. */
    port: number;
    apiPort: number;
    /** The address that both listen on. Another one than this machine's own is refused without `tls`. */
    host: string;
    /** PEM texts; both then speak TLS only. */
    tls: { certificate: string; key: string } | null;
    /** The folder of this gateway; null keeps everything in memory, and then `password` has to be given. */
    data: string | null;
    /** Basic credentials of the configuration API. Without a password the folder's is used, or a new one made and kept there. */
    user: string;
    password: string | undefined;
    /** What `${NAME}` in endpoints, endpoint properties and policy configurations may stand for. */
    placeholders: Placeholders;
    /** Where Apiman has a fault that callers can see, do what is right instead. */
    strict: boolean;
    /** A PEM text: whom to trust at back ends besides those that everybody trusts. */
    authority: string | null;
    /** Answers of the definitions of these APIs in the place of back ends; null: back ends answer. */
    mock: readonly MockedApi[] | null;
    /** Takes one line a request; null: no log. */
    log: ((line: string) => void) | null;
}

export interface RunningGateway {
    /** Base URLs, without a slash at the end. */
    gateway: string;
    configuration: string;
    password: string;
    /** Takes no new calls, lets those under way finish for up to two seconds, and closes the store. */
    stop(): Promise<void>;
}

export type StartProblem = 'already-running' | 'port-in-use' | 'data-not-usable' | 'password-missing' | 'open-without-tls' | 'tls-not-usable';
/** `message` is one sentence for people, with the next step. */
export type StartedGateway = { ok: true; running: RunningGateway } | { ok: false; problem: StartProblem; message: string };

const longestFarewell = 2000;

export async function startGateway(options: GatewayOptions): Promise<StartedGateway> {
    if (options.tls === null && !isLoopback(options.host)) {
        return { ok: false, problem: 'open-without-tls', message: `On ${options.host} others can listen in: give it a certificate with --tls-cert and --tls-key, or leave --host out.` };
    }
    if (options.data === null && options.password === undefined) {
        return { ok: false, problem: 'password-missing', message: 'A gateway in memory has no folder to keep a password in: set APIM_GATEWAY_PASSWORD.' };
    }
    let folder: DataFolder | null;
    let place: string;
    try {
        folder = options.data === null ? null : DataFolder.create(options.data);
        place = folder?.storeFile ?? ':memory:';
    } catch (error) {
        return dataNotUsable(options, error);
    }

    const opened = RegistrationStore.open(place);
    if (!opened.ok) {
        return opened.reason === 'in-use' ? alreadyRunning(options, folder) : dataNotUsable(options, new Error(opened.message));
    }
    const { store } = opened;
    // Whatever fails from here on must not leave a half-started gateway behind.
    const undo: (() => void)[] = [() => store.close()];
    try {
        folder?.removeNote();
        const password = folder ? folder.password(options.password) : options.password!;
        const registry = new Registry(store);
        const connections = new BackendConnections(options.authority);
        const services = makeServices(options);
        const metrics = new Metrics(registry);
        const traces = new Traces();
        let gatewayUrl = '';

        // A body may take as long as its back end has patience; a head may not.
        const gateway = makeServer(options.tls, { requestTimeout: 0 }, callHandler({ registry, connections, services, metrics, traces, mock: options.mock && new Mock(options.mock), log: options.log }));
        const configuration = makeServer(options.tls, {}, configurationApi({ registry, user: options.user, password, gatewayUrl: () => gatewayUrl, implementations: [...policyTable.keys()], services, metrics, traces }));
        undo.push(() => void gateway.close(), () => void configuration.close());
        const inUse = await listen(gateway, options, options.port, '--port') ?? await listen(configuration, options, options.apiPort, '--api-port');
        if (inUse !== null) {
            undo.forEach(step => step());
            return { ok: false, problem: 'port-in-use', message: inUse };
        }
        gatewayUrl = urlOf(gateway, options);
        const configurationUrl = urlOf(configuration, options);
        folder?.writeNote({ pid: process.pid, gateway: gatewayUrl, configuration: configurationUrl, user: options.user, startedAt: new Date().toISOString() });

        let stopped: Promise<void> | undefined;
        const stop = async (): Promise<void> => {
            await Promise.all([close(gateway), close(configuration)]);
            connections.close();
            await services.regexes.close();
            folder?.removeNote();
            store.close();
        };
        return { ok: true, running: { gateway: gatewayUrl, configuration: configurationUrl, password, stop: () => stopped ??= stop() } };
    } catch (error) {
        undo.forEach(step => step());
        return error instanceof CertificateProblem ? { ok: false, problem: 'tls-not-usable', message: error.message } : dataNotUsable(options, error);
    }
}

/** The sentence to show when the port cannot be had; null once the server listens. */
function listen(server: http.Server, { host }: GatewayOptions, port: number, option: string): Promise<string | null> {
    return new Promise(resolve => {
        server.once('error', (error: NodeJS.ErrnoException) => {
            if (error.code === 'EADDRINUSE') resolve(`Port ${port} is in use by another program: choose another one with ${option}, or 0 for a free one.`);
            else if (error.code === 'EACCES') resolve(`Port ${port} may not be used by this user: choose one above 1023 with ${option}, or 0 for a free one.`);
            else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') resolve(`${host} is no address of this machine: choose another one with --host.`);
            else resolve(`Port ${port} cannot be used (${error.message}): choose another one with ${option}, or 0 for a free one.`);
        });
        server.listen(port, host, () => resolve(null));
    });
}

function close(server: http.Server): Promise<void> {
    return new Promise(resolve => {
        const impatience = setTimeout(() => server.closeAllConnections(), longestFarewell);
        server.close(() => {
            clearTimeout(impatience);
            resolve();
        });
        server.closeIdleConnections();
    });
}

function urlOf(server: http.Server, { host, tls }: GatewayOptions): string {
    return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
}

function alreadyRunning(options: GatewayOptions, folder: DataFolder | null): StartedGateway {
    const note = folder?.readNote();
    const where = note ? ` at ${note.gateway} (process ${note.pid})` : '';
    return { ok: false, problem: 'already-running', message: `A gateway is already running${where} with the data folder ${options.data}: use or stop that one, or choose another folder with --data.` };
}

function dataNotUsable(options: GatewayOptions, error: unknown): StartedGateway {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: 'data-not-usable', message: `The data folder ${options.data ?? ''} cannot be used (${reason}): free some space, allow writing, or choose another folder with --data.` };
}
