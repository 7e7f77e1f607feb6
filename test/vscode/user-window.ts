import assert from 'node:assert/strict';
import axe from 'axe-core';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { BrowserVsCode } from './browser-vscode.ts';
import { root } from './environment.ts';
import { InstalledVsCode } from './installed-vscode.ts';
import { settingsOf, themeClasses, themes, type Theme, type WindowOptions } from './window-settings.ts';

const size = { width: 1280, height: 760 };

/** A window of VS Code with the packaged extension, shown in a browser of its own; as it is for somebody who just installed it. */
export class UserWindow {
    readonly page: Page;
    readonly #vscode: InstalledVsCode | BrowserVsCode;
    readonly #context: BrowserContext;
    #settings: Record<string, unknown>;

    private constructor(page: Page, vscode: InstalledVsCode | BrowserVsCode, settings: Record<string, unknown>) {
        this.page = page;
        this.#vscode = vscode;
        this.#context = page.context();
        this.#settings = settings;
    }

    static async open(options: WindowOptions): Promise<UserWindow> {
        const { folder: given, host = 'node', language = 'en', keys = {} } = options;
        const alone = host === 'browser' && given !== undefined;
        const vscode = alone ? await BrowserVsCode.serving(given) : await InstalledVsCode.shared();
        const folder = alone ? `memory:/${path.basename(given)}` : given;
        const settings = settingsOf(options);
        vscode.writeSettings(settings);
        vscode.writeKeys(keys);
        const context = await vscode.browser.newContext({ viewport: size, permissions: ['clipboard-read', 'clipboard-write'] });
        if (language !== 'en') {
            await context.addInitScript(code => { Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: code }); }, language);
        }
        const page = await context.newPage();
        page.setDefaultTimeout(60_000);
        const opened = folder === undefined ? 'ew=true' : `${folder.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${encodeURIComponent(folder)}`;
        await page.goto(`${vscode.origin}/?${opened}`, { waitUntil: 'commit' });
        await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 90_000 });
        return new UserWindow(page, vscode, settings);
    }

    async close(): Promise<void> {
        await this.#context.close();
        // One serves many windows, the other one has the files of this one.
        if (this.#vscode instanceof BrowserVsCode) {
            await this.#vscode.close();
        }
    }

    /** Keeps what the window shows as `test-results/NAME.png`. */
    async picture(name: string): Promise<void> {
        await this.page.screenshot({ path: path.join(results(), `${name}.png`) });
    }

    /** For a scenario that failed: what the window showed, and what the extension has logged. */
    async keepEvidence(name: string): Promise<void> {
        writeFileSync(path.join(results(), `failed-${name}.log`), this.#vscode.logs());
        await this.picture(`failed-${name}`);
    }

    async changeSettings(settings: Record<string, unknown>): Promise<void> {
        this.#settings = { ...this.#settings, ...settings };
        this.#vscode.writeSettings(this.#settings);
    }

    /** Waits until the window has taken the theme. */
    async changeTheme(theme: Theme): Promise<void> {
        await this.changeSettings({ 'workbench.colorTheme': themes[theme] });
        await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
    }

    /** 200 % show a page as a window of half the width and height does. */
    async zoom(percent: number): Promise<void> {
        await this.page.setViewportSize({ width: Math.round(size.width * 100 / percent), height: Math.round(size.height * 100 / percent) });
    }

    async openFile(name: string): Promise<void> {
        await this.#typeIntoQuickInput('Control+P', name);
        await this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`).first().click();
        await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
        await this.page.locator('.view-line').first().waitFor();
    }

    /** Opens the container *API Management* with the mouse. */
    async openApiManagement(): Promise<void> {
        await this.page.locator('.activitybar a.action-label:is([aria-label^="API Management"], [aria-label^="API-Management"])').click();
    }

    /** Runs a command as people do: by its title in the palette. */
    async command(title: string): Promise<void> {
        const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
        await this.#fromPalette(title, row, () => row.click({ timeout: 5000 }));
    }

    /** The same without the mouse. */
    async commandByKeyboard(title: string): Promise<void> {
        await this.#fromPalette(title, this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }), () => this.page.keyboard.press('Enter'));
    }

    /** The titles that the palette offers for what is typed. */
    async offered(typed: string): Promise<string[]> {
        await this.#typeIntoQuickInput('F1', `>${typed}`);
        await this.page.waitForTimeout(1000);
        const rows = this.page.locator('.quick-input-list .monaco-list-row .label-name');
        const titles = new Set<string>();
        // A list has no more in its page than what is visible.
        for (let before = -1; before < titles.size; await this.page.keyboard.press('PageDown')) {
            before = titles.size;
            for (const title of await rows.allInnerTexts()) {
                titles.add(title.replaceAll('\u00a0', ' '));
            }
        }
        await this.page.keyboard.press('Escape');
        return [...titles];
    }

    /** Answers an input box, which is recognised by its title. */
    async answer(title: string, text: string): Promise<void> {
        await this.page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
        await this.page.locator('.quick-input-widget:visible input').first().fill(text);
        await this.page.keyboard.press('Enter');
    }

    /** The lines of the list that a quick pick shows. */
    pick(text: string | RegExp): Locator {
        return this.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row', { hasText: text });
    }

    /** Chooses a line of a quick pick by typing it, without the mouse. */
    async choose(text: string): Promise<void> {
        await this.pick(text).first().waitFor();
        await this.page.keyboard.type(text);
        await this.pick(text).first().and(this.page.locator('.focused')).waitFor();
        await this.page.keyboard.press('Enter');
    }

    /** Ticks lines of a quick pick that takes several, and accepts it. */
    async tick(...lines: (string | RegExp)[]): Promise<void> {
        for (const line of lines) {
            await this.pick(line).locator('.monaco-checkbox, .quick-input-list-checkbox').first().click();
        }
    }

    async ok(): Promise<void> {
        await this.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
    }

    /** A line of a tree by its accessible name. */
    line(name: string | RegExp): Locator {
        return this.page.getByRole('treeitem', { name });
    }

    /** A modal dialog; its buttons are found by `getByRole('button', { name })`. */
    dialog(text: string | RegExp): Locator {
        return this.page.locator('.monaco-dialog-box', { hasText: text });
    }

    notification(text: string | RegExp): Locator {
        return this.page.locator('.notification-toast', { hasText: text });
    }

    /** An entry of the status bar. */
    status(text: string | RegExp): Locator {
        return this.page.locator('.statusbar-item', { hasText: text });
    }

    /** A finding in the Problems view, which has to be open. */
    problem(text: string | RegExp): Locator {
        return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
    }

    /** Puts the cursor before the first place where the text stands in the active editor, by the editor's own search. */
    async goTo(text: string): Promise<void> {
        await this.page.locator('.editor-group-container.active .monaco-editor').first().click({ position: { x: 300, y: 5 } });
        await this.page.keyboard.press('Control+Home');
        await this.page.keyboard.press('Control+F');
        await this.page.locator('.find-widget.visible textarea').first().fill(text);
        await this.page.keyboard.press('Enter');
        // Where a notification is shown, Escape hides that one and leaves the search open.
        await this.page.locator('.find-widget.visible .button[aria-label^="Close"]').first().click();
        await this.page.keyboard.press('ArrowLeft');
    }

    /** All text of the active editor, as somebody copies it: an editor has no more than what is visible in its page. Waits until it holds what is expected. */
    async textOfEditor(expected: RegExp): Promise<string> {
        let text = '';
        await this.eventually(`an editor that holds ${expected}`, async () => {
            await this.page.keyboard.press('Control+A');
            await this.page.keyboard.press('Control+C');
            text = await this.clipboard();
            return expected.test(text);
        });
        await this.page.keyboard.press('Control+Home');
        return text;
    }

    clipboard(): Promise<string> {
        // The types of a browser are not those of a test.
        return this.page.evaluate(() => (navigator as unknown as { clipboard: { readText(): Promise<string> } }).clipboard.readText());
    }

    async textReplacedBy(text: string): Promise<void> {
        await this.page.locator('.editor-group-container.active .monaco-editor').first().click();
        await this.page.keyboard.press('Control+A');
        await this.page.keyboard.insertText(text);
    }

    /** An entry of the context menu that is open. */
    menuItem(title: string): Locator {
        return this.page.locator('.context-view .monaco-menu .action-item', { hasText: title });
    }

    /** Does something again until what it leads to is shown: what an editor offers may not be known at the first time. */
    async untilShown(expected: Locator, again: () => Promise<void>): Promise<void> {
        await this.eventually('shown', async () => {
            await again();
            return expected.first().waitFor({ timeout: 8000 }).then(() => true, () => false);
        });
    }

    async eventually(what: string, probe: () => Promise<boolean>, seconds = 60): Promise<void> {
        const deadline = Date.now() + seconds * 1000;
        while (!await probe()) {
            assert.ok(Date.now() < deadline, `Not within ${seconds} s: ${what}`);
            await this.page.waitForTimeout(200);
        }
    }

    /** The content of the webview that was opened last. */
    async webview(): Promise<Frame> {
        const body = this.page.frameLocator('iframe.webview').last().frameLocator('iframe').locator('body');
        await body.waitFor();
        return (await (await body.elementHandle())!.ownerFrame())!;
    }

    /** What the palette offers is what could be done when it was opened, and a window that is busy may close it: then it is opened again. */
    async #fromPalette(title: string, row: Locator, take: () => Promise<void>): Promise<void> {
        let isOpen = false;
        await this.eventually(`${title} in the palette`, async () => {
            if (isOpen) {
                await this.page.keyboard.press('Escape');
            }
            await this.#typeIntoQuickInput('F1', `>${title}`);
            isOpen = true;
            return row.waitFor({ timeout: 8000 }).then(take).then(() => true, () => false);
        });
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

/** Fails with what axe finds wrong in a webview for those who cannot see or use a mouse. */
export async function checkAccessibility(frame: Frame): Promise<void> {
    // The page's own policy lets no script in but this way.
    await frame.evaluate(axe.source);
    // A page is transparent: what it stands on is the editor, of which axe knows nothing.
    await frame.locator('html').evaluate((page: { style: { background: string } }) => { page.style.background = 'var(--vscode-editor-background)'; });
    const { violations } = await frame.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`), []);
}

function results(): string {
    const folder = path.join(root, 'test-results');
    mkdirSync(folder, { recursive: true });
    return folder;
}
