import assert from 'node:assert/strict';
import { scenario } from '../scenario.ts';
import type { UserWindow } from '../user-window.ts';

describe('VS Code in a browser alone', () => {
    const user = scenario();

    it('checks, completes, renames and formats a project that is on no disk, and shows its clients', async () => {
        const window = await user.open({ folder: user.sample('shop'), host: 'browser' });
        const { page } = window;
        await openFromExplorer(window, 'shopinc.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await window.picture('browser-my-clients');

        await window.goTo('MobileShop@2.1');
        await window.pressUntil('F2', page.locator('.rename-box input'));
        await page.locator('.rename-box input').fill('PhoneShop');
        await page.keyboard.press('Enter');
        // The approval of this client stands in another file.
        await page.locator('.view-line', { hasText: 'client PhoneShop@2.1' }).waitFor();
        await window.line(/PhoneShop/).first().waitFor();
        await openFromExplorer(window, 'acme.apim');
        await page.locator('.view-line', { hasText: 'ShopInc/PhoneShop@2.1' }).first().waitFor();

        await page.keyboard.press('Control+End');
        await page.keyboard.insertText('\norganization  Wrong{client C@1.0 { contract Acme/');
        await window.pressUntil('Control+Space', page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'Acme/Orders@1.0' }));
        await page.keyboard.press('Escape');
        await page.keyboard.insertText('Catalog@1.0 via Gold }}');
        await window.command('Problems: Focus on Problems View');
        await window.problem('contract-public-api').waitFor();
        await window.picture('browser-problem');
        await window.command('View: Hide Panel');
        await page.locator('.editor-group-container.active .monaco-editor').first().click({ position: { x: 300, y: 5 } });
        // A cursor that moves ends a formatting that is under way.
        await page.keyboard.press('Control+End');
        await window.command('Format Document');
        await page.locator('.view-line', { hasText: /^organization\sWrong\s\{/ }).waitFor();
    });

    it('draws the contracts and makes a version, and offers nothing that takes a gateway', async () => {
        const window = await user.open({ folder: user.sample('shop'), host: 'browser' });
        const { page } = window;
        await openFromExplorer(window, 'shopinc.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();

        await window.command('APIM: Show Contract Graph');
        await page.frameLocator('iframe.webview').last().frameLocator('iframe').getByRole('button', { name: /^ShopInc\/MobileShop@2\.1/ }).waitFor();
        await window.picture('browser-contract-graph');

        for (const title of ['APIM: New Version…', 'APIM: Retire Client…']) {
            assert.ok((await window.offered(title)).includes(title), title);
        }
        for (const word of ['Register', 'Preview', 'Local Gateway', 'Delete Client', 'Restore Deleted']) {
            assert.deepEqual((await window.offered(`APIM: ${word}`)).filter(title => title.startsWith('APIM: ') && title.includes(word)), []);
        }
        await window.command('Test: Call Register All without a Menu');
        await window.notification('In the browser no gateway can be reached').waitFor();
        await window.picture('browser-refusal');
        await window.command('Notifications: Clear All Notifications');

        await window.command('APIM: New Version…');
        await window.choose('ShopInc/MobileShop@2.1');
        await window.answer('New Version (2/3)', '3.1');
        await window.choose('Write');
        await window.line(/^Version 3\.1, /).waitFor();

        await window.command('APIM: Create Sample Project…');
        await window.answerPath('Where is the folder apim-shop to be created?', '/shop/', 'Create Here');
        await window.notification('The sample project is in memory:/shop/apim-shop').waitFor();
        await window.picture('browser-sample');
        await page.keyboard.press('Control+Shift+E');
        await page.getByRole('treeitem', { name: 'apim-shop' }).waitFor();
    });
});

/** Nobody searches a file system in memory, as *Go to File* would. */
async function openFromExplorer({ page }: UserWindow, name: string): Promise<void> {
    await page.locator('.activitybar a.action-label[aria-label^="Explorer"]').waitFor();
    await page.keyboard.press('Control+Shift+E');
    await page.getByRole('treeitem', { name }).dblclick();
    await page.locator(`.tab[data-resource-name="${name}"]`).waitFor();
    await page.locator('.view-line').first().waitFor();
}
