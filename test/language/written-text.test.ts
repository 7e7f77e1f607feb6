import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeBetween } from '../../language/text-change.ts';
import { WrittenText } from '../../language/written-text.ts';
import { runs } from '../support/random.ts';

const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 4 }), { maxLength: 6 });
/** Large enough to be in pieces, small enough to be played many times; the same characters everywhere, and not the same ones. */
const large = Array.from({ length: 40_000 }, (_, index) => `line ${index % 7}\n`).join('');
const edits = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.oneof(fc.nat(20), fc.nat(200_000)), text: fc.oneof(fc.string({ maxLength: 8 }), fc.constant('x'.repeat(100_000))) }), { maxLength: 12 });

describe('a text in pieces', () => {
    it('reads as it would in one', () => {
        fc.assert(fc.property(pieces, fc.nat(26), fc.nat(26), fc.boolean(), (parts, from, to, isJoined) => {
            const text = new WrittenText(...parts), whole = parts.join('');
            if (isJoined) assert.equal(text.whole, whole);
            assert.deepEqual([text.length, text.slice(from, to), text.slice(from), text.slice(), text.indexOf('b'), text.indexOf('\n', from)], [whole.length, whole.slice(from, to), whole.slice(from), whole, whole.indexOf('b'), whole.indexOf('\n', from)]);
        }), { numRuns: runs(500) });
    });

    it('tells the change that made it of another one, whatever pieces they share', () => {
        fc.assert(fc.property(pieces, pieces, pieces, pieces, (front, old, now, behind) => {
            const before = new WrittenText(...front, ...old, ...behind), after = new WrittenText(...front, ...now, ...behind);
            const { from, to, length } = changeBetween(before, after);
            assert.ok(from <= to && length >= 0);
            assert.equal(before.whole.slice(0, from) + after.whole.slice(from, from + length) + before.whole.slice(to), after.whole);
        }), { numRuns: runs(500) });
    });

    it('is what was made of it, edit by edit', () => {
        fc.assert(fc.property(edits, played => {
            let text = new WrittenText(large), whole = large;
            for (const { at, length, text: replacement } of played) {
                const from = Math.floor(at * whole.length), to = Math.min(from + length, whole.length);
                const before = text;
                text = before.replaced(from, to, replacement);
                whole = whole.slice(0, from) + replacement + whole.slice(to);
                assert.ok(text.length === whole.length && text.slice(Math.max(from - 50, 0), from + 100) === whole.slice(Math.max(from - 50, 0), from + 100));
                const change = changeBetween(before, text);
                assert.ok(change.from >= 0 && change.to - change.from <= to - from && change.length <= replacement.length);
            }
            assert.ok(text.whole === whole);
        }), { numRuns: runs(100) });
    }).timeout(600_000);

    it('shares all but what stands around an edit, and consists of few pieces however often it is edited', () => {
        let text = new WrittenText(large);
        text = text.replaced(200_000, 200_001, 'x');
        const before = text;
        text = text.replaced(200_002, 200_002, 'y');
        assert.deepEqual([text.pieces.length, text.pieces[0] === before.pieces[0], text.pieces[2] === before.pieces[2]], [3, true, true]);
        for (let edit = 0; edit < 2000; edit++) text = text.replaced(edit * 100, edit * 100, 'z');
        assert.ok(text.pieces.length <= 256, `${text.pieces.length} pieces`);
    });
});
