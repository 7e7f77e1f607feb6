/**
 * What the extension costs a window of VS Code: `npm run bench:activation [-- starts]`. Figures are VS Code's own; the language server comes up
 * beside the window. Needs what the tests in a real VS Code need.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { activationOf, measureActivations, median } from '../test/vscode/activation.ts';
import { codeServer, root } from '../test/vscode/environment.ts';
import { installPackage } from '../test/vscode/installed-vscode.ts';
import { UserWindow } from '../test/vscode/user-window.ts';

const starts = Number(process.argv[2] ?? 9);
const files = 50_000;
const scratch = mkdtempSync(path.join(tmpdir(), 'apim-bench-activation-'));
try {
    build();
    installPackage();
    await inProject();
    await elsewhere();
} finally {
    rmSync(scratch, { recursive: true, force: true });
    // The VS Code that was started ends with this process.
    process.exit();
}

async function inProject(): Promise<void> {
    const folder = path.join(scratch, 'shop');
    cpSync(path.join(root, 'samples/shop'), folder, { recursive: true, filter: file => path.basename(file) !== '.apim' });
    const activations = await measureActivations(() => UserWindow.open({ folder }), starts);
    const column = (name: string, figures: number[]) => console.log(`${name.padEnd(20)} median ${String(median(figures)).padStart(4)} ms   least ${String(Math.min(...figures)).padStart(4)} ms   most ${String(Math.max(...figures)).padStart(4)} ms`);
    console.log(`In a project, ${starts} starts:`);
    column('  loading the code', activations.map(({ load }) => load));
    column('  activate', activations.map(({ activate }) => activate));
    column('  together', activations.map(({ load, activate }) => load + activate));
}

async function elsewhere(): Promise<void> {
    const folder = path.join(scratch, 'large');
    for (let index = 0; index < files; index += 1) {
        const place = path.join(folder, `package-${Math.floor(index / 1000)}`, `part-${Math.floor(index / 100)}`);
        mkdirSync(place, { recursive: true });
        writeFileSync(path.join(place, `file-${index}.ts`), '');
    }
    const window = await UserWindow.open({ folder });
    await window.page.waitForTimeout(8000);
    const activation = await activationOf(window);
    await window.close();
    console.log(`In a folder of ${files} files without a project:`);
    console.log(`  ${activation ? 'activated' : 'not activated'}`);
    // What VS Code runs, in a process of its own, to find out whether there is such a file.
    const [program] = globSync(`lib/vscode/node_modules/@vscode/ripgrep*/bin/{,${process.platform}-${process.arch}/}rg`, { cwd: codeServer()! });
    const figures = Array.from({ length: starts }, () => {
        const begin = performance.now();
        spawnSync(path.join(codeServer()!, program!), ['--files', '--hidden', '--case-sensitive', '--no-require-git', '-g', '**/*.apim', '-g', '**/apim.yaml', '--no-ignore', '--follow', '--no-config', '--no-ignore-global'], { cwd: folder });
        return Math.round(performance.now() - begin);
    });
    console.log(`  looking for **/*.apim and **/apim.yaml      median ${median(figures)} ms, beside the window`);
}

function build(): void {
    mkdirSync(path.join(root, 'test-results'), { recursive: true });
    for (const script of [['scripts/bundle.ts'], ['scripts/package.ts', '--no-bundle', '--out', path.join(root, 'test-results/apim.vsix')]]) {
        if (spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...script], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) {
            throw new Error(`${script[0]} failed`);
        }
    }
}
