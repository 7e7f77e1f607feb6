import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { definitionFile } from '../../language-server/contract/definition-file.ts';
import { disk } from '../../language-server/session/disk.ts';
import { findLocalGateway, gatewayEnvironment, stopLocalGateway } from '../../registration/local-gateway.ts';
import { projectFolder } from '../../registration/project-folder.ts';
import { realWorld } from '../../registration/world.ts';
import { stopFor, type Ending, type Stop } from '../ending.ts';
import { gatewayProgram } from '../gateway-program.ts';
import { optionsOf, projectFolderOf, type GlobalOptions } from '../global-options.ts';
import { openProject } from '../open-project.ts';
import type { Commands } from '../program.ts';
import type { Shell } from '../shell.ts';
import { timeCommand, traceCommand } from './gateway-tools.ts';

interface StartOptions extends GlobalOptions { port: string; apiPort: string; host: string; tlsCert?: string; tlsKey?: string; ca?: string; data?: string; memory: boolean; env: string[]; mock: boolean; strict: boolean; log: boolean }

export function gatewayCommand(commands: Commands): Command {
    const { shell, end } = commands;
    const gateway = new Command('gateway').description('Run the local gateway: Apiman\'s gateway in small, for one developer on one machine.')
        .addHelpText('after', `
Examples:
  apim gateway start                          in the foreground; Ctrl-C ends it
  apim gateway status                         where it listens
  apim gateway trace                          what happens to each call, live
  apim gateway time +1d                       puts its clock forward
  apim gateway stop                           ends the one of this project, wherever it was started`);
    gateway.command('start')
        .description('Start it in the foreground. It listens on 127.0.0.1, and says "listening …" once it serves.')
        .option('--port <port>', 'port for the callers of APIs; 0 takes a free one', '8082')
        .option('--api-port <port>', 'port of its configuration API; 0 takes a free one', '8081')
        .option('--host <address>', 'address to listen on; another one than this machine\'s own only with TLS', '127.0.0.1')
        .option('--tls-cert <file>', 'certificate, as a PEM file: speak TLS only')
        .option('--tls-key <file>', 'its key, as a PEM file')
        .option('--data <dir>', 'folder for what outlives it (default: .apim/gateway of the project)')
        .option('--memory', 'keep everything in memory; needs APIM_GATEWAY_PASSWORD', false)
        .option('--env <name>', 'let ${NAME} in endpoints and policies stand for this environment variable; repeat for more', (name: string, all: string[]) => [...all, name], [])
        .option('--ca <file>', 'authority to trust at back ends, as a PEM file')
        .option('--mock', 'answer by the OpenAPI definitions of the APIs, so that no back end is needed', false)
        .option('--strict', 'do what is right where Apiman has a fault that callers can see', false)
        .option('--log', 'print a line a request, keys and tokens masked', false)
        .addHelpText('after', `
The environment that says "gateway: local" finds it by itself, and so does the editor. Registrations survive a restart.
Credentials of its configuration API: APIM_GATEWAY_USER (default admin) and APIM_GATEWAY_PASSWORD (default: made at the
first start and kept in the folder, mode 0600).

Examples:
  apim gateway start
  apim gateway start --port 0 --api-port 0    on free ports
  apim gateway start --mock                   no back end is needed; "Prefer: code=404" chooses an answer
  apim gateway start --env ORDERS_HOST        lets \${ORDERS_HOST} be filled in from the environment`)
        .action(async (_, command: Command) => end(await start(shell, optionsOf(command))));
    gateway.command('stop').description('End the local gateway of this project.')
        .action(async (_, command: Command) => end(await endGateway(shell, optionsOf(command))));
    gateway.command('status').description('Say where the local gateway of this project listens; ends with 5 where it does not run.')
        .action(async (_, command: Command) => end(await status(shell, optionsOf(command))));
    gateway.addCommand(traceCommand(commands));
    gateway.addCommand(timeCommand(commands));
    return gateway;
}

async function start(shell: Shell, options: StartOptions): Promise<Ending> {
    const data = options.memory ? undefined : await dataFolder(shell, options);
    if (typeof data === 'object') {
        return data;
    }
    const mock = options.mock ? await mockFile(shell, options) : undefined;
    if (typeof mock === 'object') {
        return mock;
    }
    const [program = process.execPath, ...first] = gatewayProgram();
    const child = spawn(program, [
        ...first, '--port', options.port, '--api-port', options.apiPort, '--host', options.host,
        ...(options.tlsCert === undefined ? [] : ['--tls-cert', options.tlsCert]), ...(options.tlsKey === undefined ? [] : ['--tls-key', options.tlsKey]), ...(options.ca === undefined ? [] : ['--ca', options.ca]),
        ...(options.memory ? ['--memory'] : []), ...(data === undefined ? [] : ['--data', data]),
        ...options.env.flatMap(name => ['--env', name]), ...(mock === undefined ? [] : ['--mock', mock]), ...(options.strict ? ['--strict'] : []), ...(options.log ? ['--log'] : [])
    ], { stdio: 'inherit', cwd: shell.folder, env: { ...gatewayEnvironment, ...process.env } });
    // Ctrl-C reaches the child by itself; this process waits for it, so that the terminal is given back only when the ports are.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    return new Promise(resolve => {
        child.once('error', error => resolve({ exit: 5, message: `The local gateway could not be started (${error.message}). Check the installation, then try again.` }));
        child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
}

/** A text is the folder; anything else is why there is none. */
async function dataFolder(shell: Shell, options: StartOptions) {
    if (options.data !== undefined) {
        return path.resolve(shell.folder, options.data);
    }
    const project = await projectFolderOf(shell, options, disk);
    if (typeof project !== 'string') {
        return project;
    }
    const folder = await projectFolder(project, 'gateway');
    return folder.ok ? folder.value : stopFor(folder.failure);
}

/** Writes down where the definitions of the project's APIs are, for the gateway; a text is the path of that file, anything else is why there is none. */
async function mockFile(shell: Shell, options: StartOptions): Promise<string | Stop> {
    const opened = await openProject(shell, options);
    if ('exit' in opened) {
        return opened;
    }
    const { session } = opened;
    const apis = session.declarations('api', opened.environment).flatMap(({ organization, name, version }) => {
        const definition = definitionFile(session.project, `${organization}/${name}@${version}`);
        return definition === undefined ? [] : [{ organization, api: name, version, definition }];
    });
    const folder = await projectFolder(session.folder, 'gateway');
    if (!folder.ok) {
        return stopFor(folder.failure);
    }
    const file = path.join(folder.value, 'mock.json');
    await writeFile(file, JSON.stringify(apis));
    shell.say(apis.length > 0 ? `Answers are made of the definitions of ${apis.map(({ organization, api, version }) => `${organization}/${api}@${version}`).join(', ')}.` : 'No API of this project has a definition to make answers of.');
    return file;
}

async function endGateway(shell: Shell, options: GlobalOptions): Promise<Ending> {
    return withProject(shell, options, async (project, world) => {
        const running = await findLocalGateway(project, world);
        const stopped = await stopLocalGateway(project, world);
        shell.say(running.ok ? 'The local gateway has ended; its registrations are kept.' : 'The local gateway of this project does not run.');
        return stopped.ok ? 0 : stopFor(stopped.failure);
    });
}

async function status(shell: Shell, options: GlobalOptions): Promise<Ending> {
    return withProject(shell, options, async (project, world) => {
        const running = await findLocalGateway(project, world);
        if (!running.ok) {
            return stopFor(running.failure);
        }
        const { pid, target: { url, publicUrl } } = running.value;
        shell.print(`running gateway=${publicUrl ?? ''} configuration=${url} pid=${pid}\n`);
        return 0;
    });
}

/** With the folder of the project and a network, which is closed afterwards. */
export async function withProject(shell: Shell, options: GlobalOptions, use: (project: string, world: ReturnType<typeof realWorld>) => Promise<Ending>): Promise<Ending> {
    const project = await projectFolderOf(shell, options, disk);
    if (typeof project !== 'string') {
        return project;
    }
    const world = realWorld();
    try {
        return await use(project, world);
    } finally {
        await world.close();
    }
}
