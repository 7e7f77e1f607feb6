import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

describe('the colouring of .apim files', () => {
    it('gives each word the scope that its test file names', () => {
        const tests = globSync('test/extension/grammar/*.apim', { cwd: root });
        const run = spawnSync(process.execPath, [path.join(root, 'node_modules/vscode-tmgrammar-test/dist/unit.js'), '-g', 'extension/syntaxes/apim.tmLanguage.json', ...tests], { cwd: root, encoding: 'utf8' });
        assert.equal(run.status, 0, run.stdout + run.stderr);
    });
});
