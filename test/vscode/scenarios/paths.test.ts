import path from 'node:path';
import { registerAtLocalGateway } from '../local-gateway.ts';
import { scenario } from '../scenario.ts';

describe('a project in a folder with spaces and umlauts', () => {
    const user = scenario();

    it('is checked, shown and registered as everywhere', async () => {
        const folder = user.sample('shop', path.join('Köln Süd', 'mein projekt ä'));
        user.write('Köln Süd/mein projekt ä/größer als.apim', 'organization Wrong { client C@1.0 { contract Acme/Catalog@1.0 via Gold } }\n');
        const window = await user.open({ folder });
        const { page } = window;
        await window.openFile('größer als.apim');
        await window.command('Problems: Focus on Problems View');
        await window.problem('contract-public-api').waitFor();
        await window.picture('problem-in-folder-with-umlauts');
        await window.goTo('Catalog@1.0 via');
        await window.untilShown(page.locator('.tab.active[data-resource-name="acme.apim"]'), () => page.keyboard.press('F12'));
        await page.locator('.view-line', { hasText: 'api Catalog@1.0' }).first().waitFor();

        await window.openFile('größer als.apim');
        await window.textReplacedBy('organization Right { }\n');
        await page.keyboard.press('Control+S');
        await window.problem('contract-public-api').waitFor({ state: 'detached' });
        await window.openFile('shopinc.apim');
        await window.openApiManagement();
        await registerAtLocalGateway(window);
        await window.line(/^Version 2\.1, Registered/).click();
        await page.locator('.tab.active[data-resource-name="shopinc.apim"]').waitFor();
        await window.picture('folder-with-umlauts');
    });
});
