import { Command } from 'commander';
import { gatewayInventory } from '../../language-server/session/gateway-inventory.ts';
import { organizationOf } from '../../language/declarations.ts';
import { mayDo } from '../../registration/roles.ts';
import { realWorld } from '../../registration/world.ts';
import { stop, stopFor, type Ending } from '../ending.ts';
import { importHelp, runImport, type ImportOptions } from '../import.ts';
import { optionsOf } from '../global-options.ts';
import { openPinnedProject, personOf } from '../open-project.ts';
import type { Commands } from '../program.ts';
import { secretSource } from '../secrets.ts';
import type { Shell } from '../shell.ts';

interface ImportGatewayOptions extends ImportOptions { org?: string[]; secretsStdin: boolean }

export function importGatewayCommand({ shell, end }: Commands): Command {
    return new Command('gateway')
        .description('Write into the source what stands at the gateways of an environment.')
        .option('--org <organization...>', 'only what these organizations own, and the APIs that their clients consume')
        .option('-y, --yes', 'do not ask for confirmation', false)
        .option('--dry-run', 'show what would be written, and write nothing', false)
        .option('--secrets-stdin', 'read a line APIM_PASSWORD_<ENVIRONMENT>=value from stdin', false)
        .addHelpText('after', `
Reads the gateway and changes nothing there. API keys are not read into anything: the gateway keeps them, and the clients their keys.
${importHelp}

Examples:
  apim import gateway
  apim import gateway -e production --dry-run
  apim import gateway --org Acme --org ShopInc --yes`)
        .action(async (_, command: Command) => end(await importGateway(shell, optionsOf(command))));
}

async function importGateway(shell: Shell, { org: chosen = [], ...options }: ImportGatewayOptions): Promise<Ending> {
    const project = await openPinnedProject(shell, options);
    if ('exit' in project) {
        return project;
    }
    const { session, environment } = project;
    const world = realWorld();
    const signal = shell.interruptible(() => 'Nothing was written.');
    const person = await personOf(project, shell);
    const context = { ...project, world, signal, person, secrets: await secretSource(shell, { stdin: options.secretsStdin, askParameters: false }) };
    const found = await gatewayInventory(context, chosen);
    await world.close();
    if (!found.ok) {
        return stopFor(found.failure);
    }
    for (const sentence of found.value.unread) {
        shell.say(shell.colors.err.yellow(sentence));
    }
    const there = new Set([...found.value.apis, ...found.value.clients].map(key => organizationOf(key)));
    const missing = chosen.find(name => !there.has(name));
    if (missing !== undefined || there.size === 0) {
        return stop('usage', `Nothing was written: the gateway of '${environment.name}' holds nothing${missing === undefined ? '' : ` of ${missing}`}.${there.size > 0 ? ` It knows ${[...there].sort().join(', ')}.` : ''}`);
    }
    const declared = session.declarations('organization', environment);
    const hidden = [...there].filter(name => !mayDo('see clients', name, declared, person).ok);
    if (hidden.length > 0) {
        shell.say(`Left out, since only their members see them: ${hidden.sort().join(', ')}`);
    }
    const isWanted = (element: string) => {
        const organization = organizationOf(element.slice(element.indexOf(':') + 1));
        return !hidden.includes(organization) && (chosen.length === 0 || chosen.includes(organization));
    };
    return runImport(shell, project, options, { document: found.value.document, from: `the gateway of '${environment.name}'`, wanted: isWanted, signal });
}
