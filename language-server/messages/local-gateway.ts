import { startLocalGateway, stopLocalGateway } from '../../registration/local-gateway.ts';
import type { LocalGatewayStatus, ProjectParams } from '../protocol.ts';
import type { Window } from './window.ts';

export async function startGateway(window: Window, { project }: ProjectParams): Promise<LocalGatewayStatus> {
    window.requireTrust();
    const { session } = window.project(project);
    const { target } = await window.valueOf(await startLocalGateway({
        project: session.folder, command: window.machine.installation.gateway, world: window.world,
        // VS Code's own program is a Node only when it is told so.
        environment: { ...window.machine.environment, ...(process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }) }
    }));
    return { running: true, url: target.url, ...(target.publicUrl === undefined ? {} : { publicUrl: target.publicUrl }) };
}

export async function stopGateway(window: Window, { project }: ProjectParams): Promise<LocalGatewayStatus> {
    window.requireTrust();
    await window.valueOf(await stopLocalGateway(window.project(project).session.folder, window.world));
    return { running: false };
}
