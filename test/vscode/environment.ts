import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { installedCodeServer } from '../../scripts/install-code-server.ts';

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

/** Waits until something answers HTTP there. */
export async function answering(url: string, seconds = 60): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (!await fetch(url, { signal: AbortSignal.timeout(2000) }).then(() => true, () => false)) {
        if (Date.now() > deadline) {
            throw new Error(`Nothing answers at ${url} after ${seconds} s.`);
        }
        await new Promise(resolve => setTimeout(resolve, 200));
    }
}
