import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium as browsers, type Browser } from 'playwright-core';
import { browserArguments, chromium, codeServer, portOf, removeFolder, root } from './environment.ts';

/** What `npm run test:vscode` packages before any scenario runs. */
export const vsix = path.join(root, 'test-results/apim.vsix');

/** Extensions of the VS Code that scenarios use: the packaged one alone. Installing takes seconds, so it is done once a package and not once a window. */
export const extensions = path.join(root, 'out/vscode-scenarios/extensions');

const entry = () => path.join(codeServer()!, 'out/node/entry.js');

/** Installs the package as a user does, unless just this package is installed. */
export function installPackage(): void {
    const installed = path.join(extensions, '.installed');
    const version = `${vsix} ${statSync(vsix).mtimeMs}`;
    if (existsSync(installed) && readFileSync(installed, 'utf8') === version) {
        return;
    }
    const unfinished = `${extensions}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    const { status, stderr } = spawnSync(process.execPath, [entry(), '--user-data-dir', `${unfinished}/.user`, '--extensions-dir', unfinished, '--install-extension', vsix], { encoding: 'utf8' });
    if (status !== 0) {
        throw new Error(`${vsix} could not be installed: ${stderr}`);
    }
    rmSync(path.join(unfinished, '.user'), { recursive: true, force: true });
    writeFileSync(path.join(unfinished, '.installed'), version);
    rmSync(extensions, { recursive: true, force: true });
    renameSync(unfinished, extensions);
}

/** A VS Code that serves the windows of this process one after the other, and the browser that shows them. */
export class InstalledVsCode {
    static #shared: Promise<InstalledVsCode> | undefined;

    readonly origin: string;
    readonly browser: Browser;
    readonly #user: string;

    private constructor(origin: string, browser: Browser, user: string) {
        this.origin = origin;
        this.browser = browser;
        this.#user = user;
    }

    static shared(): Promise<InstalledVsCode> {
        // One that did not come up is no reason for the next scenario to fail as well.
        this.#shared ??= this.#start().catch((error: unknown) => {
            this.#shared = undefined;
            throw error;
        });
        return this.#shared;
    }

    static async #start(): Promise<InstalledVsCode> {
        const user = mkdtempSync(path.join(tmpdir(), 'apim-user-'));
        writeLanguagePack(user);
        const server = spawn(process.execPath, [
            entry(), '--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check',
            // The extension host of a window that was closed goes away soon, instead of waiting for hours that the window comes back.
            '--reconnection-grace-time', '1',
            '--user-data-dir', user, '--extensions-dir', extensions,
        ], { stdio: ['ignore', 'pipe', 'ignore'] });
        endWithThisProcess(server, user);
        const [browser, port] = await Promise.all([browsers.launch({ executablePath: chromium(), args: browserArguments }), portOf(server)]);
        return new InstalledVsCode(`http://127.0.0.1:${port}`, browser, user);
    }

    /** The settings of the user and of the machine; a window that is open follows them. */
    writeSettings(settings: Record<string, unknown>): void {
        for (const place of ['User', 'Machine']) {
            mkdirSync(path.join(this.#user, place), { recursive: true });
            writeFileSync(path.join(this.#user, place, 'settings.json'), JSON.stringify(settings));
        }
    }

    writeKeys(keys: Record<string, string>): void {
        writeFileSync(path.join(this.#user, 'User', 'keybindings.json'), JSON.stringify(Object.entries(keys).map(([key, command]) => ({ key, command }))));
    }

    /** What the extension of the window that was opened last has logged, and the extension host around it. */
    logs(): string {
        const files = globSync('logs/**/{API Management,remoteexthost}.log', { cwd: this.#user }).map(file => path.join(this.#user, file));
        const newest = files.toSorted((a, b) => statSync(b).birthtimeMs - statSync(a).birthtimeMs).slice(0, 2);
        return newest.map(file => `── ${path.basename(file)}\n${readFileSync(file, 'utf8')}`).join('\n');
    }
}

/**
 * VS Code speaks a language where a language pack for it is installed. None can be downloaded, and the texts of VS Code itself are not what is
 * tested here: a pack without any text makes it take the translations that extensions bring along, and its own texts stay English.
 */
function writeLanguagePack(user: string): void {
    const translations = path.join(user, 'german.json');
    writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
    writeFileSync(path.join(user, 'languagepacks.json'), JSON.stringify({
        de: { hash: 'apim-tests', label: 'Deutsch', extensions: [{ extensionIdentifier: { id: 'apim.german' }, version: '1.0.0' }], translations: { vscode: translations } },
    }));
}

function endWithThisProcess(server: ChildProcess, user: string): void {
    server.unref();
    process.once('exit', () => {
        server.kill();
        removeFolder(user);
    });
}
