import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { readDocument } from '../../registration/found-document.ts';
import { codeOf } from '../../registration/project-folder.ts';
import { stop, type Ending } from '../ending.ts';
import { importHelp, runImport, type ImportOptions } from '../import.ts';
import { optionsOf } from '../global-options.ts';
import { openProject } from '../open-project.ts';
import type { Commands } from '../program.ts';
import type { Shell } from '../shell.ts';

export function importDocumentCommand({ shell, end }: Commands): Command {
    return new Command('document')
        .description('Write into the source what a document for a headless gateway holds.')
        .argument('<file>', 'JSON with "apis" and "clients", or - for stdin')
        .option('-y, --yes', 'do not ask for confirmation', false)
        .option('--dry-run', 'show what would be written, and write nothing', false)
        .addHelpText('after', `
API keys in the document are not looked at: keep it as the file of keys, or take them over with apim register --keys.
${importHelp}

Examples:
  apim import document gateway.json --dry-run
  apim build -C ../other --with-secrets | apim import document - --yes`)
        .action(async (file: string, _, command: Command) => end(await importDocument(shell, file, optionsOf(command))));
}

async function importDocument(shell: Shell, file: string, options: ImportOptions): Promise<Ending> {
    const project = await openProject(shell, options);
    if ('exit' in project) {
        return project;
    }
    const text = file === '-' ? await shell.readInput() : await readFile(path.resolve(shell.folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => error);
    if (typeof text !== 'string') {
        return stop('usage', `${file} cannot be read (${codeOf(text)}). Name a file with the document of a headless gateway.`);
    }
    const document = readDocument(text);
    if ('problem' in document) {
        return stop('invalidSource', `${file === '-' ? 'What came on stdin' : file} is no document of a headless gateway: ${document.problem}.`);
    }
    const signal = shell.interruptible(() => 'Nothing was written.');
    return runImport(shell, project, options, { document, from: file === '-' ? 'a document' : path.basename(file), signal });
}
