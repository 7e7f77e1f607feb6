/**
 * `npm run test:vscode`: the tests in the extension host of a real VS Code, then scenarios as a user with the packaged extension.
 * Files and options of mocha narrow it down to scenarios: `npm run test:vscode -- test/vscode/scenarios/filter.test.ts`; `-- suite` leaves the extension host.
 */
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeServerFolder } from '../../scripts/install-code-server.ts';
import { chromium, codeServer, howToGetVsCode, removeFolder, root } from './environment.ts';

const withCodeServer = codeServer() !== undefined && chromium() !== undefined;
if (!withCodeServer && process.env['APIM_DOWNLOAD_VSCODE'] !== '1') {
    console.log(`skipped: no VS Code to test in.\n${howToGetVsCode}`);
    // Who counts on these tests says so; for everybody else they are tests that could not be run here.
    process.exit(process.env['APIM_REQUIRE_VSCODE'] === '1' ? 1 : 0);
}

const measured = 'test/vscode/scenarios/activation.test.ts';
const wanted = process.argv.slice(2);
if (wanted.length === 0) {
    rmSync(path.join(root, 'test-results'), { recursive: true, force: true });
}
mkdirSync(path.join(root, 'test-results'), { recursive: true });
const built = node('scripts/bundle.ts') && node('scripts/package.ts', '--no-bundle', '--out', path.join(root, 'test-results/apim.vsix'));
process.exitCode = built && await passed() ? 0 : 1;

async function passed(): Promise<boolean> {
    if (wanted[0] === 'suite') {
        return inExtensionHost();
    }
    if (wanted.length > 0) {
        return asUser(...wanted);
    }
    // All of them, also after one has failed.
    const outcomes = [
        await inExtensionHost(), node('node_modules/mocha/bin/mocha.js', 'test/vscode/*.test.ts'),
        // What is measured is measured alone, when the windows of the others are closed.
        !withCodeServer || asUser('test/vscode/scenarios/*.test.ts', '--ignore', measured), !withCodeServer || asUser(measured),
    ];
    return !outcomes.includes(false);
}

async function inExtensionHost(): Promise<boolean> {
    const suite = path.join(root, 'out/vscode-tests');
    rmSync(suite, { recursive: true, force: true });
    await build({
        absWorkingDir: root, entryPoints: globSync('test/vscode/suite/*.ts', { cwd: root }), outdir: suite, outExtension: { '.js': '.cjs' },
        bundle: true, platform: 'node', format: 'cjs', target: 'node22', external: ['vscode', 'mocha'], sourcemap: 'inline', logLevel: 'warning',
    });
    const scratch = mkdtempSync(path.join(tmpdir(), 'apim-vscode-tests-'));
    const workspace = path.join(scratch, 'shop');
    cpSync(path.join(root, 'samples/shop'), workspace, { recursive: true, filter: file => path.basename(file) !== '.apim' });
    try {
        return await runTests({
            ...withCodeServer ? { vscodeExecutablePath: path.join(import.meta.dirname, 'code-server-launcher.ts') } : { cachePath: path.dirname(codeServerFolder) },
            extensionDevelopmentPath: root,
            extensionTestsPath: path.join(suite, 'index.cjs'),
            extensionTestsEnv: { APIM_USER: 'anna@shop.example' },
            launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${path.join(scratch, 'user')}`, `--extensions-dir=${path.join(scratch, 'extensions')}`],
        }) === 0;
    } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        return false;
    } finally {
        removeFolder(scratch);
    }
}

function asUser(...args: string[]): boolean {
    return node('node_modules/mocha/bin/mocha.js', '--config', 'test/vscode/scenarios.mocharc.json', ...args);
}

function node(...args: string[]): boolean {
    return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { cwd: root, stdio: 'inherit' }).status === 0;
}
