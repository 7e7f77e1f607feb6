import assert from 'node:assert/strict';
import type { AstNode } from 'langium';
import { childrenOf } from '../../language/places.ts';

describe('what a node consists of', () => {
    it('is all of it, however much stands in one organization', () => {
        const declarations = Array.from({ length: 150_000 }, (): AstNode => ({ $type: 'Client' }));
        const organization = { $type: 'Organization', $container: { $type: 'Model' }, name: 'Big', declarations } as AstNode;
        assert.equal(childrenOf(organization).length, declarations.length);
    });
});
