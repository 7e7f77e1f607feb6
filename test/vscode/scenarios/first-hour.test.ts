import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scenario } from '../scenario.ts';

/** Somebody whom no file names. */
const settings = { 'apim.user': 'me@here.example' };

describe('the first hour', () => {
    const user = scenario();

    it('leads from an empty window to a registered client, and each step of the walkthrough gets its check mark when it is done', async function () {
        // The longest way of all: two windows, a gateway, and a registration.
        this.timeout(300_000);
        const window = await user.open({ settings });
        const { page } = window;
        page.setDefaultTimeout(60_000);
        await window.openApiManagement();
        await page.getByText('Open a folder to see its clients').waitFor();
        await window.picture('welcome-no-folder');

        await window.untilShown(page.locator('.quick-input-title', { hasText: 'Where is the folder' }), () => page.getByRole('button', { name: 'Create Sample Project' }).click());
        await window.answerPath('Where is the folder apim-shop to be created?', `${user.scratch}/`, 'Create Here');
        await window.notification('The sample project is in').getByRole('button', { name: 'Open', exact: true }).click();
        await window.line(/^Version 2\.1, Declared here/).waitFor();
        await page.locator('.tab', { hasText: 'Preview README.md' }).waitFor();
        await window.picture('sample-project');
        const project = path.join(user.scratch, 'apim-shop');
        assert.ok(existsSync(path.join(project, 'README.md')));

        await window.command('Welcome: Open Walkthrough...');
        await window.choose('API Management as Code');
        const step = (id: string, done: boolean) => page.locator(`.step-list-container .codicon[data-done-step-id="apim.apim#firstHour#${id}"].${done ? 'codicon-getting-started-step-checked' : 'codicon-getting-started-step-unchecked'}`).first();
        for (const id of ['project', 'declare', 'clients']) await step(id, true).waitFor();
        for (const id of ['gateway', 'register']) await step(id, false).waitFor();
        await window.picture('walkthrough');

        await window.command('APIM: Start Local Gateway');
        await step('gateway', true).waitFor();
        await window.command('Notifications: Clear All Notifications');
        await window.command('APIM: Register All');
        await window.answer('Secret parameter shopPassword', 'a secret of this test');
        const dialog = page.locator('.monaco-dialog-box', { hasText: 'in the environment "local"' });
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await window.command('APIM: Register All');
        await dialog.waitFor();
        assert.ok(await step('register', false).isVisible(), 'nothing was registered');
        await dialog.getByRole('button', { name: 'Register', exact: true }).click();
        await step('register', true).waitFor();
        await window.picture('walkthrough-done');
        await window.command('APIM: Stop Local Gateway');
        await window.notification('The local gateway has stopped').waitFor();

        // A second sample never goes over the first.
        writeFileSync(path.join(project, 'README.md'), 'mine');
        await window.command('APIM: Create Sample Project…');
        await window.answerPath('Where is the folder apim-shop to be created?', `${user.scratch}/`, 'Create Here');
        await window.notification('is there already, and is left as it is').waitFor();
        assert.equal(readFileSync(path.join(project, 'README.md'), 'utf8'), 'mine');
    });

    it('says in an empty My Clients what can be done: no project, hidden from this user, nothing left by the filter', async () => {
        const folder = path.dirname(user.write('ünïcode folder/notes.txt', ''));
        const window = await user.open({ folder, trust: 'asked', settings });
        const { page } = window;
        await window.openApiManagement();
        await page.getByText('This folder describes no API management yet').waitFor();
        await page.getByText('This window is in Restricted Mode').waitFor();
        await window.picture('welcome-no-project');

        writeFileSync(path.join(folder, 'apim.yaml'), 'admins: [root@here.example]\n');
        writeFileSync(path.join(folder, 'a.apim'), 'organization Own {\n  member "olga@acme.example" as editor\n  client C@1.0 { }\n}\n');
        await page.getByText('Every organization of this project names its members').waitFor();
        await window.picture('welcome-hidden');
        await page.getByRole('button', { name: 'Show All Organizations' }).click();
        await window.notification('Only admins see organizations').waitFor();
        writeFileSync(path.join(folder, 'apim.yaml'), 'admins: [me@here.example]\n');
        // It is refused until the change was read.
        const showAll = () => page.getByRole('button', { name: 'Show All Organizations' }).click();
        await window.untilShown(window.line(/^Version 1\.0/), showAll);
        await window.command('APIM: Show My Organizations Only');
        await page.getByText('Every organization of this project names its members').waitFor();
        await showAll();
        await window.line(/^Version 1\.0/).waitFor();

        await window.command('APIM: Filter My Clients…');
        await window.narrow('nobody is called so');
        await page.keyboard.press('Enter');
        await page.getByText('No client passes the filter.').waitFor();
        await window.picture('welcome-filtered');
        await page.getByRole('button', { name: 'Clear Filter', exact: true }).click();
        await window.line(/^Version 1\.0/).waitFor();
    });

    it('reports a problem without a name, a host or a secret', async () => {
        const folder = path.dirname(user.write('geheim/a.apim', 'organization Zebra { client Giraffe@1.0 { contract Zebra/Nothing@1.0 via Gnu } }\nsecret parameter elephant\n'));
        user.write('geheim/apim.yaml', 'environments:\n  penguin:\n    gateway: { url: "https://gateway.zebra.example", auth: { type: basic, username: walrus } }\n');
        const window = await user.open({ folder, settings: { 'apim.user': 'koala@zebra.example', 'apim.clipboard.clearAfter': 7 } });
        const { page } = window;
        await window.openFile('a.apim');
        await page.locator('.squiggly-error').first().waitFor();
        // A command that is refused leaves names in the log.
        await window.command('APIM: Preview All Changes');
        await page.locator('.notification-toast').first().waitFor();
        await window.command('Notifications: Clear All Notifications');
        await window.command('APIM: Report a Problem…');
        const message = window.notification('This report was sent to nobody');
        await message.waitFor();
        await window.picture('report');
        await message.getByRole('button', { name: 'Copy Report' }).click();
        let report = '';
        await window.eventually('the report on the clipboard', async () => (report = await window.clipboard()).includes('- Language server:'));
        assert.match(report, /- Language server: running/);
        assert.match(report, /- `apim.user`: set\n- `apim.clipboard.clearAfter`: `7`/);
        assert.match(report, /- files 1, environments 1, organizations 1, plans 0, apis 0, clients 1, contracts 1/);
        assert.match(report, /- `unresolved-reference`: \d/);
        assert.match(report, /^\d\d:\d\d:\d\d (warning|error) apim\.previewAll/m);
        const said = ['zebra', 'giraffe', 'gnu', 'elephant', 'penguin', 'walrus', 'koala', 'geheim', 'example', '127.0.0.1', 'localhost', user.scratch];
        assert.deepEqual(said.filter(word => report.toLowerCase().includes(word.toLowerCase())), []);
    });
});
