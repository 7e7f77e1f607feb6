import assert from 'node:assert/strict';
import { startStubGateway, type StubGateway } from '../../support/stub-gateway.ts';
import { scenario } from '../scenario.ts';

const names = Array.from({ length: 14 }, (_, index) => `Client${String(index + 1).padStart(2, '0')}`);
const source = `organization Shop {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10 granularity: Client period: Minute } }
  published api Orders@1.0 { endpoint: "https://orders.example" offers Gold@1.0 }
${names.map(name => `  client ${name}@1.0 { contract Orders@1.0 via Gold }\n`).join('')}}
`;

describe('a protected environment', () => {
    const user = scenario();
    let gateway: StubGateway;
    /** Clients that are registered get no answer. */
    let isStuck = false;

    beforeEach(async () => {
        isStuck = false;
        gateway = await startStubGateway(({ method, url }) => isStuck && method === 'PUT' && url === '/clients');
    });
    afterEach(() => gateway.stop());

    it('says what it is about, wants its name typed, is cancelled at once, and takes the rest later', async function () {
        this.timeout(240_000);
        user.write('shop.apim', source);
        user.write('apim.yaml', `environments:\n  production:\n    gateways:\n      - url: ${gateway.url}\n        publicUrl: ${gateway.url}/gateway\n        timeout: 10min\n    protected: true\ndefaultEnvironment: production\n`);
        const window = await user.open({ folder: user.scratch, theme: 'dark' });
        const { page } = window;
        await window.openFile('shop.apim');
        await page.locator('.codelens-decoration').first().waitFor();
        await window.command('APIM: Register All');
        const dialog = window.dialog('operations will be carried out');
        await dialog.getByText('15 operations will be carried out').waitFor();
        await dialog.getByText('Publish Shop/Orders@1.0 (new)').waitFor();
        await dialog.getByText('… and 5 more').waitFor();
        await window.picture('register-many');
        await dialog.getByRole('button', { name: 'Show All' }).click();
        // All of it is in a document; the question waits beside it.
        await page.locator('.tab[aria-label*="Registration in production"]').waitFor();
        await window.notification('15 operations will be carried out').getByRole('button', { name: 'Register' }).click();
        await window.answer('"production" is protected', 'productio');
        await page.getByText('This is not the name of the environment.').waitFor();
        assert.deepEqual(gateway.requests.filter(request => !request.startsWith('GET')), []);

        isStuck = true;
        await window.answer('"production" is protected', 'production');
        const progress = window.notification(/Registering in "production": \d+\/15 Shop\/Client\d\d@1\.0/);
        await progress.waitFor();
        await window.picture('register-progress');
        // The gateway never answers, so whoever waited for it would wait for ten minutes.
        await progress.getByRole('button', { name: 'Cancel' }).click();
        await window.notification('Cancelled in "production": 1 of 15 operations were carried out, 14 were not.').waitFor();
        await window.picture('register-cancelled');

        isStuck = false;
        await window.notification('Cancelled').getByRole('button', { name: 'Register the Rest…' }).click();
        await dialog.getByText('14 operations will be carried out').waitFor();
        await dialog.getByRole('button', { name: 'Register', exact: true }).click();
        await window.answer('"production" is protected', 'production');
        await window.notification('14 operations were carried out in "production".').waitFor();
        assert.equal([...gateway.held.keys()].filter(name => name.includes('/clients/')).length, 14);
    });
});
