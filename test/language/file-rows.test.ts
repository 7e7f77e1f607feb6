import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { declarationNodes } from '../../language/extraction.ts';
import { preludeFiles } from '../../language/generated/prelude.ts';
import { parseStrictly } from '../../language/generated/strict-parser.ts';
import { readOutline } from '../../language/outline.ts';
import { rowsOfOutline } from '../../language/rows-of-outline.ts';
import { rowsOfTree } from '../../language/rows-of-tree.ts';
import { layouts, models, print } from '../support/random-model.ts';
import { runs } from '../support/random.ts';

describe('the rows of a file', () => {
    const agrees = (text: string) => {
        const outlined = rowsOfOutline(readOutline(text)!);
        const nodes = declarationNodes(parseStrictly(TextDocument.create('', 'apim', 0, text))!);
        assert.ok(nodes.length > 0);
        assert.deepEqual(outlined, rowsOfTree(nodes), text);
    };

    it('are the same whether its outline is read or its tree', () => {
        for (const text of Object.values(preludeFiles)) agrees(text);
        fc.assert(fc.property(models, layouts, (model, layout) => agrees(`${print(model, layout)}\norganization Last "Last" { member "a" as viewer /** x */ policies P { use \`Q\` } description: "x" member "b" as editor, viewer }`)), { numRuns: runs(300) });
    }).timeout(600_000);
});
