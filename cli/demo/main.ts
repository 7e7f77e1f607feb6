/** `npm start`: the main job, from the files of samples/shop to an answered request through a gateway, with nothing else installed. */
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { createApimServices } from '../../language/apim-module.ts';
import type { Value } from '../../language/declarations.ts';
import { createLanguage } from '../../language/project.ts';
import { disk } from '../../language-server/session/disk.ts';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import { clientsOf } from '../../language-server/session/overview.ts';
import { preview, register, type RegistrationContext } from '../../language-server/session/registering.ts';
import type { Environment } from '../../project/environment.ts';
import { describeFailure, type Result } from '../../registration/failure.ts';
import { readKey } from '../../registration/key.ts';
import { startLocalGateway, stopLocalGateway } from '../../registration/local-gateway.ts';
import { Secret } from '../../registration/secret.ts';
import { realWorld } from '../../registration/world.ts';
import { clientsTable, quietTable } from '../clients-table.ts';
import { createColors } from '../colors.ts';
import { counted, diagnosticsText } from '../diagnostics.ts';
import { gatewayProgram } from '../gateway-program.ts';
import { startBackEnd } from './back-end.ts';
import { callContract, type CallResult } from './call.ts';

const user = 'anna@shop.example';
const keep = process.argv.includes('--keep');
const colors = createColors(process.stdout.isTTY === true && !process.env['NO_COLOR'] && !process.env['CI']);
/** What was started, in the order in which it is ended again. */
const started: (() => Promise<unknown>)[] = [];

process.exitCode = await run().catch((error: unknown) => {
    console.error(colors.red(error instanceof Error ? error.message : String(error)));
    return 1;
});

async function run(): Promise<number> {
    const interruption = new AbortController();
    // Ctrl-C may come twice, from the terminal and from npm: the second one must not end this before what was started has ended.
    const interrupted = new Promise<number>(resolve => {
        process.on('SIGINT', () => resolve(130));
        process.on('SIGTERM', () => resolve(143));
    });
    void interrupted.then(() => interruption.abort());
    try {
        await mainJob(interruption.signal);
        if (!keep) return 0;
        console.log(`\nGateway and back end keep running. ${colors.bold('Ctrl-C')} ends them.`);
        await interrupted;
        return 0;
    } catch (error) {
        if (!interruption.signal.aborted) throw error;
        console.error('Interrupted: everything that was started is ended.');
        return await interrupted;
    } finally {
        for (const end of started) await end();
    }
}

async function mainJob(signal: AbortSignal): Promise<void> {
    console.log(`${colors.bold('apim')} – from samples/shop to an answered request through a gateway\n`);
    const step = stepper(signal);
    const folder = await mkdtemp(path.join(tmpdir(), 'apim-shop-'));
    started.push(() => rm(folder, { recursive: true, force: true }));
    await cp(path.join(import.meta.dirname, '../../samples/shop'), folder, { recursive: true, filter: file => path.basename(file) !== '.apim' });

    const session = await ProjectSession.open(folder.replaceAll(path.sep, '/'), disk, createLanguage(createApimServices()));
    const errors = session.errors(localOf(session));
    if (errors.length > 0) throw new Error(diagnosticsText(session, errors, colors));
    step('checked', `${counted(session.project.files.size, 'file')}, no errors`);

    const backEnd = await startBackEnd();
    started.unshift(backEnd.close);
    const followed = await followBackEnd(session, backEnd.url);
    const environment = localOf(session);
    const { document } = session.compile(environment);
    step('compiled', `${counted(document.apis.length, 'API')} and ${counted(document.clients.length, 'client')} for the environment ${environment.name}`);
    step('back end', `${backEnd.url}${followed.length > 0 ? colors.dim(`  (${followed.join(', ')})`) : ''}`);

    const world = realWorld();
    started.unshift(world.close);
    const gateway = orFail(await startLocalGateway({
        project: folder, command: gatewayProgram(), environment: process.env, world, ports: { port: 0, apiPort: 0 }
    }));
    started.unshift(() => stopLocalGateway(folder, world));
    const publicUrl = gateway.target.publicUrl ?? '';
    step('gateway', `${publicUrl}${colors.dim(`  (configuration ${gateway.target.url})`)}`);

    const secrets = new Map<string, Secret>();
    const context: RegistrationContext = {
        session, environment, world, signal, person: { user },
        secrets: {
            gatewayPassword: () => Promise.resolve(undefined),
            keyPassphrase: () => Promise.resolve(undefined),
        secretParameter: (_, name) => {
                const secret = secrets.get(name) ?? new Secret(randomBytes(18).toString('base64url'));
                secrets.set(name, secret);
                return Promise.resolve(secret);
            }
        }
    };
    const found = orFail(await preview(context));
    step('secrets', `${[...secrets.keys()].join(', ')}: made at random, in memory only`);
    const outcome = orFail(await register(context, found));
    if (outcome.failure) throw new Error(outcome.summary);
    const count = (kind: string) => outcome.operations.filter(operation => operation.kind === kind).length;
    step('registered', `${counted(count('publish'), 'API')} and ${counted(count('register'), 'client')}, as ${colors.bold(user)}`);

    console.log(`\n${colors.bold('My Clients')}\n\n${indented(clientsTable(await clientsOf(context, { connect: true, showAll: false }), colors))}`);

    const real = session.compile(environment, name => secrets.get(name)?.reveal() ?? '');
    const calls: CallResult[] = [];
    for (const client of real.clients) {
        const key = orFail(await readKey(client.key, { environment: environment.name, gateways: [gateway.target] }, world));
        for (const contract of client.bean.contracts) {
            calls.push(await callContract(client, contract, publicUrl, key));
        }
    }
    console.log(`\n${colors.bold('Every contract, called through the gateway')}\n\n${indented(callsTable(calls))}`);
    if (keep) {
        const note = 'the first line makes the command apim in your shell; keys come from the gateway, passwords from files that only you can read';
        console.log(`\n${colors.bold('Try it')} ${colors.dim(`(${note})`)}\n\n${indented((await curlLines(folder, calls)).join('\n'))}`);
    }
    const failed = calls.filter(({ status, withoutKey }) => status !== 200 || withoutKey !== 403);
    if (calls.length === 0 || failed.length > 0) throw new Error(`\n${failed.length} of ${counted(calls.length, 'contract')} did not answer as they should.`);
    console.log(`\n${colors.green('✓')} ${counted(calls.length, 'contract')} answered 200; without a key the gateway refuses.${keep ? '' : colors.dim('  npm start -- --keep leaves it running.')}`);
}

function localOf(session: ProjectSession): Environment {
    const found = session.environment('local');
    if (found.kind === 'unknown') throw new Error(found.message);
    return found.environment;
}

/** Parameters that stand for a service of this machine follow the sample back end, by the copy's `apim.yaml`. Their names. */
async function followBackEnd(session: ProjectSession, url: string): Promise<string[]> {
    const names = session.declarations('parameter', localOf(session)).filter(({ default: value }) => isThisMachine(value)).map(({ name }) => name);
    const file = path.join(session.folder, 'apim.yaml');
    const yaml = parseDocument(await readFile(file, 'utf8').catch(() => ''));
    for (const name of names) yaml.setIn(['environments', 'local', 'parameters', name], url);
    await writeFile(file, String(yaml));
    session.setProjectFile(String(yaml));
    return names;
}

function isThisMachine(value: Value | undefined): boolean {
    const text = value?.kind === 'template' ? value.parts.filter(part => typeof part === 'string').join('') : '';
    return /^https?:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(text);
}

/**
 * Lines that a user may paste. A key comes from the gateway each time, and a password from a file that only its owner can read, so that
 * neither stands on the screen or in the history of a shell.
 */
async function curlLines(folder: string, calls: readonly CallResult[]): Promise<string[]> {
    const program = [process.execPath, path.join(import.meta.dirname, '../main.ts'), '-C', folder].map(quoted).join(' ');
    const lines = [`apim() { APIM_USER=${user} ${program} "$@"; }`];
    for (const { client, api, url, identity } of calls) {
        const file = path.join(folder, '.apim', `${client}-${api}.curl`.replaceAll(/[^\w.-]/g, '-'));
        if (identity) await writeFile(file, `user = ${JSON.stringify(`${identity.username}:${identity.password}`)}\n`, { mode: 0o600 });
        lines.push(`curl -i ${identity ? `-K ${quoted(file)} ` : ''}-H "X-API-Key: $(apim key ${client})" ${url}`);
    }
    return lines;
}

function quoted(text: string): string {
    return /^[\w./@:-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}

function callsTable(calls: readonly CallResult[]): string {
    return quietTable(['Client', 'API', 'Status', 'Remaining', 'Without a key'], calls.map(({ client, api, status, limit, remaining, withoutKey, refusal }) => [
        client, api, status === 200 ? colors.green('200') : colors.red(`${status}`),
        remaining === undefined ? 'no limit' : `${remaining} of ${limit ?? '?'}`, `${withoutKey} ${colors.dim(refusal)}`
    ]), colors);
}

/** Says what was done, and goes no further once somebody has interrupted. */
function stepper(signal: AbortSignal): (what: string, result: string) => void {
    return (what, result) => {
        signal.throwIfAborted();
        console.log(`${colors.green('✓')} ${what.padEnd(11)}${result}`);
    };
}

function indented(text: string): string {
    return text.split('\n').map(line => `  ${line}`).join('\n');
}

function orFail<T>(result: Result<T>): T {
    if (!result.ok) throw new Error(describeFailure(result.failure));
    return result.value;
}
