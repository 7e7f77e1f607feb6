import { Command, Option } from 'commander';
import { diagnosticsAsJson, diagnosticsText, summaryText } from '../diagnostics.ts';
import type { Ending } from '../ending.ts';
import { openSession, openToCheck, optionsOf, type GlobalOptions } from '../open-project.ts';
import type { Commands } from '../program.ts';
import { fileInRepository, type Findings } from '../reports/findings.ts';
import { asGithub } from '../reports/github.ts';
import { asJunit } from '../reports/junit.ts';
import { asMarkdown } from '../reports/markdown.ts';
import { asSarif } from '../reports/sarif.ts';
import type { Colors, Shell } from '../shell.ts';

/** How findings are printed. */
const formats = {
    text: ({ session, found }, colors) => found.length === 0 ? '' : `${diagnosticsText(session, found, colors)}\n\n`,
    json: ({ session, found }) => `${JSON.stringify(diagnosticsAsJson(session, found), undefined, 2)}\n`,
    sarif: asSarif,
    junit: asJunit,
    github: asGithub,
    markdown: asMarkdown
} satisfies Record<string, (findings: Findings, colors: Colors) => string>;

interface CheckOptions extends GlobalOptions { format: keyof typeof formats }

export function checkCommand({ shell, end }: Commands): Command {
    return new Command('check')
        .description('Check every .apim file and apim.yaml; the same findings as in the editor.')
        .addOption(new Option('--format <format>', 'how to print the findings').choices(Object.keys(formats)).default('text'))
        .addHelpText('after', `
Ends with 1 where there is an error, otherwise with 0. Needs no gateway and no secrets.
sarif is for code scanning, junit for build servers, github for annotations in GitHub Actions, markdown for a summary. They name files
relative to the repository (GITHUB_WORKSPACE, else the current folder); text and json relative to the project.

Examples:
  apim check                                  the project of the current folder
  apim check -C samples/shop                  another project
  apim check -e production                    with the values of this environment
  apim check --format json                    for scripts
  apim check --format sarif > apim.sarif      for code scanning
  apim check --format markdown >> "$GITHUB_STEP_SUMMARY"`)
        .action(async (_, command: Command) => end(await check(shell, optionsOf(command))));
}

async function check(shell: Shell, options: CheckOptions): Promise<Ending> {
    const session = await openSession(shell, options, openToCheck);
    if ('exit' in session) {
        return session;
    }
    const found = session.diagnostics().flatMap(({ uri, diagnostics }) => diagnostics.map(diagnostic => ({ uri, diagnostic })));
    const environment = session.environment(options.environment);
    const isProjectFileFine = !found.some(({ uri, diagnostic }) => uri === session.projectFileUri && diagnostic.severity === 'error');
    if (options.environment !== undefined && environment.kind === 'unknown' && isProjectFileFine) {
        return { exit: 64, message: environment.message };
    }
    shell.print(formats[options.format]({ session, found, fileOf: fileInRepository(shell, session) }, shell.colors.out));
    if (options.format !== 'json') {
        shell.say(summaryText(session, found));
    }
    return found.some(({ diagnostic }) => diagnostic.severity === 'error') ? 1 : 0;
}
