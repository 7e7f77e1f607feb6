import { Refusal } from '../boundary.ts';
import type { LocalGatewayStatus, LocalGatewayTime, ProjectParams } from '../protocol.ts';
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

export async function advanceGatewayClock(window: Window, { project, milliseconds }: ProjectParams & { milliseconds: number }): Promise<LocalGatewayTime> {
    window.requireTrust();
    const found = window.project(project);
    const gateways = window.gatewaysOf(found);
    const told = await gateways.advanceClock(await window.valueOf(await gateways.findLocalGateway(found.session.folder, window.world)), milliseconds);
    if (typeof told === 'string') throw new Refusal(told);
    return told;
}
