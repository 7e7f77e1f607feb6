import assert from 'node:assert/strict';
import { derivedFiles, refresh } from '../scripts/derived/index.ts';

describe('derived files', () => {
    for (const [path, content] of Object.entries(derivedFiles)) {
        it(`${path} follows from its source`, async () => {
            assert.equal(refresh(path, await content()), false, `${path} was stale and has been rewritten: look at the difference and commit it.`);
        });
    }
});
