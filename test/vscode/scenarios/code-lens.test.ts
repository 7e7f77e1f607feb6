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
        // No gateway runs yet: nothing was sent, and one click starts it. A lens that is just being replaced does not answer a click.
        const remedy = window.notification('local gateway').getByRole('button', { name: 'Start Local Gateway' });
        await window.untilShown(remedy, () => lens('Register').locator('a', { hasText: 'Register' }).first().click());

        await window.openFile('acme.apim');
        await window.untilShown(page.locator('.tab', { hasText: 'Contracts of Acme/Orders@1.0' }), () => lens('2 consumers').locator('a', { hasText: '2 consumers' }).click());
        const graph = await window.webview();
        await graph.getByRole('button', { name: /^ShopInc\/MobileShop@2\.1 –/ }).waitFor();
    });
});
