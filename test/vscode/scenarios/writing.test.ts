import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scenario } from '../scenario.ts';
import type { UserWindow } from '../user-window.ts';

describe('writing by choosing, by keyboard alone', () => {
    const user = scenario();
    let window: UserWindow;
    let folder: string;

    beforeEach(() => {
        folder = path.join(user.scratch, 'Läden und Waren');
        mkdirSync(folder);
    });

    /** Answers the question that the placeholder of a list or the prompt of a box names. */
    async function answer(question: string, ...keys: string[]): Promise<void> {
        const widget = window.page.locator('.quick-input-widget:visible');
        const list = widget.locator(`input[placeholder*="${question}"]`);
        await list.or(widget.locator('.quick-input-message', { hasText: question })).first().waitFor()
            .catch(async (error: unknown) => { throw new Error(`no question "${question}", but: ${await widget.innerText().catch(() => 'nothing')}`, { cause: error }); });
        if (await list.isVisible()) {
            // A list is there before its lines are.
            await widget.locator('.quick-input-list .monaco-list-row').first().waitFor();
        }
        await press(...keys);
    }

    /** `=text` replaces what stands in the box; everything else is a key. */
    async function press(...keys: string[]): Promise<void> {
        const { page } = window;
        for (const key of keys) {
            if (key.startsWith('=')) {
                await window.narrow(key.slice(1));
            } else {
                await page.keyboard.press(key);
            }
        }
    }

    async function written(): Promise<void> {
        await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Write' }).first().waitFor();
    }

    /** What is edited is saved a moment later. */
    async function saved(expected: RegExp): Promise<void> {
        await window.eventually(`${expected} in acme.apim`, () => Promise.resolve(expected.test(readFileSync(path.join(folder, 'acme.apim'), 'utf8'))));
    }

    it('goes from an empty folder to a client with a contract, and nothing is wrong', async () => {
        window = await user.open({ folder });
        const { page } = window;
        await window.command('APIM: New Organization…');
        await answer('Name of the organization', '=Acme', 'Enter');
        await answer('Title for people', '=Acme Corporation', 'Enter');
        await answer('This is what will be written');
        await written();
        await window.picture('writing-organization');
        await page.keyboard.press('Enter');
        await page.locator('.tab[data-resource-name="acme.apim"]').waitFor();
        await saved(/^organization Acme "Acme Corporation" \{\n\}\n$/);

        await window.command('APIM: New Plan…');
        await answer('Name of the plan', '=Gold', 'Enter');
        await answer('Version', 'Enter');
        await answer('Title for people', 'Enter');
        await answer('What does the plan limit?');
        await window.picture('writing-plan-limit');
        await answer('What does the plan limit?', 'Enter');
        await answer('How many calls?', '=many');
        await page.locator('.quick-input-message', { hasText: /integer|number/i }).waitFor();
        await window.picture('writing-objection');
        await press('=500', 'Enter');
        await answer('In which period?', 'Enter');
        await answer('Is it finished?', 'Enter');
        await answer('This is what will be written');
        await written();
        await window.picture('writing-plan-review');
        await page.keyboard.press('Enter');
        await page.locator('.view-line', { hasText: 'limit: 500' }).waitFor();
        await saved(/\n {2}locked plan Gold@1\.0 \{\n {4}policy RateLimiting \{ limit: 500, granularity: Client, period: Day \}\n {2}\}\n\}\n$/);

        await window.command('APIM: New API…');
        await answer('Name of the API', '=Orders', 'Enter');
        await answer('Version', 'Enter');
        await answer('Title for people', 'Enter');
        await answer('Who may call it?', 'Enter');
        await answer('What does its implementation speak?', 'Enter');
        await answer('Where does the gateway forward', 'Enter');
        await answer('Address of the implementation', '=https://orders.example/v1', 'Enter');
        await answer('Which plans does it offer?');
        await window.picture('writing-api-plans');
        await answer('Which plans does it offer?', 'Enter');
        await answer('How do callers prove', 'Enter');
        await answer('Address of the keys', '=https://login.example/jwks', 'Enter');
        await answer('Is it to be published?', 'Enter');
        await answer('This is what will be written');
        await written();
        await window.picture('writing-api-review');
        await page.keyboard.press('Enter');
        await page.locator('.view-line', { hasText: 'published private api' }).waitFor();
        await saved(/\n\n {2}published private api Orders@1\.0 \{\n {4}endpoint: "https:\/\/orders\.example\/v1"\n {4}offers Gold@1\.0\n\n {4}policy Jwt/);

        // Left in the middle, it is taken up where it was.
        await window.command('APIM: New Client…');
        await answer('Name of the client', '=Web Shop');
        await page.locator('.quick-input-message', { hasText: 'cannot stand in a URL' }).waitFor();
        await press('=WebShop', 'Enter');
        await answer('Version', '=3.1', 'Escape');
        await window.command('APIM: New Client…');
        await answer('Version', 'Control+Alt+Minus');
        await answer('Name of the client', 'Enter');
        await answer('Version', 'Enter');
        await answer('Title for people', 'Enter');
        await answer('Which APIs does it call?', 'ArrowDown', 'Space');
        await window.picture('writing-client-apis');
        await answer('Which APIs does it call?', 'Enter');
        await answer('This is what will be written');
        await written();
        await answer('This is what will be written', 'ArrowDown', 'Enter');
        await page.locator('.tab', { hasText: 'as it will be written' }).waitFor();
        await page.locator('.editor-group-container .view-line', { hasText: 'contract Orders@1.0 via Gold' }).first().waitFor();
        await window.picture('writing-comparison');
        await answer('This is what will be written', 'ArrowUp', 'Enter');
        await window.notification('Acme/WebShop@3.1 is written and not registered yet').waitFor();
        await window.picture('writing-client-written');
        await window.command('Notifications: Clear All Notifications');
        await saved(/\n\n {2}client WebShop@3\.1 \{\n {4}contract Orders@1\.0 via Gold\n {2}\}\n\}\n$/);

        await window.command('Problems: Focus on Problems View');
        await page.locator('.markers-panel', { hasText: 'No problems have been detected' }).waitFor();
        await window.picture('writing-no-problems');

        // One Undo takes the client back.
        await window.openFile('acme.apim');
        await window.focusEditor();
        await page.keyboard.press('Control+Z');
        await page.locator('.view-line', { hasText: 'client WebShop' }).waitFor({ state: 'detached' });
        await page.locator('.view-line', { hasText: 'offers' }).waitFor();
    });

    it('makes an API of an OpenAPI document, a contract with it, and a new version of it', async () => {
        writeFileSync(path.join(folder, 'acme.apim'), 'organization Acme {\n  locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }\n  client App@1.0 { }\n}\n');
        writeFileSync(path.join(folder, 'pets.openapi.json'), JSON.stringify({ openapi: '3.0.3', info: { title: 'Pets', version: '1.2' }, servers: [{ url: 'https://pets.example/v1' }], paths: {} }));
        window = await user.open({ folder });
        const { page } = window;
        await window.command('APIM: Import OpenAPI…');
        await answer('Which OpenAPI or Swagger document?');
        await window.choose('pets.openapi.json');
        await answer('Name of the API', 'Enter');
        await answer('Version', 'Enter');
        await answer('Title for people', 'Enter');
        await answer('Who may call it?', 'Enter');
        await answer('What does its implementation speak?', 'Enter');
        await answer('Where does the gateway forward');
        await window.picture('writing-import-endpoint');
        await page.keyboard.press('Enter');
        await answer('Which plans does it offer?', 'Enter');
        await answer('How do callers prove');
        await window.choose('Nothing here');
        await answer('Is it to be published?', 'Enter');
        await answer('This is what will be written');
        await written();
        await window.picture('writing-import-review');
        await page.keyboard.press('Enter');
        await saved(/published private api Pets@1\.2 [^]*endpoint: "https:\/\/pets\.example\/v1"[^]*definition: "\.\/pets\.openapi\.json"[^]*offers Gold@1\.0/);

        await window.command('APIM: New Contract…');
        await answer('Which API does it call?', 'Enter');
        await answer('Through which plan does it call Acme/Pets@1.2?', 'Enter');
        await answer('This is what will be written');
        await written();
        await page.keyboard.press('Enter');
        await saved(/client App@1\.0 \{\s+contract Pets@1\.2 via Gold\s+\}/);

        await window.command('APIM: New Version…');
        await answer('Of what is a new version to be made?');
        await window.choose('Acme/Pets@1.2');
        await answer('Version', '=3.0', 'Enter');
        await answer('This is what will be written');
        await written();
        await page.keyboard.press('Enter');
        await saved(/api Pets@1\.2 [^]*api Pets@3\.0 /);
        await window.openFile('acme.apim');
        await page.locator('.view-line', { hasText: 'api Pets@3.0' }).waitFor();
    });
});
