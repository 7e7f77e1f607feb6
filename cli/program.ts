import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { exitCodes, type Ending } from './ending.ts';
import { endOf } from './error-boundary.ts';
import { secretInArguments } from './secret-arguments.ts';
import type { Shell } from './shell.ts';

/** Adds a command; what its action returns is how the program ends. */
export interface Commands { shell: Shell; end(ending: Ending): void }

/** The commands in the order of the help. Each is loaded when it is asked for: `apim check` runs in every build, and needs no gateway. */
const commandFactories: Record<string, () => Promise<(commands: Commands) => Command>> = {
    init: async () => (await import('./commands/init.ts')).initCommand,
    check: async () => (await import('./commands/check.ts')).checkCommand,
    format: async () => (await import('./commands/format.ts')).formatCommand,
    build: async () => (await import('./commands/build.ts')).buildCommand,
    plan: async () => (await import('./commands/plan.ts')).planCommand,
    register: async () => (await import('./commands/register.ts')).registerCommand,
    publish: async () => (await import('./commands/publish.ts')).publishCommand,
    retire: async () => (await import('./commands/retire.ts')).retireCommand,
    delete: async () => (await import('./commands/delete.ts')).deleteCommand,
    'new-version': async () => (await import('./commands/new-version.ts')).newVersionCommand,
    restore: async () => (await import('./commands/restore.ts')).restoreCommand,
    clients: async () => (await import('./commands/clients.ts')).clientsCommand,
    graph: async () => (await import('./commands/graph.ts')).graphCommand,
    key: async () => (await import('./commands/key.ts')).keyCommand,
    import: async () => (await import('./commands/import.ts')).importCommand,
    record: async () => (await import('./commands/record.ts')).recordCommand,
    gateway: async () => (await import('./commands/gateway.ts')).gatewayCommand,
    completion: async () => (await import('./commands/completion.ts')).completionCommand
};

const overview = `
From nothing to an answered request:
  apim init                                   a project in this folder
  apim check                                  is what I wrote right?
  apim gateway start                          a gateway for this machine
  apim register                               publish the APIs and register the clients
  apim clients                                what is registered where
  apim key ShopInc/MobileShop@2.1             the key that the client calls with

Exit codes:
  0   done
  1   the source is invalid
  2   there are differences (plan --exit-code, format --check)
  3   the gateway was changed by somebody else (plan --exit-code; wins over 2)
  4   not completely applied, nothing at all included
  5   the gateway is not reachable, does not answer as one, or refuses the credentials
  6   refused: not confirmed, another run, a role, a secret without value, changed since the plan
  64  wrong usage; also an environment, a client or a project that does not exist
  70  a bug of apim itself

Secrets come from the environment, from a prompt, or with --secrets-stdin; never from an argument:
  APIM_PASSWORD_<ENVIRONMENT>   password at the gateways of an environment
  APIM_SECRET_<NAME>            value of a secret parameter
  APIM_GATEWAY_<ENVIRONMENT>    where set, secrets go to this address only, whatever apim.yaml says
  (upper case, other characters as _: shopPassword is APIM_SECRET_SHOPPASSWORD)

You are who APIM_USER says, else git's user.email.`;

/** Runs the command that the arguments name; the exit code. Never throws. */
export function runProgram(args: readonly string[], shell: Shell): Promise<number> {
    return endOf(async () => {
        const refused = secretInArguments(args);
        if (refused) {
            return refused;
        }
        let ending: Ending = exitCodes.usage;
        try {
            const program = await createProgram({ shell, end: value => { ending = value; } }, commandFactories[commandOf(args) ?? '']);
            await program.parseAsync([...args], { from: 'user' });
        } catch (error) {
            if (!(error instanceof CommanderError)) throw error;
            ending = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
        }
        return ending;
    }, shell);
}

/** `only` is the one command that will run; without it the program knows all of them, for help, completion and what is misspelt. */
export async function createProgram(commands: Commands, only?: (typeof commandFactories)[string]): Promise<Command> {
    const { shell } = commands;
    const program = new Command('apim')
        .description('API management as code: describe organizations, APIs, plans and clients in .apim files, and register the clients at the gateway.')
        .option('-C, --project <dir>', 'work on the project of this folder instead of the current one')
        .option('-e, --environment <environment>', 'the environment of apim.yaml to work with (default: its defaultEnvironment)')
        .version(version(), '-V, --version', 'show the version')
        .helpOption('-h, --help', 'show this help')
        .helpCommand('help [command]', 'show the help of a command')
        .addHelpText('after', overview)
        .configureHelp({ showGlobalOptions: true })
        .showSuggestionAfterError()
        .showHelpAfterError('Run the command with --help to see how it is used.')
        .configureOutput({
            writeOut: text => shell.print(text),
            writeErr: text => shell.say(text.replace(/\n$/, '')),
            // Whatever was given for an option that does not exist is not repeated: it may have been meant to be secret.
            outputError: (text, write) => write(shell.colors.err.red(text.replace(/('--?[\w-]+)=[^\n]*'/, '$1\'')))
        })
        .exitOverride();
    for (const load of only ? [only] : Object.values(commandFactories)) program.addCommand(inheriting((await load())(commands), program));
    if (!only) {
        const { completeCommand } = await import('./commands/completion.ts');
        program.addCommand(inheriting(completeCommand(commands), program), { hidden: true });
    }
    return program;
}

/** The first word that is no option and no value of a global one. */
function commandOf(args: readonly string[]): string | undefined {
    for (let index = 0; index < args.length; index++) {
        const arg = args[index]!;
        if (['-C', '--project', '-e', '--environment'].includes(arg)) index++;
        else if (!arg.startsWith('-')) return Object.hasOwn(commandFactories, arg) ? arg : undefined;
    }
    return undefined;
}

/** That of the package, whose folder is the one above, from the source as from the bundle. */
function version(): string {
    const { version: own } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
    return own;
}

/** Gives a command, and those below it, the streams and the manner of ending of the program. */
function inheriting(command: Command, program: Command): Command {
    for (const child of command.commands) inheriting(child, program);
    return command.copyInheritedSettings(program);
}
