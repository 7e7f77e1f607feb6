import { environmentNames, resolveEnvironment } from '../../project/environment.ts';
import { leftOutText } from '../../registration/left-out.ts';
import { Refusal } from '../boundary.ts';
import type { ProjectEnvironments, ProjectParams } from '../protocol.ts';
import { refuseErrors } from './registration.ts';
import type { Window } from './window.ts';

/** The projects of the window with their environments and which one is active. */
export function environments(window: Window): { projects: ProjectEnvironments[] } {
    return {
        projects: window.projects.map(({ id, session }) => {
            const active = session.environment();
            return {
                project: id, name: session.folder.slice(session.folder.lastIndexOf('/') + 1),
                environments: environmentNames(session.parsed.file).flatMap(name => {
                    const found = resolveEnvironment(session.parsed.file, name);
                    return found.kind === 'environment' ? [{ name, protected: found.environment.protected, local: found.environment.gateways.includes('local') }] : [];
                }),
                ...(active.kind === 'environment' ? { active: active.environment.name } : {})
            };
        })
    };
}

export function selectEnvironment(window: Window, { project, environment }: ProjectParams & { environment: string }): void {
    const owner = window.project(project);
    const found = owner.session.environment(environment);
    if (found.kind === 'unknown') throw new Refusal(found.message);
    owner.session.select(environment);
    window.workspace.reloadEnvironment(owner);
}

/** The document that would be registered in the active environment; secrets stay placeholders. */
export async function compiledDocument(window: Window, { project }: ProjectParams): Promise<{ text: string; leftOut: string[] }> {
    const { session } = await window.wholeProject(project);
    const found = session.environment();
    if (found.kind === 'unknown') throw new Refusal(found.message);
    refuseErrors({ session, environment: found.environment });
    const { document, skipped } = session.compile(found.environment);
    return { text: `${JSON.stringify(document, undefined, 2)}\n`, leftOut: skipped.map(leftOutText) };
}

/** Reads every project anew and counts what is wrong. */
export async function validateWorkspace(window: Window): Promise<{ files: number; errors: number; warnings: number; infos: number; hints: number }> {
    await window.workspace.reload();
    const diagnostics = window.workspace.projects.flatMap(({ session }) => session.diagnostics().flatMap(file => file.diagnostics));
    const count = (severity: string) => diagnostics.filter(diagnostic => diagnostic.severity === severity).length;
    return {
        files: window.workspace.projects.reduce((sum, { session }) => sum + session.project.files.size, 0),
        errors: count('error'), warnings: count('warning'), infos: count('info'), hints: count('hint')
    };
}
