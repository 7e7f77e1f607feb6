import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startStubGateway, type StubGateway } from '../support/stub-gateway.ts';
import { root } from './environment.ts';
import { UserWindow } from './user-window.ts';

const vsix = path.join(root, 'test-results/apim.vsix');
const names = Array.from({ length: 14 }, (_, index) => `Client${String(index + 1).padStart(2, '0')}`);
const source = `organization Shop {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10 granularity: Client period: Minute } }
  published api Orders@1.0 { endpoint: "https://orders.example" offers Gold@1.0 }
${names.map(name => `  client ${name}@1.0 { contract Orders@1.0 via Gold }\n`).join('')}}
`;

describe('a user who registers', function () {
    let scratch: string;
    let gateway: StubGateway;
    let window: UserWindow;
    /** Requests that write are not answered. */
    let isStuck = false;

    beforeEach(async () => {
        isStuck = false;
        gateway = await startStubGateway(({ method, url }) => isStuck && method === 'PUT' && url === '/clients');
        scratch = mkdtempSync(path.join(tmpdir(), 'apim-registering-'));
        writeFileSync(path.join(scratch, 'shop.apim'), source);
        writeFileSync(path.join(scratch, 'apim.yaml'), `environments:\n  production:\n    gateways:\n      - url: ${gateway.url}\n        publicUrl: ${gateway.url}/gateway\n    protected: true\ndefaultEnvironment: production\n`);
    });

    afterEach(async function () {
        if (this.currentTest?.state === 'failed') {
            await window?.picture(`failed-${this.currentTest.title.replace(/\W+/g, '-')}`).catch(() => undefined);
        }
        await window?.close();
        await gateway.stop();
        rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    });

    it('sees what it is about, types the name of a protected environment, cancels, and does the rest', async () => {
        window = await UserWindow.open({ vsix, folder: scratch, trust: 'given' });
        const { page } = window;
        await window.openFile('shop.apim');
        await page.locator('.codelens-decoration').first().waitFor();
        const dialog = page.locator('.monaco-dialog-box');
        await window.command('APIM: Register All');
        await dialog.getByText('15 operations will be carried out').waitFor();
        await dialog.getByText('Publish Shop/Orders@1.0 (new)').waitFor();
        await dialog.getByText('… and 5 more').waitFor();
        await window.picture('register-many');
        await dialog.getByRole('button', { name: 'Show All' }).click();
        // All of it is in a document; the question waits beside it.
        await page.locator('.tab[aria-label*="Registration in production"]').waitFor();
        await window.picture('register-all-shown');
        await window.notification('15 operations will be carried out').getByRole('button', { name: 'Register' }).click();
        await window.answer('"production" is protected', 'productio');
        await page.getByText('This is not the name of the environment.').waitFor();
        assert.deepEqual(gateway.requests.filter(request => !request.startsWith('GET')), []);
        isStuck = true;
        await window.answer('"production" is protected', 'production');
        const progress = window.notification(/Registering in "production": \d+\/15 Shop\/Client\d\d@1\.0/);
        await progress.waitFor();
        await window.picture('register-progress');
        const cancelled = Date.now();
        await progress.getByRole('button', { name: 'Cancel' }).click();
        await window.notification(/Cancelled in "production": 1 of 15 operations were carried out/).waitFor();
        assert.ok(Date.now() - cancelled < 5000, `${Date.now() - cancelled} ms`);
        await window.picture('register-cancelled');

        isStuck = false;
        await window.notification('Cancelled').getByRole('button', { name: 'Register the Rest…' }).click();
        await dialog.getByText('14 operations will be carried out').waitFor();
        await dialog.getByRole('button', { name: 'Register', exact: true }).click();
        await window.answer('"production" is protected', 'production');
        await window.notification('14 operations were carried out in "production".').waitFor();
        await window.picture('register-done');
        assert.equal([...gateway.held.keys()].filter(name => name.includes('/clients/')).length, 14);
    });

    it('deletes a client and puts it back, from the button and from the palette', async () => {
        cpSync(path.join(root, 'samples/shop'), scratch, { recursive: true, filter: file => path.basename(file) !== '.apim' });
        rmSync(path.join(scratch, 'shop.apim'));
        const file = path.join(scratch, 'shopinc.apim');
        const before = readFileSync(file, 'utf8');
        window = await UserWindow.open({ vsix, folder: scratch, trust: 'given', settings: { 'apim.user': 'anna@shop.example' } });
        const { page } = window;
        await window.openFile('shopinc.apim');
        await page.locator('.codelens-decoration').first().waitFor();
        const dialog = page.locator('.monaco-dialog-box');
        await window.command('APIM: Start Local Gateway');
        await window.notification('The local gateway answers at').waitFor();
        await window.command('Notifications: Clear All Notifications');

        for (const way of ['button', 'palette']) {
            await window.command('APIM: Delete Client…');
            await page.locator('.quick-input-list .monaco-list-row', { hasText: 'ShopInc/BackOffice@1.0' }).click();
            await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
            const deleted = window.notification('ShopInc/BackOffice@1.0 is deleted');
            await deleted.waitFor();
            assert.doesNotMatch(readFileSync(file, 'utf8'), /BackOffice/);
            if (way === 'button') {
                await window.picture('deleted');
                await deleted.getByRole('button', { name: 'Restore' }).click();
            } else {
                await window.command('APIM: Restore Deleted…');
                const kept = page.locator('.quick-input-list .monaco-list-row', { hasText: 'ShopInc/BackOffice@1.0' });
                await kept.waitFor();
                await window.picture('restore-pick');
                await kept.click();
            }
            await window.notification('ShopInc/BackOffice@1.0 is back in the source.').waitFor();
            assert.equal(readFileSync(file, 'utf8'), before);
            assert.deepEqual(readdirSync(path.join(scratch, '.apim/restore')), []);
            await window.picture('restored');
            await window.command('Notifications: Clear All Notifications');
        }
        await window.command('APIM: Stop Local Gateway');
        await window.notification('The local gateway has stopped').waitFor();
    });
});
