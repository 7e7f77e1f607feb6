import path from 'node:path';
import { Command, Option } from 'commander';
import { preview } from '../../language-server/session/registering.ts';
import { secretVariable } from '../../registration/failure.ts';
import { planAsJson, type RegistrationPlan } from '../../registration/operation.ts';
import { planAsMarkdown } from '../../registration/plan-text.ts';
import { realWorld } from '../../registration/world.ts';
import { counted } from '../diagnostics.ts';
import { exitCodes, stopFor, type Ending } from '../ending.ts';
import { optionsOf, type GlobalOptions } from '../global-options.ts';
import { openProject, refuseErrors } from '../open-project.ts';
import { writeOutputFile } from '../../registration/output-file.ts';
import { planFileText } from '../plan-file.ts';
import { planNotes, planText } from '../plan-text.ts';
import type { Commands } from '../program.ts';
import { checkPinnedGateways, secretSource } from '../secrets.ts';
import { quoted, type Shell } from '../shell.ts';

interface PlanOptions extends GlobalOptions { format: 'text' | 'json' | 'markdown'; out?: string; exitCode: boolean; secretsStdin: boolean; prune: boolean; adopt: boolean }

export function planCommand({ shell, end }: Commands): Command {
    return new Command('plan')
        .description('Compare the project with the gateway, and say what apim register would change. Writes nothing.')
        .argument('[client...]', 'only these clients with the APIs that they need, such as ShopInc/MobileShop@2.1, or only these APIs (default: everything)')
        .addOption(new Option('--format <format>', 'how to print the plan').choices(['text', 'json', 'markdown']).default('text'))
        .option('-o, --out <file>', 'also write the plan to this file, for apim register --plan')
        .option('--exit-code', 'end with 2 where something would be changed, with 3 where somebody else changed the gateway', false)
        .option('--prune', 'plan to remove what was registered from here and is no longer declared', false)
        .option('--adopt', 'plan to take over what stands at the gateway and was not registered from here', false)
        .option('--secrets-stdin', 'read lines APIM_PASSWORD_<ENVIRONMENT>=value and APIM_SECRET_<NAME>=value from stdin', false)
        .addHelpText('after', `
Source, gateway and the record of the last registration are compared, so that a difference says who made it. The record is a file
beside apim.yaml, apim.record.<environment>.jsonl: commit it. Without it source and gateway are compared, and nobody can say who.
Secrets are compared where their values are given, and never shown.

Examples:
  apim plan                                   what would be changed in the default environment
  apim plan -e production --out plan.json     for review; then: apim register -e production --plan plan.json
  apim plan ShopInc/MobileShop@2.1            one client with the APIs that it needs
  apim plan --format markdown                 for a pull request
  apim plan --exit-code                       for scripts: 0 nothing to do, 2 something to do, 3 changed at the gateway`)
        .action(async (clients: string[], _, command: Command) => end(await plan(shell, clients, optionsOf(command))));
}

async function plan(shell: Shell, named: string[], options: PlanOptions): Promise<Ending> {
    const project = await openProject(shell, options);
    if ('exit' in project) {
        return project;
    }
    const refused = refuseErrors(project, shell) ?? checkPinnedGateways(project.environment, shell);
    if (refused) {
        return refused;
    }
    const clients = named.length > 0 ? named : undefined;
    const world = realWorld();
    const signal = shell.interruptible(() => 'Nothing was changed.');
    const secrets = await secretSource(shell, { stdin: options.secretsStdin, askParameters: false });
    const found = await preview({ ...project, secrets, person: { user: undefined }, world, signal }, { entities: clients, options: { prune: options.prune, adopt: options.adopt } });
    await world.close();
    if (!found.ok) {
        return stopFor(found.failure);
    }
    const made = found.value.plan;
    const fileOf = (uri: string) => project.session.relative(uri);
    print(shell, made, clients, options.format, fileOf);
    if (options.out !== undefined) {
        const written = await writeOutputFile(path.resolve(shell.folder, options.out), planFileText(made, clients, fileOf));
        if (!written.ok) {
            return stopFor(written.failure);
        }
    }
    return options.exitCode ? exitOf(made) : exitCodes.done;
}

function exitOf({ operations, prunable }: RegistrationPlan): number {
    const isByGateway = operations.some(({ reason }) => reason === 'gateway-changed');
    return isByGateway ? exitCodes.gatewayChanged : operations.length + prunable.length > 0 ? exitCodes.differs : exitCodes.done;
}

function print(shell: Shell, made: RegistrationPlan, clients: string[] | undefined, format: PlanOptions['format'], fileOf: (uri: string) => string): void {
    const { out, err } = shell.colors;
    if (format === 'json') {
        shell.print(`${JSON.stringify({ ...planAsJson(made, undefined, fileOf), ...(clients ? { clients } : {}) }, undefined, 2)}\n`);
    } else if (format === 'markdown') {
        shell.print(planAsMarkdown(made));
    } else if (made.operations.length > 0) {
        shell.print(`${planText(made, out)}\n`);
    }
    for (const note of planNotes(made, err)) {
        shell.say(note);
    }
    for (const { name } of made.missingSecrets) {
        shell.say(err.yellow(`not compared: the secret parameter ${name} has no value (${secretVariable('APIM_SECRET_', name)})`));
    }
    shell.say(made.operations.length === 0
        ? `Nothing to do in '${made.environment}'${made.prunable.length > 0 ? ' without --prune' : ''}: the gateway holds what is declared (${made.unchanged} unchanged).`
        : `${counted(made.operations.length, 'change')} in '${made.environment}', ${made.unchanged} unchanged. Carry out with: apim register -e ${quoted(made.environment)}`);
}
