import { checkAccessibility } from '../accessibility.ts';
import { scenario } from '../scenario.ts';
import type { Theme } from '../window-settings.ts';

describe('appearance', () => {
    const user = scenario();

    it('can be read in every theme, at 200 %, and by those who cannot see', async () => {
        const window = await user.open({ folder: user.sample('shop') });
        await window.openFile('acme.apim');
        await window.openApiManagement();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await window.command('APIM: Show Contract Graph');
        const graph = await window.webview();
        await graph.getByRole('button', { name: /^ShopInc\/MobileShop@2\.1/ }).waitFor();
        for (const theme of ['dark', 'light', 'high contrast', 'high contrast light'] satisfies Theme[]) {
            await window.changeTheme(theme);
            await window.picture(`appearance-${theme.replaceAll(' ', '-')}`);
            await checkAccessibility(graph);
        }
        await window.zoom(200);
        await window.line(/^Version 2\.1, Declared here/).or(window.line('ShopInc')).first().waitFor();
        await window.picture('appearance-200-percent');
        await checkAccessibility(graph);
    });
});
