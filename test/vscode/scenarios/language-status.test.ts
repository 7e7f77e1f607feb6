import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { scenario } from '../scenario.ts';

const source = `organization Shop {
  member "anna@shop.example" as editor
  locked plan Gold@1.0 { policy RateLimiting { limit: 10 granularity: Client period: Minute } }
  published api Orders@1.0 { endpoint: "https://orders.example" offers Gold@1.0 }
  client Mobile@1.0 { contract Orders@1.0 via Gold }
  client Desk@1.0 { contract Orders@1.0 via Gold }
}
organization Secret { member "eve@elsewhere.example" as manager }
`;

describe('the status', () => {
    const user = scenario();
    let gateway: Server;
    const sockets = new Set<Socket>();

    /** Takes connections and never says a word. */
    beforeEach(async () => {
        gateway = createServer(socket => { sockets.add(socket.on('error', () => {})); });
        await new Promise<void>(resolve => { gateway.listen(0, '127.0.0.1', resolve); });
    });
    afterEach(() => {
        for (const socket of sockets) socket.destroy();
        gateway.close();
    });

    it('stands beside the language, and nothing waits for a gateway that never answers', async () => {
        user.write('shop.apim', source);
        user.write('apim.yaml', `environments:\n  production:\n    gateways:\n      - url: http://127.0.0.1:${(gateway.address() as AddressInfo).port}\n        timeout: 10min\n    protected: true\ndefaultEnvironment: production\n`);
        const window = await user.open({ folder: user.scratch });
        const { page } = window;
        await window.openFile('shop.apim');
        await page.locator('.codelens-decoration', { hasText: 'declared' }).first().waitFor();
        await window.status('production').waitFor();

        const status = page.locator('.hover-language-status');
        const waiting = status.filter({ hasText: '2 clients are not registered as declared' }).getByText('Preview All Changes');
        // What is open shows what was known when it was opened.
        await window.untilShown(waiting, async () => {
            await page.keyboard.press('Escape');
            await page.locator('#status\\.languageStatus').click();
        });
        await status.filter({ hasText: 'anna@shop.example' }).getByText('one organization is hidden').waitFor();
        await status.filter({ hasText: 'Language server is running' }).waitFor();
        await window.picture('language-status');
        await waiting.click();

        const comparing = window.notification('Comparing with the gateway');
        await comparing.waitFor();
        await window.openApiManagement();
        await window.line(/^Version 1\.0, Declared here/).first().waitFor();
        await window.goTo('client Desk');
        await page.keyboard.press('Home');
        await page.keyboard.type('client Third@1.0 {}\n');
        await page.locator('.codelens-decoration', { hasText: 'declared' }).nth(2).waitFor();
        // Whatever else waited for the gateway would wait for as long.
        assert.ok(await comparing.isVisible(), 'the gateway is still being asked');
        await window.picture('silent-gateway');
        await comparing.getByRole('button', { name: 'Cancel' }).click();
        await comparing.waitFor({ state: 'detached' });
    });
});
