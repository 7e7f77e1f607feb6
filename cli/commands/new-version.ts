import type { Command } from 'commander';
import { optionsOf } from '../global-options.ts';
import { kindOption, lifecycleCommand, lifecycleHelp } from '../lifecycle-options.ts';
import { runLifecycle } from '../lifecycle.ts';
import type { Commands } from '../program.ts';

export function newVersionCommand({ shell, end }: Commands): Command {
    return lifecycleCommand('new-version', 'the plan, API or client to begin with, such as Acme/Orders@1.0')
        .argument('<version>', 'the version to make, such as 2.0')
        .description('Copy a plan, an API or a client behind itself with another version.')
        .addOption(kindOption('plan', 'api', 'client'))
        .addHelpText('after', `
${lifecycleHelp}
The copy of a plan is not locked, that of an API is a draft; that of a client is registered and gets an API key of its own.

Examples:
  apim new-version Acme/Gold@1.0 2.0
  apim new-version Acme/Orders@1.0 2.0
  apim new-version ShopInc/MobileShop@2.1 3.0 --dry-run`)
        .action(async (entity: string, version: string, _, command: Command) => end(await runLifecycle(shell, optionsOf(command), { action: 'new-version', entity, version })));
}
