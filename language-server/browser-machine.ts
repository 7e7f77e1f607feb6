import type { Connection } from 'vscode-languageserver';
import { Secret } from '../registration/secret.ts';
import { clientFiles } from './client-files.ts';
import type { Machine } from './machine.ts';
import type { WorkerInstallation } from './protocol.ts';

/** A web worker: the editor reads files for it, and there is no way to a gateway. */
export function browserMachine(connection: Connection, { prelude, rulesPage }: WorkerInstallation): Machine {
    return {
        files: clientFiles(connection), environment: {}, gitEmail: async () => undefined,
        installation: { prelude, rulesPage, gateway: [] },
        world: {
            fetch: noNetwork, call: noNetwork, callForWhole: noNetwork, now: () => performance.now(), today: Date.now, random: Math.random,
            sleep: milliseconds => new Promise(resolve => { setTimeout(resolve, milliseconds); }),
            randomKey: () => new Secret(crypto.randomUUID())
        }
    };
}

/** Nobody gets here: what asks for the network goes through `Window.gatewaysOf`, which refuses. */
async function noNetwork(): Promise<never> {
    throw new Error('a browser has no sockets');
}
