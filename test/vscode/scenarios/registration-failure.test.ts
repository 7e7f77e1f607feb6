import { startStubGateway, type StubGateway } from '../../support/stub-gateway.ts';
import { scenario } from '../scenario.ts';

const source = `organization Shop {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10 granularity: Client period: Minute } }
  published api Orders@1.0 { endpoint: "https://orders.example" offers Gold@1.0 }
  client Mobile@1.0 { contract Orders@1.0 via Gold }
  client Desk@1.0 { contract Orders@1.0 via Gold }
}
`;

describe('a registration that fails', () => {
    const user = scenario();
    let gateway: StubGateway;
    let isOutOfOrder = true;

    beforeEach(async () => {
        isOutOfOrder = true;
        gateway = await startStubGateway((request, response) => {
            const isRefused = isOutOfOrder && request.method === 'PUT' && request.url === '/clients';
            if (isRefused) response.writeHead(500, { 'content-type': 'application/json' }).end('{"type":"Error","message":"out of order"}');
            return isRefused;
        });
    });
    afterEach(() => gateway.stop());

    it('leaves problems on the declarations until it is tried again, in German', async () => {
        user.write('shop.apim', source);
        user.write('apim.yaml', `environments:\n  test:\n    gateways:\n      - url: ${gateway.url}\n        publicUrl: ${gateway.url}/gateway\n`);
        const window = await user.open({ folder: user.scratch, language: 'de' });
        await window.openFile('shop.apim');
        await window.page.locator('.codelens-decoration').first().waitFor();
        await window.command('APIM: Alles registrieren');
        const dialog = window.dialog('in der Umgebung „test“');
        await dialog.getByText('Shop/Mobile@1.0 registrieren (neu)').waitFor();
        await window.picture('register-confirm-german');
        await dialog.getByRole('button', { name: 'Registrieren', exact: true }).click();
        const failed = window.notification('In „test“ nicht vollständig ausgeführt: 1 von 3 Operationen wurden ausgeführt, 2 sind fehlgeschlagen');
        await failed.waitFor();
        await window.picture('register-failed-german');
        await failed.getByRole('button', { name: 'Probleme zeigen' }).click();
        await window.problem('registration').nth(1).waitFor();
        await window.picture('register-failed-problems');

        isOutOfOrder = false;
        await window.command('APIM: Alles registrieren');
        await dialog.getByText('2 Operationen').waitFor();
        await dialog.getByRole('button', { name: 'Registrieren', exact: true }).click();
        await window.notification('2 Operationen wurden in „test“ ausgeführt.').waitFor();
        await window.problem('registration').first().waitFor({ state: 'detached' });
    });
});
