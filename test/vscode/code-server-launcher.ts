#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
/**
 * Stands in for VS Code's executable where none can be downloaded: `@vscode/test-electron` starts it with the arguments of VS Code,
 * and it runs the same tests in the extension host of the VS Code that code-server carries, with Chromium as the window.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { chromium as browsers } from 'playwright-core';
import { browserArguments, chromium, codeServer, portOf, removeFolder, root } from './environment.ts';

/** Seconds after which nobody believes any more that the tests end: they have limits of their own. */
const patience = 900;

/** Tells the lines of the tests from all else that a window logs. */
const mark = '\u2502 ';

const args = process.argv.slice(2);
const data = mkdtempSync(path.join(tmpdir(), 'apim-vscode-server-'));
const server = spawn(process.execPath, [
    path.join(codeServer()!, 'lib/vscode/out/server-main.js'), '--host', '127.0.0.1', '--port', '0', '--without-connection-token',
    '--accept-server-license-terms', '--telemetry-level', 'off', '--server-data-dir', data, '--disable-workspace-trust',
    // Without it the page ignores the payload that names the tests.
    '--enable-smoke-test-driver',
], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, APIM_TEST_MARK: mark } });
try {
    process.exitCode = await runInBrowser(`127.0.0.1:${await portOf(server)}`);
} finally {
    server.kill();
    removeFolder(data);
}

async function runInBrowser(origin: string): Promise<number> {
    const browser = await browsers.launch({ executablePath: chromium(), args: browserArguments });
    try {
        const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        page.setDefaultTimeout(0);
        const ended = new Promise<number>(resolve => {
            void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
            page.on('crash', () => resolve(1));
        });
        await page.exposeFunction('codeAutomationLog', (_type: string, line: unknown[]) => {
            const text = format(...line);
            appendFileSync(path.join(root, 'test-results/extension-host.log'), `${text}\n`);
            if (text.startsWith(mark)) {
                process.stdout.write(`${text.slice(mark.length)}\n`);
            }
        });
        await page.goto(`http://${origin}/?folder=${encodeURIComponent(folder())}&payload=${encodeURIComponent(JSON.stringify([
            ['extensionDevelopmentPath', `vscode-remote://${origin}${option('extensionDevelopmentPath')}`],
            ['extensionTestsPath', `vscode-remote://${origin}${option('extensionTestsPath')}`],
        ]))}`);
        const limit = setTimeout(() => void page.screenshot({ path: path.join(root, 'test-results/extension-host-hangs.png') }).catch(() => undefined), (patience - 10) * 1000);
        const code = await Promise.race([ended, new Promise<number>(resolve => setTimeout(() => resolve(124), patience * 1000).unref())]);
        clearTimeout(limit);
        if (code === 124) {
            process.stderr.write(`The extension-host tests did not end within ${patience} s; see test-results/extension-host-hangs.png\n`);
        }
        return code;
    } finally {
        await browser.close();
    }
}

function option(name: string): string {
    const start = `--${name}=`;
    return args.find(argument => argument.startsWith(start))?.slice(start.length) ?? '';
}

/** The workspace is the one argument that is no option. */
function folder(): string {
    return args.find(argument => !argument.startsWith('-')) ?? '';
}
