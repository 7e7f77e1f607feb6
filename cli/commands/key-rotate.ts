import { Command, Option } from 'commander';
import { stop, type Ending } from '../ending.ts';
import { optionsOf } from '../global-options.ts';
import type { Commands } from '../program.ts';
import { runRegistration, type RegistrationOptions } from '../registration.ts';
import type { Shell } from '../shell.ts';

export function keyRotateCommand({ shell, end }: Commands): Command {
    return new Command('rotate')
        .description('Replace the API key of a registered client by a new one. The old key is refused from then on.')
        .argument('<client>', 'such as ShopInc/MobileShop@2.1')
        .option('-y, --yes', 'do it without asking', false)
        .option('--confirm <environment>', 'confirm for a protected environment, by its name')
        .addOption(new Option('--format <format>', 'how to print what was done').choices(['text', 'json']).default('text'))
        .option('--secrets-stdin', 'read lines APIM_PASSWORD_<ENVIRONMENT>=value and APIM_SECRET_<NAME>=value from stdin', false)
        .addHelpText('after', `
Everybody who calls as this client needs the new key then; who that is, is said before you are asked.

Examples:
  apim key rotate ShopInc/MobileShop@2.1
  apim key rotate ShopInc/MobileShop@2.1 --yes && apim key ShopInc/MobileShop@2.1`)
        .action(async (client: string, _, command: Command) => end(await rotate(shell, client, optionsOf(command))));
}

function rotate(shell: Shell, client: string, options: RegistrationOptions): Promise<Ending> {
    return runRegistration(shell, options, {
        wish: { entities: [client], rotate: new Set([client]) },
        review: ({ operations, environment }) => {
            if (!operations.some(({ kind, entity, changes }) => kind === 'register' && entity === client && changes.some(({ path }) => path === 'apiKey'))) {
                return stop('usage', `${client} is not registered in the environment '${environment}' and has no key there. Register it first: apim register ${client}`);
            }
            shell.say(shell.colors.err.yellow(`Everybody who calls as ${client} needs the new key: apim key ${client}`));
            return undefined;
        }
    });
}
