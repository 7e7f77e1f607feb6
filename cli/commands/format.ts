import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import { createApimServices } from '../../language/apim-module.ts';
import { disk } from '../../language-server/session/disk.ts';
import { formatText } from '../../language-server/features/formatting.ts';
import { readProject } from '../../project/discovery.ts';
import { counted } from '../diagnostics.ts';
import { exitCodes, stop, stopFor, type Ending } from '../ending.ts';
import { optionsOf, projectFolderOf, type GlobalOptions } from '../global-options.ts';
import { writeOutputFile } from '../../registration/output-file.ts';
import { codeOf } from '../../registration/project-folder.ts';
import type { Commands } from '../program.ts';
import { annotation } from '../reports/github.ts';
import { quoted, type Shell } from '../shell.ts';

interface FormatOptions extends GlobalOptions { check: boolean; format: 'text' | 'json' | 'github' }

/** The files that are changed, or would be, and those that were left as they are, as they are printed. */
const printed: Record<FormatOptions['format'], (changed: string[], broken: { file: string; why: string }[]) => string> = {
    text: changed => changed.map(file => `${file}\n`).join(''),
    json: (changed, broken) => `${JSON.stringify({ changed, broken: broken.map(({ file }) => file) }, undefined, 2)}\n`,
    github: (changed, broken) => [
        ...changed.map(file => annotation({ level: 'error', file, title: 'not formatted', message: `Format it with: apim format ${quoted(file)}` })),
        ...broken.map(({ file, why }) => annotation({ level: 'error', file, title: 'left as it is', message: `It cannot be formatted: ${why}.` }))
    ].join('')
};

export function formatCommand({ shell, end }: Commands): Command {
    return new Command('format')
        .description('Format the .apim files of the project in place; the names of changed files are printed.')
        .argument('[file...]', 'only these files (default: every .apim file of the project)')
        .option('--check', 'change nothing; print the files that are not formatted, and end with 2 where there are any', false)
        .addOption(new Option('--format <format>', 'how to print the files').choices(['text', 'json', 'github']).default('text'))
        .addHelpText('after', `
A file that has a syntax error or cannot be read is left as it is and named; the command then ends with 1.

Examples:
  apim format                                 every file of the project
  apim format shop.apim                       one file
  apim format --check                         for a build
  apim format --check --format github         with annotations in GitHub Actions`)
        .action(async (files: string[], _, command: Command) => end(await format(shell, files, optionsOf(command))));
}

async function format(shell: Shell, named: string[], options: FormatOptions): Promise<Ending> {
    const folder = await projectFolderOf(shell, options, disk);
    if (typeof folder !== 'string') {
        return folder;
    }
    const { files, unreadable } = named.length > 0 ? { files: named.map(file => path.resolve(shell.folder, file)), unreadable: [] } : await readProject(folder, disk);
    const missing = files.find(file => !existsSync(file));
    if (missing !== undefined) {
        return stop('usage', `There is no file ${path.relative(shell.folder, missing)}.`);
    }
    const services = createApimServices();
    const [changed, broken]: [string[], { file: string; why: string }[]] = [[], []];
    const shownAs = (file: string) => path.relative(shell.folder, file);
    const leave = (file: string, why: string) => {
        broken.push({ file: shownAs(file), why });
        shell.say(shell.colors.err.red(`${shownAs(file)}: left as it is: ${why}.`));
    };
    for (const hidden of unreadable) leave(hidden, 'it cannot be read');
    for (const file of files) {
        const text = textOf(file);
        const formatted = text.ok ? formatText(services, text.value) : undefined;
        if (!text.ok) {
            leave(file, text.failure);
        } else if (formatted === undefined) {
            leave(file, 'it has a syntax error; look with apim check');
        } else if (formatted !== text.value) {
            changed.push(shownAs(file));
            const written = options.check ? undefined : await writeOutputFile(file, formatted);
            if (written && !written.ok) {
                shell.print(printed[options.format](changed.slice(0, -1), broken));
                return stopFor(written.failure);
            }
        }
    }
    shell.print(printed[options.format](changed, broken));
    shell.say(`${changed.length} of ${counted(files.length, 'file')} ${options.check ? 'would be ' : ''}changed.`);
    return broken.length > 0 ? exitCodes.invalidSource : options.check && changed.length > 0 ? exitCodes.differs : exitCodes.done;
}

/** What a file holds, or why nobody can say. */
function textOf(file: string): { ok: true; value: string } | { ok: false; failure: string } {
    try {
        const bytes = readFileSync(file);
        return isUtf8(bytes) ? { ok: true, value: bytes.toString('utf8') } : { ok: false, failure: 'it is not UTF-8' };
    } catch (error) {
        return { ok: false, failure: `it cannot be read (${codeOf(error)})` };
    }
}
