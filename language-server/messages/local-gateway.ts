import { startLocalGateway, stopLocalGateway } from '../../registration/local-gateway.ts';
import type { LocalGatewayStatus, ProjectParams } from '../protocol.ts';
import type { Window } from './window.ts';

export async function startGateway(window: Window, { project }: ProjectParams): Promise<LocalGatewayStatus> {
    window.requireTrust();
    const found = window.project(project);
    const { session } = found;
    const { target } = await window.valueOf(await startLocalGateway({
        project: session.folder, command: window.machine.installation.gateway, world: window.world,
        // VS Code's own program is a Node only when it is told so.
        environment: { ...window.machine.environment, ...(process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }) }
    }));
    window.workspace.reloadEnvironment(found);
    return { running: true, url: target.url, ...(target.publicUrl === undefined ? {} : { publicUrl: target.publicUrl }) };
}

export async function stopGateway(window: Window, { project }: ProjectParams): Promise<LocalGatewayStatus> {
    window.requireTrust();
    const found = window.project(project);
    await window.valueOf(await stopLocalGateway(found.session.folder, window.world));
    window.workspace.reloadEnvironment(found);
    return { running: false };
}
