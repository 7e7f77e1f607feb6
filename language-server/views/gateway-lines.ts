import type { Origin } from '../../language/declarations.ts';
import type { GatewayStanding } from './view-lines.ts';
import { lineNode, type LineNode } from './line-node.ts';

export interface ProjectGateways { project: string; name: string; environments: EnvironmentGateways[] }
export interface EnvironmentGateways {
    name: string;
    active: boolean;
    protected: boolean;
    /** Where apim.yaml describes it; absent for the one that a project without environments has. */
    source?: Origin | undefined;
    gateways: { standing: GatewayStanding; source?: Origin | undefined }[];
}

/** The lines of *Gateways*: environments → gateways, below their projects where the window has several. */
export function gatewayLines(projects: readonly ProjectGateways[]): LineNode[] {
    const [only, ...more] = projects;
    return only && more.length === 0 ? environmentNodes(only) : projects.map(project => lineNode(
        { id: project.project, kind: 'project', project: project.project, label: project.name }, () => environmentNodes(project), project.environments.length
    ));
}

function environmentNodes({ project, environments }: ProjectGateways): LineNode[] {
    return environments.map(({ name, active, protected: isProtected, source, gateways }) => {
        const id = `${project}#${name}`;
        const line = { id, kind: 'environment' as const, project, label: name, environment: name, active, protected: isProtected, source, count: gateways.length };
        return lineNode(line, () => gateways.map(({ standing, source: at }, index) => ({
            line: { id: `${id} ${index}`, kind: 'gateway', project, environment: name, active, label: standing.local ? standing.address : new URL(standing.address).host, state: standing.state, gateway: standing, url: standing.publicUrl, source: at }
        })), gateways.length);
    });
}
