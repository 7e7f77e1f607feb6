import assert from 'node:assert/strict';
import { appendFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import { root } from '../environment.ts';
import { scenario } from '../scenario.ts';

describe('registering', () => {
    const user = scenario();

    it('begins with the sample and a problem, and ends in My Clients with what is registered, its key for a moment on the clipboard and nowhere else', async () => {
        const folder = user.sample('shop');
        const window = await user.open({ folder, settings: { 'apim.clipboard.clearAfter': 6 } });
        const { page } = window;
        await window.openFile('shopinc.apim');
        await page.locator('.view-line', { hasText: 'organization' }).first().waitFor();

        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await page.mouse.move(900, 700);
        await window.picture('my-clients-declared');

        appendFileSync(path.join(folder, 'shopinc.apim'), '\norganization Wrong { client C@1.0 { contract Acme/Catalog@1.0 via Gold } }\n');
        await window.command('Problems: Focus on Problems View');
        await window.problem('contract-public-api').waitFor();
        await window.picture('problem');
        cpSync(path.join(root, 'samples/shop/shopinc.apim'), path.join(folder, 'shopinc.apim'));
        await window.problem('contract-public-api').waitFor({ state: 'detached' });
        await window.command('View: Hide Panel');

        await window.command('APIM: Start Local Gateway');
        await window.notification('The local gateway answers at').waitFor();
        await window.command('Notifications: Clear All Notifications');

        await window.command('APIM: Register Client…');
        await window.tick('ShopInc/MobileShop@2.1');
        await window.picture('register-pick');
        await window.ok();
        await window.answer('Secret parameter shopPassword', 'a secret of this test');
        const dialog = window.dialog('in the environment "local"');
        await dialog.waitFor();
        await window.picture('register-confirm');
        await dialog.getByRole('button', { name: 'Register', exact: true }).click();
        // Before what stays: VS Code takes a notification away after a while.
        await page.locator('.notification-toast').first().waitFor();
        await window.line(/^Version 2\.1, Registered/).waitFor();
        await window.picture('registered');
        await window.command('Notifications: Clear All Notifications');

        await window.command('APIM: Copy API Key…');
        await window.choose('ShopInc/MobileShop@2.1');
        await window.status('API key of ShopInc/MobileShop@2.1 copied').waitFor();
        const key = await window.clipboard();
        assert.match(key, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        await window.picture('key-copied');
        assert.ok(!(await page.locator('body').innerText()).includes(key));
        await window.eventually('a clipboard without the key', async () => await window.clipboard() === '');

        const contract = window.line(/^Contract with Acme\/Orders@1\.0/).first();
        await window.untilShown(contract, () => window.line(/^Version 2\.1, Registered/).locator('.monaco-tl-twistie').click());
        await window.chooseFromMenu(contract, 'Copy Managed URL');
        await window.eventually('the address of the API on the clipboard', async () => /^http:\/\/127\.0\.0\.1:\d+\/Acme\/Orders\/1\.0$/.test(await window.clipboard()));

        await window.chooseFromMenu(window.line(/^Version 2\.1, Registered/), 'Register Again…');
        await window.notification('Nothing to register: the gateway of "local" already holds what is declared.').waitFor();
        await window.command('Notifications: Clear All Notifications');

        await window.line(/^Version 2\.1, Registered/).click();
        await page.locator('.view-line', { hasText: 'client MobileShop@2.1' }).first().waitFor();
        await page.mouse.move(900, 700);
        await page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
        await window.picture('my-clients');
        await window.command('APIM: Stop Local Gateway');
        await window.notification('The local gateway has stopped').waitFor();
    });
});
