import { t } from '@vscode/l10n';
import { Refusal } from '../boundary.ts';
import type { RestoreDocument } from '../lifecycle/restore-document.ts';
import { fileNameOf } from '../file-uri.ts';
import type { ProjectParams, Removal, RestoreAnswer, SourceLocation } from '../protocol.ts';
import { editedSession } from '../session/edited-session.ts';
import { maySee, restoration, restoredText } from '../session/restoring.ts';
import { byFile } from './lifecycle.ts';
import type { WorkspaceProject } from '../workspace-project.ts';
import type { Window } from './window.ts';

/** What was deleted and can be put back, the newest first. A file that is something else is passed over. */
export async function removals(window: Window, { project }: ProjectParams): Promise<{ removals: Removal[] }> {
    const owner = window.project(project);
    // What has no disk keeps nothing.
    if (!window.reachesGateways(owner)) return { removals: [] };
    const { restoreFiles, readRestoreFile } = window.gatewaysOf(owner);
    const context = await window.context(owner, { asks: false });
    const found = await Promise.all((await restoreFiles(context.session.folder)).map(async path => ({ path, document: await readRestoreFile(path) })));
    return { removals: found.flatMap(({ path, document }) => document && maySee(context, document) ? [removalOf(fileNameOf(path), document)] : []) };
}

/** The edits that put it back. */
export async function restore(window: Window, { project, file }: ProjectParams & { file: string }): Promise<RestoreAnswer> {
    const owner = await window.wholeProject(project);
    const context = await window.context(owner, { asks: false });
    const document = await window.gatewaysOf(owner).readRestoreFile(await pathOf(window, owner, file));
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
    const owner = window.project(project);
    await window.valueOf(await window.gatewaysOf(owner).removeRestoreFile(await pathOf(window, owner, file)));
}

/** Only what is listed is read and removed, whatever is asked for. */
async function pathOf(window: Window, owner: WorkspaceProject, file: string): Promise<string> {
    const path = (await window.gatewaysOf(owner).restoreFiles(owner.session.folder)).find(one => fileNameOf(one) === file);
    if (path === undefined) throw gone();
    return path;
}

function gone(): Refusal {
    return new Refusal(t('What was kept of it is not there any more: it was put back already, or somebody removed it from .apim/restore.'));
}

function removalOf(file: string, { removed, action, element: { kind, key }, pieces }: RestoreDocument): Removal {
    return { file, removed, action, entity: key, kind, pieces: pieces.map(({ what, owner, own }) => ({ what, owner, text: own })) };
}
