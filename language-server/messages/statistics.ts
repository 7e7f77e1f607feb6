import { environmentNames } from '../../project/environment.ts';
import type { DeclarationKind } from '../../language/declarations.ts';
import type { ProjectStatistics } from '../protocol.ts';
import type { ProjectSession } from '../session/project-session.ts';
import type { Window } from './window.ts';

/** How much each project of the window holds. Whoever adds to this adds numbers only: they are handed to strangers in reports of problems. */
export function statistics(window: Window): { projects: ProjectStatistics[] } {
    return { projects: window.projects.map(({ session }) => statisticsOf(session)) };
}

function statisticsOf({ project, parsed }: ProjectSession): ProjectStatistics {
    const count = (kind: DeclarationKind) => project.index.keys(kind).size;
    const clients = [...project.index.keys('client')];
    return {
        files: project.files.size, environments: environmentNames(parsed.file).length,
        organizations: count('organization'), plans: count('plan'), apis: count('api'), clients: clients.length,
        contracts: clients.reduce((sum, key) => sum + (project.index.find('client', key)?.contracts.length ?? 0), 0),
        policyTypes: count('policy-type'), parameters: count('parameter'),
        registered: clients.filter(key => project.view.recorded('client', key)?.state === 'registered').length
    };
}
