import { visibleOrganizations } from '../../registration/roles.ts';
import { inTurns } from '../../language/in-turns.ts';
import type { ProjectParams, ProjectStatus } from '../protocol.ts';
import type { Window } from './window.ts';

/** What somebody wants to know of a project at a glance: by the source, the record, and what gateways told before. None of them is asked for it. */
export async function projectStatus(window: Window, { project }: ProjectParams, signal: AbortSignal): Promise<ProjectStatus> {
    const { session, environment, person } = await window.context(window.project(project), { asks: false });
    const { visible, hidden } = visibleOrganizations(session.declarations('organization', environment), person);
    const waiting = () => session.project.waitingClients(new Set(visible), uri => !environment.excludes(session.relative(uri)));
    return {
        environment: environment.name, protected: environment.protected, local: environment.gateways.includes('local'),
        localGatewayRuns: await session.files.localGateway?.(session.folder) !== undefined,
        waiting: await inTurns(waiting, () => session.project, signal),
        ...(person.user === undefined ? {} : { user: person.user }), hidden
    };
}
