import { t } from '@vscode/l10n';
import type { TextEdit } from 'vscode-languageserver';
import type { Declaration } from '../../language/declarations.ts';
import type { Environment } from '../../project/environment.ts';
import { mayDo, visibleOrganizations } from '../../registration/roles.ts';
import { Refusal } from '../boundary.ts';
import type { Edit } from '../features/fix.ts';
import { fileNameOf } from '../file-uri.ts';
import type { LifecycleChange } from '../lifecycle/change.ts';
import { gatewayOnlyChange } from '../lifecycle/gateway-only.ts';
import { lifecycleChange } from '../lifecycle/lifecycle.ts';
import { projectElement } from '../lifecycle/project-element.ts';
import { restoreDocumentOf } from '../lifecycle/restore-document.ts';
import type { LifecycleAnswer, LifecycleParams, ProjectElement, ProjectParams } from '../protocol.ts';
import type { ProjectSession } from '../session/project-session.ts';
import { editedSession, errorsAgainst } from '../session/edited-session.ts';
import type { RegistrationContext } from '../session/registering.ts';
import type { WorkspaceProject } from '../workspace-project.ts';
import type { Window } from './window.ts';

/** What an action would change in the source, judged by the roles of the user and by the project's own rules. */
export async function lifecycle(window: Window, params: LifecycleParams): Promise<LifecycleAnswer> {
    const { project, confirmed, ...wish } = params;
    const found = await window.wholeProject(project);
    const context = await window.context(found, { asks: false });
    const change = lifecycleChange(context.session.project, wish);
    if (change.kind === 'refusal') throw new Refusal(change.message, undefined, change.contracts ? { contracts: true } : undefined);
    // A copy is made in the source first; all else is done for the gateway.
    if (change.registers.length > 0 && change.action !== 'new-version') window.requireTrust();
    // What is deleted leaves the gateways and the record first. All else can be registered later, and from elsewhere.
    if (change.forgets || change.withdrawal) window.gatewaysOf(found);
    const edited = await judge(window, context, change);
    const kept = confirmed && window.reachesGateways(found) ? await keep(window, found, context, change) : undefined;
    if (confirmed) window.workspace.reloadEnvironment(found);
    const { summary, notes, losesKey, affected } = change;
    return {
        changes: byFile(change.edits), summary, notes: [...(losesKey ? [t('Its API key is gone afterwards: the gateway is the one place where it is kept. Copy it first if it is still needed.')] : []), ...notes],
        affected: { contracts: [...affected.contracts], clients: [...affected.clients], organizations: [...affected.organizations] },
        registers: change.registers.filter(element => (change.withdrawal ? context.session : edited).declares(context.environment, element)).map(({ kind, key }) => `${kind}:${key}`),
        withdraws: change.withdrawal !== undefined, ...(kept === undefined ? {} : { kept })
    };
}

/** The project as if these were declared retired. */
export function withdrawnSession(session: ProjectSession, environment: Environment, elements: readonly string[]): Promise<ProjectSession> {
    const edits = elements.flatMap(name => {
        const [, kind, entity = name] = /^(api|client):(.*)$/.exec(name) ?? [];
        const change = gatewayOnlyChange(session.project, { action: 'retire', entity, ...(kind ? { kind: kind as 'api' | 'client' } : {}) });
        if (change.kind === 'refusal') throw new Refusal(change.message);
        return change.edits;
    });
    return editedSession(session, edits, environment.name);
}

/** Plans, APIs and clients of the organizations that the user may see. */
export async function elements(window: Window, { project }: ProjectParams): Promise<{ elements: ProjectElement[] }> {
    const { session, environment, person } = await window.context(window.project(project), { asks: false });
    const visible = new Set(visibleOrganizations(session.declarations('organization', environment), person).visible);
    const all = [...session.project.files.keys()].sort().flatMap(uri => session.project.index.inFile(uri)).flatMap(({ declaration }) => elementOf(declaration));
    return { elements: all.filter(({ key }) => visible.has(key.slice(0, key.indexOf('/')))) };
}

async function judge(window: Window, { session, environment, person }: RegistrationContext, { needs, edits, registers }: LifecycleChange): Promise<ProjectSession> {
    const organizations = session.declarations('organization', environment);
    for (const { action, organization } of needs) await window.valueOf(mayDo(action, organization, organizations, person));
    const edited = await editedSession(session, edits, environment.name);
    const [first, ...more] = errorsAgainst(registers.length > 0, session, edited, environment);
    if (!first) return edited;
    const { uri, diagnostic: { range, message } } = first;
    const finding = `${session.relative(uri)}:${range.start.line + 1} ${message}`;
    throw new Refusal(more.length === 0 ? t('Nothing was changed: with this edit the source would have an error: {0}', finding)
        : t('Nothing was changed: with this edit the source would have {0} errors: {1}', more.length + 1, finding));
}

/** For `apim restore`, which needs a disk; elsewhere there are Undo and the history of the files. Answers with the name of the file that what is removed is kept in. */
async function keep(window: Window, project: WorkspaceProject, { session, environment, world }: RegistrationContext, change: LifecycleChange): Promise<string | undefined> {
    const { keepRestoreDocument, forget } = window.gatewaysOf(project);
    const removed = restoreDocumentOf(session.project, change, new Date(world.today()).toISOString(), uri => session.relative(uri));
    const path = removed && await window.valueOf(await keepRestoreDocument(session.folder, removed));
    if (change.forgets) await window.valueOf(await forget(session, environment.name, change.element));
    return path && fileNameOf(path);
}

/** As an editor applies them. */
export function byFile(edits: readonly Edit[]): Record<string, TextEdit[]> {
    const changes: Record<string, TextEdit[]> = {};
    for (const { uri, range, newText } of edits) (changes[uri] ??= []).push({ range, newText });
    return changes;
}

function elementOf(declaration: Declaration): ProjectElement[] {
    return declaration.kind === 'plan' || declaration.kind === 'api' || declaration.kind === 'client' ? [projectElement(declaration)] : [];
}
