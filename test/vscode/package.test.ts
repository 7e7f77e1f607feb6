import { listFiles, PackageManager } from '@vscode/vsce';
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './environment.ts';
import { vsix } from './installed-vscode.ts';

/** All that a package may hold, and for whom. What is not here is not needed by anybody who installs it. */
const needed: Record<string, string> = {
    'package.json': 'VS Code reads what the extension contributes',
    'package.nls{,.de}.json': 'titles, in the languages of VS Code',
    '{docs/marketplace,CHANGELOG}.md': 'the page of the extension',
    'LICENSE': 'the page of the extension',
    'extension/l10n/*.json': 'texts of the code',
    'extension/icons/*.{png,svg}': 'named by package.json',
    'extension/language-configuration.json': 'named by package.json',
    'extension/{snippets,syntaxes}/*.json': 'named by package.json',
    'extension/walkthrough/*.{md,svg,png}': 'named by package.json',
    'out/extension{,.browser}.cjs': 'the extension, on a machine and in a browser',
    'out/language-client.cjs': 'loaded once the window has started',
    'out/server{.mjs,-program.cjs}': 'the language server',
    'out/apim{,-check,-check-anew,-program}.cjs': 'tasks run it',
    'out/gateway.mjs': 'the local gateway',
    'out/*.{js,css}': 'what webviews and the browser show with',
    'out/prelude/*.apim': 'policy types; go-to-definition opens them',
    'docs/rules.md': 'opened by the code of a problem',
    'project/apim.schema.json': 'named by package.json',
    'samples/shop/*': 'copied by Create Sample Project',
};

describe('the package', () => {
    let files: string[];
    before(async function () {
        this.timeout(60_000);
        // As scripts/package.ts does.
        const options = { cwd: root, packageManager: PackageManager.None, readmePath: 'docs/marketplace.md' };
        files = await listFiles(options);
    });

    it('holds nothing that nobody needs, and no pattern of the list is there in vain', () => {
        const patterns = Object.keys(needed);
        assert.deepEqual(files.filter(file => !patterns.some(pattern => path.matchesGlob(file, pattern))), []);
        assert.deepEqual(patterns.filter(pattern => !files.some(file => path.matchesGlob(file, pattern))), []);
    });

    it('holds every file that package.json names', () => {
        const named = [...readFileSync(path.join(root, 'package.json'), 'utf8').matchAll(/"((?:\.\/)?(?:extension|out|project)\/[^"*]+\.\w+)"/g)].map(([, file]) => path.posix.normalize(file!));
        assert.ok(named.length > 10);
        assert.deepEqual(named.filter(file => !files.includes(file)), []);
    });

    it('is 3 MB at most', () => {
        const { size } = statSync(vsix);
        const parts = files.map(file => ({ file, bytes: statSync(path.join(root, file)).size })).toSorted((a, b) => b.bytes - a.bytes).slice(0, 6);
        console.log([`      ${kilobytes(size)} packed; the largest of ${files.length} files, unpacked:`, ...parts.map(({ file, bytes }) => `      ${kilobytes(bytes).padStart(8)}  ${file}`)].join('\n'));
        assert.ok(size <= 3 * 1024 * 1024, kilobytes(size));
    });
});

function kilobytes(bytes: number): string {
    return `${Math.round(bytes / 1024)} KB`;
}
