import { Command, Option } from 'commander';
import { diagnosticsAsJson, diagnosticsText, summaryText } from '../diagnostics.ts';
import type { Ending } from '../ending.ts';
import { openSession, optionsOf, type GlobalOptions } from '../open-project.ts';
import type { Commands } from '../program.ts';
import type { Shell } from '../shell.ts';

interface CheckOptions extends GlobalOptions { format: 'text' | 'json' }

export function checkCommand({ shell, end }: Commands): Command {
    return new Command('check')
        .description('Check every .apim file and apim.yaml; the same findings as in the editor.')
        .addOption(new Option('--format <format>', 'how to print the findings').choices(['text', 'json']).default('text'))
        .addHelpText('after', `
Ends with 1 where there is an error, otherwise with 0. Needs no gateway and no secrets.

Examples:
  apim check                                  the project of the current folder
  apim check -C samples/shop                  another project
  apim check -e production                    with the values of this environment
  apim check --format json                    for scripts`)
        .action(async (_, command: Command) => end(await check(shell, optionsOf(command))));
}

async function check(shell: Shell, options: CheckOptions): Promise<Ending> {
    const session = await openSession(shell, options);
    if ('exit' in session) {
        return session;
    }
    const found = session.diagnostics().flatMap(({ uri, diagnostics }) => diagnostics.map(diagnostic => ({ uri, diagnostic })));
    const environment = session.environment(options.environment);
    const isProjectFileFine = !found.some(({ uri, diagnostic }) => uri === session.projectFileUri && diagnostic.severity === 'error');
    if (options.environment !== undefined && environment.kind === 'unknown' && isProjectFileFine) {
        return { exit: 64, message: environment.message };
    }
    if (options.format === 'json') {
        shell.print(`${JSON.stringify(diagnosticsAsJson(session, found), undefined, 2)}\n`);
    } else {
        shell.print(found.length === 0 ? '' : `${diagnosticsText(session, found, shell.colors.out)}\n\n`);
        shell.say(summaryText(session, found));
    }
    return found.some(({ diagnostic }) => diagnostic.severity === 'error') ? 1 : 0;
}
