import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { scenario } from '../scenario.ts';
import type { UserWindow } from '../user-window.ts';

describe('My Clients, APIs and Gateways', () => {
    const user = scenario();

    async function shop(): Promise<{ window: UserWindow; folder: string }> {
        const folder = user.sample('shop');
        const window = await user.open({ folder });
        await window.openFile('shopinc.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        return { window, folder };
    }

    it('show who consumes an API, and where registering goes; what is shown follows what is done', async () => {
        const { window } = await shop();
        const { page } = window;
        await window.line(/^API Orders/).waitFor();
        await window.untilShown(window.line(/^Offered through plan Gold@1\.0/), () => window.line(/^Version 1\.0, Declared published/).nth(1).locator('.monaco-tl-twistie').click());
        const local = window.line(/^Gateway Local gateway, /);
        await window.line(/^Environment local, active/).waitFor();
        await window.line(/^Gateway Local gateway, The local gateway does not run/).waitFor();
        await window.line(/^Environment production, protected/).hover();
        await page.locator('.monaco-hover', { hasText: 'its name is asked for' }).waitFor();
        await window.picture('views');

        await window.untilShown(page.locator('.tab[data-resource-name="apim.yaml"]'), () => local.click());
        await window.act(local, /^Start Local Gateway/);
        await window.line(/^Gateway Local gateway, Answers/).waitFor();
        await window.picture('gateway-connected');
        await window.command('Notifications: Clear All Notifications');
        await window.command('APIM: Stop Local Gateway');
        await window.line(/^Gateway Local gateway, The local gateway does not run/).waitFor();

        await window.act(window.line(/^Environment production/), /^Select Environment/);
        await window.line(/^Environment production, active, protected/).waitFor();
        await window.status('production').waitFor();
    });

    it('are grouped and sorted as somebody likes them, and remember it', async () => {
        const { window } = await shop();
        const choose = async (command: string, choice: string | RegExp) => {
            await window.command(command);
            await window.chooseByMouse(choice);
        };
        // The palette, which may still be there, has lines with this word at their end.
        const byState = /^\W*State/;
        await choose('APIM: Group My Clients…', byState);
        await window.line(/^State Retired, 1/).waitFor();
        await window.line(/^Version ShopInc\/MobileShop@2\.1, Declared here/).waitFor();
        await window.picture('my-clients-by-state');
        await choose('APIM: Group My Clients…', 'API that is consumed');
        await window.line(/^API Acme\/Orders@1\.0, /).waitFor();
        await choose('APIM: Group APIs…', byState);
        await window.line(/^Version Acme\/Catalog@1\.0, /).waitFor();
        await choose('APIM: Sort APIs…', 'the newest first');
        await choose('APIM: Group My Clients…', 'one flat list');
        await choose('APIM: Sort My Clients…', 'the newest first');
        const newestFirst = window.line(/^Version ShopInc/).first().and(window.line(/MobileShop@2\.1, Declared here/));
        await newestFirst.waitFor();
        await window.reload();
        await newestFirst.waitFor({ timeout: 60_000 });
        assert.equal(await window.line(/^Version ShopInc/).count(), 3);
    });

    it('go from the cursor to its line and back, copy what is selected, delete it where that is agreed to, and follow the cursor where that is wanted', async () => {
        const { window, folder } = await shop();
        const { page } = window;
        await window.goTo('client BackOffice');
        await window.command('APIM: Reveal in My Clients or APIs');
        await page.locator('[role=treeitem][aria-selected=true][aria-label^="Version 1.0, Declared here"]').waitFor();
        await page.keyboard.press('Control+C');
        await window.untilShown(page.locator('.monaco-editor.focused'), () => page.keyboard.press('F12'));

        const others = window.line(/^Version (1\.0|2\.1), Declared here/);
        await window.eventually('both names on the clipboard', async () => {
            await others.first().click();
            await others.nth(1).click({ modifiers: ['Control'] });
            await page.keyboard.press('Control+C');
            const isThere = async () => (await window.clipboard()).split('\n').toSorted().join(' ') === 'ShopInc/BackOffice@1.0 ShopInc/MobileShop@2.1';
            return window.eventually('what was copied', isThere, { seconds: 5 }).then(() => true, () => false);
        });
        const before = readFileSync(path.join(folder, 'shopinc.apim'), 'utf8');
        const dialog = window.dialog('ShopInc/');
        await window.pressUntil('Delete', dialog.getByRole('button', { name: 'Delete', exact: true }));
        await window.picture('delete-selected');
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await dialog.waitFor({ state: 'detached' });
        assert.equal(readFileSync(path.join(folder, 'shopinc.apim'), 'utf8'), before);

        await window.chooseFromMenu(window.line(/^API Orders/), 'Copy Name');
        await window.eventually('the name on the clipboard', async () => await window.clipboard() === 'Orders');

        await window.changeSettings({ 'apim.views.autoReveal': true });
        await window.goTo('client BackOffice');
        await page.keyboard.press('ArrowRight');
        await page.locator('[role=treeitem][aria-selected=true][aria-label^="Version 1.0, Declared here"]').waitFor();
    });

    it('speak German', async () => {
        const window = await user.open({ folder: user.sample('shop'), language: 'de' });
        await window.openFile('shopinc.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Hier deklariert/).waitFor();
        await window.line(/^Umgebung local, aktiv/).waitFor();
        await window.picture('views-german');
        const titles = await window.offered('APIM: ');
        assert.ok(titles.includes('APIM: Client registrieren…'), titles.join(', '));
    });
});
