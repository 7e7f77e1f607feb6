import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextSnapshot } from '../../language/text-snapshot.ts';
import { EditedDocument } from '../../language-server/edited-document.ts';

const texts = fc.array(fc.constantFrom('a', 'ü', '😀', '\n', '\r\n', '\r', '\u2028'), { maxLength: 12 }).map(parts => parts.join(''));

describe('a text as it was', () => {
    it('has the positions of its own text, whatever the editor has made of its document since', () => {
        fc.assert(fc.property(texts, fc.array(fc.tuple(fc.nat(12), fc.nat(3), texts), { maxLength: 4 }), fc.nat(4), (text, edits, look) => {
            const open = new EditedDocument('file:///a.apim', 'apim', 1, text);
            const snapshot = new TextSnapshot('file:///a.apim', open.written, new WeakRef(open));
            const alone = TextDocument.create('file:///a.apim', 'apim', 1, text);
            const check = () => {
                for (let offset = 0; offset <= text.length; offset++) {
                    assert.deepEqual(snapshot.positionAt(offset), alone.positionAt(offset));
                    assert.equal(snapshot.offsetAt(alone.positionAt(offset)), alone.offsetAt(alone.positionAt(offset)));
                }
                assert.deepEqual([snapshot.getText(), snapshot.lineCount], [text, alone.lineCount]);
            };
            for (const [index, [from, length, replacement]] of edits.entries()) {
                if (index >= look) check();
                open.update([{ range: { start: open.positionAt(from), end: open.positionAt(from + length) }, text: replacement }], index + 2);
            }
            check();
        }));
    });
});
