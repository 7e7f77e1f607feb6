import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { checkAccessibility } from '../accessibility.ts';
import { scenario } from '../scenario.ts';
import type { UserWindow } from '../user-window.ts';

describe('the page of a client', function () {
    this.timeout(240_000);
    const user = scenario();
    let backEnd: Server;

    before(async () => {
        backEnd = createServer((request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ path: request.url, key: request.headers['x-shop-key'] })));
        await new Promise<void>(resolve => backEnd.listen(0, '127.0.0.1', resolve));
    });
    after(() => new Promise(resolve => backEnd.close(resolve)));

    /** The shop, with its back end where that of this test is. */
    function shop(): string {
        const folder = user.sample('shop');
        const file = path.join(folder, 'parameters.apim');
        writeFileSync(file, readFileSync(file, 'utf8').replace('http://localhost:9001', `http://127.0.0.1:${(backEnd.address() as AddressInfo).port}`));
        return folder;
    }

    it('leads from a declaration to an answered call, by keyboard alone, and shows the key to nobody who did not ask', async () => {
        const window = await user.open({ folder: shop() });
        const { page } = window;
        await window.openFile('shopinc.apim');
        await lenses(window);
        await window.commandByKeyboard('APIM: Start Local Gateway');
        await window.notification('The local gateway answers at').waitFor();
        await window.commandByKeyboard('Notifications: Clear All Notifications');
        await window.commandByKeyboard('APIM: Show Client…');
        await window.choose('ShopInc/MobileShop@2.1');
        const client = await window.webview();
        await client.getByText('There is none yet: registering makes it.').waitFor();
        await client.getByText('10,000 requests per day, counted for each client').waitFor();

        // Registering, from the page and back to it.
        await tabTo(client, 'summary', /^Basic Authentication/);
        await page.keyboard.press('Enter');
        await client.getByText('password: shopPassword').waitFor();
        await window.picture('client-page-declared');
        await tabTo(client, 'button', /^Register…$/, 'Shift+Tab');
        await page.keyboard.press('Enter');
        await window.answer('Secret parameter shopPassword', 'a secret of this test');
        await window.dialog('in the environment "local"').getByRole('button', { name: 'Register', exact: true }).focus();
        await page.keyboard.press('Enter');
        await client.locator('header .badge', { hasText: 'registered' }).waitFor();
        assert.ok(await client.getByText('password: shopPassword').isVisible(), 'what was unfolded stays so');
        await client.getByText('Nothing.', { exact: true }).waitFor();
        await window.commandByKeyboard('Notifications: Clear All Notifications');

        // The key, to the clipboard and then for all to see; never before.
        await window.commandByKeyboard('View: Focus Active Editor Group');
        await client.locator('header').focus();
        await tabTo(client, 'button', /^Copy Key$/);
        await page.keyboard.press('Enter');
        await client.getByText('API key of ShopInc/MobileShop@2.1 copied').waitFor();
        const key = await window.clipboard();
        assert.match(key, /^[0-9a-f-]{36}$/);
        assert.ok(!(await client.content()).includes(key), 'the key stands on the page that nobody asked to show it');
        await tabTo(client, 'button', /^Show for 30 s$/);
        await page.keyboard.press('Enter');
        await client.getByText(key).waitFor();
        await page.keyboard.press('Enter');
        await client.getByText(key).waitFor({ state: 'detached' });
        assert.ok(!(await client.content()).includes(key), 'the key stays on the page after it was hidden');

        // A call, as code and for real.
        await tabTo(client, 'summary', /^Call it$/, 'Shift+Tab');
        await page.keyboard.press('Enter');
        await tabTo(client, 'select', /curl/);
        await page.keyboard.press('ArrowDown');
        await client.getByText('process.env.APIM_KEY').waitFor();
        assert.equal(await client.evaluate<string>('document.activeElement.tagName'), 'SELECT', 'the cursor of the keyboard stays');
        await page.keyboard.press('ArrowUp');
        await tabTo(client, 'button', /^Copy$/);
        await page.keyboard.press('Enter');
        await client.getByText('Copied.').waitFor();
        const call = /^curl http:\/\/127\.0\.0\.1:\d+\/Acme\/Orders\/1\.0\/orders \\\n {2}-H "X-API-Key: \$APIM_KEY" \\\n {2}-u shop$/;
        assert.match(await window.clipboard(), call);
        await tabTo(client, 'button', /^Send Test Request…$/);
        await page.keyboard.press('Enter');
        await page.locator('.quick-input-widget:visible').getByText('Path below this address').waitFor();
        await page.keyboard.press('Enter');
        const answer = page.frameLocator('iframe.webview').last().frameLocator('iframe');
        await answer.getByRole('heading', { name: /^200 · \d+ ms/ }).waitFor();
        await answer.getByText('9999 of 10000 left').waitFor();
        await window.picture('client-page-answer');
        assert.doesNotMatch(await answer.locator('body').innerText(), new RegExp(key));
        await window.commandByKeyboard('APIM: Copy curl…');
        await window.choose('ShopInc/MobileShop@2.1');
        await window.status('curl copied').waitFor();
        assert.match(await window.clipboard(), call);
        await window.commandByKeyboard('APIM: Stop Local Gateway');
        await window.notification('The local gateway has stopped').waitFor();
    });

    it('follows the source, comes back after a reload, and can be read in every theme and at 200 %', async () => {
        const folder = shop();
        const window = await user.open({ folder, theme: 'dark' });
        const { page } = window;
        await window.openFile('shopinc.apim');
        await lenses(window);
        await window.goTo('ApiKey');
        await window.command('APIM: Show Policy Chain…');
        let client = await window.webview();
        await client.getByText('from the plan Acme/Gold@1.0').waitFor();
        await client.locator('summary:focus', { hasText: 'Policies of a call' }).waitFor();
        appendFileSync(path.join(folder, 'shopinc.apim'), '\norganization More { client Other@1.0 { contract Acme/Orders@1.0 via Trial } }\n');
        writeFileSync(path.join(folder, 'acme.apim'), readFileSync(path.join(folder, 'acme.apim'), 'utf8').replace('limit: 10000', 'limit: 20000'));
        await client.getByText('20,000 requests per day').waitFor();
        await client.locator('summary:focus', { hasText: 'Policies of a call' }).waitFor();

        for (const theme of ['dark', 'light', 'high contrast', 'high contrast light'] as const) {
            await window.changeTheme(theme);
            await checkAccessibility(client);
            await window.picture(`client-page-${theme.replaceAll(' ', '-')}`);
        }
        await window.zoom(200);
        await window.command('View: Close Primary Side Bar');
        await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
        await window.eventually('a page that is not wider than its place', () => client.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth'));
        await window.picture('client-page-200');
        await window.zoom(100);

        await window.reload();
        client = await window.webview();
        await client.getByText('20,000 requests per day').waitFor();
        assert.ok(await client.getByText('from the plan Acme/Gold@1.0').isVisible());
        await client.getByRole('button', { name: 'Go to Declaration', exact: true }).click();
        await page.locator('.tab.active[data-resource-name="shopinc.apim"]').waitFor();
    });

    it('speaks German', async () => {
        const window = await user.open({ folder: shop(), language: 'de' });
        await window.openFile('shopinc.apim');
        await lenses(window, 'Registrieren');
        await window.goTo('ApiKey');
        await window.command('APIM: Client zeigen…');
        const client = await window.webview();
        await client.getByText('10.000 Aufrufe pro Tag, gezählt je Client').waitFor();
        await checkAccessibility(client);
        await window.picture('client-page-german');
    });
});

/** Commands are in the palette as soon as the language server has been heard of. */
async function lenses({ page }: UserWindow, words = 'Register'): Promise<void> {
    await page.locator('.codelens-decoration', { hasText: words }).first().waitFor({ timeout: 60_000 });
}

/** Presses Tab until the cursor of the keyboard is on an element of these words. */
async function tabTo(frame: Frame, name: string, words: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let pressed = 0; pressed < 60; pressed += 1) {
        const focused = await frame.evaluate<[string, string]>("[document.activeElement.tagName.toLowerCase(), document.activeElement.textContent]");
        if (focused[0] === name && words.test(focused[1])) {
            return;
        }
        await frame.page().keyboard.press(key);
    }
    assert.fail(`Tab does not reach ${name} ${words}`);
}
