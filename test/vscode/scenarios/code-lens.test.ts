import { scenario } from '../scenario.ts';

describe('code lenses', () => {
    const user = scenario();

    it('say where a client stands, and lead on with a click', async () => {
        const window = await user.open({ folder: user.sample('shop') });
        const { page } = window;
        const lens = (text: string) => page.locator('.codelens-decoration', { hasText: text }).first();
        await window.openFile('shopinc.apim');
        await lens('declared').waitFor();
        await window.picture('code-lenses');
        // No gateway runs yet: nothing was sent, and one click starts it. Whatever a lens says while the window opens, it does.
        await lens('Register').locator('a', { hasText: 'Register' }).first().click();
        await window.notification('local gateway').getByRole('button', { name: 'Start Local Gateway' }).waitFor();

        await window.openFile('acme.apim');
        await lens('2 consumers').locator('a', { hasText: '2 consumers' }).click();
        await page.locator('.tab', { hasText: 'Contracts of Acme/Orders@1.0' }).waitFor();
        const graph = await window.webview();
        await graph.getByRole('button', { name: /^ShopInc\/MobileShop@2\.1 –/ }).waitFor();
    });
});
