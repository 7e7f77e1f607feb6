import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { createApimServices } from '../../language/apim-module.ts';
import { disk } from '../../language-server/session/disk.ts';
import { formatText } from '../../language-server/features/formatting.ts';
import { readProject } from '../../project/discovery.ts';
import { exitCodes, stop, stopFor, type Ending } from '../ending.ts';
import { optionsOf, projectFolderOf, type GlobalOptions } from '../open-project.ts';
import { writeOutputFile } from '../../registration/output-file.ts';
import type { Commands } from '../program.ts';
import type { Shell } from '../shell.ts';

interface FormatOptions extends GlobalOptions { check: boolean }

export function formatCommand({ shell, end }: Commands): Command {
    return new Command('format')
        .description('Format the .apim files of the project in place; the names of changed files are printed.')
        .argument('[file...]', 'only these files (default: every .apim file of the project)')
        .option('--check', 'change nothing; print the files that are not formatted, and end with 2 where there are any', false)
        .addHelpText('after', `
A file with a syntax error is left as it is and named; the command then ends with 1.

Examples:
  apim format                                 every file of the project
  apim format shop.apim                       one file
  apim format --check                         for a build`)
        .action(async (files: string[], _, command: Command) => end(await format(shell, files, optionsOf(command))));
}

async function format(shell: Shell, named: string[], options: FormatOptions): Promise<Ending> {
    const folder = await projectFolderOf(shell, options);
    if (typeof folder !== 'string') {
        return folder;
    }
    const files = named.length > 0 ? named.map(file => path.resolve(shell.folder, file)) : (await readProject(folder, disk)).files;
    const missing = files.find(file => !statSync(file, { throwIfNoEntry: false })?.isFile());
    if (missing !== undefined) {
        return stop('usage', `There is no file ${path.relative(shell.folder, missing)}.`);
    }
    const services = createApimServices();
    let [changed, broken] = [0, 0];
    for (const file of files) {
        const bytes = readFileSync(file);
        const text = bytes.toString('utf8');
        const formatted = isUtf8(bytes) ? formatText(services, text) : undefined;
        const shown = path.relative(shell.folder, file);
        if (formatted === undefined) {
            broken++;
            shell.say(shell.colors.err.red(`${shown}: left as it is: ${isUtf8(bytes) ? 'it has a syntax error; look with apim check' : 'it is not UTF-8'}.`));
        } else if (formatted !== text) {
            changed++;
            shell.print(`${shown}\n`);
            const written = options.check ? undefined : await writeOutputFile(file, formatted);
            if (written && !written.ok) {
                return stopFor(written.failure);
            }
        }
    }
    shell.say(`${changed} of ${files.length} files ${options.check ? 'would be ' : ''}changed.`);
    return broken > 0 ? exitCodes.invalidSource : options.check && changed > 0 ? exitCodes.differs : exitCodes.done;
}
