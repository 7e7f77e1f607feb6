import { build } from 'esbuild';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium as browsers, type Browser } from 'playwright-core';
import { browserArguments, chromium, codeServer } from './environment.ts';
import { extensions } from './installed-vscode.ts';

/**
 * VS Code in a browser alone, as vscode.dev is: a server of files and nothing else. There is no Node behind the window; extensions run in its web
 * worker, and the folder that is open is in memory. Windows are opened at `origin` with `folder=memory:/NAME`.
 */
export class BrowserVsCode {
    readonly origin: string;
    readonly browser: Browser;
    readonly #server: Server;
    #settings: Record<string, unknown> = {};
    /** Everything that the window asked for and nobody has. */
    readonly #missing: string[] = [];

    private constructor(server: Server, browser: Browser) {
        this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        this.browser = browser;
        this.#server = server;
    }

    static async serving(folder: string): Promise<BrowserVsCode> {
        const files = JSON.stringify(Object.fromEntries(globSync('**', { cwd: folder, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => {
            const file = path.join(entry.parentPath, entry.name);
            return [`/${path.basename(folder)}/${path.relative(folder, file)}`, readFileSync(file, 'utf8')];
        })));
        const memoryFiles = path.join(import.meta.dirname, 'memory-files');
        const { outputFiles: [extension] } = await build({ entryPoints: [path.join(memoryFiles, 'extension.ts')], bundle: true, write: false, platform: 'browser', format: 'cjs', external: ['vscode'] });
        const installed = readdirSync(extensions).find(name => name.startsWith('apim.apim-'))!;
        const made: Record<string, () => string> = {
            '/memory-files/package.json': () => readFileSync(path.join(memoryFiles, 'package.json'), 'utf8'),
            '/memory-files/extension.cjs': () => extension!.text,
            '/memory-files/files.json': () => files,
            '/static/out/vs/code/browser/workbench/workbench.js': withoutServer,
            '/': () => started.#page(),
        };
        const roots: Record<string, string> = { '/static/': path.join(codeServer()!, 'lib/vscode'), '/apim/': path.join(extensions, installed) };
        const server = createServer((request, response) => {
            const wanted = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
            const content = made[wanted]?.() ?? read(wanted, roots);
            if (content === undefined) started.#missing.push(wanted);
            response.writeHead(content === undefined ? 404 : 200, { 'content-type': types[path.extname(wanted)] ?? (wanted === '/' ? 'text/html' : 'application/octet-stream') }).end(content);
        });
        await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve); });
        const started: BrowserVsCode = new BrowserVsCode(server, await browsers.launch({ executablePath: chromium(), args: browserArguments }));
        return started;
    }

    /** Of the user; a window takes them when it is opened. */
    writeSettings(settings: Record<string, unknown>): void {
        this.#settings = settings;
    }

    /** Nobody has keys of their own here. */
    writeKeys(): void {}

    logs(): string {
        return `not found:\n${this.#missing.join('\n')}`;
    }

    async close(): Promise<void> {
        await this.browser.close();
        this.#server.closeAllConnections();
        this.#server.close();
    }

    #page(): string {
        const { host } = new URL(this.origin);
        const configuration = {
            // What code-server's own page tells its workbench.
            userDataPath: '/user', isEnabledFileDownloads: true, isEnabledFileUploads: true, isEnabledCoderGettingStarted: false,
            additionalBuiltinExtensions: ['memory-files', 'apim'].map(name => ({ scheme: 'http', authority: host, path: `/${name}` })),
            webviewEndpoint: `${this.origin}/static/out/vs/workbench/contrib/webview/browser/pre`,
            configurationDefaults: this.#settings,
        };
        return `<!DOCTYPE html><html><head><meta charset="utf-8">
<meta id="vscode-workbench-web-configuration" data-settings="${JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">
<meta id="vscode-workbench-web-base-url" data-settings="/static">
<link rel="stylesheet" href="/static/out/vs/code/browser/workbench/workbench.css"></head><body aria-label=""></body>
<script>globalThis._VSCODE_FILE_ROOT = new URL('/static/out/', location).toString()</script>
<script type="module" src="/static/out/nls.messages.js"></script>
<script type="module" src="/static/out/vs/code/browser/workbench/workbench.js"></script></html>`;
    }
}

const types: Record<string, string> = { '.js': 'text/javascript', '.cjs': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.json': 'application/json', '.svg': 'image/svg+xml', '.ttf': 'font/ttf', '.png': 'image/png' };

function read(wanted: string, roots: Record<string, string>): Buffer | undefined {
    const [prefix, root] = Object.entries(roots).find(([candidate]) => wanted.startsWith(candidate)) ?? [];
    try {
        return root && prefix ? readFileSync(path.join(root, wanted.slice(prefix.length))) : undefined;
    } catch {
        return undefined;
    }
}

/** code-server's workbench takes its page's server for the machine that it works on, in two places; all else is VS Code as it is. */
function withoutServer(): string {
    let text = readFileSync(path.join(codeServer()!, 'lib/vscode/out/vs/code/browser/workbench/workbench.js'), 'utf8');
    for (const [theirs, ours] of [['remoteAuthority:location.host', 'remoteAuthority:void 0'], [/\.with\(\{scheme:[\w.]+\.vscodeRemote\}\),"User"/, '.with({scheme:"vscode-userdata"}),"User"']] as const) {
        const changed = text.replace(theirs, ours);
        if (changed === text) throw new Error(`code-server's workbench has no ${theirs} any more`);
        text = changed;
    }
    return text;
}
