import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/**
 * The box at the top in which VS Code asks: palette, quick open, lists, questions, and its own dialog for files. A window that is busy closes it
 * again, or writes into it itself; so what was typed is looked at before it is accepted, as a person would.
 */
export class QuickInput {
    readonly widget: Locator;
    readonly box: Locator;
    /** The lines of the list below the box. */
    readonly rows: Locator;
    readonly #page: Page;

    constructor(page: Page) {
        this.#page = page;
        this.widget = page.locator('.quick-input-widget:visible');
        this.box = this.widget.locator('.quick-input-box input');
        this.rows = this.widget.locator('.quick-input-list .monaco-list-row');
    }

    /** Opens it by a key, types, and takes a line, once that is there: what is offered is what could be done when it was opened, so it is opened again until it is. */
    async openAndTake(key: string, text: string, row: Locator, take: () => Promise<void>): Promise<void> {
        let patience = 0;
        await eventually(`a line for "${text}"`, async () => {
            await this.#page.keyboard.press(key);
            // Where it is open still, the same text would change nothing.
            const isCleared = patience === 0 || await this.#holds('');
            // A machine that is busy needs longer than that for a search, which begins anew with each try.
            patience = Math.max(8000, 2 * patience);
            return isCleared && await this.#holds(text) && await row.waitFor({ timeout: patience }).then(take).then(() => this.#isTaken(text, patience), () => false);
        }, { seconds: 120 });
    }

    /** The titles in the list for what is typed after a key. */
    async offered(key: string, text: string): Promise<string[]> {
        await eventually(`"${text}" in the box`, async () => {
            await this.#page.keyboard.press(key);
            return this.#holds(text);
        });
        const titles = new Map<number, string>();
        // The list follows the box a moment later, and may grow once more after that: it counts when it stays as it is.
        let before = '';
        await eventually('a list that stays', async () => {
            const now = await this.widget.locator('.quick-input-list').innerText();
            const stays = now !== '' && now === before;
            before = now;
            return stays;
        }, { every: 500 });
        // A list has no more in its page than what is visible. Each line knows which of how many it is.
        await eventually('the whole list', async () => {
            const lines = await this.rows.evaluateAll(rows => rows.map(row => ({
                place: Number(row.getAttribute('aria-posinset')), count: Number(row.getAttribute('aria-setsize')), title: row.querySelector('.label-name')?.textContent ?? '',
            })));
            for (const { place, title } of lines) {
                titles.set(place, title.replaceAll('\u00a0', ' '));
            }
            await this.#page.keyboard.press('PageDown');
            return titles.size >= (lines[0]?.count ?? 0);
        }, { every: 50 });
        await this.#page.keyboard.press('Escape');
        return [...titles.values()];
    }

    /** Types into the box that is open, in place of what stands there. */
    async write(text: string): Promise<void> {
        await eventually(`"${text}" in the box`, () => this.#holds(text));
    }

    /** The same, and accepts it. */
    async enter(text: string): Promise<void> {
        await this.write(text);
        await this.#page.keyboard.press('Enter');
    }

    /** Narrows the list that is open to a line, and takes it by keyboard. */
    async choose(text: string, line: Locator): Promise<void> {
        await line.waitFor();
        let isPressed = false;
        await eventually(`"${text}" is taken`, async () => {
            if (await this.#holds(text) && await line.and(this.#page.locator('.focused')).waitFor({ timeout: 5000 }).then(() => true, () => false)) {
                await this.#page.keyboard.press('Enter');
                isPressed = true;
            }
            // What VS Code wrote into the box meanwhile is no answer.
            return isPressed && await this.#isTaken(text);
        });
    }

    /** Ticks a line of the list that is open with the mouse: a click on a list that is drawn anew meanwhile does nothing. */
    async tick(line: Locator): Promise<void> {
        const box = line.getByRole('checkbox');
        await eventually('a line that is ticked', async () => {
            if (await box.getAttribute('aria-checked') !== 'true') {
                await box.click({ timeout: 5000 }).catch(() => undefined);
            }
            return await box.getAttribute('aria-checked') === 'true';
        });
    }

    /** Takes a line of the list that is open with the mouse. */
    async chooseByMouse(line: Locator): Promise<void> {
        await line.waitFor();
        await eventually('a list without the line that was clicked', async () => {
            await line.click({ timeout: 5000 }).catch(() => undefined);
            return line.waitFor({ state: 'detached', timeout: 3000 }).then(() => true, () => false);
        });
    }

    /** Answers VS Code's own dialog for files and folders by a path. It writes its own path into the box whenever it has read a folder, so this is done until it is satisfied. */
    async path(path: string, button: string): Promise<void> {
        await this.rows.first().waitFor();
        await eventually(`${path} is taken`, async () => {
            if (await this.#holds(path)) {
                await this.widget.getByRole('button', { name: button }).click({ timeout: 3000 }).catch(() => undefined);
            }
            return this.widget.waitFor({ state: 'detached', timeout: 3000 }).then(() => true, () => false);
        });
    }

    /** Whether the line was taken: a click on a list that is drawn anew meanwhile does nothing, and leaves the box as it is. */
    async #isTaken(text: string, patience = 5000): Promise<boolean> {
        const isGone = () => this.box.inputValue({ timeout: 1000 }).then(now => now !== text, () => true);
        return eventually('another box, or none', isGone, { seconds: patience / 1000, every: 100 }).then(() => true, () => false);
    }

    /** Whether a text still stands in the box a moment after it was typed there. */
    async #holds(text: string): Promise<boolean> {
        try {
            await this.box.fill(text, { timeout: 5000 });
            await this.#page.evaluate('new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
            return await this.box.inputValue({ timeout: 1000 }) === text;
        } catch {
            return false;
        }
    }
}
