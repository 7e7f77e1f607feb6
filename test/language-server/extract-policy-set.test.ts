import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions } from '../../language-server/features/code-actions.ts';
import { recordOf } from '../support/record.ts';
import { openProject } from '../support/project.ts';

const before = `organization A {
  locked plan Gold@1.0 {
    policy UniqueHeader { headerName: "X-Id" }
    // Both directions.
    policy LogHeaders {
      direction: both
    }
    policy RateLimiting { limit: 10, granularity: Client, period: Day }
  }
  client C@1.0 { policy UniqueHeader { headerName: "X-Id" } policy LogHeaders { direction: both } }
  client D@1.0 { policy LogHeaders { direction: both } }
}
`;
const after = `organization A {
  locked plan Gold@1.0 {
    use GoldPolicies
    policy RateLimiting { limit: 10, granularity: Client, period: Day }
  }
  client C@1.0 { use GoldPolicies }
  client D@1.0 { policy LogHeaders { direction: both } }
}

policies GoldPolicies {
  policy UniqueHeader { headerName: "X-Id" }
  // Both directions.
  policy LogHeaders {
    direction: both
  }
}
`;

describe('extracting policies into a set', () => {
    it('takes the selected ones, and uses the set wherever they follow each other', () => {
        const { project, uri } = openProject(before);
        const action = codeActions(project, uri('example.apim'), { start: { line: 2, character: 8 }, end: { line: 6, character: 4 } }).find(({ title }) => title.startsWith('Extract into policy set'));
        assert.equal(action?.title, "Extract into policy set 'GoldPolicies', used 2 times");
        assert.equal(action.kind, 'refactor.extract');
        const text = TextDocument.applyEdits(TextDocument.create('', 'apim', 0, before), action.edit?.changes?.[uri('example.apim')] ?? []);
        assert.equal(text, after);
        const plans = (source: string) => [...recordOf(openProject(source).project).plans.values()];
        assert.deepEqual(plans(text), plans(before), 'What is registered stays the same.');
    });

    it('is not offered where there is no policy, nor inside a set', () => {
        for (const [text, character] of [['organization A { client C@1 }', 20], ['policies S { policy LogHeaders }', 16]] as const) {
            const { project, uri } = openProject(text);
            assert.deepEqual(codeActions(project, uri('example.apim'), { start: { line: 0, character }, end: { line: 0, character } }).filter(({ kind }) => kind === 'refactor.extract'), []);
        }
    });
});
