import type { LocalGatewayStatus, ProjectParams } from '../protocol.ts';
import type { Window } from './window.ts';

export async function startGateway(window: Window, { project }: ProjectParams): Promise<LocalGatewayStatus> {
    window.requireTrust();
    const found = window.project(project);
    const { target } = await window.valueOf(await window.gatewaysOf(found).startLocalGateway({
        project: found.session.folder, command: window.machine.installation.gateway, world: window.world,
        environment: window.machine.environment
    }));
    window.workspace.reloadEnvironment(found);
    return { running: true, url: target.url, ...(target.publicUrl === undefined ? {} : { publicUrl: target.publicUrl }) };
}

export async function stopGateway(window: Window, { project }: ProjectParams): Promise<LocalGatewayStatus> {
    window.requireTrust();
    const found = window.project(project);
    await window.valueOf(await window.gatewaysOf(found).stopLocalGateway(found.session.folder, window.world));
    window.workspace.reloadEnvironment(found);
    return { running: false };
}
