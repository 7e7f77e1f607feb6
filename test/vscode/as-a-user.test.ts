import assert from 'node:assert/strict';
import axe from 'axe-core';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './environment.ts';
import { UserWindow } from './user-window.ts';

const vsix = path.join(root, 'test-results/apim.vsix');

describe('a user with the packaged extension', function () {
    let scratch: string;
    let folder: string;
    let window: UserWindow;

    beforeEach(() => {
        scratch = mkdtempSync(path.join(tmpdir(), 'apim-shop-'));
        folder = path.join(scratch, 'shop');
        cpSync(path.join(root, 'samples/shop'), folder, { recursive: true, filter: file => path.basename(file) !== '.apim' });
    });

    afterEach(async function () {
        if (this.currentTest?.state === 'failed') {
            await window?.picture(`failed-${this.currentTest.title.replace(/\W+/g, '-')}`).catch(() => undefined);
        }
        await window?.close();
        rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    });

    it('opens the sample, sees a problem, looks at My Clients and registers from the palette', async () => {
        window = await UserWindow.open({ vsix, folder, trust: 'given', settings: { 'apim.user': 'anna@shop.example' } });
        const { page } = window;
        await window.openFile('shopinc.apim');
        await page.locator('.view-line', { hasText: 'organization' }).first().waitFor();

        await page.locator('.activitybar a.action-label[aria-label="API Management"]').click();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await page.mouse.move(900, 700);
        await window.picture('my-clients-declared');

        appendFileSync(path.join(folder, 'shopinc.apim'), '\norganization Wrong { client C@1.0 { contract Acme/Catalog@1.0 via Gold } }\n');
        await page.locator('.activitybar a.action-label[aria-label^="Explorer"]').waitFor();
        await window.command('Problems: Focus on Problems View');
        await page.locator('.markers-panel .monaco-list-row', { hasText: 'contract-public-api' }).waitFor();
        await window.picture('problem');
        cpSync(path.join(root, 'samples/shop/shopinc.apim'), path.join(folder, 'shopinc.apim'));
        await page.locator('.markers-panel .monaco-list-row', { hasText: 'contract-public-api' }).waitFor({ state: 'detached' });
        await window.command('View: Hide Panel');

        await window.command('APIM: Start Local Gateway');
        await window.notification('The local gateway answers at').waitFor();
        await window.command('Notifications: Clear All Notifications');

        await window.command('APIM: Register Client…');
        const picker = page.locator('.quick-input-list .monaco-list-row', { hasText: 'ShopInc/MobileShop@2.1' });
        await picker.locator('.monaco-checkbox, .quick-input-list-checkbox').first().click();
        await window.picture('register-pick');
        await page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
        await window.answer('Secret parameter shopPassword', 'a secret of this test');
        const dialog = page.locator('.monaco-dialog-box', { hasText: 'in the environment "local"' });
        await dialog.waitFor();
        await window.picture('register-confirm');
        await dialog.getByRole('button', { name: 'Register', exact: true }).click();
        await window.line(/^Version 2\.1, Registered/).waitFor();
        await page.locator('.notification-toast').first().waitFor();
        await window.picture('registered');
        await window.command('Notifications: Clear All Notifications');

        await window.line(/^Version 2\.1, Registered/).locator('.monaco-tl-twistie').click();
        await window.line(/^Contract with Acme\/Orders@1\.0/).first().waitFor();
        await window.line(/^Version 2\.1, Registered/).click();
        await page.locator('.view-line', { hasText: 'client MobileShop@2.1' }).first().waitFor();
        await page.mouse.move(900, 700);
        await page.waitForTimeout(800);
        await window.picture('my-clients');
        await window.command('APIM: Stop Local Gateway');
        await window.notification('The local gateway has stopped').waitFor();
    });

    it('filters My Clients while typing, and takes the filter back', async () => {
        window = await UserWindow.open({ vsix, folder, trust: 'given', settings: { 'apim.user': 'anna@shop.example' } });
        const { page } = window;
        await window.openFile('shopinc.apim');
        await page.locator('.activitybar a.action-label[aria-label="API Management"]').click();
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

    it('follows who consumes what in the contract graph, by mouse and by keyboard', async () => {
        window = await UserWindow.open({ vsix, folder, trust: 'given', settings: { 'apim.user': 'anna@shop.example' } });
        const { page } = window;
        await window.openFile('acme.apim');
        await page.locator('.activitybar a.action-label[aria-label="API Management"]').click();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await window.command('APIM: Show Contract Graph');
        const graph = page.frameLocator('iframe.webview').last().frameLocator('iframe');
        const box = (name: RegExp) => graph.getByRole('button', { name });
        await box(/^ShopInc\/MobileShop@2\.1/).waitFor();
        await window.picture('contract-graph');

        await graph.getByRole('searchbox').fill('orders');
        await graph.getByText('2 / 9').waitFor();
        await page.keyboard.press('Escape');
        await box(/^ShopInc\/MobileShop@2\.1/).focus();
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowRight');
        assert.match(await graph.locator(':focus title').textContent() ?? '', /^Acme\/Orders@1\.0/);
        const frame = await (await graph.locator('body').elementHandle())!.ownerFrame();
        await frame!.evaluate(axe.source);
        const { violations } = await frame!.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`), []);

        await graph.getByRole('button', { name: 'Only What Hangs on It' }).click();
        await box(/^Acme\/Catalog@1\.0/).waitFor({ state: 'detached' });
        await box(/^ShopInc\/MobileShop@2\.1/).click();
        await page.locator('.tab[data-resource-name="shopinc.apim"]').waitFor();
        await graph.getByRole('button', { name: 'Show All' }).click();
        await box(/^Acme\/Catalog@1\.0/).waitFor();
    });

    it('is offered nothing that connects to a gateway in Restricted Mode, and the language all the same', async () => {
        window = await UserWindow.open({ vsix, folder, trust: 'asked', settings: { 'apim.user': 'anna@shop.example' } });
        await window.openFile('shopinc.apim');
        await window.page.locator('.activitybar a.action-label[aria-label="API Management"]').click();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await window.picture('restricted-mode');
        const titles = await window.offered('APIM: ');
        assert.ok(titles.includes('APIM: Validate Workspace'), titles.join(', '));
        assert.deepEqual(titles.filter(title => /Register|Copy API Key|Local Gateway/.test(title)), []);
    });
});
