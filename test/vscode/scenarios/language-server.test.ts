import { scenario } from '../scenario.ts';

describe('the language server', () => {
    const user = scenario();

    it('is started anew, tells in its output what it did, and checks everything on request', async () => {
        const window = await user.open({ folder: user.sample('shop') });
        const { page } = window;
        await window.openFile('acme.apim');
        await page.locator('.codelens-decoration', { hasText: '2 consumers' }).waitFor();
        await window.command('APIM: Restart Language Server');
        await window.command('APIM: Show Output');
        await page.locator('.view-line', { hasText: 'Starting the language server' }).nth(1).waitFor();
        await window.picture('output');
        await window.command('APIM: Validate Workspace');
        await window.notification(/\d+ files checked/).waitFor();
        await window.command('APIM: Show Compiled Document');
        await page.locator('.tab.active', { hasText: 'json' }).waitFor();
        await page.locator('.view-line', { hasText: '"apis"' }).first().waitFor();
    });
});
