import assert from 'node:assert/strict';
import fc from 'fast-check';
import { URI, type AstNode, type LangiumDocument } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type * as ast from '../../language/generated/ast.ts';
import { preludeFiles } from '../../language/generated/prelude.ts';
import { Token } from '../../language/generated/strict-lexer.ts';
import { Rule } from '../../language/generated/strict-outline.ts';
import { parsePiece, parseStrictly, type Piece } from '../../language/generated/strict-parser.ts';
import { readOutline } from '../../language/outline.ts';
import { childrenOf, commentOf, rangeOf, writtenText } from '../../language/places.ts';
import { goTo, readStrictly, tokensRead, type StrictNode, type StrictRoot } from '../../language/strict-tokens.ts';
import { language } from '../support/language.ts';
import { layouts, models, print } from '../support/random-model.ts';
import { runs } from '../support/random.ts';
import { textsIn } from '../support/texts.ts';
import { withTinyBlocks } from '../support/tiny-blocks.ts';

describe('the strict parser', () => {
    withTinyBlocks();
    const whole = new Map([...Object.entries(preludeFiles), ...textsIn('samples', '.apim')]);
    const broken = textsIn('test/language/broken', '.txt').flatMap(([name, content]) => content.split(/^=== /m).slice(1).map((section): [string, string] => {
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
        fc.assert(fc.property(models, layouts, (model, layout) => assert.ok(agrees(print(model, layout)))), { numRuns: runs(300) });
    }).timeout(600_000);

    it('reads a declaration by itself only where that is what stands there', () => {
        const text = TextDocument.create('', 'apim', 0, 'organization A { plan P@1 { } client C@1 }');
        const piece = (rule: Piece, from: number, to: number) => parsePiece(text, rule, from, to, 'A')?.$type;
        assert.deepEqual([piece('Plan', 17, 29), piece('Plan', 16, 30), piece('Plan', 17, 28), piece('Plan', 17, 31), piece('Client', 17, 29)], ['Plan', 'Plan', undefined, undefined, undefined]);
    });

    it('reads the tokens of any text as Langium does, or none', () => {
        const sign = fc.constantFrom(...Object.keys(Token), '"', '""', '"""', "'", '`', '\\', '-', '.', '@', '/*', '*/', '//', '\n', '\r\n', '\t', ' ', '\u00A0', '\u2028', '\uFEFF', 'é', '€', '𝄞', '1', '2.5', 'x', '_', '*', ';');
        const text = fc.oneof(fc.array(sign, { maxLength: 12 }).map(signs => signs.join('')), fc.tuple(fc.constantFrom(...whole.values()), fc.nat(), fc.nat(200), sign).map(([text, from, length, sign]) => `${text.slice(from % text.length, from % text.length + length)}${sign}`));
        let read = 0;
        fc.assert(fc.property(text, text => {
            const strict = tokensOf(text);
            const { tokens, errors } = language.services.parser.Lexer.tokenize(text);
            if (!strict) return;
            read++;
            assert.deepEqual(errors, [], text);
            assert.deepEqual(strict, tokens.map(({ tokenType, startOffset, endOffset = 0 }) => [tokenType.name, startOffset, endOffset + 1]), text);
        }), { numRuns: runs(3000) });
        assert.ok(read > runs(600), `${read} were read`);
    }).timeout(600_000);

    it('never takes a text for whole that is not, however it is cut and put together', () => {
        const pieces = [...whole.values(), ...broken.map(([, text]) => text)];
        const piece = fc.tuple(fc.constantFrom(...pieces), fc.nat(), fc.nat(300)).map(([text, from, length]) => text.slice(from % (text.length + 1), from % (text.length + 1) + length));
        const word = fc.constantFrom('secret', 'type', 'as', 'use', 'policies', 'with approval', 'for', 'a', 'true', ':', ',', '{', '}', '[', ']', '(1..2)', '"x"', "'x'", '1', '2s', '@1', '/', '|', '=', '?', '`q`', '"', '/* x */', '// x\n', '\n', '"""', '.', '..', 'ä', '\uFEFF');
        const document = fc.tuple(fc.constantFrom(...pieces), fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.oneof(piece, word)), { minLength: 1, maxLength: 3 }))
            .map(([text, edits]) => edits.reduce((edited, [at, length, inserted]) => `${edited.slice(0, at % (edited.length + 1))} ${inserted} ${edited.slice(at % (edited.length + 1) + length)}`, text.slice(0, 3000)));
        let strict = 0;
        fc.assert(fc.property(fc.oneof(document, fc.array(word, { maxLength: 12 }).map(words => `policy type T { x: ${words.join(' ')} }`)), text => { strict += agrees(text) ? 1 : 0; }), { numRuns: runs(900) });
        assert.ok(strict > runs(10), `${strict} were read strictly`);
    }).timeout(600_000);
});

/** Whether a text is read strictly; if so, everything that Langium says of it has to be the same, and the outline has to say what the tree says. */
function agrees(text: string): boolean {
    const strict = parseStrictly(TextDocument.create('file:///a.apim', 'apim', 0, text));
    assert.deepEqual(outlined(text), strict && rowsOf(strict), text);
    if (!strict) return false;
    const document = language.services.shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse('file:///a.apim')) as LangiumDocument;
    const { value, lexerErrors, parserErrors } = document.parseResult;
    assert.deepEqual([...lexerErrors, ...parserErrors].map(({ message }) => message), [], text);
    assert.deepEqual(described(strict, true), described(value, true), text);
    for (const declaration of strict.declarations) agreesAlone(declaration, text);
    return true;
}

/** A declaration that is read by itself has to be what it is in the tree of the whole text. */
function agreesAlone(node: AstNode, text: string, organization?: string): void {
    const { $type: type, $from: from, $to: to, $comment: comment } = node as StrictNode;
    if (!isPiece(type)) return;
    const textDocument = TextDocument.create('file:///a.apim', 'apim', 0, text);
    const piece = parsePiece(textDocument, type, comment < 0 ? from : comment, to, organization);
    assert.ok(piece, text);
    assert.deepEqual({ ...described(piece), index: node.$containerIndex }, described(node), text);
    const { $container: container } = piece;
    assert.equal(container?.$type, node.$container?.$type);
    assert.equal((container as Partial<ast.Organization>).name, organization);
    assert.equal(((container.$container ?? container) as StrictRoot).$text, textDocument);
    if (comment >= 0) assert.equal((parsePiece(textDocument, type, from, to, organization) as AstNode as StrictNode).$comment, -1);
    if (node.$type === 'Organization') for (const member of (node as ast.Organization).members) agreesAlone(member, text, (node as ast.Organization).name);
}

function isPiece(type: string): type is Piece {
    return ['Organization', 'Plan', 'Api', 'Client', 'PolicySet', 'PolicyType', 'Parameter'].includes(type);
}

interface Row { type: string; from: number; to: number; comment: number; parent: number }

function outlined(text: string): Row[] | undefined {
    const outline = readOutline(text);
    const types = new Map(Object.entries(Rule).map(([type, rule]): [number, string] => [rule, type]));
    return outline && Array.from({ length: outline.count }, (_, row) => {
        const first = outline.firsts[row]!;
        return { type: types.get(outline.rules[row]!)!, from: outline.begins[first]!, to: outline.ends[outline.behinds[row]! - 1]!, comment: outline.comments[first]!, parent: outline.parents[row]! };
    });
}

/** The same of a tree: its declarations and their members, a parent before its children. */
function rowsOf(document: ast.Document): Row[] {
    const rows: Row[] = [];
    const add = (node: AstNode, parent: number) => {
        const { $type: type, $from: from, $to: to, $comment: comment } = node as StrictNode;
        const row = rows.push({ type, from, to, comment, parent }) - 1;
        for (const member of 'members' in node ? node.members as AstNode[] : []) add(member, row);
    };
    for (const declaration of document.declarations) add(declaration, -1);
    return rows;
}

/** Name, begin and end of each token. */
function tokensOf(text: string): [name: string, begin: number, end: number][] | undefined {
    const names = new Map(Object.entries(Token).map(([name, kind]): [number, string] => [kind, name]));
    return readStrictly(text, 0, text.length, () => {
        const { kinds, begins, ends } = tokensRead();
        const count = kinds.indexOf(0);
        goTo(count);
        return Array.from({ length: count }, (_, token) => [names.get(kinds[token]!)!, begins[token]!, ends[token]!]);
    });
}

/** All that a node says: its type, its properties and where each of them stands, the comment in front of it, how it is contained, and its children. */
function described(node: AstNode, isRoot = false): object {
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
