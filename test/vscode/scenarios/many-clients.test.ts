import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { writeProject } from '../../../bench/language/workspace.ts';
import { scenario } from '../scenario.ts';
import type { UserWindow } from '../user-window.ts';

const count = 10_000;

describe(`${count} clients`, function () {
    this.timeout(300_000);
    const user = scenario();

    async function open(): Promise<{ window: UserWindow; folder: string }> {
        const folder = path.join(user.scratch, 'many');
        writeProject(folder, count, 'http://127.0.0.1:9');
        // A notch of the wheel moves as far as ninety lines, so that all of them come by within seconds.
        const window = await user.open({ folder, settings: { 'workbench.list.mouseWheelScrollSensitivity': 40 } });
        await window.openApiManagement();
        await window.line(/^Organization Branch0, 100 versions/).first().waitFor({ timeout: 180_000 });
        return { window, folder };
    }

    it('are organizations with their numbers at first; what changes is drawn again by itself, and they scroll smoothly as one flat list', async () => {
        const { window, folder } = await open();
        const { page } = window;
        // The APIs have an organization of this name, too, further below.
        await window.untilShown(window.line(/^Client Client0, /), () => window.line(/^Organization Branch0,/).first().locator('.monaco-tl-twistie').click());
        await window.picture('many-clients');
        const file = path.join(folder, 'branch0.apim');
        writeFileSync(file, readFileSync(file, 'utf8').replace('Api0@1.0 via Gold', 'Api0@1.0 via Golden'));
        await window.line(/^Client Client0, Cannot be registered/).waitFor();
        writeFileSync(file, readFileSync(file, 'utf8').replace('via Golden', 'via Gold'));
        await window.line(/^Client Client0, Declared here/).waitFor();

        await window.command('APIM: Group My Clients…');
        await window.chooseByMouse('one flat list');
        const first = window.line(/^Version Branch0\/Client0@1\.0, Declared here/);
        const last = window.line(/^Version Branch99\/Client9999@1\.0, Declared here/);
        await first.waitFor({ timeout: 60_000 });
        await first.hover();
        let at = await framesWhileScrolling(page, last, 120);
        await last.waitFor();
        await window.picture('many-clients-scrolled');
        // Whatever else runs on the machine adds to a figure and takes nothing away from it.
        if (at(0.5) >= 50 || at(0.95) >= 250) {
            at = await framesWhileScrolling(page, first, -120);
        }
        assert.ok(at(0.5) < 50, `half of the frames take longer than ${at(0.5)} ms`);
        assert.ok(at(0.95) < 250, `one of twenty frames takes longer than ${at(0.95)} ms`);

        await window.command('APIM: Filter My Clients…');
        await window.narrow('client7777');
        await window.line(/^Version Branch77\/Client7777@1\.0/).waitFor();
        await window.page.keyboard.press('Enter');
        await window.page.getByText(`"client7777": 1 of ${count} clients`).waitFor();
    });
});

/** Turns the wheel until a line is there, and answers how long the given part of the frames took at most. */
async function framesWhileScrolling(page: Page, line: Locator, notch: number): Promise<(part: number) => number> {
    await recordFrames(page);
    for (let wheel = 0; wheel < 400 && !await line.isVisible(); wheel++) {
        await page.mouse.wheel(0, notch);
        // As fast as a finger is.
        await page.waitForTimeout(40);
    }
    const frames = (await recordedFrames(page)).toSorted((a, b) => a - b);
    const at = (part: number) => frames[Math.min(frames.length - 1, Math.floor(frames.length * part))]!;
    console.log(`      frames while ${count} lines scroll through: ${frames.length}, p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, longest ${at(1).toFixed(1)} ms`);
    return at;
}

/** Notes from now on how long each frame takes. */
async function recordFrames(page: Page): Promise<void> {
    await page.evaluate(() => {
        const page = globalThis as unknown as FramePage;
        const frames: number[] = page.frames = [];
        let last = performance.now();
        const frame = (now: number) => {
            frames.push(now - last);
            last = now;
            if (page.frames === frames) page.requestAnimationFrame(frame);
        };
        page.requestAnimationFrame(frame);
    });
}

async function recordedFrames(page: Page): Promise<number[]> {
    return page.evaluate(() => {
        const page = globalThis as unknown as FramePage;
        const frames = page.frames!;
        page.frames = undefined;
        return frames.slice(1);
    });
}

interface FramePage { frames: number[] | undefined; requestAnimationFrame(callback: (now: number) => void): void }
