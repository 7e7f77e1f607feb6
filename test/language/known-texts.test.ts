import assert from 'node:assert/strict';
import { KnownTexts } from '../../language/known-texts.ts';

describe('known texts', () => {
    it('are made once while few are known, and forgotten where very many come', () => {
        const made: string[] = [];
        const known = new KnownTexts(text => {
            made.push(text);
            return text.length;
        });
        assert.deepEqual(['policy A', 'policy', 'policy A', 'policy'].map(text => known.of(text)), [8, 6, 8, 6]);
        assert.deepEqual(made, ['policy A', 'policy']);
        for (let index = 0; index < 20_000; index++) known.of(`typed ${index}`);
        known.of('policy A');
        assert.deepEqual(made.filter(text => text === 'policy A').length, 2);
    });
});
