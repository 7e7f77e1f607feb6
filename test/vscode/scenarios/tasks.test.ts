import assert from 'node:assert/strict';
import { scenario } from '../scenario.ts';

describe('tasks', () => {
    const user = scenario();

    it('check the project in a terminal, and put what they find into the problems', async () => {
        const folder = user.sample('shop');
        user.write('shop/wrong.apim', 'organization Wrong { client C@1.0 { contract Acme/Catalog@1.0 via Gold } }\n');
        const window = await user.open({ folder, settings: { 'terminal.integrated.gpuAcceleration': 'off' } });
        const { page } = window;
        await window.openFile('acme.apim');
        await window.commandUntil('Tasks: Run Task', window.pick('apim'));
        await window.choose('apim');
        await window.pick('check').first().waitFor();
        await window.picture('tasks');
        await window.choose('check');
        await page.locator('.xterm-rows').getByText('contract-public-api').first().waitFor();
        await page.locator('.xterm-rows').getByText('exit code: 1').first().waitFor();
        await window.picture('task-terminal');
        await window.command('Problems: Focus on Problems View');
        // It takes the place of what the language server found, which knows more of it than a terminal can tell, and makes room for that again.
        await window.problem('is declared here').waitFor({ state: 'detached' });
        await window.picture('task-problems');
        assert.equal(await window.problem('contract-public-api').count(), 1);
        await window.untilShown(page.locator('.tab.active[data-resource-name="wrong.apim"]'), () => window.problem('contract-public-api').dblclick());
        await window.textReplacedBy('organization Right { }\n');
        await window.problem('contract-public-api').waitFor({ state: 'detached' });
    });
});
