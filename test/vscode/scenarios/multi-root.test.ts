import assert from 'node:assert/strict';
import { scenario } from '../scenario.ts';

describe('two projects in one window', () => {
    const user = scenario();

    it('do not see each other; the status bar follows the editor, and My Clients shows both', async () => {
        user.sample('shop');
        user.write('other/other.apim', 'organization Other {\n  client App@1.0 { contract Acme/Orders@1.0 via Gold }\n  client Tool@4.0 { }\n}\n');
        user.write('other/apim.yaml', 'environments:\n  staging: { gateway: local }\n');
        const workspace = user.write('both.code-workspace', JSON.stringify({ folders: [{ path: 'shop' }, { path: 'other' }] }));
        const window = await user.open({ folder: workspace });
        await window.openFile('shopinc.apim');
        await window.status('local').waitFor();
        await window.openFile('other.apim');
        await window.status('staging').waitFor();

        await window.openApiManagement();
        // A tree has no more in its page than what is visible.
        await window.line('Tool').waitFor();
        await window.line('ShopInc').waitFor();
        await window.page.mouse.move(900, 700);
        await window.picture('multi-root');

        // Acme is declared in the other folder, so here it is not known.
        await window.command('Problems: Focus on Problems View');
        await window.problem('Acme/Orders').first().waitFor();
        assert.equal(await window.problem(/acme\.apim|shopinc\.apim/).count(), 0);

        await window.command('APIM: Start Local Gateway');
        await window.pick(/shop/).first().waitFor();
        await window.picture('which-project');
        await window.page.keyboard.press('Escape');
    });
});
