import { scenario } from '../scenario.ts';

describe('the environment', () => {
    const user = scenario();

    it('is shown in the status bar, is changed from the palette and there, and warns where it is protected', async () => {
        const window = await user.open({ folder: user.sample('shop') });
        const { page } = window;
        await window.openFile('shopinc.apim');
        await window.status('local').waitFor();
        await window.command('APIM: Select Environment');
        await window.pick('production').getByText('protected').waitFor();
        await window.picture('select-environment');
        await window.choose('production');
        await page.locator('.statusbar-item.has-background-color', { hasText: 'production' }).waitFor();
        await window.picture('protected-environment');
        await window.status('production').click();
        await window.choose('local');
        await window.status('local').waitFor();
    });
});
