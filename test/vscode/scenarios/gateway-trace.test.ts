import { scenario } from '../scenario.ts';

describe('the calls of the local gateway', () => {
    const user = scenario();

    it('are traced in a terminal while they come, and its clock is put forward', async () => {
        const window = await user.open({ folder: user.sample('shop'), settings: { 'terminal.integrated.gpuAcceleration': 'off' } });
        const { page } = window;
        await window.openFile('shopinc.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await window.command('APIM: Start Local Gateway');
        const answers = window.notification('The local gateway answers at');
        await answers.waitFor();
        const [address = ''] = /http:\/\/[\d.:]+\d/.exec(await answers.innerText()) ?? [];

        await window.command('APIM: Trace Calls of the Local Gateway');
        const terminal = page.locator('.xterm-rows');
        await terminal.getByText('Tracing the calls of').first().waitFor();
        await fetch(`${address}/Acme/Orders/1.0/things?apikey=not-a-key`);
        await terminal.getByText('/Acme/Orders/1.0/things?apikey=***').first().waitFor();
        await terminal.getByText('No client found for this API key').first().waitFor();
        await window.picture('gateway-trace');

        await window.command('APIM: Put the Clock of the Local Gateway Forward…');
        await window.choose('1 day');
        const tomorrow = new Date(Date.now() + 24 * 60 * 60_000);
        await window.notification(`For the local gateway it is ${tomorrow.toLocaleDateString('en', { dateStyle: 'medium' })}`).waitFor();
        await window.command('APIM: Stop Local Gateway');
        await window.notification('The local gateway has stopped').waitFor();
    });
});
