import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { scenario } from '../scenario.ts';

describe('putting back what was deleted', () => {
    const user = scenario();

    it('is a button after the deletion, and a list of what was deleted and when', async function () {
        this.timeout(240_000);
        const folder = user.sample('shop');
        const file = path.join(folder, 'shopinc.apim');
        const before = readFileSync(file, 'utf8');
        // What VS Code saves by itself it saves at the same time as we do.
        const window = await user.open({ folder, settings: { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 1 } });
        await window.openFile('shopinc.apim');
        await window.page.locator('.codelens-decoration').first().waitFor();
        await window.command('APIM: Start Local Gateway');
        await window.notification('The local gateway answers at').waitFor();
        await window.command('Notifications: Clear All Notifications');

        for (const way of ['button', 'palette']) {
            await window.command('APIM: Delete Client…');
            await window.chooseByMouse('ShopInc/BackOffice@1.0');
            await window.dialog('ShopInc/BackOffice@1.0 is deleted').getByRole('button', { name: 'Delete', exact: true }).click();
            const deleted = window.notification('ShopInc/BackOffice@1.0 is deleted');
            await deleted.waitFor();
            assert.doesNotMatch(readFileSync(file, 'utf8'), /BackOffice/);
            if (way === 'button') {
                await deleted.getByRole('button', { name: 'Restore' }).click();
            } else {
                await window.command('APIM: Restore Deleted…');
                await window.pick('ShopInc/BackOffice@1.0').waitFor();
                await window.picture('restore-pick');
                await window.choose('ShopInc/BackOffice@1.0');
            }
            await window.notification('ShopInc/BackOffice@1.0 is back in the source.').waitFor();
            assert.equal(readFileSync(file, 'utf8'), before);
            assert.deepEqual(readdirSync(path.join(folder, '.apim/restore')), []);
            await window.command('Notifications: Clear All Notifications');
        }
        await window.command('APIM: Stop Local Gateway');
        await window.notification('The local gateway has stopped').waitFor();
    });
});
