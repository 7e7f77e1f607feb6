import assert from 'node:assert/strict';
import { formatEdits, formatText } from '../../language-server/features/formatting.ts';
import { preludeFiles } from '../../language/generated/prelude.ts';
import { ruleOf, rules, type RuleId } from '../../language/rules.ts';
import { SourceFile } from '../../language/source-file.ts';
import { checkFormat } from '../support/format.ts';
import { language } from '../support/language.ts';
import { openProject } from '../support/project.ts';

describe('formatting', () => {
    const cases: Record<string, [text: string, expected: string | undefined]> = {
        'one space between words, two a level': [
            'organization   A   "Acme"{\nlocked   plan Gold@1.0\n{\npolicy   X\n}\n}',
            'organization A "Acme" {\n  locked plan Gold@1.0 {\n    policy X\n  }\n}\n'
        ],
        'commas between options in one line, also where a line break or nothing was': [
            'policies S { policy X { a: 1 b: [1 2,], c: { d: e, } } }\n', 'policies S { policy X { a: 1, b: [1, 2], c: { d: e } } }\n'
        ],
        'no commas at the ends of lines': ['policies S { policy X {\na: 1, b: [\n1,\n2,\n],\n} }\n', 'policies S {\n  policy X {\n    a: 1\n    b: [\n      1\n      2\n    ]\n  }\n}\n'],
        'what holds something that spans lines spans lines, a list that holds one thing alone excepted': [
            'policies S { policy X { a: 1, b: { c: [{\nd: 1 }] } } }\n',
            'policies S {\n  policy X {\n    a: 1\n    b: {\n      c: [{\n        d: 1\n      }]\n    }\n  }\n}\n'
        ],
        'one blank line at most, none behind and in front of braces': ['\n\norganization A {\n\n\n  plan P@1\n\n\n\n  plan Q@1\n\n}\n\n\n', 'organization A {\n  plan P@1\n\n  plan Q@1\n}\n'],
        'declarations of one line that stay in one line': ['organization A { plan P@1 { policy X } retired client C@1{ } }', 'organization A { plan P@1 { policy X } retired client C@1 {} }\n'],
        'a body that is being written stays open': ['organization A {\n}\n', 'organization A {\n}\n'],
        'names and versions in one piece': ['organization A { plan P @1.0 }\n', 'organization A { plan P@1.0 }\n'],
        'lists without brackets go on in the next line': [
            'organization A {\n  api X@1 { offers P@1 with approval for A/C@1,\nA/D@1 }\n}\n',
            'organization A {\n  api X@1 {\n    offers P@1 with approval for A/C@1,\n      A/D@1\n  }\n}\n'
        ],
        'types of options': [
            'policy type T"t":other{a?:secret quoted[string(1 .. 2)]as"b"=["x"],b:A|B|"c d"}\n',
            'policy type T "t" : other { a?: secret quoted [string(1..2)] as "b" = ["x"], b: A | B | "c d" }\n'
        ],
        'comments stay where they are, with the stars below each other': [
            '/**\n  * Why.\n    */\nparameter x // trailing\n  // own line\n /* as\n  it is */\nparameter y\n',
            '/**\n * Why.\n */\nparameter x // trailing\n// own line\n/* as\n  it is */\nparameter y\n'
        ],
        'a comment inside a list': ['policies S { policy X { a: [1 /* one */, 2 /* two */] } }\n', 'policies S { policy X { a: [1, /* one */ 2 /* two */] } }\n'],
        'a comment at the end of a line breaks what it stands in': ['policies S { policy X { a: 1 // one\n } }\n', 'policies S {\n  policy X {\n    a: 1 // one\n  }\n}\n'],
        'text blocks as they are': ['policies S {\npolicy X { a: """\n   b\n\n\n c""" }\n}\n', 'policies S {\n  policy X { a: """\n   b\n\n\n c""" }\n}\n'],
        'the line ends of the file': ['organization A {\r\nplan P@1\n}', 'organization A {\r\n  plan P@1\r\n}\r\n'],
        'a byte order mark': ['\uFEFF parameter x', '\uFEFFparameter x\n'],
        'an empty file': [' \n\n', ''],
        'a file with a syntax error is left alone': ['organization A {\nplan\n}\n', undefined],
        'a file with a text that is not closed is left alone': ['parameter  x = "a\n', undefined],
        'a file with a gap in a reference is left alone': ['organization A { client C@1 { contract A / B@1 via P } }', undefined]
    };
    for (const [name, [text, expected]] of Object.entries(cases)) it(name, () => checkFormat(text, expected));

    it('changes only the lines of a range', () => {
        const { project, uri } = openProject('organization A {\nplan P@1\nplan Q@1\nplan R@1\n}\n');
        const edits = formatEdits(project, uri('example.apim'), { start: { line: 2, character: 0 }, end: { line: 2, character: 8 } });
        assert.deepEqual(edits, [{ range: { start: { line: 1, character: 8 }, end: { line: 2, character: 0 } }, newText: '\n  ' }]);
    });

    it('leaves the shipped policy types as they are', () => {
        for (const text of Object.values(preludeFiles)) checkFormat(text, text);
    });

    it('changes neither what is declared nor what is formatted, in any example of the rules', () => {
        for (const id of Object.keys(rules) as RuleId[]) {
            for (const example of [ruleOf(id).bad, ruleOf(id).good]) {
                const text = typeof example === 'string' ? example : example.files['example.apim'] ?? '';
                for (const variant of [text, text.replaceAll('\n', '\r\n'), text.replaceAll(/ {2,}/g, ' '), text.replaceAll('{ ', '{\n')]) {
                    const formatted = formatText(language.services, variant);
                    if (formatted === undefined) continue;
                    assert.equal(formatText(language.services, formatted), formatted);
                    assert.deepEqual(declared(formatted), declared(variant));
                }
            }
        }
    });
});

function declared(text: string): unknown[] {
    return new SourceFile(language, 'file:///a.apim', text).declared.map(({ declaration }) => declaration);
}
