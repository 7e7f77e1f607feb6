import type { Command } from 'commander';
import { optionsOf } from '../global-options.ts';
import { lifecycleCommand, lifecycleHelp } from '../lifecycle-options.ts';
import { runLifecycle } from '../lifecycle.ts';
import type { Commands } from '../program.ts';

export function publishCommand({ shell, end }: Commands): Command {
    return lifecycleCommand('publish', 'the API, such as Acme/Orders@1.0')
        .description('Publish an API that is a draft: in the source, then at the gateways of an environment.')
        .option('--gateway-only', 'put it onto the gateway as if it were published, and leave the source alone', false)
        .addHelpText('after', `
${lifecycleHelp}
An API that was retired cannot be published again: make a new version of it.

Examples:
  apim publish Acme/Orders@2.0
  apim publish Acme/Orders@2.0 --dry-run                       what it would do
  apim publish Acme/Orders@2.0 -e production --confirm production`)
        .action(async (entity: string, _, command: Command) => end(await runLifecycle(shell, optionsOf(command), { action: 'publish', entity })));
}
