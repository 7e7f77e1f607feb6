import { scenario } from '../scenario.ts';

describe('the settings of the editor', () => {
    const user = scenario();

    it('take lenses and hints away at once, and bring them back', async () => {
        const window = await user.open({ folder: user.sample('shop') });
        const { page } = window;
        await window.openFile('shopinc.apim');
        const lens = page.locator('.codelens-decoration', { hasText: 'declared' }).first();
        const hint = page.locator('.view-line', { hasText: '10000 per Day' }).first();
        await lens.waitFor();
        await hint.waitFor();
        await window.changeSettings({ 'apim.codeLens.clients': false });
        await lens.waitFor({ state: 'detached' });
        await hint.waitFor();
        await window.changeSettings({ 'apim.inlayHints.contracts': false });
        await hint.waitFor({ state: 'detached' });
        await window.changeSettings({ 'apim.codeLens.clients': true, 'apim.inlayHints.contracts': true });
        await lens.waitFor();
        await hint.waitFor();
    });
});
