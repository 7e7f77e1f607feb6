import { scenario } from '../scenario.ts';

describe('writing with the keyboard', () => {
    const user = scenario();

    it('completes, explains, goes to the definition, mends, renames and formats', async () => {
        const folder = user.sample('shop');
        user.write('shop/mine.apim', 'organization Mine {\n  client App@1.0 {\n  }\n  client Other@1.0 { contract Acme/Orders@1.0 via Trail }\n}\n');
        const window = await user.open({ folder });
        const { page } = window;
        const line = (text: string) => page.locator('.view-line', { hasText: text }).first();
        await window.openFile('mine.apim');

        await window.goTo('client App@1.0');
        await page.keyboard.press('End');
        await page.keyboard.press('Enter');
        await page.keyboard.type('contract Acme/Orders@1.0 via ');
        const proposals = page.locator('.suggest-widget.visible .monaco-list-row');
        await window.untilShown(proposals.filter({ hasText: 'Trial' }), () => page.keyboard.press('Control+Space'));
        await window.picture('completion');
        await page.keyboard.type('Tri');
        await proposals.filter({ hasText: 'Trial' }).and(page.locator('.focused')).waitFor();
        await page.keyboard.press('Enter');
        await line('contract Acme/Orders@1.0 via Trial').waitFor();

        await window.goTo('Orders@1.0 via Trial');
        await window.untilShown(page.locator('.monaco-hover:visible', { hasText: 'Acme/Orders@1.0' }), async () => {
            await page.keyboard.press('Control+K');
            await page.keyboard.press('Control+I');
        });
        await window.picture('hover');
        await page.keyboard.press('Escape');
        await window.untilShown(page.locator('.tab.active[data-resource-name="acme.apim"]'), () => page.keyboard.press('F12'));

        await window.openFile('mine.apim');
        await window.goTo('Trail');
        await window.pressUntil('Control+.', page.locator('.action-widget .monaco-list-row', { hasText: 'Trial' }));
        await window.picture('quick-fix');
        await page.keyboard.press('Enter');
        await line('client Other@1.0 { contract Acme/Orders@1.0 via Trial }').waitFor();

        await window.goTo('App@1.0');
        await window.pressUntil('F2', page.locator('.rename-box input'));
        await page.locator('.rename-box input').fill('Portal');
        await page.keyboard.press('Enter');
        await line('client Portal@1.0').waitFor();

        await window.goTo('contract Acme/Orders@1.0 via Trial');
        await page.keyboard.type('        ');
        await window.command('Format Document');
        await window.eventually('two blanks for each level', async () =>
            (await page.locator('.view-line').allInnerTexts()).some(text => text.replaceAll('\u00a0', ' ').startsWith('    contract Acme/Orders@1.0 via Trial')));
    });
});
