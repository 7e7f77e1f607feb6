import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AstNode } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { declarationNodes, type DeclarationNode } from '../../language/extraction.ts';
import { BEGIN, FileRows, MEMBER_BEGIN, memberSize, TO } from '../../language/file-rows.ts';
import { preludeFiles } from '../../language/generated/prelude.ts';
import { parseStrictly } from '../../language/generated/strict-parser.ts';
import { readOutline } from '../../language/outline.ts';
import { offsetsOf } from '../../language/places.ts';
import { rowsOfOutline } from '../../language/rows-of-outline.ts';
import { rowsOfTree } from '../../language/rows-of-tree.ts';
import { layouts, models, print } from '../support/random-model.ts';
import { runs } from '../support/random.ts';
import { withTinyBlocks } from '../support/tiny-blocks.ts';

describe('the rows of a file', () => {
    withTinyBlocks();
    const agrees = (text: string) => {
        const outlined = rowsOfOutline(readOutline(text)!);
        const nodes = declarationNodes(parseStrictly(TextDocument.create('', 'apim', 0, text))!);
        assert.ok(nodes.length > 0);
        assert.deepEqual(outlined, rowsOfTree(nodes), text);
        const rows = FileRows.of(outlined);
        assert.deepEqual(nodes.map((_, place) => rows.ownerOf(place)), nodes.map(node => nodes.indexOf(node.$container as DeclarationNode)), text);
        for (const [place, node] of nodes.entries()) {
            assert.deepEqual([rows.at(place, BEGIN), rows.at(place, TO)], offsetsOf(node), text);
            const { members, from, to } = rows.membersOf(place);
            const begins = Array.from({ length: (to - from) / memberSize }, (_, index) => members[from + index * memberSize + MEMBER_BEGIN]);
            const written = ('members' in node ? node.members as AstNode[] : []).map(member => offsetsOf(member)[0]);
            assert.ok(begins.every(begin => written.includes(begin!)), text);
        }
    };

    it('are the same whether its outline is read or its tree', () => {
        for (const text of Object.values(preludeFiles)) agrees(text);
        fc.assert(fc.property(models, layouts, (model, layout) => agrees(`${print(model, layout)}\norganization Last "Last" { member "a" as viewer /** x */ policies P { use \`Q\` } description: "x" member "b" as editor, viewer }`)), { numRuns: runs(300) });
    }).timeout(600_000);
});
