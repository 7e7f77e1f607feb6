import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { documentedCommands } from '../scripts/derived/cli-page.ts';
import { manPage } from '../scripts/derived/man-page.ts';

describe('the man page', () => {
    it('has a part for each command, and holds nothing but text and the macros of man', async () => {
        const lines = (await manPage()).split('\n');
        for (const { path } of await documentedCommands()) assert.ok(lines.includes(`.SS "apim ${path.join(' ').replaceAll('-', '\\-')}"`), path.join(' '));
        const requests = lines.filter(line => /^[.']/.test(line));
        assert.deepEqual(requests.filter(line => !/^\.(\\" |TH |SH |SS |TP$|PP$|B |RS 4$|RE$|nf$|fi$)/.test(line)), []);
        // oxlint-disable-next-line no-control-regex
        assert.deepEqual(lines.filter(line => /[^\u0020-\u007E]/.test(line)), []);
        assert.deepEqual(lines.filter(line => /\\(?!\[u[0-9A-F]{4,}\]|e|-|&|\(dq|f[BIR]|")/.test(line)), []);
    });

    it('is read by groff without a warning, where groff is', async () => {
        const { error, stderr, stdout } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-P-cbou'], { input: await manPage(), encoding: 'utf8' });
        if (!error) assert.deepEqual([stderr, stdout.includes('apim gateway start')], ['', true]);
    });
});
