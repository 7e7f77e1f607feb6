import { t } from '@vscode/l10n';
import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as v from 'valibot';
import { fail, succeed, type Result } from './failure.ts';
import { gatewayClients } from './gateway-client.ts';
import { isAlive, waitUntil } from './process.ts';
import { codeOf, projectFolder } from './project-folder.ts';
import { Secret } from './secret.ts';
import { isSafeForSecrets, isThisMachine } from './address.ts';
import type { GatewayTarget } from './target.ts';
import type { World } from './world.ts';

/** A project's local gateway that runs and answers. */
export interface LocalGateway {
    pid: number;
    target: GatewayTarget;
}

export interface StartOptions {
    /** Path of the project's folder. */
    project: string;
    /** The program and its first arguments, such as `[process.execPath, '…/gateway/main.js']`. */
    command: readonly string[];
    /** 0: one that is free. Left out: 8082 and 8081 where they are free, otherwise two that are. */
    ports?: { port: number; apiPort: number };
    /** Names of environment variables that the gateway may fill into `${NAME}`; nothing else of the environment reaches it. */
    env?: readonly string[];
    /** Where the values come from. */
    environment: Readonly<Record<string, string | undefined>>;
    world: World;
    /** Milliseconds until it must serve. */
    patience?: number;
}

/** Written by the gateway while it runs, in its data folder. */
const runningFile = v.object({
    pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), gateway: v.pipe(v.string(), v.url()), configuration: v.pipe(v.string(), v.url()), user: v.string(), startedAt: v.union([v.string(), v.number()])
});

/** The running local gateway of a project; the failure `no-local-gateway` where there is none. */
export async function findLocalGateway(project: string, world: World): Promise<Result<LocalGateway>> {
    const folder = join(project, '.apim', 'gateway');
    const running = await readRunning(folder);
    if (!running || !isAlive(running.pid) || !isSafeForSecrets(running.configuration)) {
        return fail({ kind: 'no-local-gateway' });
    }
    const password = await readFile(join(folder, 'password'), 'utf8').catch(() => undefined);
    const target: GatewayTarget = {
        url: running.configuration, publicUrl: running.gateway, local: true,
        credentials: { type: 'basic', username: running.user, ...(password === undefined ? {} : { password: new Secret(password.trim()) }) }
    };
    const [client] = gatewayClients({ environment: 'local', gateways: [target] }, world);
    const contact = await client?.connect();
    // A process id may belong to something else by now: what does not answer as a gateway is not ours.
    return contact?.ok ? succeed({ pid: running.pid, target }) : fail({ kind: 'no-local-gateway' });
}

/** Where the local gateway of a project serves calls, by the file that it keeps while it runs; it is not asked whether that is so. */
export async function localGatewayAddress(project: string): Promise<string | undefined> {
    const running = await readRunning(join(project, '.apim', 'gateway'));
    return running && isAlive(running.pid) && isThisMachine(running.gateway) ? running.gateway : undefined;
}

/** Starts the gateway of a project as a process of its own, which goes on when this one ends; answers once it serves. One that runs already is taken. */
export async function startLocalGateway(options: StartOptions): Promise<Result<LocalGateway>> {
    const { project, world } = options;
    const running = await findLocalGateway(project, world);
    if (running.ok) {
        return running;
    }
    const folder = await projectFolder(project, 'gateway');
    if (!folder.ok) {
        return folder;
    }
    const ports = options.ports ?? await choosePorts();
    const busy = await firstBusy([ports.port, ports.apiPort]);
    if (busy !== undefined) {
        return fail({ kind: 'port-in-use', port: busy });
    }
    const logPath = join(folder.value, 'gateway.log');
    const child = await launch(options, ports, folder.value, logPath);
    if (!child.ok) {
        return child;
    }
    const serves = await waitUntil(async () => child.value.ended() || /listening/i.test(await textOf(logPath)), options.patience ?? 15_000);
    if (!serves || child.value.ended()) {
        child.value.kill();
        return fail({ kind: 'local-gateway-failed', detail: lastLine(await textOf(logPath)) ?? t('it said nothing') });
    }
    let found = await findLocalGateway(project, world);
    await waitUntil(async () => (found = await findLocalGateway(project, world)).ok, 2_000);
    if (!found.ok) {
        child.value.kill();
        return fail({ kind: 'local-gateway-failed', detail: t('it serves, but does not answer with the credentials in .apim/gateway') });
    }
    return found;
}

/** Ends the gateway of a project; one that does not run is a success. */
export async function stopLocalGateway(project: string, world: World): Promise<Result<void>> {
    const running = await findLocalGateway(project, world);
    if (!running.ok) {
        return running.failure.kind === 'no-local-gateway' ? succeed(undefined) : running;
    }
    const { pid } = running.value;
    process.kill(pid, 'SIGTERM');
    if (!await waitUntil(() => !isAlive(pid), 8_000)) {
        // Its store survives this: registrations are on disk when they are answered.
        process.kill(pid, 'SIGKILL');
        await waitUntil(() => !isAlive(pid), 2_000);
    }
    return succeed(undefined);
}

/** What the local gateway's process is started with besides: glibc then keeps what calls leave behind in one pool, which saves some megabytes. */
export const gatewayEnvironment = { MALLOC_ARENA_MAX: '1' };

async function launch({ command, env = [], environment }: StartOptions, ports: { port: number; apiPort: number }, folder: string, logPath: string) {
    const [program, ...first] = command;
    if (program === undefined) {
        throw new Error('the local gateway needs a command');
    }
    const args = [...first, '--port', `${ports.port}`, '--api-port', `${ports.apiPort}`, '--data', folder, ...env.flatMap(name => ['--env', name])];
    const passed = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'SystemRoot', 'ELECTRON_RUN_AS_NODE', ...env];
    try {
        // A file and no pipe: the gateway outlives this process, and a broken pipe would end it.
        const log = await open(logPath, 'w', 0o600);
        const child = spawn(program, args, {
            detached: true,
            stdio: ['ignore', 'ignore', log.fd],
            env: { ...gatewayEnvironment, ...Object.fromEntries(passed.flatMap(name => environment[name] === undefined ? [] : [[name, environment[name]]])) }
        });
        let ended = false;
        child.once('exit', () => { ended = true; });
        child.once('error', () => { ended = true; });
        child.unref();
        await log.close();
        return succeed({ ended: () => ended, kill: () => { child.kill('SIGTERM'); } });
    } catch (error) {
        return fail({ kind: 'disk', path: logPath, code: codeOf(error) });
    }
}

async function readRunning(folder: string): Promise<v.InferOutput<typeof runningFile> | undefined> {
    try {
        const { success, output } = v.safeParse(runningFile, JSON.parse(await readFile(join(folder, 'running.json'), 'utf8')));
        return success ? output : undefined;
    } catch {
        return undefined;
    }
}

async function choosePorts(): Promise<{ port: number; apiPort: number }> {
    return await firstBusy([8082, 8081]) === undefined ? { port: 8082, apiPort: 8081 } : { port: 0, apiPort: 0 };
}

async function firstBusy(ports: readonly number[]): Promise<number | undefined> {
    for (const port of ports) {
        if (port !== 0 && !await isFree(port)) {
            return port;
        }
    }
    return undefined;
}

/** Whether nobody listens there on the loopback address. */
export function isFree(port: number): Promise<boolean> {
    return new Promise(resolve => {
        const server = createServer();
        server.once('error', () => resolve(false));
        server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
}

async function textOf(path: string): Promise<string> {
    return readFile(path, 'utf8').catch(() => '');
}

function lastLine(text: string): string | undefined {
    return text.trimEnd().split('\n').at(-1)?.trim() || undefined;
}
