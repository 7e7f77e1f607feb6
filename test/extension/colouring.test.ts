import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { AstUtils, CstUtils, GrammarAST, type LeafCstNode } from 'langium';
import { parseString } from '../../language/strings.ts';
import { loadColouring, type Colouring } from '../support/colouring.ts';
import { language } from '../support/language.ts';
import { layouts, models, print } from '../support/random-model.ts';
import { runs } from '../support/random.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const files = globSync(['samples/**/*.apim', 'language/prelude/*.apim'], { cwd: root });

/** What a token may be coloured as: one of its scopes begins so, for each of its characters. */
const scopes: Record<string, RegExp> = {
    ML_COMMENT: /^comment\.block\./, SL_COMMENT: /^comment\.line\./,
    STRING: /^string\.quoted\.double\./, RAW: /^string\.quoted\.single\./, TEXT: /^string\.quoted\.triple\./,
    NUMBER: /^constant\.numeric\./, QUANTITY: /^(constant\.numeric|keyword\.other\.unit)\./, VERSION: /^constant\.other\.version\./,
    NAME: /^(entity\.name|variable|support\.type|constant|storage\.modifier|keyword\.other)\./, QUOTED_NAME: /^(entity\.name|variable)\./
};
const keyword = /^(storage\.(type|modifier)|keyword\.other|constant\.language)\./;
const punctuation = /^(punctuation|keyword\.operator)\./;
/** Words that the language knows beside its keywords. */
const known = new Set([...wordsOf('language/declarations.ts', /BasicTypeName =[^;]*;/), ...wordsOf('language/declarations.ts', /PolicyCategory =[^;]*;/), 'implementation', 'authenticates', 'apim-ignore']);

describe('the colouring', () => {
    let colouring: Colouring;
    before(async () => { colouring = await loadColouring(); });
    const keywords = new Set(AstUtils.streamAllContents(language.services.Grammar).filter(GrammarAST.isKeyword).map(({ value }) => value).filter(value => /^\w/.test(value)));

    for (const file of files) it(`agrees with the parser about each token of ${file}`, () => assert.deepEqual(disagreements(read(file), colouring), []));

    for (const text of ['$${NAME}', '$${${a}', '$${${a}}', '$$${a}', '$${A$B} ${a}', '$${\\"${a}', '$${ ${a} $${B} ${a}']) it(`agrees with it about what of "${text}" is a parameter, and what the gateway's`, () => {
        assert.deepEqual(disagreements(`parameter a = "${text}"\n`, colouring), []);
    });

    it('agrees with it about files at random, line ends of every kind among them', () => {
        fc.assert(fc.property(models, layouts, (model, layout) => {
            assert.deepEqual(disagreements(print(model, { ...layout, gap: layout.gap.includes('/*') ? ' ' : layout.gap }), colouring), []);
        }), { numRuns: runs(200) });
    });

    it('is tried on every keyword of the grammar', () => {
        const tried = new Set(files.flatMap(file => leaves(read(file))).filter(isKeyword).map(({ text }) => text));
        assert.deepEqual([...keywords].filter(word => !tried.has(word)), []);
    });

    it('knows no word that the language does not', () => {
        const words = new Set<string>();
        JSON.parse(read('extension/syntaxes/apim.tmLanguage.json'), (key, value: unknown) => {
            if (key !== 'match' && key !== 'begin' || typeof value !== 'string') return value;
            for (const [word] of value.replaceAll(/\\[A-Za-z]|\[(?:\\.|[^\]])*\]/g, ' ').matchAll(/[a-z][a-z-]+/gi)) words.add(word);
            return value;
        });
        const units = ['KB', 'MB', 'GB', 'ms', 'min'];
        assert.ok(words.size > keywords.size);
        assert.deepEqual([...words].filter(word => !keywords.has(word) && !known.has(word) && !units.includes(word)), []);
    });
});

/** Each token that is coloured as something else than it is. */
function disagreements(text: string, colouring: Colouring): string[] {
    const colours = colouring(text);
    return leaves(text).flatMap(leaf => {
        const type = leaf.tokenType.name;
        const expected = scopes[type] ?? (isKeyword(leaf) ? keyword : /^\w/.test(leaf.text) ? scopes['NAME'] : punctuation);
        const isOff = (from: number, to: number, pattern: RegExp) => colours.slice(from, to).some(found => found.length > 0 && !found.some(scope => pattern.test(scope)));
        const wrong = expected !== undefined && !/^\s*$/.test(leaf.text) && isOff(leaf.offset, leaf.end, expected) ? [show(leaf, colours)] : [];
        const placeholders = type === 'STRING' ? parseString(leaf.text).placeholders : [];
        return [...wrong, ...placeholders.filter(({ offset, length }) => isOff(leaf.offset + offset, leaf.offset + offset + length, /^variable\.parameter\./)).map(({ name }) => `\${${name}} in ${show(leaf, colours)}`)];
    });
}

function leaves(text: string): LeafCstNode[] {
    const { value, parserErrors, lexerErrors } = language.services.parser.LangiumParser.parse(text);
    assert.deepEqual([...parserErrors, ...lexerErrors].map(({ message }) => message), [], text);
    assert.ok(value.$cstNode);
    return CstUtils.flattenCst(value.$cstNode).toArray();
}

/** A keyword that stands for itself, and not for a name, which every word but a few can be. */
function isKeyword({ grammarSource, text }: LeafCstNode): boolean {
    return GrammarAST.isKeyword(grammarSource) && /^\w/.test(text) && !['Word', 'FreeWord', 'Name'].includes(AstUtils.getContainerOfType(grammarSource, GrammarAST.isParserRule)?.name ?? '');
}

function show({ range: { start }, tokenType, text, offset }: LeafCstNode, colours: string[][]): string {
    return `${start.line + 1}:${start.character + 1} ${tokenType.name} ${text}: ${colours[offset]?.join(' ')}`;
}

function wordsOf(file: string, declaration: RegExp): string[] {
    return [...(declaration.exec(read(file))?.[0] ?? '').matchAll(/'(\w+)'/g)].map(([, word]) => word!);
}
