import assert from 'node:assert/strict';
import { codeActions } from '../../language-server/features/code-actions.ts';
import { openProject } from '../support/project.ts';

const acme = `/** All that we offer. */
organization Acme {
  /** Much. */
  locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  published private api Orders@1.0 { description: "All orders." endpoint: "https://o.example" offers Gold@1.0 }
}
`;

/** A line with one mistake, and what the quick fix makes of it. */
const cases: [line: string, fixed: string][] = [
    ['organization B { client C@1.0 { contract Acme/Order@1.0 via Gold } }', 'organization B { client C@1.0 { contract Acme/Orders@1.0 via Gold } }'],
    ['organization B { client C@1.0 { contract Acme/Orders@1.0 via Glod } }', 'organization B { client C@1.0 { contract Acme/Orders@1.0 via Gold } }'],
    ['organization B { client C@1.0 { contract Acme / Orders @1.0 via Gold } }', 'organization B { client C@1.0 { contract Acme/Orders@1.0 via Gold } }'],
    ['organization B { locked plan P@1.0 { policy RateLimting } }', 'organization B { locked plan P@1.0 { policy RateLimiting } }'],
    ['organization B { descripton: "x" }', 'organization B { description: "x" }']
];

describe('quick fixes', () => {
    for (const [line, fixed] of cases) {
        it(`makes ${fixed}`, () => {
            const { project, uri } = openProject(acme + line);
            const row = acme.split('\n').length - 1;
            const action = codeActions(project, uri('example.apim'), { start: { line: row, character: 0 }, end: { line: row, character: line.length } }).find(({ isPreferred }) => isPreferred);
            const [edit] = action?.edit?.changes?.[uri('example.apim')] ?? [];
            assert.ok(edit);
            assert.equal(line.slice(0, edit.range.start.character) + edit.newText + line.slice(edit.range.end.character), fixed);
        });
    }

    it('are none where nothing is wrong', () => {
        const { project, uri } = openProject(acme);
        assert.deepEqual(codeActions(project, uri('example.apim'), { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }), []);
    });
});
