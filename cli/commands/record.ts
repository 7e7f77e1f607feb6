import { Command } from 'commander';
import { rebuildRecord } from '../../language-server/session/registering.ts';
import { recordPath } from '../../registration/record-file.ts';
import { realWorld } from '../../registration/world.ts';
import { counted } from '../diagnostics.ts';
import { stop, stopFor, type Ending } from '../ending.ts';
import { optionsOf, type GlobalOptions } from '../global-options.ts';
import { openProject, personOf, refuseErrors } from '../open-project.ts';
import type { Commands } from '../program.ts';
import { checkPinnedGateways, secretSource } from '../secrets.ts';
import type { Shell } from '../shell.ts';

interface RecordOptions extends GlobalOptions { yes: boolean; secretsStdin: boolean }

export function recordCommand({ shell, end }: Commands): Command {
    return new Command('record')
        .description('The record of the last registration: apim.record.<environment>.jsonl beside apim.yaml.')
        .addCommand(new Command('rebuild')
            .description('Write the record anew from what stands at the gateway of what the project declares.')
            .option('-y, --yes', 'replace a record that is there', false)
            .option('--secrets-stdin', 'read lines APIM_PASSWORD_<ENVIRONMENT>=value and APIM_SECRET_<NAME>=value from stdin', false)
            .addHelpText('after', `
For when the record was lost, or was never committed. A gateway knows what is present, no more: which plans were locked, what was
offered and what was retired is not in a record that was rebuilt, and the findings that need it stay silent. Changes nothing at the gateway.

Examples:
  apim record rebuild -e production
  apim record rebuild --yes`)
            .action(async (_, command: Command) => end(await rebuild(shell, optionsOf(command)))));
}

async function rebuild(shell: Shell, options: RecordOptions): Promise<Ending> {
    const project = await openProject(shell, options);
    if ('exit' in project) {
        return project;
    }
    const { environment, session } = project;
    const refused = refuseErrors(project, shell) ?? checkPinnedGateways(environment, shell);
    if (refused) {
        return refused;
    }
    const world = realWorld();
    const context = {
        ...project, world, signal: shell.interruptible(() => 'The record is as it was.'),
        person: await personOf(project, shell), secrets: await secretSource(shell, { stdin: options.secretsStdin, askParameters: false })
    };
    const rebuilt = await rebuildRecord(context, { replace: options.yes });
    await world.close();
    if (!rebuilt.ok) {
        return stopFor(rebuilt.failure);
    }
    if (rebuilt.value === 'exists') {
        return stop('refused', `There is a record: ${recordPath(session.folder, environment.name)}. It was left as it is; replace it with --yes.`);
    }
    const { apis, clients } = rebuilt.value;
    shell.say(shell.colors.err.green(`The record of '${environment.name}' holds ${counted(apis.size, 'API')} and ${counted(clients.size, 'client')} now.`));
    return 0;
}
