import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { registerAtLocalGateway } from '../local-gateway.ts';
import { scenario } from '../scenario.ts';

describe('the life of APIs and clients', () => {
    const user = scenario();

    it('goes from a new version over publishing and retiring to its end, in the source and at the gateway', async () => {
        const folder = user.sample('shop');
        const window = await user.open({ folder });
        const { page } = window;
        const source = (file: string) => readFileSync(path.join(folder, file), 'utf8');
        const agree = async (button: string, then = 'Register') => {
            await page.locator('.monaco-dialog-box').getByRole('button', { name: button, exact: true }).click();
            await window.dialog('the environment "local"').getByRole('button', { name: then, exact: true }).click();
        };
        const told = async (text: string) => {
            await window.notification(text).waitFor();
            await window.command('Notifications: Clear All Notifications');
        };
        await window.openFile('shopinc.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await registerAtLocalGateway(window);

        await window.command('APIM: New Version…');
        await window.choose('Acme/Catalog@1.0');
        await window.answer('New Version (2/3)', '2.0');
        await window.choose('Write');
        await window.eventually('the new version in the source', () => Promise.resolve(source('acme.apim').includes('api Catalog@2.0')));
        assert.doesNotMatch(source('acme.apim'), /published[^\n]* api Catalog@2\.0/);

        await window.command('APIM: Publish API…');
        await window.choose('Acme/Catalog@2.0');
        await agree('Publish');
        await told('Acme/Catalog@2.0 is published in "local".');
        assert.match(source('acme.apim'), /published[^\n]* api Catalog@2\.0/);

        await window.command('APIM: Retire API…');
        await window.choose('Acme/Catalog@2.0');
        await agree('Retire');
        await told('Acme/Catalog@2.0 is retired in "local".');
        assert.match(source('acme.apim'), /retired[^\n]* api Catalog@2\.0/);

        await window.command('APIM: Delete API…');
        await window.choose('Acme/Catalog@2.0');
        await window.dialog('Acme/Catalog@2.0').getByRole('button', { name: 'Delete', exact: true }).click();
        // That it has left the gateway is told before it leaves the source.
        await told('Acme/Catalog@2.0 is deleted');
        assert.doesNotMatch(source('acme.apim'), /Catalog@2\.0/);

        await window.chooseFromMenu(window.line(/^Version 2\.1, Registered/), 'Retire Client…');
        await window.dialog('ShopInc/MobileShop@2.1').waitFor();
        await window.picture('retire-client');
        await agree('Retire');
        await told('ShopInc/MobileShop@2.1 is no longer registered in "local".');
        await window.line(/^Version 2\.1, Declared retired/).waitFor();

        await window.chooseFromMenu(window.line(/^Version 1\.0, Registered/), 'Delete Client…');
        await agree('Delete', 'Unregister');
        await window.line('BackOffice').waitFor({ state: 'detached' });
        // The views follow what is edited, which is saved a moment later.
        await window.eventually('a source without BackOffice', () => Promise.resolve(!source('shopinc.apim').includes('BackOffice')));
        await window.picture('client-deleted');
    });
});
