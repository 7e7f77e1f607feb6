import type { FoundDocument } from '../compiler/decompile/gateway-beans.ts';
import type { ImportFinding } from '../compiler/decompile/finding.ts';
import { errorsAgainst } from '../language-server/session/edited-session.ts';
import { importDocument, type ImportedSource } from '../language-server/import/import-document.ts';
import { secretVariable } from '../registration/failure.ts';
import type { Sealed } from '../registration/sealed.ts';
import { askConfirmation, confirmationOf } from './confirmation.ts';
import { counted, diagnosticsText } from './diagnostics.ts';
import { exitCodes, stop, type Ending } from './ending.ts';
import { diffOf, paintedDiff } from './lifecycle-text.ts';
import type { GlobalOptions } from './global-options.ts';
import type { OpenProject } from './open-project.ts';
import type { Shell } from './shell.ts';
import { sourceChanges, writeSources } from './source-files.ts';

export interface ImportOptions extends GlobalOptions { yes: boolean; dryRun: boolean }

/** What the help of every command that imports registrations says. */
export const importHelp = `
What the project declares already is left as it is; the rest goes into one file an organization. The merged policies of contracts are
taken apart into those of clients, plans and APIs, so that the source compiles to just what was found. Passwords become secret
parameters: their values are written nowhere. What cannot be said in the language is left out as a whole, and named.`;

interface Import { document: Sealed<FoundDocument>; from: string; wanted?: (element: string) => boolean; signal: AbortSignal }

/** Shows the files that would be written, asks, and writes all of them or none. */
export async function runImport(shell: Shell, project: OpenProject, options: ImportOptions, { document, from, wanted, signal }: Import): Promise<Ending> {
    const { session, environment } = project;
    const confirmation = options.dryRun ? 'given' : confirmationOf({ ...environment, protected: false }, options, shell, '--dry-run');
    if (typeof confirmation !== 'string') {
        return confirmation;
    }
    const imported = importDocument(session, environment, document, { wanted, from });
    const files = sourceChanges(session, imported.texts);
    sayFindings(shell, imported);
    if (files.length === 0) {
        shell.say('There is nothing to write.');
        return exitCodes.done;
    }
    const colors = options.dryRun ? shell.colors.out : shell.colors.err;
    for (const file of files) {
        const diff = paintedDiff(diffOf(session, imported.edited, file), colors);
        if (options.dryRun) shell.print(`${diff}\n`);
        else shell.say(diff);
    }
    const errors = errorsAgainst(false, session, imported.edited, environment);
    if (errors.length > 0) {
        shell.say(`${diagnosticsText(imported.edited, errors, shell.colors.err)}\n${shell.colors.err.yellow(`The gateway holds what the language calls ${counted(errors.length, 'error')}: correct ${errors.length === 1 ? 'it' : 'them'} before registering.`)}`);
    }
    const names = files.map(({ uri }) => session.relative(uri));
    if (options.dryRun) {
        shell.say('Nothing was written.');
        return exitCodes.done;
    }
    const declined = confirmation === 'ask' ? await askConfirmation({ ...environment, protected: false }, `an edit of ${counted(files.length, 'file')}`, signal) : undefined;
    if (declined) {
        return declined;
    }
    if (signal.aborted) {
        return stop('notCompletelyApplied', 'Nothing was written: it was interrupted.');
    }
    const failed = await writeSources(session, files);
    if (failed) {
        return failed;
    }
    shell.print(names.map(name => `${shell.colors.out.green('✓ wrote')} ${name}\n`).join(''));
    saySecrets(shell, imported);
    shell.say(`Look what a registration would change now: apim plan -e ${environment.name}`);
    return exitCodes.done;
}

function sayFindings({ say, colors: { err } }: Shell, { findings, declared }: ImportedSource): void {
    const words: Record<ImportFinding['kind'], string> = { 'left-out': err.red('left out'), 'differs': err.yellow('differs'), 'note': err.cyan('note') };
    for (const { kind, entity, message } of findings) {
        say(`${words[kind]}  ${entity}: ${message}`);
    }
    if (declared.length > 0) {
        say(`Declared already, and left alone: ${declared.map(element => element.slice(element.indexOf(':') + 1)).join(', ')}`);
    }
}

/** Where the values are to be put; which they are, nobody is told. */
function saySecrets({ say, colors: { err } }: Shell, { secrets }: ImportedSource): void {
    if (secrets.size > 0) {
        say(`${err.yellow(`${secrets.size === 1 ? 'A secret stands' : `${secrets.size} secrets stand`} at the gateway and in no file.`)} Give ${secrets.size === 1 ? 'it' : 'them'}, from where you keep ${secrets.size === 1 ? 'it' : 'them'}, `
            + `in ${[...secrets.keys()].sort().map(name => secretVariable('APIM_SECRET_', name)).join(', ')}.`);
    }
}
