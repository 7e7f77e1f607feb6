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
        const click = (text: string) => lens(text).locator('a', { hasText: text }).first().click();
        // A lens that is drawn anew between press and release is not clicked.
        await window.untilShown(window.notification('local gateway').getByRole('button', { name: 'Start Local Gateway' }), () => click('Register'));

        await window.openFile('acme.apim');
        await window.untilShown(page.locator('.tab', { hasText: 'Contracts of Acme/Orders@1.0' }), () => click('2 consumers'));
        const graph = await window.webview();
        await graph.getByRole('button', { name: /^ShopInc\/MobileShop@2\.1 –/ }).waitFor();
    });
});
