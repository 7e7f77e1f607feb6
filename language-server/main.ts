/**
 * The language server as a program. It speaks LSP over what its argument names: `--stdio` (the default), `--node-ipc`, `--socket=PORT`.
 *
 *     node server.mjs --stdio
 */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { realWorld } from '../registration/world.ts';
import { withClientFiles } from './client-files.ts';
import { nodeMachine } from './node-machine.ts';
import { serve } from './server.ts';
import { disk } from './session/disk.ts';

if (!process.argv.some(argument => /^--(stdio|node-ipc|socket)/.test(argument))) process.argv.push('--stdio');

const connection = createConnection(ProposedFeatures.all);
// Whatever nobody caught is a mistake of ours: it is told, and what can go on goes on.
for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (error: unknown) => connection.console.error(`${event}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`));
}

const machine = nodeMachine(import.meta.dirname, realWorld(), process.env);
serve(connection, { ...machine, files: withClientFiles(disk, connection) });
