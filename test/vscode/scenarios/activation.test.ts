import assert from 'node:assert/strict';
import { scenario } from '../scenario.ts';
import { activationOf, measureActivations } from '../activation.ts';

describe('activation', () => {
    const user = scenario();

    it('takes 100 ms at most of a window, loading included', async () => {
        const folder = user.sample('shop');
        const activations = await measureActivations(() => user.open({ folder }), 5);
        // Whatever else runs on the machine adds to a figure and takes nothing away from it.
        const figure = Math.min(...activations.map(({ load, activate }) => load + activate));
        console.log(`      ${figure} ms: ${activations.map(({ load, activate }) => `${load} + ${activate}`).join(', ')}`);
        assert.ok(figure <= 100);
    });

    it('does not happen where there is no project', async () => {
        const window = await user.open({ folder: user.write('notes/readme.md', '# Notes\n').replace(/\/[^/]*$/, '') });
        await window.openFile('readme.md');
        assert.equal(await activationOf(window), undefined);
    });
});
