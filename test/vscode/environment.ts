import type { ChildProcess } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { installedCodeServer } from '../../scripts/install-code-server.ts';
import { eventually } from './eventually.ts';

/** The checkout. */
export const root = path.resolve(import.meta.dirname, '../..');

/** The arguments that keep a browser from calling home. */
export const browserArguments = [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Folder of the npm package `code-server`: that of `APIM_CODE_SERVER`, or the one that `npm run install:code-server` put into the user's cache. */
export function codeServer(): string | undefined {
    const named = process.env['APIM_CODE_SERVER'];
    const entry = named ? (statSync(named, { throwIfNoEntry: false })?.isDirectory() ? path.join(named, 'out/node/entry.js') : named) : installedCodeServer();
    return entry && existsSync(entry) ? path.resolve(entry, '../../..') : undefined;
}

/** A browser that can show code-server: that of `APIM_CHROMIUM`, or the system's. */
export function chromium(): string | undefined {
    return [process.env['APIM_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
        .find(file => file !== undefined && file !== '' && existsSync(file));
}

/** Where neither is there, what people have to do. */
export const howToGetVsCode = [
    'The tests in a real VS Code need one of these:',
    '  - code-server and Chromium:  apt-get install chromium python3 make g++ pkg-config libkrb5-dev libx11-dev libxkbfile-dev libsecret-1-dev',
    '                               npm run install:code-server      (once; 600 MB into ~/.cache/apim-vscode)',
    '  - internet and a display:    APIM_DOWNLOAD_VSCODE=1 npm run test:vscode      (@vscode/test-electron downloads VS Code into ~/.cache/apim-vscode)',
].join('\n');

/** Waits until a server that was started with port 0 says which one it listens at: one that is chosen before may be taken by somebody else meanwhile. Its output is a pipe. */
export async function portOf(server: ChildProcess, seconds = 120): Promise<number> {
    let said = '';
    // A server whose output nobody reads any more stops.
    const output = server.stdout!.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(0, 10_000); });
    (output as Socket).unref();
    const port = () => /listening on (?:\S*:)?(\d+)[/\s]/.exec(said)?.[1];
    await eventually('a server that listens', () => {
        if (server.exitCode !== null || server.signalCode !== null) throw new Error(`The server ended with ${server.exitCode ?? server.signalCode}.\n${said}`);
        return Promise.resolve(port() !== undefined);
    }, { seconds, every: 50 });
    return Number(port());
}

/** Removes a folder. Where a process that is just ending still writes there, something stays behind among what is temporary, and nothing has failed. */
export function removeFolder(folder: string): void {
    try {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    } catch (error) {
        console.error(error instanceof Error ? error.message : error);
    }
}
