import type { Command } from 'commander';
import { optionsOf } from '../global-options.ts';
import { kindOption, lifecycleCommand, lifecycleHelp } from '../lifecycle-options.ts';
import { runLifecycle } from '../lifecycle.ts';
import type { Commands } from '../program.ts';

export function deleteCommand({ shell, end }: Commands): Command {
    return lifecycleCommand('delete', 'the plan, API or client, such as ShopInc/MobileShop@2.1')
        .description('Take a plan, an API or a client out of the source; an API or a client leaves the gateways of the environment first.')
        .addOption(kindOption('plan', 'api', 'client'))
        .option('--keep-key <file>', 'keep the API key of the client in this file of mode 0600')
        .option('--gateway-only', 'take it off the gateway, and leave the source alone', false)
        .addHelpText('after', `
${lifecycleHelp}
What contracts or offers still name is not deleted. What was removed is kept in .apim/restore: apim restore puts it back.

Examples:
  apim delete ShopInc/MobileShop@1.0
  apim delete Acme/Gold@1.0 --kind plan
  apim delete ShopInc/MobileShop@1.0 --yes && apim restore     there and back`)
        .action(async (entity: string, _, command: Command) => end(await runLifecycle(shell, optionsOf(command), { action: 'delete', entity })));
}
