import assert from 'node:assert/strict';
import type { UserWindow } from './user-window.ts';

/** What VS Code measured of one start of the extension, in ms: for its code to be loaded, and until `activate` has done its work. */
export interface Activation { load: number; activate: number }

/**
 * VS Code's own marks for the extension in this window, or undefined where it was not activated, from what `Developer: Startup Performance` shows.
 * The table in there is of no use: its figures contain how long others took that were started at the same time.
 */
export async function activationOf(window: UserWindow): Promise<Activation | undefined> {
    let report = '';
    // The marks are sent once, when all has started that starts with a window or waits for files in it: Git does so in every window.
    await window.eventually('the marks of the extension host', async () => {
        await window.command('Developer: Startup Performance');
        await window.page.locator('.tab.active', { hasText: 'Startup Performance' }).waitFor();
        report = await window.textOfEditor(/Raw Perf Marks/);
        await window.command('View: Close Editor');
        return report.includes('code/extHost/didActivateExtension/vscode.git\t');
    });
    const marks = new Map([...report.matchAll(/^code\/extHost\/(\w+)\/apim\.apim\t(\d+)/gm)].map(([, name, time]) => [name!, Number(time)]));
    const between = (start: string, end: string) => (marks.get(end) ?? Number.NaN) - (marks.get(start) ?? Number.NaN);
    return marks.size === 0 ? undefined : { load: between('willLoadExtensionCode', 'didLoadExtensionCode'), activate: between('willActivateExtension', 'didActivateExtension') };
}

/** Starts the extension several times, each time in a window of its own that is closed again. */
export async function measureActivations(open: () => Promise<UserWindow>, times: number): Promise<Activation[]> {
    const activations: Activation[] = [];
    while (activations.length < times) {
        const window = await open();
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        const activation = await activationOf(window);
        assert.ok(activation, 'The extension shows My Clients, so it is activated.');
        activations.push(activation);
        await window.close();
    }
    return activations;
}

export function median(figures: readonly number[]): number {
    return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
