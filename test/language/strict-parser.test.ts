import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { URI, type AstNode, type LangiumDocument } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { preludeFiles } from '../../language/generated/prelude.ts';
import { parseStrictly } from '../../language/generated/strict-parser.ts';
import { childrenOf, commentOf, rangeOf, writtenText } from '../../language/places.ts';
import { language } from '../support/language.ts';
import { layouts, models, print } from '../support/random-model.ts';

/** More of them than `npm test` has time for, where a number is given. */
const runs = Number(process.env['APIM_RANDOM_RUNS'] ?? 300);

describe('the strict parser', () => {
    const whole = new Map([...Object.entries(preludeFiles), ...texts('../../samples', '.apim')]);
    const broken = texts('broken', '.txt').flatMap(([name, content]) => content.split(/^=== /m).slice(1).map((section): [string, string] => {
        const [title = '', ...lines] = section.split('\n');
        return [`${name}: ${title}`, lines.slice(0, lines.lastIndexOf('---')).join('\n')];
    }));

    it('reads what ships and the samples as Langium does', () => {
        assert.ok(whole.size > 8);
        for (const [name, text] of whole) assert.ok(agrees(text), `${name} is not read strictly`);
    });

    it('leaves to Langium what is broken', () => {
        assert.ok(broken.length >= 120);
        for (const [name, text] of broken) assert.doesNotThrow(() => agrees(text), name);
    });

    it('reads models at random as Langium does', () => {
        fc.assert(fc.property(models, layouts, (model, layout) => assert.ok(agrees(print(model, layout)))), { numRuns: runs });
    }).timeout(600_000);

    it('never takes a text for whole that is not, however it is cut and put together', () => {
        const pieces = [...whole.values(), ...broken.map(([, text]) => text)];
        const piece = fc.tuple(fc.constantFrom(...pieces), fc.nat(), fc.nat(300)).map(([text, from, length]) => text.slice(from % (text.length + 1), from % (text.length + 1) + length));
        const word = fc.constantFrom('secret', 'type', 'as', 'use', 'policies', 'with approval', 'for', 'a', 'true', ':', ',', '{', '}', '[', ']', '(1..2)', '"x"', "'x'", '1', '2s', '@1', '/', '|', '=', '?', '`q`', '"', '/* x */', '// x\n', '\n', '"""', '.', '..', 'ä', '\uFEFF');
        const document = fc.tuple(fc.constantFrom(...pieces), fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.oneof(piece, word)), { minLength: 1, maxLength: 3 }))
            .map(([text, edits]) => edits.reduce((edited, [at, length, inserted]) => `${edited.slice(0, at % (edited.length + 1))} ${inserted} ${edited.slice(at % (edited.length + 1) + length)}`, text.slice(0, 3000)));
        let strict = 0;
        fc.assert(fc.property(fc.oneof(document, fc.array(word, { maxLength: 12 }).map(words => `policy type T { x: ${words.join(' ')} }`)), text => { strict += agrees(text) ? 1 : 0; }), { numRuns: runs * 3 });
        assert.ok(strict > runs / 30, `${strict} were read strictly`);
    }).timeout(600_000);
});

/** Whether a text is read strictly; if so, everything that Langium says of it has to be the same. */
function agrees(text: string): boolean {
    const strict = parseStrictly(TextDocument.create('file:///a.apim', 'apim', 0, text));
    if (!strict) return false;
    const document = language.services.shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse('file:///a.apim')) as LangiumDocument;
    const { value, lexerErrors, parserErrors } = document.parseResult;
    assert.deepEqual([...lexerErrors, ...parserErrors].map(({ message }) => message), [], text);
    assert.deepEqual(described(strict, true), described(value, true), text);
    return true;
}

/** All that a node says: its type, its properties and where each of them stands, the comment in front of it, how it is contained, and its children. */
function described(node: AstNode, isRoot = false): unknown {
    const properties = Object.entries(node).filter(([name, value]) => !name.startsWith('$') && value !== undefined && !isNode(value)).toSorted(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => {
        const values: unknown[] = Array.isArray(value) ? value : [value];
        return { name, value: values.map(each => isNode(each) ? '' : each), at: values.map((each, index) => each === false ? '' : rangeOf(node, name, index)), written: values.length === 0 || value === false ? '' : writtenText(node, name) };
    });
    return {
        type: node.$type, properties, property: node.$containerProperty, index: node.$containerIndex,
        ...isRoot ? {} : { at: rangeOf(node), written: writtenText(node), comment: commentOf(node) },
        children: childrenOf(node).map(child => {
            assert.equal(child.$container, node);
            return described(child);
        }).toSorted((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
    };
}

function isNode(value: unknown): boolean {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function texts(folder: string, extension: string): [name: string, text: string][] {
    const url = new URL(`${folder}/`, import.meta.url);
    return readdirSync(url, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith(extension)).map(name => [name, readFileSync(new URL(name, url), 'utf8')]);
}
