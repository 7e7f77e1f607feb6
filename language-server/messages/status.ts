import { shownState } from '../../language/client-state.ts';
import { keyOf } from '../../language/declarations.ts';
import { visibleOrganizations } from '../../registration/roles.ts';
import type { ProjectParams, ProjectStatus } from '../protocol.ts';
import type { Window } from './window.ts';

/** What somebody wants to know of a project at a glance: by the source, the record, and what gateways told before. None of them is asked for it. */
export async function projectStatus(window: Window, { project }: ProjectParams): Promise<ProjectStatus> {
    const { session, environment, person } = await window.context(window.project(project), { asks: false });
    const { visible, hidden } = visibleOrganizations(session.declarations('organization', environment), person);
    const isVisible = new Set(visible);
    const { view } = session.project;
    const waiting = session.declarations('client', environment).filter(client => isVisible.has(client.organization))
        .filter(client => ['declared', 'changed'].includes(shownState(client, view, view.live(keyOf(client)))));
    return {
        environment: environment.name, protected: environment.protected, local: environment.gateways.includes('local'),
        localGatewayRuns: await session.files.localGateway?.(session.folder) !== undefined,
        waiting: waiting.length, ...(person.user === undefined ? {} : { user: person.user }), hidden
    };
}
