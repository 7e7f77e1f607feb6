import assert from 'node:assert/strict';
import fc from 'fast-check';
import { KeyTable } from '../../language/key-table.ts';
import { runs } from '../support/random.ts';

describe('a table of keys', () => {
    const key = fc.nat({ max: 60 }).map(number => `Acme/Client${number}@1.0`);
    const change = fc.record({ key, isSet: fc.boolean() });

    it('answers as a map does, in the same order, whatever came and went', () => {
        fc.assert(fc.property(fc.uniqueArray(key), fc.array(change, { maxLength: 400, size: 'max' }), (known, changes) => {
            const things = known.map(key => ({ key }));
            const map = new Map(things.map(thing => [thing.key, thing]));
            const table = new KeyTable<{ key: string }>(known.length);
            for (const thing of things) table.set(thing.key, thing);
            for (const { key, isSet } of changes) {
                const thing = { key };
                if (isSet) {
                    map.set(key, thing);
                    table.set(key, thing);
                } else {
                    assert.equal(table.delete(key), map.delete(key));
                }
                assert.equal(table.get(key), map.get(key));
                assert.equal(table.size, map.size);
            }
            assert.deepEqual([...table.keys()], [...map.keys()]);
            for (let number = 0; number <= 60; number++) assert.equal(table.get(`Acme/Client${number}@1.0`), map.get(`Acme/Client${number}@1.0`));
        }), { numRuns: runs(50) });
    });
});
