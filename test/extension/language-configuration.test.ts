import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { language } from '../support/language.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const samples = globSync(['samples/**/*.apim', 'language/prelude/*.apim'], { cwd: root });

interface Rule { beforeText: string; afterText?: string; action: { indent: string; appendText?: string; removeText?: number } }
const configuration = JSON.parse(read('extension/language-configuration.json')) as {
    comments: { lineComment: string; blockComment: [string, string] }; brackets: [string, string][]; wordPattern: string;
    indentationRules: Record<'increaseIndentPattern' | 'decreaseIndentPattern', string>; onEnterRules: Rule[]; folding: { markers: { start: string; end: string } };
};
const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
const [increases, decreases] = [new RegExp(increaseIndentPattern), new RegExp(decreaseIndentPattern)];

describe('the language configuration', () => {
    it('has the comments of the language', () => {
        const { lineComment, blockComment: [open, close] } = configuration.comments;
        const { hidden, tokens, errors } = language.services.parser.Lexer.tokenize(`${lineComment} one\n${open} two\n three ${close}`);
        assert.deepEqual([hidden.filter(({ tokenType }) => tokenType.name !== 'WS').map(({ image }) => image), tokens, errors], [[`${lineComment} one`, `${open} two\n three ${close}`], [], []]);
    });

    it('has the brackets of the language, and no other', () => {
        const names = Object.keys(language.services.parser.Lexer.definition).filter(name => /^[([{}\])]$/.test(name));
        assert.deepEqual(configuration.brackets.flat().sort(), names.sort());
    });

    it('takes every name for a word', () => {
        const word = new RegExp(`^(?:${configuration.wordPattern})$`);
        const names = samples.flatMap(file => language.services.parser.Lexer.tokenize(read(file)).tokens).filter(({ tokenType }) => tokenType.name === 'NAME').map(({ image }) => image);
        assert.ok(names.length > 100);
        assert.deepEqual(names.filter(name => !word.test(name)), []);
    });

    // The samples are formatted: pressing Enter has to lead to where the formatter would put the next line.
    for (const file of samples) {
        it(`indents as the formatter does: ${file}`, () => {
            const lines = read(file).replaceAll(/"""[^]*?"""/g, '""').split('\n').filter(line => line.trim() !== '' && !/^\s*(\/?\*)/.test(line));
            const indentOf = (line: string) => (/^ */.exec(line)?.[0].length ?? 0) / 2;
            const wrong = lines.slice(1).filter((line, index) => {
                const before = lines[index] ?? '';
                return !before.trim().startsWith('//') && indentOf(line) !== indentOf(before) + Number(increases.test(before)) - Number(decreases.test(line));
            });
            assert.deepEqual(wrong, []);
        });
    }

    const indents: [line: string, expected: boolean][] = [
        ['  plan Gold@1.0 {', true], ['  rules: [', true], ['organization A { // all of it', true], ['  endpoint: "https://a.example" policy Cors {', true], ["  fromRegex: '//{' policy Cors {", true],
        ['  client C@1.0 { }', false], ['  rules: [{ role: "a" }]', false], ['  // plan Gold@1.0 {', false], ['  endpoint: "${host', false], ['  endpoint: "{"', false]
    ];
    for (const [line, expected] of indents) it(`${expected ? 'indents' : 'does not indent'} behind ${line.trim()}`, () => assert.equal(increases.test(line), expected));

    const enters: [before: string, after: string, action: Rule['action'] | undefined][] = [
        ['  /** What', ' */', { indent: 'indentOutdent', appendText: ' * ' }],
        ['  /** What', '', { indent: 'none', appendText: ' * ' }],
        ['   * more', '', { indent: 'none', appendText: '* ' }],
        ['   */', '', { indent: 'none', removeText: 1 }],
        ['  /** What */', '', undefined], ['  plan Gold@1.0 {', '}', undefined]
    ];
    for (const [before, after, action] of enters) {
        it(`does what a comment needs on Enter behind ${before.trim()}`, () => {
            const rule = configuration.onEnterRules.find(({ beforeText, afterText }) => new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)));
            assert.deepEqual(rule?.action, action);
        });
    }

    it('folds what is marked', () => {
        const { start, end } = configuration.folding.markers;
        assert.deepEqual(['// #region plans', '  //#region', '// region'].map(line => new RegExp(start).test(line)), [true, true, false]);
        assert.deepEqual(['// #endregion', '// #endregions'].map(line => new RegExp(end).test(line)), [true, false]);
    });
});
