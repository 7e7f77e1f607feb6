import assert from 'node:assert/strict';
import { checkAccessibility } from '../accessibility.ts';
import { scenario } from '../scenario.ts';

describe('the contract graph', () => {
    const user = scenario();

    it('shows who consumes what, by mouse and by keyboard', async () => {
        const window = await user.open({ folder: user.sample('shop') });
        const { page } = window;
        await window.openFile('acme.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await window.command('APIM: Show Contract Graph');
        let graph = await window.webview();
        // A box says more than the name alone, which stands in the list beside.
        const box = (name: string) => graph.getByRole('button', { name: `${name} –` });
        await box('ShopInc/MobileShop@2.1').waitFor();
        await window.picture('contract-graph');

        await graph.getByRole('searchbox').fill('orders');
        await graph.getByText('2 / 9').waitFor();
        await page.keyboard.press('Escape');
        await box('ShopInc/MobileShop@2.1').focus();
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowRight');
        assert.match(await graph.locator(':focus title').textContent() ?? '', /^Acme\/Orders@1\.0/);
        await checkAccessibility(graph);

        await graph.getByRole('button', { name: 'Only What Hangs on It' }).click();
        await box('Acme/Catalog@1.0').waitFor({ state: 'detached' });
        await box('ShopInc/MobileShop@2.1').click();
        await page.locator('.tab[data-resource-name="shopinc.apim"]').waitFor();
        await graph.getByRole('button', { name: 'Show All' }).click();
        await box('Acme/Catalog@1.0').waitFor();

        await window.reload();
        graph = await window.webview();
        await box('ShopInc/MobileShop@2.1').waitFor();
        await window.picture('contract-graph-reloaded');
    });
});
