import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { BrowserVsCode } from './browser-vscode.ts';
import { root } from './environment.ts';
import { eventually } from './eventually.ts';
import { InstalledVsCode } from './installed-vscode.ts';
import { QuickInput } from './quick-input.ts';
import { settingsOf, themeClasses, themes, webviewThemes, type Theme, type WindowOptions } from './window-settings.ts';

const size = { width: 1280, height: 760 };

/** A window of VS Code with the packaged extension, shown in a browser of its own; as it is for somebody who just installed it. */
export class UserWindow {
    readonly page: Page;
    readonly #quickInput: QuickInput;
    readonly #vscode: InstalledVsCode | BrowserVsCode;
    readonly #context: BrowserContext;
    #settings: Record<string, unknown>;

    private constructor(page: Page, vscode: InstalledVsCode | BrowserVsCode, settings: Record<string, unknown>) {
        this.page = page;
        this.#quickInput = new QuickInput(page);
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

    /** Loads the window anew as people do: VS Code keeps what is open in it first. */
    async reload(): Promise<void> {
        const loaded = this.page.waitForEvent('domcontentloaded');
        await this.command('Developer: Reload Window');
        await loaded;
        await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 90_000 });
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

    /** Waits until the window has taken the theme, and the page in it. */
    async changeTheme(theme: Theme): Promise<void> {
        await this.changeSettings({ 'workbench.colorTheme': themes[theme] });
        await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
        if (await this.page.locator('iframe.webview').count() > 0) {
            await (await this.webview()).locator(`body[data-vscode-theme-kind="${webviewThemes[theme]}"]`).waitFor();
        }
    }

    /** 200 % show a page as a window of half the width and height does. Waits until everything has its place in it. */
    async zoom(percent: number): Promise<void> {
        const [width, height] = [size.width, size.height].map(pixels => Math.round(pixels * 100 / percent)) as [number, number];
        await this.page.setViewportSize({ width, height });
        await this.eventually('a window of this size', async () => (await this.page.locator('.monaco-workbench').boundingBox())?.width === width);
    }

    async openFile(name: string): Promise<void> {
        const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`).first();
        // What the search finds is put in order while it comes: another line may be where the mouse clicks.
        await this.eventually(`${name} in front`, async () => {
            await this.#quickInput.openAndTake('Control+P', name, row, () => row.click({ timeout: 5000 }));
            return this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: 10_000 }).then(() => true, () => false);
        });
        await this.page.locator('.view-line').first().waitFor();
    }

    /** Presses a key that opens something, again where a window that is busy with an edit has closed it. */
    async pressUntil(key: string, shown: Locator): Promise<void> {
        await eventually(`what ${key} opens`, async () => {
            await this.page.keyboard.press(key);
            return shown.first().waitFor({ timeout: 5000 }).then(() => true, () => this.page.keyboard.press('Escape').then(() => false));
        });
    }

    /** Runs a command that shows something, again where it showed nothing: *Run Task* does nothing until VS Code has looked for terminals of an earlier window. */
    async commandUntil(title: string, shown: Locator): Promise<void> {
        await eventually(`what ${title} shows`, async () => {
            await this.command(title);
            return shown.first().waitFor({ timeout: 5000 }).then(() => true, () => false);
        });
    }

    /** Opens the container *API Management* with the mouse. While a window opens, icons move; and a click on the one of what is open closes it. */
    async openApiManagement(): Promise<void> {
        const icon = this.page.locator('.activitybar .action-item:has(> a:is([aria-label^="API Management"], [aria-label^="API-Management"]))');
        const open = this.page.locator('.activitybar .action-item.checked').and(icon);
        await this.eventually('API Management', async () => {
            if (!await open.isVisible()) {
                await icon.click();
            }
            return open.waitFor({ timeout: 5000 }).then(() => true, () => false);
        });
    }

    /** Runs a command as people do: by its title in the palette. */
    async command(title: string): Promise<void> {
        const row = this.pick(title).first();
        await this.#quickInput.openAndTake('F1', `>${title}`, row, () => row.click({ timeout: 5000 }));
    }

    /** The same without the mouse. */
    async commandByKeyboard(title: string): Promise<void> {
        await this.#quickInput.openAndTake('F1', `>${title}`, this.pick(title).and(this.page.locator('.focused')), () => this.page.keyboard.press('Enter'));
    }

    /** The titles that the palette offers for what is typed. */
    offered(typed: string): Promise<string[]> {
        return this.#quickInput.offered('F1', `>${typed}`);
    }

    /** Answers an input box, which is recognised by its title. */
    async answer(title: string, text: string): Promise<void> {
        await this.#quickInput.widget.locator('.quick-input-title', { hasText: title }).waitFor();
        await this.#quickInput.enter(text);
    }

    /** Answers VS Code's own dialog for files and folders, which is recognised by its title. */
    async answerPath(title: string, path: string, button = 'OK'): Promise<void> {
        await this.#quickInput.widget.locator('.quick-input-title', { hasText: title }).waitFor();
        await this.#quickInput.path(path, button);
    }

    /** The lines of the list that a quick pick shows. */
    pick(text: string | RegExp): Locator {
        return this.#quickInput.rows.filter({ hasText: text });
    }

    /** Types into the box of a quick pick, and leaves it open. */
    narrow(text: string): Promise<void> {
        return this.#quickInput.write(text);
    }

    /** Chooses a line of a quick pick by typing it, without the mouse. */
    async choose(text: string): Promise<void> {
        await this.#quickInput.choose(text, this.pick(text).first());
    }

    /** The same with the mouse. */
    async chooseByMouse(line: string | RegExp): Promise<void> {
        await this.#quickInput.chooseByMouse(this.pick(line).first());
    }

    /** Ticks a line of a quick pick that takes several. */
    async tick(line: string | RegExp): Promise<void> {
        await this.#quickInput.tick(this.pick(line).first());
    }

    async ok(): Promise<void> {
        await this.#quickInput.widget.getByRole('button', { name: 'OK' }).click();
    }

    /** A line of a tree by its accessible name. */
    line(name: string | RegExp): Locator {
        return this.page.getByRole('treeitem', { name });
    }

    /** Takes an action of a line, which has its buttons while the mouse is over it: one that is drawn anew meanwhile loses them. */
    async act(line: Locator, button: RegExp): Promise<void> {
        await eventually(`${button} on a line`, async () => {
            await line.hover();
            return line.getByRole('button', { name: button }).click({ timeout: 5000 }).then(() => true, () => false);
        });
    }

    /** Takes an entry of the context menu of a line. A menu that has just opened ignores the mouse for a tenth of a second and stays open; one that closed without a click is opened again. */
    async chooseFromMenu(line: Locator, title: string): Promise<void> {
        const entry = this.page.locator('.context-view .monaco-menu .action-item', { hasText: title });
        const isGone = () => entry.waitFor({ state: 'detached', timeout: 3000 }).then(() => true, () => false);
        await eventually(`${title} in the menu`, async () => {
            if (!await entry.isVisible()) {
                await line.click({ button: 'right' });
            }
            return entry.click({ timeout: 5000 }).then(isGone, () => false);
        });
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
        const find = this.page.locator('.editor-group-container.active .find-widget.visible');
        await this.eventually(`the first "${text}"`, async () => {
            await this.focusEditor();
            await this.page.keyboard.press('Control+Home');
            await this.page.keyboard.press('Control+F');
            // The search goes on from the cursor while it is typed, and says which of how many it stands at.
            return find.locator('textarea').first().fill(text, { timeout: 5000 })
                .then(() => find.locator('.matchesCount', { hasText: /^1 of \d/ }).waitFor({ timeout: 5000 })).then(() => true, () => false);
        });
        // Where a notification is shown, Escape hides that one and leaves the search open.
        await find.locator('.button[aria-label^="Close"]').first().click();
        await this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
        await this.page.keyboard.press('ArrowLeft');
    }

    /** Puts the cursor of the keyboard into the active editor, at its top. */
    async focusEditor(): Promise<void> {
        const editor = this.page.locator('.editor-group-container.active .monaco-editor').first();
        // The mouse may have rested on a tab, whose hover lies over that place until it leaves.
        await editor.hover();
        await editor.click({ position: { x: 300, y: 5 } });
        await this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
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
        await this.focusEditor();
        await this.page.keyboard.press('Control+A');
        await this.page.keyboard.insertText(text);
    }

    /** Does something again until what it leads to is shown: what an editor offers may not be known at the first time, and what is drawn anew under the mouse is not clicked. */
    async untilShown(expected: Locator, again: () => Promise<void>): Promise<void> {
        let isTried = false;
        await this.eventually('shown', async () => {
            // What came late is not taken back by a second click.
            if (!isTried || !await expected.first().isVisible()) {
                await again();
                isTried = true;
            }
            return expected.first().waitFor({ timeout: 8000 }).then(() => true, () => false);
        });
    }

    readonly eventually = eventually;

    /** The content of the webview that was opened last. */
    async webview(): Promise<Frame> {
        const body = this.page.frameLocator('iframe.webview').last().frameLocator('iframe').locator('body');
        await body.waitFor();
        return (await (await body.elementHandle())!.ownerFrame())!;
    }
}

function results(): string {
    const folder = path.join(root, 'test-results');
    mkdirSync(folder, { recursive: true });
    return folder;
}
