import assert from 'node:assert/strict';
import { openProject } from '../support/project.ts';

/** Broken text, and the one message that it gets. */
const cases: [text: string, message: string][] = [
    ['organization A { client C@1.0 { contract A/B@1.0 } }', "1:50 A contract needs 'via' and a plan, found '}'."],
    ['organization A { client C { } }', "1:27 A client needs a version such as @1.0 directly behind its name, found '{'."],
    ['organization 2go { }', '1:14 A name that begins with a digit stands in backticks: `2go`.'],
    ['organization A { plan plan@1.0 }', "1:23 Expected a name, found the word 'plan'; as a name it stands in backticks: `plan`."],
    ['foo {}', "1:1 Expected organization, parameter, policies or policy type, found 'foo'."],
    ['organization A { clinet C@1.0 { } }', "1:18 'clinet' begins no declaration. Did you mean 'client'?"],
    ['organization A { client C@1.0 {\n', "1:31 This '{' is never closed."],
    ['organization A { member "x" as owner }', "1:32 Expected a role: viewer, editor or manager, found 'owner'."],
    ['organization A { api X@1.0 { offers Gold } }', "1:42 A reference needs a version, as in Orders@1.0, found '}'."],
    ['organization A { description "x" }', "1:30 Expected ':' and a value behind 'description', found '\"x\"'."],
    ['organization A ; {}', "1:16 Nothing ends with ';' here: a line break is enough."]
];

describe('a syntax error', () => {
    for (const [text, message] of cases) {
        it(message, () => {
            const [first] = openProject(text).all().filter(({ code }) => code === 'syntax');
            assert.equal(first && `${first.range.start.line + 1}:${first.range.start.character + 1} ${first.message}`, message);
        });
    }
});
