import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint } from '../../../cli/check/fingerprint.ts';
import { ChangedMeanwhile, checkedOf } from '../../../cli/check/kept-result.ts';
import { SeenFiles, stateOf } from '../../../cli/check/seen-files.ts';

describe('a kept result that is printed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'apim-kept-'));
    after(() => rmSync(folder, { recursive: true }));

    it('shows no line of a file that became another one since it was compared', () => {
        const path = join(folder, 'a.apim');
        writeFileSync(path, 'organization A { }');
        const state = stateOf(path)!;
        const checked = () => checkedOf({ exclude: [], sources: [{ path, state, digest: '' }], others: [], asked: [], found: [], names: {} }, '', new SeenFiles());
        assert.equal(checked().project.files.get(`file://${path}`)?.text, 'organization A { }');
        writeFileSync(path, 'organization Another { }');
        assert.throws(() => checked().project.files.get(`file://${path}`)?.text, ChangedMeanwhile);
        rmSync(path);
        assert.throws(() => checked().project.files.get(`file://${path}`)?.text, ChangedMeanwhile);
    });
});

describe('a fingerprint', () => {
    it('is another one for every other byte and every other length, wherever the bytes are in memory', () => {
        const bytes = Buffer.from('a text of eighteen');
        const seen = new Set([fingerprint(bytes)]);
        for (let index = 0; index < bytes.length; index++) {
            for (let value = 1; value < 256; value++) {
                const other = Buffer.from(bytes);
                other[index]! ^= value;
                seen.add(fingerprint(other));
            }
            seen.add(fingerprint(bytes.subarray(0, index)));
            assert.equal(fingerprint(Buffer.concat([Buffer.alloc(index), bytes]).subarray(index)), fingerprint(bytes));
        }
        assert.equal(seen.size, 1 + bytes.length * 256);
    });
});
