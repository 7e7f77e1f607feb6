import type { Environment } from '../../project/environment.ts';
import type { MyClients } from '../../registration/my-clients.ts';
import { contractGraph, type ContractGraph } from '../graph/contract-graph.ts';
import type { ProjectSession } from './project-session.ts';

/** Who consumes what in an environment of a project, as far as somebody may see it. */
export function projectGraph(session: ProjectSession, environment: Environment, myClients: MyClients): ContractGraph {
    return contractGraph({
        environment, myClients,
        clients: session.declarations('client', environment), plans: session.declarations('plan', environment), apis: session.declarations('api', environment)
    });
}
