import { Command, Option } from 'commander';
import { clientsOf } from '../../language-server/session/overview.ts';
import { describeFailure, exitCodeOf, type Failure } from '../../registration/failure.ts';
import { clientsAsJson, type MyClients } from '../../registration/my-clients.ts';
import { realWorld } from '../../registration/world.ts';
import { clientsTable } from '../clients-table.ts';
import type { Ending } from '../ending.ts';
import { optionsOf, type GlobalOptions } from '../global-options.ts';
import { openProject, personOf } from '../open-project.ts';
import type { Commands } from '../program.ts';
import { clientsAsMarkdown } from '../reports/markdown.ts';
import { checkPinnedGateways, secretSource } from '../secrets.ts';
import type { Shell } from '../shell.ts';

interface ClientsOptions extends GlobalOptions { format: 'text' | 'json' | 'markdown'; all: boolean; offline: boolean; secretsStdin: boolean }

export function clientsCommand({ shell, end }: Commands): Command {
    return new Command('clients')
        .description('List My Clients: the clients that you may see, with their state at the gateway, contracts and managed URLs.')
        .addOption(new Option('--format <format>', 'how to print the list').choices(['text', 'json', 'markdown']).default('text'))
        .option('--offline', 'do not ask the gateway: the states are those of the record of the last registration', false)
        .option('--all', 'show every organization (for those whom apim.yaml lists under admins)', false)
        .option('--secrets-stdin', 'read lines APIM_PASSWORD_<ENVIRONMENT>=value and APIM_SECRET_<NAME>=value from stdin', false)
        .addHelpText('after', `
States: declared (not registered) · registered · changed (differs from the gateway) · awaiting approval · retired
        gateway only (not in the source) · broken (a contract that cannot be served)
Where the gateway cannot be asked, the states are those of the record; that is said, and the exit code is 5 or 6. A local gateway
that does not run is no failure.

Examples:
  apim clients                                in the default environment
  apim clients -e production --format json    for scripts
  apim clients --offline                      what is declared
  apim clients --format markdown              for a wiki or the summary of a build`)
        .action(async (_, command: Command) => end(await clients(shell, optionsOf(command))));
}

async function clients(shell: Shell, options: ClientsOptions): Promise<Ending> {
    const project = await openProject(shell, options);
    if ('exit' in project) {
        return project;
    }
    const refused = options.offline ? undefined : checkPinnedGateways(project.environment, shell);
    if (refused) {
        return refused;
    }
    const errors = project.session.errors(project.environment).length;
    if (errors > 0) {
        shell.say(shell.colors.err.yellow(`The source has errors (${errors}), so states may be wrong. Look with: apim check`));
    }
    const world = realWorld();
    let failure: Failure | undefined;
    const found = await clientsOf({
        ...project, world, signal: shell.interruptible(() => 'Nothing was changed.'),
        person: await personOf(project, shell), secrets: await secretSource(shell, { stdin: options.secretsStdin, askParameters: false })
    }, { connect: !options.offline, showAll: options.all, onFailure: reason => { failure = reason; } });
    await world.close();
    if (options.format === 'json') {
        shell.print(`${JSON.stringify({ ...clientsAsJson(found), environment: found.environment, connection: found.connection, hidden: found.hidden }, undefined, 2)}\n`);
    } else if (options.format === 'markdown') {
        shell.print(clientsAsMarkdown(found));
    } else {
        printTable(shell, found);
    }
    if (failure) {
        shell.say(shell.colors.err.yellow(`The states are those of the last registration from here. ${describeFailure(failure)}`));
    }
    return failure && failure.kind !== 'no-local-gateway' ? exitCodeOf(failure) : 0;
}

function printTable(shell: Shell, found: MyClients): void {
    const count = found.organizations.reduce((sum, { clients: list }) => sum + list.length, 0);
    if (count > 0) {
        shell.print(`${clientsTable(found, shell.colors.out)}\n`);
    } else {
        shell.say('There are no clients that you may see. Declare one in an .apim file: organization ShopInc { client MobileShop@1.0 { contract … via … } }');
    }
    if (found.hidden.count > 0) {
        shell.say(shell.colors.err.dim(found.hidden.hint));
    }
}
