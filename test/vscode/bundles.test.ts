import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { InitializeRequest } from 'vscode-languageserver-protocol';
import { root } from './environment.ts';

describe('the bundled language server', () => {
    it('starts on a Node without node:sqlite, as that of VS Code may be', async () => {
        const server = spawn(process.execPath, ['--no-experimental-sqlite', path.join(root, 'out/server.mjs'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
        const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
        connection.listen();
        try {
            const uri = pathToFileURL(path.join(root, 'samples/shop')).href;
            const { capabilities } = await connection.sendRequest(InitializeRequest.type, { processId: process.pid, rootUri: uri, capabilities: {}, workspaceFolders: [{ uri, name: 'shop' }] });
            assert.ok(capabilities.completionProvider);
        } finally {
            connection.dispose();
            server.kill();
        }
    });
});
