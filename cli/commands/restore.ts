import path from 'node:path';
import { Command } from 'commander';
import { textsAfter } from '../../language-server/lifecycle/standing.ts';
import { editedSession } from '../../language-server/session/edited-session.ts';
import { newestRestoreFile, readRestoreFile, removeRestoreFile } from '../../language-server/session/restore-files.ts';
import { restoration, restoredText } from '../../language-server/session/restoring.ts';
import { counted } from '../diagnostics.ts';
import { exitCodes, stop, stopFor, type Ending } from '../ending.ts';
import { diffOf, paintedDiff } from '../lifecycle-text.ts';
import { optionsOf, type GlobalOptions } from '../global-options.ts';
import { openProject, personOf } from '../open-project.ts';
import type { Commands } from '../program.ts';
import type { Shell } from '../shell.ts';
import { sourceChanges, writeSources } from '../source-files.ts';

export function restoreCommand({ shell, end }: Commands): Command {
    return new Command('restore')
        .description('Put back into the source what apim delete, or apim retire --with-contracts, removed.')
        .argument('[file]', 'what was removed, a file of .apim/restore (default: what was removed last)')
        .option('--dry-run', 'show what would be put back, and do nothing', false)
        .addHelpText('after', `
It comes back to where it stood, or to the end of its organization where that place is gone. The gateway hears of it with the next
apim register; a client gets another API key then, or with --keys the one that was kept.

Examples:
  apim restore
  apim restore --dry-run
  apim restore .apim/restore/2026-01-31T08-00-00-000Z-ShopInc-MobileShop@2.1.json`)
        .action(async (file: string | undefined, _, command: Command) => end(await restore(shell, file, optionsOf(command))));
}

async function restore(shell: Shell, named: string | undefined, options: GlobalOptions & { dryRun: boolean }): Promise<Ending> {
    const project = await openProject(shell, options);
    if ('exit' in project) {
        return project;
    }
    const { session, environment } = project;
    const file = named === undefined ? await newestRestoreFile(session.folder) : path.resolve(shell.folder, named);
    if (file === undefined) {
        return stop('refused', 'Nothing was changed: there is nothing to put back in .apim/restore of this project.');
    }
    const document = await readRestoreFile(file);
    if (!document) {
        return stop('refused', `Nothing was changed: ${file} cannot be used: it is not there, or not what apim delete keeps. Name a file of .apim/restore.`);
    }
    const found = restoration({ session, environment, person: await personOf(project, shell) }, document);
    if ('failure' in found) {
        return stopFor(found.failure);
    }
    if (found.kind === 'refusal') {
        return stop('refused', `Nothing was changed: ${found.message}`);
    }
    const edited = await editedSession(session, found.edits, environment.name);
    const files = sourceChanges(session, textsAfter(session.project, found.edits));
    shell.say(files.map(change => paintedDiff(diffOf(session, edited, change), shell.colors.err)).join('\n'));
    for (const note of found.notes) {
        shell.say(shell.colors.err.yellow(note));
    }
    if (options.dryRun) {
        shell.say('Nothing was changed.');
        return exitCodes.done;
    }
    const refused = await writeSources(session, files);
    if (refused) {
        return refused;
    }
    await removeRestoreFile(file);
    shell.print(files.map(({ uri }) => `${shell.colors.out.green('✓ edited')}   ${session.relative(uri)}\n`).join(''));
    const errors = edited.errors(environment);
    if (errors.length > 0) {
        shell.say(shell.colors.err.yellow(`The source has ${counted(errors.length, 'error')} now: look with apim check.`));
    }
    const what = restoredText(document);
    shell.say(found.registers.length === 0 ? what : `${what} Bring it to the gateway with: apim register ${found.registers.map(({ key }) => key).join(' ')}`);
    return exitCodes.done;
}
