import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFileFor, registerShop, startGatewayOfItsOwn, type GatewayPlace } from '../../support/gateway-of-its-own.ts';
import type { Workplace } from '../../support/apim.ts';
import { scenario } from '../scenario.ts';

const secret = 'a-password-of-this-test';

describe('import from a gateway', () => {
    const user = scenario();
    let gateway: GatewayPlace;
    let origin: Workplace;

    beforeEach(async () => {
        gateway = await startGatewayOfItsOwn();
        origin = await registerShop(gateway, secret);
    });
    afterEach(async () => {
        origin.remove();
        await gateway.stop();
    });

    it('makes a project of what others registered: nothing is wrong in it, and nothing would change', async function () {
        this.timeout(240_000);
        user.write('apim.yaml', projectFileFor(gateway));
        const window = await user.open({ folder: user.scratch, theme: 'dark' });
        const { page } = window;
        // The environment is in the status bar once the extension is there.
        await page.locator('.statusbar-item', { hasText: 'test' }).waitFor({ timeout: 60_000 });
        await window.command('APIM: Import from Gateway…');
        await window.answer('Password of the gateway', gateway.password);
        const picker = page.locator('.quick-input-widget:visible');
        await picker.getByText('Acme/Orders@1.0').waitFor();
        await window.picture('import-pick');
        await picker.getByRole('button', { name: 'OK' }).click();

        const question = window.notification('Write this into acme.apim, shopinc.apim?');
        await question.waitFor();
        await page.locator('.tab[aria-label*="Import from test"]').waitFor();
        await page.locator('.view-line', { hasText: 'published private api Orders@1.0' }).first().waitFor();
        await window.picture('import-preview');
        await question.getByRole('button', { name: 'Write Files and Keep Secrets' }).click();
        await page.locator('.tab[data-resource-name="acme.apim"]').waitFor();
        const done = window.notification('Imported 5 plans, APIs and clients into acme.apim, shopinc.apim.');
        await done.waitFor();
        await window.picture('imported');
        const text = readFileSync(path.join(user.scratch, 'acme.apim'), 'utf8');
        assert.match(text, /secret parameter ordersPassword\n/);
        assert.doesNotMatch(text, new RegExp(secret));

        await done.getByRole('button', { name: 'Preview All Changes' }).click();
        await (await window.webview()).getByText('Nothing to do: the gateway holds what is declared.').waitFor();
        await window.command('Problems: Focus on Problems View');
        await page.getByText('No problems have been detected in the workspace.').waitFor();
    });
});
