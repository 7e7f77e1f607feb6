import { scenario } from '../scenario.ts';

describe('problems', () => {
    const user = scenario();

    it('are listed for .apim files and for apim.yaml, in files that nobody opened, too', async () => {
        const folder = user.sample('shop');
        user.write('shop/wrong.apim', 'organization Wrong { client C@1.0 { contract Acme/Catalog@1.0 via Gold } }\n');
        user.write('shop/apim.yaml', 'environments:\n  local: { gatway: local }\n');
        const window = await user.open({ folder });
        const { page } = window;
        await window.openFile('acme.apim');
        await window.command('Problems: Focus on Problems View');
        await window.problem('contract-public-api').waitFor();
        await window.problem('gatway').waitFor();
        await window.picture('problems');

        await window.untilShown(page.locator('.tab.active[data-resource-name="apim.yaml"]'), () => window.problem('gatway').dblclick());
        await window.goTo('gatway');
        await window.pressUntil('Control+.', page.locator('.action-widget .monaco-list-row', { hasText: 'gateway' }));
        await page.keyboard.press('Escape');
        await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
        await page.keyboard.press('Control+Shift+ArrowRight');
        await page.keyboard.type('gateway');
        await window.problem('gatway').waitFor({ state: 'detached' });
        await window.problem('contract-public-api').waitFor();
    });
});
