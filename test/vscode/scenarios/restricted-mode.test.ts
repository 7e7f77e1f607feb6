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
        assert.ok((await window.offered('APIM: Validate Workspace')).includes('APIM: Validate Workspace'));
        // Each by its words: all that begins with APIM is longer than what the palette shows at once.
        for (const word of ['Register', 'Copy API Key', 'Local Gateway']) {
            assert.deepEqual((await window.offered(`APIM: ${word}`)).filter(title => title.startsWith('APIM: ') && title.includes(word)), []);
        }
    });
});
