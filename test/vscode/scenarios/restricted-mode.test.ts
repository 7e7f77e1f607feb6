import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../environment.ts';
import { FakeGateway } from '../fake-gateway.ts';
import { scenario } from '../scenario.ts';

const manifest: { contributes: { commands: { command: string; title: string; enablement?: string }[] } } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const texts: Record<string, string> = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8'));
/** What the manifest lets a trusted workspace do only. */
const connecting = manifest.contributes.commands.filter(({ enablement }) => /apim\.canConnect|isWorkspaceTrusted/.test(enablement ?? ''))
    .map(({ command, title }) => ({ command, title: `APIM: ${texts[title.replaceAll('%', '')]}` }));

describe('Restricted Mode', () => {
    const user = scenario();
    let gateway: FakeGateway;

    beforeEach(async () => { gateway = await FakeGateway.start(); });
    afterEach(() => gateway.stop());

    it('offers nothing that connects to a gateway, refuses what is called all the same, and ends when the user trusts the folder', async () => {
        const folder = user.sample('shop');
        user.write('shop/apim.yaml', `environments:\n  remote:\n    gateways:\n      - url: ${gateway.url}\n    parameters: { ordersHost: "https://orders.acme.example" }\n`);
        // The palette does not offer them, but whoever bound a key to one can call it.
        const keys = Object.fromEntries(connecting.map(({ command }, index) => [`ctrl+k ctrl+alt+${letter(index)}`, command]));
        const window = await user.open({ folder, trust: 'asked', keys: { ...keys, 'ctrl+k ctrl+alt+0': 'notifications.clearAll' } });
        const { page } = window;
        const press = async (second: string) => {
            await page.keyboard.press('Control+K');
            await page.keyboard.press(`Control+Alt+${second}`);
        };
        await window.openFile('shopinc.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await page.locator('.codelens-decoration').first().waitFor();
        await window.picture('restricted-mode');
        const lenses = await page.locator('.codelens-decoration').allTextContents();
        assert.deepEqual(lenses.filter(title => /Register|Diff|Copy key|Publish/.test(title)), []);
        const titles = await window.offered('APIM: ');
        assert.ok(titles.includes('APIM: Validate Workspace'), titles.join(', '));
        assert.ok(connecting.length >= 17);
        assert.deepEqual(connecting.filter(({ title }) => titles.includes(title)), []);

        await window.focusEditor();
        for (const [index, { command }] of connecting.entries()) {
            const refused = window.notification('Restricted Mode: nothing is sent');
            await window.untilShown(refused, () => press(letter(index))).catch(() => assert.fail(`${command} is not refused`));
            if (index === 0) await window.picture('restricted-mode-refusal');
            await window.eventually('no notification', async () => press('0').then(() => refused.isHidden()));
        }
        await window.command('APIM: Refresh');
        await window.command('APIM: Validate Workspace');
        await window.notification('files checked').waitFor();
        assert.equal(gateway.connections, 0, 'something was sent to a gateway');

        await window.status('Restricted Mode').click();
        const trust = page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true });
        await trust.waitFor();
        // The page is drawn anew whenever VS Code learns something of its extensions.
        await window.eventually('a folder that is trusted', async () => {
            await trust.click({ timeout: 5000 }).catch(() => undefined);
            return window.status('Restricted Mode').waitFor({ state: 'detached', timeout: 5000 }).then(() => true, () => false);
        });
        await window.command('APIM: Connect to Gateways');
        await window.eventually('the gateway is asked once the folder is trusted', () => Promise.resolve(gateway.connections > 0));
        await window.picture('trusted');
    });
});

function letter(index: number): string {
    return String.fromCodePoint('a'.codePointAt(0)! + index);
}
