/** `npm start`: the main job, from the files of samples/shop to an answered request through a gateway, with nothing else installed. */
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pc from 'picocolors';
import { createApimServices } from '../../language/apim-module.ts';
import type { Value } from '../../language/declarations.ts';
import { createLanguage } from '../../language/project.ts';
import { disk } from '../../language-server/session/disk.ts';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import { clientsOf, preview, register, type RegistrationContext } from '../../language-server/session/registering.ts';
import type { Environment } from '../../project/environment.ts';
import { describeFailure, type Result } from '../../registration/failure.ts';
import { readKey } from '../../registration/key.ts';
import { freePort, startLocalGateway, stopLocalGateway } from '../../registration/local-gateway.ts';
import { Secret } from '../../registration/secret.ts';
import { realWorld } from '../../registration/world.ts';
import { clientsTable, quietTable } from '../clients-table.ts';
import { counted, diagnosticsText } from '../diagnostics.ts';
import { gatewayProgram } from '../gateway-program.ts';
import { startBackEnd } from './back-end.ts';
import { callContract, identityOf, type CallResult } from './call.ts';

const user = 'anna@shop.example';
const keep = process.argv.includes('--keep');
const colors = pc.createColors(process.stdout.isTTY === true && !process.env['NO_COLOR'] && !process.env['CI']);
/** What was started, in the order in which it is ended again. */
const started: (() => Promise<unknown>)[] = [];

process.exitCode = await run().catch((error: unknown) => {
    console.error(colors.red(error instanceof Error ? error.message : String(error)));
    return 1;
});

async function run(): Promise<number> {
    const interrupted = new Promise<number>(resolve => {
        process.once('SIGINT', () => resolve(130));
        process.once('SIGTERM', () => resolve(143));
    });
    try {
        const done = await Promise.race([mainJob(), interrupted]);
        if (!keep || done !== 0) return done;
        console.log(`\nGateway and back end keep running. ${colors.bold('Ctrl-C')} ends them.`);
        await interrupted;
        return 0;
    } finally {
        for (const end of started) await end();
    }
}

async function mainJob(): Promise<number> {
    console.log(`${colors.bold('apim')} – from samples/shop to an answered request through a gateway\n`);
    const folder = await mkdtemp(path.join(tmpdir(), 'apim-shop-'));
    started.push(() => rm(folder, { recursive: true, force: true }));
    await cp(path.join(import.meta.dirname, '../../samples/shop'), folder, { recursive: true, filter: file => path.basename(file) !== '.apim' });

    const session = await ProjectSession.open(folder.replaceAll(path.sep, '/'), disk, createLanguage(createApimServices()));
    const local = session.environment('local');
    if (local.kind === 'unknown') throw new Error(local.message);
    const errors = session.errors(local.environment);
    if (errors.length > 0) throw new Error(diagnosticsText(session, errors, colors));
    step('checked', `${counted(session.project.files.size, 'file')}, no errors`);

    const backEnd = await startBackEnd();
    started.unshift(backEnd.close);
    const environment = withBackEnd(local.environment, session, backEnd.url);
    const followed = Object.keys(environment.parameters).filter(name => environment.parameters[name] === backEnd.url);
    const { document } = session.compile(environment);
    step('compiled', `${counted(document.apis.length, 'API')} and ${counted(document.clients.length, 'client')} for the environment ${environment.name}`);
    step('back end', `${backEnd.url}${followed.length > 0 ? colors.dim(`  (${followed.join(', ')})`) : ''}`);

    const world = realWorld();
    started.unshift(world.close);
    const gateway = orFail(await startLocalGateway({
        project: folder, command: gatewayProgram(), environment: process.env, world, ports: { port: await freePort(), apiPort: await freePort() }
    }));
    started.unshift(() => stopLocalGateway(folder, world));
    const publicUrl = gateway.target.publicUrl ?? '';
    step('gateway', `${publicUrl}${colors.dim(`  (configuration ${gateway.target.url})`)}`);

    const secrets = new Map<string, Secret>();
    const context: RegistrationContext = {
        session, environment, world, person: { user },
        secrets: {
            gatewayPassword: () => Promise.resolve(undefined),
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
    const lines: string[] = [];
    for (const client of real.clients) {
        const key = orFail(await readKey(client.key, { environment: environment.name, gateways: [gateway.target] }, world));
        for (const contract of client.bean.contracts) {
            const call = await callContract(client, contract, publicUrl, key);
            calls.push(call);
            if (keep) lines.push(`curl -i -K ${await curlFile(folder, client.key, call.api, key, identityOf(contract))} ${call.url}`);
        }
    }
    console.log(`\n${colors.bold('Every contract, called through the gateway')}\n\n${indented(callsTable(calls))}`);
    if (lines.length > 0) {
        console.log(`\n${colors.bold('Try it')} ${colors.dim('(key and password are in files that only you can read)')}\n\n${lines.map(line => `  ${line}`).join('\n')}`);
    }
    const failed = calls.filter(({ status, withoutKey }) => status !== 200 || withoutKey !== 403);
    if (calls.length === 0 || failed.length > 0) throw new Error(`\n${failed.length} of ${counted(calls.length, 'contract')} did not answer as they should.`);
    console.log(`\n${colors.green('✓')} ${counted(calls.length, 'contract')} answered 200; without a key the gateway refuses.${keep ? '' : colors.dim('  npm start -- --keep leaves it running.')}`);
    return 0;
}

/** Parameters that stand for a service of this machine follow the sample back end. */
function withBackEnd(environment: Environment, session: ProjectSession, url: string): Environment {
    const local = session.declarations('parameter', environment).filter(({ default: value }) => isThisMachine(value)).map(({ name }) => [name, url]);
    return { ...environment, parameters: { ...environment.parameters, ...Object.fromEntries(local) } };
}

function isThisMachine(value: Value | undefined): boolean {
    const text = value?.kind === 'template' ? value.parts.filter(part => typeof part === 'string').join('') : '';
    return /^https?:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(text);
}

/** A file for curl's `-K`, so that neither key nor password stands in a command line or on the screen. */
async function curlFile(folder: string, client: string, api: string, key: Secret, identity: ReturnType<typeof identityOf>): Promise<string> {
    const file = path.join(folder, `${client}-${api}`.replaceAll(/[^\w.-]/g, '-'));
    const lines = [`header = "X-API-Key: ${key.reveal()}"`, ...(identity ? [`user = "${identity.username}:${identity.password}"`] : [])];
    await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    return file;
}

function callsTable(calls: readonly CallResult[]): string {
    return quietTable(['Client', 'API', 'Status', 'Remaining', 'Without a key'], calls.map(({ client, api, status, limit, remaining, withoutKey, refusal }) => [
        client, api, status === 200 ? colors.green('200') : colors.red(`${status}`),
        remaining === undefined ? 'no limit' : `${remaining} of ${limit ?? '?'}`, `${withoutKey} ${colors.dim(refusal)}`
    ]), colors);
}

function step(what: string, result: string): void {
    console.log(`${colors.green('✓')} ${what.padEnd(11)}${result}`);
}

function indented(text: string): string {
    return text.split('\n').map(line => `  ${line}`).join('\n');
}

function orFail<T>(result: Result<T>): T {
    if (!result.ok) throw new Error(describeFailure(result.failure));
    return result.value;
}
