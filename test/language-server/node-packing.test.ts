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

    it('makes text several times smaller, and leaves short ones alone', () => {
        const text = Array.from({ length: 100 }, (_, index) => `  client Shop${index}@1.0 {\n    contract Acme/Orders@1.0 via Gold\n  }\n`).join('');
        const packed = nodePacking.pack(text)!;
        assert.ok(packed.byteLength < text.length / 5);
        // The buffer in which it was made is larger.
        assert.equal(packed.buffer.byteLength, packed.byteLength);
        assert.equal(nodePacking.pack('organization Acme'), undefined);
    });
});
