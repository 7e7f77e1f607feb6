import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mistakesIn, syntaxErrors } from '../../language/syntax-errors.ts';
import { SourceFile } from '../../language/source-file.ts';
import { language } from '../support/language.ts';
import { openProject } from '../support/project.ts';
import { runs } from '../support/random.ts';
import { textsIn } from '../support/texts.ts';
import { withTinyBlocks } from '../support/tiny-blocks.ts';

describe('what cannot be read strictly', () => {
    withTinyBlocks();
    const words = fc.constantFrom('', ' ', 'x', ',', '}', '{', ':', '[', ']', 'via', 'contract A/', 'offers ', 'client ', 'policy ', 'plan', '@', 'published ', 'description: ', '// ', '/*', 'offers plan ', 'client client ', 'contract api ', 'via plan ', '"t" {', 'Q@1 {');
    const samples = textsIn('samples', '.apim').map(([, text]) => text);
    const edits = fc.record({ text: fc.constantFrom(...samples), at: fc.nat(), length: fc.oneof(fc.constantFrom(0, 1), fc.nat(8)), word: words });

    it('has a mistake exactly where Langium finds one in the whole text, and nearly always the same one', () => {
        let all = 0, same = 0;
        fc.assert(fc.property(edits, ({ text, at, length, word }) => {
            const from = at % (text.length + 1);
            const broken = text.slice(0, from) + word + text.slice(from + length);
            const { syntax, textDocument } = new SourceFile(language, 'file:///a.apim', broken);
            const result = language.services.parser.LangiumParser.parse(broken);
            const whole = syntaxErrors(broken, mistakesIn(broken, result, [{ from: 0, to: broken.length }]), (offset, count) => ({ start: textDocument.positionAt(offset), end: textDocument.positionAt(offset + count) }));
            assert.equal(syntax.length > 0, whole.length > 0, broken);
            if (whole.length === 0) return;
            all++;
            if (JSON.stringify(syntax[0]) === JSON.stringify(whole[0])) same++;
        }), { numRuns: runs(300) });
        assert.ok(same > all * 0.95, `${same} of ${all}`);
    }).timeout(600_000);

    const told = (text: string) => openProject(text).all().filter(({ code }) => code === 'syntax').map(({ range, message }) => `${range.start.line} ${message}`);

    it('may hold thousands of mistakes, and what is read next is read as ever', () => {
        const small = 'organization A {\n plan G@1 { x }\n}\n';
        const before = told(small);
        assert.ok(before.length > 0);
        for (const words of ['limit limit: ', 'use x policy y ']) {
            for (const around of [['organization A {\n', '\n}\n'], ['organization A { plan G@1 { policy RateLimiting {\n', '\n} }\n}\n']] as const) {
                const found = told(`${around[0]}${words.repeat(3000)}${around[1]}`);
                assert.ok(found.length > 0 && found.length < 10, `${words}: ${found.length}`);
                assert.deepEqual(told(small), before, words);
            }
        }
    });

    it('has its mistake told however far behind its beginning that is', () => {
        const addresses = Array.from({ length: 2000 }, (_, index) => `"10.0.${index >> 8}.${index & 255}"`).join(',\n');
        const told1 = told(`organization A {\n plan G@1 {\n policy IpBlocklist { ipList: [\n"10.0.0.1"] oops }\n }\n client D@1 { }\n}\n`);
        const told2000 = told(`organization A {\n plan G@1 {\n policy IpBlocklist { ipList: [\n${addresses}] oops }\n }\n client D@1 { }\n}\n`);
        assert.deepEqual(told2000, told1.map(finding => finding.replace(/^\d+/, line => String(Number(line) + 1999))));
        assert.equal(told2000.length, 1);
    });

    const declared = (text: string) => openProject(text).project.index.inFile(openProject(text).uri('example.apim')).map(({ kind, key, declaration }) => `${kind} ${key}${declaration.broken ? ' broken' : ''}`);

    for (const [what, text, ...expected] of [
        ['a half-typed contract', 'organization A {\n client C@1 {\n contract A/\n }\n client D@1 { }\n}\n', 'organization A', 'client A/C@1 broken', 'client A/D@1'],
        ['a brace that is missing', 'organization A {\n client C@1 {\n client D@1 { }\n}\n', 'organization A', 'client A/C@1 broken', 'client A/D@1'],
        ['a brace too many', 'organization A {\n client C@1 { }\n }\n client D@1 { }\n}\norganization B { client E@1 }\n', 'organization A broken', 'client A/C@1', 'client A/D@1', 'organization B', 'client B/E@1'],
        ['a brace that does not open a client', 'organization A {\n client C@1\n description: "x"\n contract A/B@1 via P\n }\n client D@1 { }\n}\n', 'organization A', 'client A/C@1 broken', 'client A/D@1'],
        ['braces that neither open nor close a client', 'organization A {\n client C@1\n contract A/B@1 via P\n client D@1 { }\n}\n', 'organization A', 'client A/C@1 broken', 'client A/D@1'],
        ['a brace that does not open the last client', 'organization A {\n client C@1 { }\n client D@1\n description: "x"\n }\n}\nparameter p: string\n', 'organization A', 'client A/C@1', 'client A/D@1 broken', 'parameter p'],
        ['a brace that does not open a policy', 'organization A {\n plan P@1 {\n policy R\n limit: 1\n }\n }\n client D@1 { }\n}\n', 'organization A', 'plan A/P@1 broken', 'client A/D@1'],
        ['a colon in front of a brace', 'organization A {\n client C@1: {\n contract A/B@1 via P\n }\n client D@1 { }\n}\n', 'organization A', 'client A/C@1 broken', 'client A/D@1'],
        ['a version without @', 'organization A {\n client C 1 {\n contract A/B@1 via P\n }\n client D@1 { }\n}\n', 'organization A broken', 'client A/D@1'],
        ['a word of a declaration in a contract', 'organization A {\n client C@1 { contract A/B@1 plan P }\n client D@1 { }\n}\n', 'organization A broken', 'client A/C@1 broken', 'client A/D@1'],
        ['a backtick', 'organization A {\n client `C@1 { }\n client D@1 { }\n}\n', 'organization A', 'client A/C@1', 'client A/D@1'],
        ['a brace that does not open an organization', 'organization A\n client C@1 { }\n client D@1 { }\n}\nparameter p: string\n', 'organization A broken', 'client A/C@1', 'client A/D@1', 'parameter p'],
        ['a brace that does not close an organization', 'organization A {\n client C@1 { }\norganization B {\n client D@1 { }\n}\n', 'organization A broken', 'client A/C@1', 'organization B', 'client B/D@1'],
        ['a word between declarations', 'organization A {\n client C@1 { }\n cli\n client D@1 { }\n}\n', 'organization A broken', 'client A/C@1', 'client A/D@1'],
        ['a misspelt word in front of a body', 'organization A {\n clien C@1 {\n description: "x"\n policy P { a: { b: "}" } }\n }\n description: "y"\n client D@1 { }\n}\n', 'organization A broken', 'client A/D@1'],
        ['a misspelt word in front of an organization', 'organisation A {\n client C@1 { }\n}\norganization B { client D@1 }\n', 'organization B', 'client B/D@1'],
        ['an organization without a name', 'organization {\n client C@1 { }\n}\norganization B { client D@1 }\n', 'organization B', 'client B/D@1']
    ] as const) {
        it(`leaves the rest as it is: ${what}`, () => assert.deepEqual(declared(text), expected));
    }
});
