import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeFolder, root } from './environment.ts';
import { UserWindow } from './user-window.ts';
import type { WindowOptions } from './window-settings.ts';

/** What the scenarios of one `describe` work with: files of their own and a window, made before each and gone after it. */
export interface Scenario {
    /** A folder that only this scenario uses; outside of every repository. */
    readonly scratch: string;
    /** Puts a copy of a sample into the folder of this scenario, without what was registered from it. */
    sample(name: string, into?: string): string;
    /** Writes a file below the folder of this scenario, and answers its path. */
    write(file: string, text: string): string;
    /** Opens a window that is closed after the scenario. How it looked at the end is kept as a picture, and the log of the extension where the scenario failed. */
    open(options: WindowOptions): Promise<UserWindow>;
}

/** To be called inside a `describe`. */
export function scenario(): Scenario {
    let scratch = '';
    let windows: UserWindow[] = [];

    beforeEach(() => {
        scratch = mkdtempSync(path.join(tmpdir(), 'apim-scenario-'));
        windows = [];
    });

    afterEach(async function () {
        const title = (this.currentTest?.fullTitle() ?? '').replace(/\W+/g, '-');
        for (const [index, window] of windows.entries()) {
            const name = index === 0 ? title : `${title}-${index + 1}`;
            await (this.currentTest?.state === 'failed' ? window.keepEvidence(name) : window.picture(name)).catch(() => undefined);
            await window.close();
        }
        stopLocalGateways(scratch);
        removeFolder(scratch);
    });

    return {
        get scratch() { return scratch; },
        sample(name, into = name) {
            const folder = path.join(scratch, into);
            cpSync(path.join(root, 'samples', name), folder, { recursive: true, filter: file => path.basename(file) !== '.apim' && !path.basename(file).startsWith('apim.record.') });
            return folder;
        },
        write(file, text) {
            const whole = path.join(scratch, file);
            mkdirSync(path.dirname(whole), { recursive: true });
            writeFileSync(whole, text);
            return whole;
        },
        async open(options) {
            const window = await UserWindow.open(options);
            windows.push(window);
            return window;
        },
    };
}

/** They outlive the window that started them. */
function stopLocalGateways(folder: string): void {
    for (const file of globSync('**/.apim/gateway/running.json', { cwd: folder })) {
        const { pid }: { pid: number } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
        try {
            process.kill(pid);
        } catch {
            // It has ended meanwhile.
        }
    }
}
