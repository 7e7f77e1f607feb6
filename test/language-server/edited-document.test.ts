import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EditedDocument } from '../../language-server/edited-document.ts';
import { runs } from '../support/random.ts';

const texts = fc.array(fc.constantFrom('a', 'ü', '😀', '\n', '\r\n', '\r', '\u2028'), { maxLength: 12 }).map(parts => parts.join(''));
const positions = fc.record({ line: fc.integer({ min: -1, max: 8 }), character: fc.integer({ min: -1, max: 8 }) });
const ranged = fc.record({ range: fc.record({ start: positions, end: positions }), text: texts });
type Edit = typeof ranged extends fc.Arbitrary<infer E> ? E : never;
const changes = fc.oneof({ weight: 6, arbitrary: ranged }, { weight: 1, arbitrary: fc.record({ text: texts }) });

describe('an edited document', () => {
    it('has the text and the positions of that which the library for language servers makes of the same edits', () => {
        fc.assert(fc.property(texts, fc.array(changes, { maxLength: 8 }), (text, edits) => {
            const ours = new EditedDocument('file:///a.apim', 'apim', 1, text);
            let theirs = TextDocument.create('file:///a.apim', 'apim', 1, text);
            for (const [index, edit] of edits.entries()) {
                ours.update([edit], index + 2);
                // Made anew: where a line of a range is not there, its own update counts lines otherwise than it does itself.
                theirs = TextDocument.create(theirs.uri, 'apim', index + 2, 'range' in edit ? TextDocument.applyEdits(theirs, [{ range: edit.range, newText: edit.text }]) : edit.text);
                assert.deepEqual([ours.getText(), ours.version, ours.lineCount], [theirs.getText(), theirs.version, theirs.lineCount]);
                for (let offset = -1; offset <= theirs.getText().length + 1; offset++) assert.deepEqual(ours.positionAt(offset), theirs.positionAt(offset));
                for (let line = -1; line <= theirs.lineCount; line++) {
                    for (let character = -1; character < 9; character++) assert.equal(ours.offsetAt({ line, character }), theirs.offsetAt({ line, character }));
                    assert.deepEqual([ours.getLineRange(line), ours.getEOLCharacters(line)], [theirs.getLineRange(line), theirs.getEOLCharacters(line)]);
                }
            }
        }), { numRuns: runs(500) });
    });

    it('is after many changes at once what it is after one by one', () => {
        const { many } = EditedDocument;
        EditedDocument.many = 1;
        const fromBehind = (edits: Edit[]) => edits.toSorted((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character);
        try {
            fc.assert(fc.property(texts, fc.array(ranged, { maxLength: 5 }), fc.boolean(), (text, drawn, isSorted) => {
                const edits = isSorted ? fromBehind(drawn) : drawn;
                const [atOnce, oneByOne] = [new EditedDocument('file:///a.apim', 'apim', 1, text), new EditedDocument('file:///a.apim', 'apim', 1, text)];
                atOnce.update(edits, 2);
                EditedDocument.many = Infinity;
                oneByOne.update(edits, 2);
                EditedDocument.many = 1;
                assert.deepEqual([atOnce.getText(), atOnce.lineCount], [oneByOne.getText(), oneByOne.lineCount]);
                for (let offset = 0; offset <= atOnce.getText().length; offset++) assert.deepEqual(atOnce.positionAt(offset), oneByOne.positionAt(offset));
            }), { numRuns: runs(500) });
        } finally {
            EditedDocument.many = many;
        }
    });
});
