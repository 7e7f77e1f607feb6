/**
 * `npm run pictures` takes every picture of the README, the documentation and the walkthrough anew: from the packaged extension in a real VS Code, of the
 * sample, dark and light, in a window of a fixed size. Nothing in them depends on the machine, the time or the user, so that a picture that
 * differs shows a change of the product.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { removeFolder, root } from './environment.ts';
import { installPackage, vsix } from './installed-vscode.ts';
import { UserWindow } from './user-window.ts';

const inDocumentation = { folder: 'docs/images', width: 1200, height: 680 };
/** The walkthrough shows its pictures at half the width of a window. */
const inWalkthrough = { folder: 'extension/walkthrough', width: 860, height: 560 };

mkdirSync(path.dirname(vsix), { recursive: true });
if (spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(root, 'scripts/package.ts'), '--out', vsix], { stdio: 'inherit' }).status !== 0) {
    process.exit(1);
}
installPackage();
const scratch = mkdtempSync(path.join(tmpdir(), 'apim-pictures-'));
const folder = path.join(scratch, 'shop');
cpSync(path.join(root, 'samples/shop'), folder, { recursive: true, filter: file => path.basename(file) !== '.apim' });
let gateway: ChildProcess | undefined;
const window = await UserWindow.open({
    folder,
    settings: {
        'window.autoDetectColorScheme': true, 'window.commandCenter': false, 'workbench.layoutControl.enabled': false,
        'editor.minimap.enabled': false, 'editor.cursorBlinking': 'solid', 'workbench.activityBar.location': 'default', 'breadcrumbs.enabled': false,
        'workbench.sideBar.location': 'left', 'git.enabled': false, 'remote.autoForwardPorts': false, 'explorer.autoReveal': false, 'editor.snippetSuggestions': 'none', 'editor.scrollbar.horizontal': 'hidden',
    },
});
const { page } = window;
// Pictures are taken in peace, on a machine that is busy too.
page.setDefaultTimeout(120_000);
try {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await takePictures();
} catch (error) {
    await window.picture('failed-pictures');
    throw error;
} finally {
    await window.close();
    gateway?.kill('SIGTERM');
    removeFolder(scratch);
}
// Browser and VS Code end with this process, and would keep it otherwise.
process.exit();

async function takePictures(): Promise<void> {
    await window.openFile('shopinc.apim');
    await page.locator('.view-line', { hasText: 'organization' }).first().waitFor();
    await page.getByText('declared').first().waitFor();

    // A project: its files, and what stands in one of them.
    await both('project', inWalkthrough);

    await window.command('View: Toggle Primary Side Bar Visibility');
    // Declaring: after `via` only the plans that this API offers.
    await edit('shopinc.apim', source => source.replace('via Gold }', 'via  }'));
    await page.locator('.view-line', { hasText: 'client BackOffice' }).locator('span', { hasText: 'via' }).last().click();
    await page.keyboard.press('End');
    for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft');
    await window.pressUntil('Control+Space', page.locator('.suggest-widget.visible .monaco-list-row'));
    await page.waitForTimeout(800);
    await both('declare', inWalkthrough);
    await both('completion', { ...inDocumentation, height: 420 });
    await page.keyboard.press('Escape');

    // A contract with a plan that the API does not offer, and what the light bulb says.
    await edit('shopinc.apim', source => source.replace('via  }', 'via Platinum }'));
    await page.locator('.squiggly-error').first().waitFor();
    await page.locator('.view-line', { hasText: 'client BackOffice' }).locator('span', { hasText: 'Platinum' }).last().click();
    await both('quick-fix', { ...inDocumentation, height: 420 }, () => window.pressUntil('Control+.', page.getByText("Use plan 'Gold'")));
    await page.keyboard.press('Escape');
    await edit('shopinc.apim', source => source.replace('via Platinum }', 'via Gold }'));
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });

    // A plan that is written by choosing.
    await window.command('APIM: New Plan…');
    await window.choose('Acme');
    for (const answer of ['Silver', '1.0', 'For shops']) {
        await page.waitForTimeout(1500);
        await page.locator('.quick-input-widget:visible input').first().fill(answer);
        await page.keyboard.press('Enter');
    }
    await window.pick(/./).nth(1).waitFor();
    await both('writing', { ...inDocumentation, height: 420 });
    await page.keyboard.press('Escape');

    // The local gateway.
    await window.openApiManagement();
    await window.line(/^Version 2\.1, Declared here/).waitFor();
    await both('gateway', inWalkthrough, async () => {
        await page.keyboard.press('F1');
        await page.locator('.quick-input-widget:visible input').first().fill('>APIM: Start Local');
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Start Local Gateway' }).first().waitFor();
    });
    await page.keyboard.press('Escape');
    // Started on ports of its own, so that the addresses in the pictures stay the same.
    gateway = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(root, 'cli/main.ts'), 'gateway', 'start', '--port', '9082', '--api-port', '9081'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    await listening(gateway);
    await window.command('APIM: Refresh');
    await window.line(/^Gateway Local gateway, Answers/).waitFor();

    await window.command('APIM: Register Client…');
    await window.tick('ShopInc/MobileShop@2.1');
    await window.ok();
    await window.answer('Secret parameter shopPassword', 'a secret that no picture shows');
    await page.locator('.monaco-dialog-box', { hasText: 'in the environment "local"' }).getByRole('button', { name: 'Register', exact: true }).click();
    await window.line(/^Version 2\.1, Registered/).waitFor();
    await page.waitForTimeout(1000);
    await window.command('Notifications: Clear All Notifications');
    await window.line(/^Version 2\.1, Registered/).locator('.monaco-tl-twistie').click();
    await window.line(/^Version 2\.1, Registered/).click();
    await page.locator('.view-line', { hasText: 'client MobileShop@2.1' }).first().waitFor();
    await page.getByText('Register again').first().waitFor();
    await both('my-clients', inDocumentation);
    await window.command('View: Close All Editors');

    // What a registration would change: the client is to have another plan.
    await window.command('View: Toggle Primary Side Bar Visibility');
    await edit('shopinc.apim', source => source.replace('contract Acme/Orders@1.0 via Gold\n', 'contract Acme/Orders@1.0 via Trial\n'));
    await window.command('APIM: Preview Registration…');
    await window.tick('ShopInc/MobileShop@2.1');
    await window.ok();
    await page.locator('.tab', { hasText: 'MobileShop' }).or(page.locator('.tab', { hasText: 'Registration in' })).first().waitFor();
    await page.waitForTimeout(2500);
    await window.command('Notifications: Clear All Notifications');
    await both('preview', inDocumentation);
    await both('register', inWalkthrough);
    await window.command('View: Close All Editors');
    await edit('shopinc.apim', source => source.replace('via Trial\n', 'via Gold\n'));
    await window.openApiManagement();
    await window.line(/^Version 2\.1, Registered/).waitFor();
    for (const view of ['APIs', 'Gateways']) await page.locator('.pane-header', { hasText: view }).click();
    await window.line(/^Version 2\.1, Registered/).click();
    await page.locator('.view-line', { hasText: 'client MobileShop@2.1' }).first().waitFor();
    await both('clients', inWalkthrough);

    await window.command('View: Close All Editors');
    await window.command('APIM: Show Client…');
    await window.choose('ShopInc/MobileShop@2.1');
    await page.frameLocator('iframe.webview').last().frameLocator('iframe').locator('main').waitFor();
    await page.waitForTimeout(1500);
    await both('client-page', inDocumentation);
    await window.command('View: Close All Editors');

    await window.command('APIM: Show Contract Graph');
    await page.frameLocator('iframe.webview').last().frameLocator('iframe').locator('[data-node]').first().waitFor();
    await page.waitForTimeout(1000);
    await both('contract-graph', inDocumentation);
    await window.command('View: Close All Editors');
}

/** Takes the window as it is, dark and light. `prepare` is for what a window that changes its size closes. */
async function both(name: string, { folder: into, width, height }: typeof inWalkthrough, prepare?: () => Promise<void>): Promise<void> {
    await page.setViewportSize({ width, height });
    await prepare?.();
    for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`.monaco-workbench.${colorScheme === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
        await page.mouse.move(width - 4, height / 2);
        await page.waitForTimeout(700);
        const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' });
        const file = path.join(root, into, `${name}.${colorScheme}.png`);
        await sharp(taken).png({ palette: true, effort: 10 }).toFile(file);
        console.error(path.relative(root, file));
    }
    // What is done next needs its place.
    await page.setViewportSize({ width: 1200, height: 900 });
}

/** Its log is read for as long as it runs: a gateway that cannot write it ends. */
function listening(started: ChildProcess): Promise<void> {
    return new Promise((resolve, reject) => {
        let said = '';
        started.stderr?.on('data', chunk => {
            said += String(chunk);
            if (said.includes('listening')) resolve();
        });
        started.once('exit', () => reject(new Error(`The local gateway does not start: ${said}`)));
    });
}

async function edit(file: string, change: (source: string) => string): Promise<void> {
    const place = path.join(folder, file);
    writeFileSync(place, change(readFileSync(place, 'utf8')));
    await page.waitForTimeout(1500);
}
