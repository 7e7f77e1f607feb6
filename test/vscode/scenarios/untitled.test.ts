import assert from 'node:assert/strict';
import { scenario } from '../scenario.ts';

describe('a file that was not saved yet', () => {
    const user = scenario();

    it('is coloured and has snippets, is about no project, and becomes part of one when it is saved', async () => {
        const window = await user.open({ folder: user.sample('shop') });
        const { page } = window;
        await window.openFile('acme.apim');
        await window.command('File: New Untitled Text File');
        await window.command('Change Language Mode');
        await window.choose('apim');
        await window.focusEditor();
        await page.keyboard.insertText('organization Fresh { client C@1.0 { contract Acme/Catalog@1.0 via Gold } }\nplan');
        const snippet = page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: 'Plan' }).first();
        await window.untilShown(snippet, () => page.keyboard.press('Control+Space'));
        await window.picture('untitled-snippet');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Shift+Home');
        await page.keyboard.press('Delete');
        const keyword = page.locator('.view-line span span', { hasText: /^organization$/ }).first();
        await keyword.waitFor();
        assert.notEqual(await keyword.getAttribute('class'), 'mtk1');
        await window.picture('untitled');
        await window.command('Problems: Focus on Problems View');
        assert.equal(await window.problem('contract-public-api').count(), 0);

        await window.focusEditor();
        await page.keyboard.press('Control+S');
        await window.answerPath('Save As', `${user.scratch}/shop/fresh.apim`);
        await page.locator('.tab.active[data-resource-name="fresh.apim"]').waitFor();
        await window.problem('contract-public-api').waitFor();
    });
});
