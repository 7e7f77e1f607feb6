import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nodePacking } from '../../language-server/node-packing.ts';

describe('packing', () => {
    it('gives back every text that it takes, and takes none that would not come back', () => {
        fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 20 }), fc.constantFrom('', '\uFEFF', '\uD800', '\uDC00', '😀', '\0', 'ü\r\n'), (parts, more) => {
            const text = `${more}${parts.join(more)}${'organization Acme { client Shop@1.0 }\n'.repeat(30)}`;
            const packed = nodePacking.pack(text);
            assert.equal(packed === undefined, !text.isWellFormed());
            if (packed) assert.equal(nodePacking.unpack(packed), text);
        }));
    });

    it('takes long texts after short ones and the other way round', () => {
        for (const length of [1001, 400_000, 1002, 999_999]) {
            const text = '\u20AC'.repeat(length);
            assert.equal(nodePacking.unpack(nodePacking.pack(text)!), text);
        }
    });

    it('makes text several times smaller, and leaves very short and very long ones alone', () => {
        const text = Array.from({ length: 100 }, (_, index) => `  client Shop${index}@1.0 {\n    contract Acme/Orders@1.0 via Gold\n  }\n`).join('');
        const packed = nodePacking.pack(text)!;
        assert.ok(packed.length < text.length / 5);
        for (const other of ['organization Acme', 'organization Acme '.repeat(100_000)]) assert.equal(nodePacking.pack(other), undefined);
    });
});
