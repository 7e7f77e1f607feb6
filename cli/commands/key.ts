import { Command } from 'commander';
import { targetOf } from '../../language-server/session/target.ts';
import { keyOf, organizationOf } from '../../language/declarations.ts';
import { readKey } from '../../registration/key.ts';
import { mayDo } from '../../registration/roles.ts';
import { realWorld } from '../../registration/world.ts';
import { stop, stopFor, type Ending } from '../ending.ts';
import { optionsOf, type GlobalOptions } from '../global-options.ts';
import { openPinnedProject, personOf } from '../open-project.ts';
import type { Commands } from '../program.ts';
import { keyRotateCommand } from './key-rotate.ts';
import { secretSource } from '../secrets.ts';
import type { Shell } from '../shell.ts';

interface KeyOptions extends GlobalOptions { secretsStdin: boolean }

export function keyCommand({ shell, end }: Commands): Command {
    return new Command('key')
        .description('Print the API key of a registered client, alone, on stdout.')
        .argument('<client>', 'such as ShopInc/MobileShop@2.1')
        .option('--secrets-stdin', 'read a line APIM_PASSWORD_<ENVIRONMENT>=value from stdin', false)
        .addHelpText('after', `
The gateway keeps the keys; nothing else does. Whoever holds the key can call as that client.

Examples:
  apim key ShopInc/MobileShop@2.1
  apim key rotate ShopInc/MobileShop@2.1      replace it
  curl -H "X-API-Key: $(apim key ShopInc/MobileShop@2.1)" http://127.0.0.1:8082/Acme/Orders/1.0/`)
        .addCommand(keyRotateCommand({ shell, end }))
        .action(async (client: string, _, command: Command) => end(await key(shell, client, optionsOf(command))));
}

async function key(shell: Shell, client: string, options: KeyOptions): Promise<Ending> {
    if (!/^[^/@]+\/[^/@]+@[^/@]+$/.test(client)) {
        return stop('usage', 'A client is named Organization/Name@version, such as ShopInc/MobileShop@2.1.');
    }
    const project = await openPinnedProject(shell, options);
    if ('exit' in project) {
        return project;
    }
    const { session, environment } = project;
    const person = await personOf(project, shell);
    const allowed = mayDo('read API keys', organizationOf(client), session.declarations('organization', environment), person);
    if (!allowed.ok) {
        return stopFor(allowed.failure);
    }
    const world = realWorld();
    const signal = shell.interruptible(() => 'No key was read.');
    const target = await targetOf({ ...project, world, signal, secrets: await secretSource(shell, { stdin: options.secretsStdin, askParameters: false }) });
    const found = target.ok ? await readKey(client, target.value, world, signal) : target;
    await world.close();
    if (found.ok) {
        shell.print(`${found.value.reveal()}\n`);
        return 0;
    }
    const known = session.declarations('client', environment).map(keyOf).sort();
    const isUnknown = found.failure.kind === 'not-registered' && !known.includes(client);
    return stopFor(isUnknown ? { kind: 'unknown-entity', entity: client, known } : found.failure);
}
