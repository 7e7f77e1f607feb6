import { Command, Option } from 'commander';
import { check } from '../check/check.ts';
import { formats } from '../check/formats.ts';
import type { CheckOptions } from '../check/report.ts';
import { optionsOf } from '../global-options.ts';
import { openWholly } from '../open-wholly.ts';
import type { Commands } from '../program.ts';

export function checkCommand({ shell, end }: Commands): Command {
    return new Command('check')
        .description('Check every .apim file and apim.yaml; the same findings as in the editor.')
        .addOption(new Option('--format <format>', 'how to print the findings').choices(Object.keys(formats)).default('text'))
        .option('--no-cache', 'check everything anew, and keep no result for the next time')
        .addHelpText('after', `
Ends with 1 where there is an error, otherwise with 0. Needs no gateway and no secrets.
sarif is for code scanning, junit for build servers, github for annotations in GitHub Actions, markdown for a summary. They name files
relative to the repository (GITHUB_WORKSPACE, else the current folder); text and json relative to the project.
The result of a large project is kept in the user's cache folder and shown again while nothing is different; not where APIM_NO_CACHE is set.

Examples:
  apim check                                  the project of the current folder
  apim check -C samples/shop                  another project
  apim check -e production                    with the values of this environment
  apim check --format json                    for scripts
  apim check --format sarif > apim.sarif      for code scanning
  apim check --format markdown >> "$GITHUB_STEP_SUMMARY"`)
        .action(async (_, command: Command) => end(await check(shell, optionsOf<CheckOptions>(command), openWholly)));
}
