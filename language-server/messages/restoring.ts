import { basename } from 'node:path';
import { Refusal } from '../boundary.ts';
import type { RestoreDocument } from '../lifecycle/restore-document.ts';
import type { ProjectParams, Removal, RestoreAnswer, SourceLocation } from '../protocol.ts';
import { editedSession } from '../session/edited-session.ts';
import type { RegistrationContext } from '../session/registering.ts';
import { readRestoreFile, removeRestoreFile, restoreFiles } from '../session/restore-files.ts';
import { maySee, restoration, restoredText } from '../session/restoring.ts';
import { byFile } from './lifecycle.ts';
import type { Window } from './window.ts';

/** What was deleted and can be put back, the newest first. A file that is something else is passed over. */
export async function removals(window: Window, { project }: ProjectParams): Promise<{ removals: Removal[] }> {
    const context = await window.context(window.project(project), { asks: false });
    const found = await Promise.all((await restoreFiles(context.session.folder)).map(async path => ({ path, document: await readRestoreFile(path) })));
    return { removals: found.flatMap(({ path, document }) => document && maySee(context, document) ? [removalOf(basename(path), document)] : []) };
}

/** The edits that put it back. */
export async function restore(window: Window, { project, file }: ProjectParams & { file: string }): Promise<RestoreAnswer> {
    const context = await window.context(window.project(project), { asks: false });
    const document = await readRestoreFile(await pathOf(context, file));
    if (!document) throw gone();
    const found = restoration(context, document);
    if ('failure' in found) return window.valueOf<never>(found);
    if (found.kind === 'refusal') throw new Refusal(found.message);
    const edited = await editedSession(context.session, found.edits, context.environment.name);
    const [entry] = edited.project.index.entries(document.element.kind, document.element.key);
    const range = entry?.sites['name'];
    const source: SourceLocation | undefined = entry && range && { uri: entry.uri, range };
    return {
        changes: byFile(found.edits), summary: restoredText(document), notes: [...found.notes], ...(source ? { source } : {}),
        registers: found.registers.filter(element => edited.declares(context.environment, element)).map(({ kind, key }) => `${kind}:${key}`)
    };
}

/** Forgets what was kept. */
export async function restored(window: Window, { project, file }: ProjectParams & { file: string }): Promise<void> {
    const { session } = window.project(project);
    await window.valueOf(await removeRestoreFile(await pathOf({ session }, file)));
}

/** Only what is listed is read and removed, whatever is asked for. */
async function pathOf({ session }: Pick<RegistrationContext, 'session'>, file: string): Promise<string> {
    const path = (await restoreFiles(session.folder)).find(one => basename(one) === file);
    if (path === undefined) throw gone();
    return path;
}

function gone(): Refusal {
    return new Refusal('What was kept of it is not there any more: it was put back already, or somebody removed it from .apim/restore.');
}

function removalOf(file: string, { removed, action, element: { kind, key }, pieces }: RestoreDocument): Removal {
    return { file, removed, action, entity: key, kind, pieces: pieces.map(({ what, owner, own }) => ({ what, owner, text: own })) };
}
