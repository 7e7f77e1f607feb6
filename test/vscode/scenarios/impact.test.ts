import { checkAccessibility } from '../accessibility.ts';
import { scenario } from '../scenario.ts';

describe('the impact of a change', () => {
    const user = scenario();

    it('is told in words beside the picture, from the menu of the editor and from the palette, at any size and in German', async function () {
        this.timeout(240_000);
        const window = await user.open({ folder: user.sample('shop'), language: 'de', theme: 'dark' });
        const { page } = window;
        await window.openFile('acme.apim');
        await page.locator('.codelens-decoration').first().waitFor();
        await window.command('APIM: Auswirkung zeigen…');
        await window.choose('Acme/Gold@1.0');
        const graph = await window.webview();
        await graph.getByRole('heading', { name: 'Was an Acme/Gold@1.0 hängt' }).waitFor();
        await graph.getByText('Verträge: 2. Clients: 2. Organisationen: 1.').waitFor();
        await graph.getByRole('listitem').filter({ hasText: 'Acme/Orders@1.0 über Acme/Gold@1.0' }).first().waitFor();
        await window.picture('impact-dark-german');
        await checkAccessibility(graph);
        await window.changeTheme('high contrast');
        await window.picture('impact-high-contrast');
        await checkAccessibility(graph);
        await window.zoom(200);
        await window.picture('impact-200-percent');
        await window.zoom(100);
        await window.changeTheme('light');
        await graph.getByRole('button', { name: 'ShopInc/MobileShop@2.1', exact: true }).click();
        await page.locator('.tab[data-resource-name="shopinc.apim"]').waitFor();
        await window.picture('impact-light');
    });
});
