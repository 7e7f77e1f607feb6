import path from 'node:path';
import { Command, Option } from 'commander';
import { preview, register as carryOut } from '../../language-server/session/registering.ts';
import { exitCodeOfOutcome } from '../../registration/apply.ts';
import { planAsJson, type OperationResult, type RegistrationOutcome, type RegistrationPlan } from '../../registration/operation.ts';
import { readKeyFile } from '../../registration/key-file.ts';
import { realWorld } from '../../registration/world.ts';
import { askConfirmation, confirmationOf } from '../confirmation.ts';
import { counted } from '../diagnostics.ts';
import { isStop, stop, stopFor, type Ending } from '../ending.ts';
import { openProject, optionsOf, personOf, refuseErrors, type GlobalOptions } from '../open-project.ts';
import { isReviewed, readPlanFile } from '../plan-file.ts';
import { planNotes, planText, resultText } from '../plan-text.ts';
import type { Commands } from '../program.ts';
import { checkPinnedGateways, secretSource } from '../secrets.ts';
import type { Shell } from '../shell.ts';

interface RegisterOptions extends GlobalOptions { format: 'text' | 'json'; yes: boolean; confirm?: string; plan?: string; secretsStdin: boolean; prune: boolean; adopt: boolean; newKeys: boolean; keys?: string }

export function registerCommand({ shell, end }: Commands): Command {
    return new Command('register')
        .description('Publish the APIs and register the clients at the gateways of an environment; retire what is declared retired.')
        .argument('[client...]', 'only these clients and the APIs that they need, such as ShopInc/MobileShop@2.1 (default: everything)')
        .option('-y, --yes', 'do it without asking', false)
        .option('--confirm <environment>', 'confirm for a protected environment, by its name')
        .option('--plan <file>', 'carry out exactly this plan, made with apim plan --out; refused where source or gateway moved on')
        .option('--prune', 'also remove what was registered from here and is no longer declared', false)
        .option('--adopt', 'take over what stands at the gateway and was not registered from here', false)
        .option('--new-keys', 'make new API keys for clients whose key the gateway has lost', false)
        .option('--keys <file>', 'take the keys of clients that have none at the gateway from this file of mode 0600')
        .addOption(new Option('--format <format>', 'how to print what was done').choices(['text', 'json']).default('text'))
        .option('--secrets-stdin', 'read lines APIM_PASSWORD_<ENVIRONMENT>=value and APIM_SECRET_<NAME>=value from stdin', false)
        .addHelpText('after', `
On a terminal the plan is shown and asked about first. A client keeps the API key that it has; a new one gets a random key, which
is never shown: read it with apim key. A second run changes nothing. Ctrl-C ends it, and says what was and was not done; the next run
does the rest. What was registered is noted in apim.record.<environment>.jsonl beside apim.yaml, without any secret: commit it.

Examples:
  apim register                               everything that is declared, in the default environment
  apim register ShopInc/MobileShop@2.1        one client with the APIs that it needs
  apim register --yes --format json           for scripts
  apim register -e production --confirm production --plan plan.json
  sops -d secrets.env | apim register --yes --secrets-stdin`)
        .action(async (clients: string[], _, command: Command) => end(await register(shell, clients, optionsOf(command))));
}

async function register(shell: Shell, named: string[], options: RegisterOptions): Promise<Ending> {
    const reviewed = options.plan === undefined ? undefined : await readPlanFile(path.resolve(shell.folder, options.plan));
    if (reviewed && isStop(reviewed)) {
        return reviewed;
    }
    if (reviewed && named.length > 0) {
        return stop('usage', 'A plan says which clients it is about: name either clients or --plan.');
    }
    if (reviewed && (options.prune || options.adopt)) {
        return stop('usage', 'What a plan may do was decided when it was made: give --prune and --adopt to apim plan.');
    }
    const keys = options.keys === undefined ? undefined : await readKeyFile(path.resolve(shell.folder, options.keys));
    if (keys && !keys.ok) {
        return stopFor(keys.failure);
    }
    const project = await openProject(shell, { environment: reviewed?.environment, ...options } as RegisterOptions);
    if ('exit' in project) {
        return project;
    }
    const { environment } = project;
    if (reviewed && reviewed.environment !== environment.name) {
        return stop('refused', `Nothing was changed: the plan is for '${reviewed.environment}', not for '${environment.name}'. Name one of them only.`);
    }
    const confirmation = confirmationOf(environment, options, shell);
    const refused = refuseErrors(project, shell) ?? checkPinnedGateways(environment, shell) ?? (typeof confirmation === 'string' ? undefined : confirmation);
    if (refused) {
        return refused;
    }
    const results: OperationResult[] = [];
    const signal = shell.interruptible(() => `It took too long to end. ${counted(results.length, 'change')} had an outcome by then; run the command again to compare and do the rest.`);
    const world = realWorld();
    const context = {
        ...project, world, signal,
        person: await personOf(project, shell), secrets: await secretSource(shell, { stdin: options.secretsStdin, askParameters: true })
    };
    try {
        const found = await preview(context, {
            entities: reviewed ? reviewed.clients : named.length > 0 ? named : undefined, keys: keys?.value,
            options: { prune: options.prune, adopt: options.adopt, newKeys: options.newKeys, ...reviewed?.options, ...(options.newKeys ? { newKeys: true } : {}) }
        });
        if (!found.ok) {
            return stopFor(found.failure);
        }
        const { plan } = found.value;
        if (reviewed && !isReviewed(reviewed, plan)) {
            return stopFor({ kind: 'plan-changed' });
        }
        showPlan(shell, plan, confirmation === 'ask');
        const needsAnswer = confirmation === 'ask' && plan.operations.length > 0 && plan.missingSecrets.length === 0;
        const declined = needsAnswer ? await askConfirmation(environment, counted(plan.operations.length, 'change'), signal) : undefined;
        if (declined) {
            return declined;
        }
        const outcome = await carryOut(context, found.value, {
            reviewed: reviewed?.digest, onWait: pid => shell.say(`Waiting for another registration in '${environment.name}' (process ${pid}) …`),
            onProgress: result => { results.push(result); progress(shell, result, plan); }
        });
        return outcome.ok ? report(shell, plan, outcome.value, options.format) : stopFor(outcome.failure);
    } finally {
        await world.close();
    }
}

function showPlan(shell: Shell, plan: RegistrationPlan, isAsked: boolean): void {
    if (isAsked && plan.operations.length > 0) {
        shell.say(`\n${planText(plan, shell.colors.err)}\n`);
    }
    for (const note of planNotes(plan, shell.colors.err)) {
        shell.say(note);
    }
}

/** Lines as they come, where somebody looks on; the report on stdout has them all in order. */
function progress(shell: Shell, result: OperationResult, { operations }: RegistrationPlan): void {
    if (shell.interactive && operations.length > 20) {
        shell.say(resultText(result, operations, shell.colors.err));
    }
}

function report(shell: Shell, plan: RegistrationPlan, outcome: RegistrationOutcome, format: RegisterOptions['format']): Ending {
    if (format === 'json') {
        shell.print(`${JSON.stringify(planAsJson(plan, outcome.operations), undefined, 2)}\n`);
    } else if (outcome.operations.some(({ error }) => error !== outcome.summary)) {
        shell.print(`${outcome.operations.map(result => resultText(result, outcome.operations, shell.colors.out)).join('\n')}\n`);
    }
    const exit = exitCodeOfOutcome(outcome);
    shell.say(exit === 0 ? shell.colors.err.green(outcome.summary) : shell.colors.err.red(outcome.summary));
    return exit;
}
