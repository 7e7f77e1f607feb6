import { scenario } from '../scenario.ts';

describe('filtering My Clients', () => {
    const user = scenario();

    it('narrows them while typing, and is taken back', async () => {
        const window = await user.open({ folder: user.sample('shop') });
        const { page } = window;
        await window.openFile('shopinc.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await window.command('APIM: Filter My Clients…');
        await page.locator('.quick-input-widget:visible input').first().fill('back gold');
        await window.line(/^Version 2\.1, Declared here/).waitFor({ state: 'detached' });
        await page.keyboard.press('Enter');
        await window.line(/^Version 1\.0, Declared here/).waitFor();
        await page.getByText('"back gold": 1 of 3 clients').waitFor();
        await window.picture('my-clients-filtered');
        await window.command('APIM: Clear Filter of My Clients');
        await window.line(/^Version 2\.1, Declared here/).waitFor();
    });
});
