import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { scenario } from '../scenario.ts';

describe('the language server', () => {
    const user = scenario();

    it('is started anew, tells in its output what it did, checks everything on request, and shows and writes what would be registered', async () => {
        const folder = user.sample('shop');
        const window = await user.open({ folder });
        const { page } = window;
        await window.openFile('acme.apim');
        await page.locator('.codelens-decoration', { hasText: '2 consumers' }).waitFor();
        await window.command('APIM: Restart Language Server');
        await window.command('APIM: Show Output');
        await page.locator('.view-line', { hasText: 'Starting the language server' }).nth(1).waitFor();
        await window.picture('output');
        await window.command('APIM: Validate Workspace');
        await window.notification(/\d+ files checked/).waitFor();
        await window.command('APIM: Show Compiled Document');
        await page.locator('.tab.active', { hasText: 'json' }).waitFor();
        await page.locator('.view-line', { hasText: '"apis"' }).first().waitFor();
        await window.command('APIM: Compile…');
        await window.answerPath('Where is the document for "local" to be written?', path.join(folder, 'gateway.json'));
        await window.notification('gateway.json is written').waitFor();
        assert.ok('apis' in JSON.parse(readFileSync(path.join(folder, 'gateway.json'), 'utf8')));
    });
});
