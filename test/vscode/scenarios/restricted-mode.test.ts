import assert from 'node:assert/strict';
import { scenario } from '../scenario.ts';

describe('Restricted Mode', () => {
    const user = scenario();

    it('offers nothing that connects to a gateway, and the language all the same', async () => {
        const window = await user.open({ folder: user.sample('shop'), trust: 'asked' });
        await window.openFile('shopinc.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await window.picture('restricted-mode');
        await window.page.locator('.codelens-decoration').first().waitFor();
        const lenses = await window.page.locator('.codelens-decoration').allTextContents();
        assert.deepEqual(lenses.filter(title => /Register|Diff|Copy key|Publish/.test(title)), []);
        const titles = await window.offered('APIM: ');
        assert.ok(titles.includes('APIM: Validate Workspace'), titles.join(', '));
        assert.deepEqual(titles.filter(title => /Register|Copy API Key|Local Gateway/.test(title)), []);
    });
});
