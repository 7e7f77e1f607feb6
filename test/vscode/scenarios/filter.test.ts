import { scenario } from '../scenario.ts';

describe('filtering My Clients and APIs', () => {
    const user = scenario();

    it('narrows them while typing and by state, and is taken back', async () => {
        const window = await user.open({ folder: user.sample('shop') });
        const { page } = window;
        await window.openFile('shopinc.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await window.command('APIM: Filter My Clients…');
        await window.narrow('back gold');
        await window.line(/^Version 2\.1, Declared here/).waitFor({ state: 'detached' });
        await page.keyboard.press('Enter');
        await window.line(/^Version 1\.0, Declared here/).waitFor();
        await page.getByText('"back gold": 1 of 3 clients').waitFor();
        await window.picture('my-clients-filtered');
        await window.command('APIM: Clear Filter of My Clients');
        await window.line(/^Version 2\.1, Declared here/).waitFor();

        await window.command('APIM: Filter My Clients by State…');
        await window.tick('retired');
        await window.ok();
        await window.line(/^Version 2\.1, Declared here/).waitFor({ state: 'detached' });
        await window.command('APIM: Filter APIs…');
        await window.narrow('catalog');
        await window.line(/^API Orders/).waitFor({ state: 'detached' });
        await page.keyboard.press('Enter');
        await window.picture('both-filtered');
        await window.command('APIM: Clear Filter of APIs');
        await window.line(/^API Orders/).waitFor();
        await window.command('APIM: Filter APIs by State…');
        await window.tick('retired');
        await window.ok();
        await window.line(/^API Catalog/).waitFor({ state: 'detached' });
        await window.command('APIM: Clear Filters of the Views');
        await window.line(/^API Catalog/).waitFor();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
    });
});
