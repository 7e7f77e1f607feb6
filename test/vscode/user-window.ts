import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium as browsers, type Browser, type Page } from 'playwright-core';
import { answering, browserArguments, chromium, codeServer, freePort, root } from './environment.ts';

/** A VS Code of its own with the packaged extension installed, shown in a browser; as it is for somebody who just installed it. */
export class UserWindow {
    readonly page: Page;
    readonly #browser: Browser;
    readonly #server: ChildProcess;
    readonly #scratch: string;

    private constructor(page: Page, browser: Browser, server: ChildProcess, scratch: string) {
        this.page = page;
        this.#browser = browser;
        this.#server = server;
        this.#scratch = scratch;
    }

    /** @param trust whether the window opens in Restricted Mode until somebody trusts it (`asked`), or knows no trust at all (`given`) */
    static async open(options: { vsix: string; folder: string; trust: 'given' | 'asked'; settings?: Record<string, unknown> }): Promise<UserWindow> {
        const scratch = mkdtempSync(path.join(tmpdir(), 'apim-user-'));
        const folders = ['--user-data-dir', path.join(scratch, 'user'), '--extensions-dir', path.join(scratch, 'extensions')];
        const entry = path.join(codeServer()!, 'out/node/entry.js');
        const installed = spawnSync(process.execPath, [entry, ...folders, '--install-extension', options.vsix], { encoding: 'utf8' });
        if (installed.status !== 0) {
            throw new Error(`${options.vsix} could not be installed: ${installed.stderr}`);
        }
        const settings = {
            'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'chat.disableAIFeatures': true,
            'workbench.secondarySideBar.defaultVisibility': 'hidden', 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never',
            ...options.settings,
        };
        for (const place of ['User', 'Machine']) {
            mkdirSync(path.join(scratch, 'user', place), { recursive: true });
            writeFileSync(path.join(scratch, 'user', place, 'settings.json'), JSON.stringify(settings));
        }
        const port = await freePort();
        const server = spawn(process.execPath, [
            entry, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check',
            ...options.trust === 'given' ? ['--disable-workspace-trust'] : [], ...folders, options.folder,
        ], { stdio: 'ignore' });
        await answering(`http://127.0.0.1:${port}/healthz`);
        const browser = await browsers.launch({ executablePath: chromium(), args: browserArguments });
        const page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
        page.setDefaultTimeout(30_000);
        await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(options.folder)}`);
        await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
        return new UserWindow(page, browser, server, scratch);
    }

    async close(): Promise<void> {
        await this.#browser.close();
        this.#server.kill();
        await new Promise(resolve => { this.#server.once('exit', resolve); });
        rmSync(this.#scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }

    async picture(name: string): Promise<void> {
        await this.page.screenshot({ path: path.join(root, 'test-results', `${name}.png`) });
    }

    async openFile(name: string): Promise<void> {
        await this.#typeIntoQuickInput('Control+P', name);
        await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
        await this.page.keyboard.press('Enter');
        await this.page.locator(`.tab[data-resource-name="${name}"]`).waitFor();
    }

    /** Runs a command as people do: by its title in the palette. */
    async command(title: string): Promise<void> {
        await this.#typeIntoQuickInput('F1', `>${title}`);
        await this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
    }

    /** The titles that the palette offers for what is typed. */
    async offered(typed: string): Promise<string[]> {
        await this.#typeIntoQuickInput('F1', `>${typed}`);
        await this.page.waitForTimeout(1000);
        const titles = await this.page.locator('.quick-input-list .monaco-list-row .label-name').allInnerTexts();
        await this.page.keyboard.press('Escape');
        return titles.map(title => title.replaceAll('\u00a0', ' '));
    }

    /** Answers an input box, which is recognised by its title. */
    async answer(title: string, text: string): Promise<void> {
        await this.page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
        await this.page.locator('.quick-input-widget:visible input').first().fill(text);
        await this.page.keyboard.press('Enter');
    }

    /** A line of *My Clients* by its accessible name. */
    line(name: RegExp) {
        return this.page.getByRole('treeitem', { name });
    }

    notification(text: string | RegExp) {
        return this.page.locator('.notification-toast', { hasText: text });
    }

    /** A window that is still opening may take the focus, and with it the quick input, away: then it is opened again, as a person would. */
    async #typeIntoQuickInput(key: string, text: string): Promise<void> {
        const input = this.page.locator('.quick-input-widget:visible input').first();
        for (let attempt = 1; ; attempt += 1) {
            await this.page.keyboard.press(key);
            try {
                await input.fill(text, { timeout: 5000 });
                return;
            } catch (error) {
                if (attempt === 5) throw error;
                await this.page.keyboard.press('Escape');
            }
        }
    }
}
