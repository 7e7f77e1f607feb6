import type { World } from '../registration/world.ts';
import { installationAt } from './installation.ts';
import type { Machine } from './machine.ts';
import { nodePacking } from './node-packing.ts';
import { disk } from './session/disk.ts';
import { gatewayAccess } from './session/gateway-access.ts';
import { gitEmail } from './session/git-email.ts';

/** This machine, with the server installed in `folder`. */
export function nodeMachine(folder: string, world: World, environment: Machine['environment']): Machine {
    return {
        files: disk, packing: nodePacking, world, gitEmail, installation: installationAt(folder), gateways: gatewayAccess,
        // VS Code's own program is a Node only when it is told so.
        environment: { ...environment, ...(process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }) }
    };
}
