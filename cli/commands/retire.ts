import type { Command } from 'commander';
import { optionsOf } from '../global-options.ts';
import { kindOption, lifecycleCommand, lifecycleHelp } from '../lifecycle-options.ts';
import { runLifecycle } from '../lifecycle.ts';
import type { Commands } from '../program.ts';

export function retireCommand({ shell, end }: Commands): Command {
    return lifecycleCommand('retire', 'the API or client, such as ShopInc/MobileShop@2.1')
        .description('Retire an API or a client: in the source, then at the gateways of an environment.')
        .addOption(kindOption('api', 'client'))
        .option('--with-contracts', 'also take the contracts with the API out of the clients that are not retired', false)
        .option('--keep-key <file>', 'keep the API key of the client in this file of mode 0600')
        .option('--gateway-only', 'take it off the gateway, and leave the source alone', false)
        .addHelpText('after', `
${lifecycleHelp}
A client that is retired is unregistered. The gateway is the one place where its API key is kept: it is gone afterwards, unless you
keep it. An API that is retired can never be published again; contracts with it have to go along.

Examples:
  apim retire ShopInc/MobileShop@1.0 --keep-key keys.json
  apim retire Acme/Orders@1.0                                  where contracts use it, says which, and does nothing
  apim retire Acme/Orders@1.0 --with-contracts
  apim retire ShopInc/MobileShop@2.1 --gateway-only            until the next apim register`)
        .action(async (entity: string, _, command: Command) => end(await runLifecycle(shell, optionsOf(command), { action: 'retire', entity })));
}
