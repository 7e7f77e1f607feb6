import { gatewayClients } from '../../registration/gateway-client.ts';
import { findLocalGateway, startLocalGateway, stopLocalGateway } from '../../registration/local-gateway.ts';
import { advanceClock } from '../../registration/local-gateway-tools.ts';
import { readKey } from '../../registration/key.ts';
import { checkTarget } from '../../registration/target.ts';
import { testCall } from '../../registration/test-call.ts';
import { gatewayInventory } from './gateway-inventory.ts';
import { forget } from './recording.ts';
import { overviewOf } from './overview.ts';
import { preview, register } from './registering.ts';
import { keepRestoreDocument, readRestoreFile, removeRestoreFile, restoreFiles } from './restore-files.ts';
import { targetOf } from './target.ts';

/**
 * What takes a socket, a process or a disk of one's own: gateways, and what is kept of registrations. A browser has none of it, so messages reach
 * it through `Window.gatewaysOf` and import nothing of it but types.
 */
export const gatewayAccess = {
    advanceClock, checkTarget, findLocalGateway, forget, gatewayClients, gatewayInventory, keepRestoreDocument, overviewOf, preview, readKey, readRestoreFile, register, removeRestoreFile,
    restoreFiles, startLocalGateway, stopLocalGateway, targetOf, testCall
};

export type GatewayAccess = typeof gatewayAccess;
