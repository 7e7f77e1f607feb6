import assert from 'node:assert/strict';
import { scenario } from '../scenario.ts';
import { activationOf, measureActivations } from '../activation.ts';

describe('activation', () => {
    const user = scenario();

    // The goal is 100 ms for both together. Loading alone takes longer than that in the remote extension host that these windows have: three quarters of the
    // bundle are the language client and its protocol, and nothing of them is needed before the server is started.
    it('takes 100 ms at most of a window once it is loaded, and half a second with loading', async () => {
        const folder = user.sample('shop');
        const activations = await measureActivations(() => user.open({ folder }), 5);
        // Whatever else runs on the machine adds to a figure and takes nothing away from it.
        const figure = Math.min(...activations.map(({ load, activate }) => load + activate));
        console.log(`      ${figure} ms: ${activations.map(({ load, activate }) => `${load} + ${activate}`).join(', ')}`);
        assert.ok(Math.min(...activations.map(({ activate }) => activate)) <= 100);
        assert.ok(figure <= 500);
    });

    it('does not happen where there is no project', async () => {
        const window = await user.open({ folder: user.write('notes/readme.md', '# Notes\n').replace(/\/[^/]*$/, '') });
        await window.openFile('readme.md');
        // VS Code looks for files that an extension waits for when all else has started.
        await window.page.waitForTimeout(5000);
        assert.equal(await activationOf(window), undefined);
    });
});
