import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { changedParts } from '../../language/changed-rows.ts';
import { partsOf, type FileParts, type Source } from '../../language/gaps.ts';
import type { ChangedRows } from '../../language/spliced-rows.ts';
import { language } from '../support/language.ts';
import { BEGIN, FileRows, FROM, NAME, NAME_END, TITLE, TITLE_END, TO, VERSION, VERSION_END } from '../../language/file-rows.ts';
import { readOutline } from '../../language/outline.ts';
import { rowsOfOutline } from '../../language/rows-of-outline.ts';
import { changeBetween, type TextChange } from '../../language/text-change.ts';
import { WrittenText } from '../../language/written-text.ts';
import { layouts, models, print } from '../support/random-model.ts';
import { runs } from '../support/random.ts';
import { textsIn } from '../support/texts.ts';
import { withTinyBlocks } from '../support/tiny-blocks.ts';

describe('the rows of a text after a change', () => {
    withTinyBlocks();
    const words = fc.constantFrom(
        '', ' ', '\n', 'x', ',', '}', '{', ' }', '"', '"""', '/*', '*/', '/** doc */', '// x\n', 'client New@1 { contract A/Open@1.0 via Gold }', 'plan P@2', 'policies S { use x }', 'description: "x"', 'description: "x',
        'member "jo" as viewer', 'organization B { }', 'organization B {', 'parameter p: string', 'policy type T { a: b }', 'policy Rate { limit: 5 }', '"title"', '@2', '.', '`q`', '-', '1', 'organization', '}\n}', 'a: [', 'a: [ """ x\n ]', ']', '}organization B {', ' {', ' { }', ': {', ' 1.0 {', 'contract A/B@1 via C', 'policy R x: 1 }', '`q', 'n: 1 m: 2', 'offers ', 'via ', 'description: ', 'locked ', 'offers plan P@1', 'plan plan P@3', 'contract api A/B@1 via plan C', '"t" { policy R }', 'Q@1 "t" {'
    );
    const edits = fc.array(fc.record({ place: fc.nat(), at: fc.oneof(fc.constantFrom(FROM, BEGIN, TO, NAME_END), fc.constant(-1)), near: fc.integer({ min: -4, max: 4 }), length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(40)), word: words }), { minLength: 1, maxLength: 12 });
    const handMade = [
        'organization A"t"policies S { }\norganization B { plan P@1 { } client C@1 { } }',
        'policies X { policy R { a: [ """ x\n ] } }\norganization A { client C@1 { description: "y" } plan P@1 { } client D@1 {description: "z"} }',
        'organization A { plan P@1 n: 1 m: 2 } }', 'organization A { plan P@1 { } client C@1 n: 1 m: 2 contract A/B@1 via C client D@1 { } }',
        'parameter a parameter b = 1 organization A { policies S { } policies T { } } policies U { use S } policy type V { } organization B parameter c',
        '/** a */ organization A { x: 1 /** b */ plan P@1 // c\n y: 2, member "m" as viewer /** d */ api Q@1 z: 3 client C@1 "open\n}', 'organization A { }', 'organization A "open\nparameter p /** a */ organization B "u" organization C { }', ''
    ];
    /** A brace that was left over in them is left over in front of them, once another one is. */
    const surplusInFront = ['organization B { }nization A { plan P@1 client C@1 "', 'organization Aorganizationopen\nplan P@2parameter panizaplan P@2organization C { }'];
    const texts = fc.oneof(
        fc.constantFrom(...handMade), fc.constantFrom(...textsIn('samples', '.apim').map(([, text]) => text)),
        fc.tuple(models, models, layouts).map(([one, other, layout]) => `${print(one, layout)}\n${print(other, layout).replace('Acme', 'Bcme')}`)
    );

    it('are those of the whole text, whatever was changed where', () => {
        let alone = 0, all = 0, broken = 0, brokenAlone = 0;
        fc.assert(fc.property(texts, edits, (text, edits) => {
            let parts = partsIn(text);
            for (const { place, at, near, length, word } of edits) {
                const found = at < 0 || parts.rows.count === 0 ? place % (text.length + 1) : parts.rows.at(place % parts.rows.count, at) + near;
                const from = Math.max(Math.min(found, text.length), 0), to = Math.min(from + length, text.length);
                const changed = text.slice(0, from) + word + text.slice(to);
                const whole = partsIn(changed);
                const strict = rowsOf(changed);
                if (strict) agrees(whole, { rows: strict, gaps: [] }, changed);
                const read = changedIn(parts, changed, { from, to, length: word.length });
                if (read) agrees(read, whole, `${text}\n=====>\n${changed}`);
                if (read) movesOnly(parts.rows, text, read.changed, read.rows, changed);
                all++;
                alone += read ? 1 : 0;
                broken += whole.gaps.length > 0 ? 1 : 0;
                brokenAlone += whole.gaps.length > 0 && read ? 1 : 0;
                // Nobody goes on typing in a ruin.
                if (whole.gaps.length < 6) [parts, text] = [read ?? whole, changed];
            }
        }), { numRuns: runs(300), examples: surplusInFront.map(text => [text, [{ place: 1, at: -1, near: 0, length: 0, word: '}organization B {' }]]) });
        assert.ok(alone - brokenAlone > (all - broken) * 0.8, `${alone - brokenAlone} of ${all - broken} without reading all`);
        assert.ok(brokenAlone > broken * 0.4, `${brokenAlone} of ${broken} with mistakes without reading all`);
    }).timeout(600_000);

    for (const word of ['policies S', 'policy type']) {
        it(`are not told where '${word}' begins what belongs behind the organization`, () => {
            const text = 'organization A { }\norganization B { plan P@1 }{ } client C@1 { } }', from = text.indexOf('{ } client');
            const changed = text.replace('{ } client', `${word} } client`);
            const read = changedIn(partsIn(text), changed, { from, to: from + 1, length: word.length });
            if (read) agrees(read, partsIn(changed), changed);
        });
    }

    it('are not told where three quotes that are left over open a text that ends far behind', () => {
        const list = (quoted: string) => `client C@1 { policy P { a: [${quoted}] } }\n`;
        for (const quoted of ['"""x"""', '""" x\n""" """y"""']) {
            const text = `organization A {\n${[quoted, '1', '1', quoted, '1'].map(list).join('')}}\n`;
            for (let from = 0; from < text.length; from++) {
                for (const [length, word] of [[1, ''], [2, ''], [3, ''], [0, '//'], [0, "'"], [0, '"'], [0, '`']] as const) {
                    const to = Math.min(from + length, text.length), changed = text.slice(0, from) + word + text.slice(to);
                    const read = changedIn(partsIn(text), changed, changeBetween(new WrittenText(text), new WrittenText(changed)));
                    if (read) agrees(read, partsIn(changed), changed);
                }
            }
        }
    });

    it('are found without reading all of a long text', () => {
        const clients = Array.from({ length: 1000 }, (_, index) => `    client C${index}@1 {\n        contract A/Open@1.0 via Gold\n    }\n`).join('');
        const text = `organization A {\n    description: "x"\n${clients}}\n`;
        const at = text.indexOf('Gold', text.length / 2);
        const change = { from: at, to: at + 4, length: 6 };
        const read = changedIn(partsIn(text), `${text.slice(0, at)}Silver${text.slice(at + 4)}`, change);
        assert.equal(read!.changed.front + read!.changed.back, 1001 - 3);
    });

    it('are found beside a mistake without reading all', () => {
        const text = 'organization A { plan P@1 { } client C@1 { } client D@1 { } }';
        const read = changedIn(partsIn(text), text.replace('client C@1 { ', 'client C@1 '), { from: 41, to: 43, length: 0 });
        assert.equal(read?.gaps.length, 1);
    });

    for (const [where, text, from, to, word] of [
        ['elsewhere on its line', 'policy type T { a: b }organization A"t""""policies S { }\norganization B { plan P@1 { } client C@1 { } }', 0, 0, '"title"'],
        ['in the head of the organization in front', 'organization Acme {\nplan a@00 ""\nprivate api A@00\n}\n\nrganization Bcme {\n\n}\n', 17, 25, ''],
        ['behind the organization that it ends', 'withorganization A {\n}\norganization B {\nprivate apix C@1 {\ny: 1\n}\n}\n', 68, 68, 'policies S']
    ] as const) {
        it(`say of a mistake what a fresh start says, whatever is written ${where}`, () => {
            const changed = text.slice(0, from) + word + text.slice(to);
            const read = changedIn(partsIn(text), changed, { from, to, length: word.length });
            assert.ok(read);
            agrees(read, partsIn(changed), changed);
        });
    }

    it('are not told without what stands in front of attributes and a mistake behind them, which may be meant to hold them', () => {
        for (const [before, after] of [
            ['plan P@2 }', 'plan P@2 n: 1 }'],
            ['api Q@2 { }\nn: 1 }', 'plan P@2\nn: 1 }'],
            ['client D@1 { policy R } }', 'client D@1 { policy R n: 1 } }'],
            ['plan P@2 { }\nn: 1\nm: 2\ncontract A/B@1 via C\nclient C@1 { }', 'client P@2\nn: 1\nm: 2\ncontract A/B@1 via C\nclient C@1 { }']
        ] as const) {
            const [text, changed] = [before, after].map(inside => `organization A {\n${inside} }`) as [string, string];
            const read = changedIn(partsIn(text), changed, changeBetween(new WrittenText(text), new WrittenText(changed)));
            if (read) agrees(read, partsIn(changed), changed);
        }
    });

    it('are not told in the line of the words that a gap in front shows, which may end elsewhere', () => {
        for (const [text, from, word] of [
            ['policy Rate { limit: 5 }organization `q B { plan P@1 { } client C@1 { } }', 40, '`q`'],
            ['x\norganization "A {\nplan P@1 { } client C@1 { } }', 18, '"']
        ] as const) {
            const changed = text.slice(0, from) + word + text.slice(from);
            const read = changedIn(partsIn(text), changed, { from, to: from, length: word.length });
            agrees(read ?? partsIn(changed), partsIn(changed), changed);
        }
    });

    it('follow from the one change between two texts', () => {
        fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b') }), fc.string({ unit: fc.constantFrom('a', 'b') }), (before, after) => {
            const { from, to, length } = changeBetween(new WrittenText(before), new WrittenText(after));
            assert.equal(before.slice(0, from) + after.slice(from, from + length) + before.slice(to), after);
            assert.ok(from <= to && length >= 0);
            assert.ok(before[from] !== after[from] || from === Math.min(before.length, after.length));
        }), { numRuns: runs(300) });
        const long = 'x'.repeat(200_000);
        assert.deepEqual(changeBetween(new WrittenText(`${long}a${long}`), new WrittenText(`${long}bc${long}`)), { from: 200_000, to: 200_001, length: 2 } satisfies TextChange);
    });
});

function rowsOf(text: string): FileRows | undefined {
    const outline = readOutline(text);
    return outline && FileRows.of(rowsOfOutline(outline));
}

function sourceOf(text: string): Source {
    return { text, written: new WrittenText(text), textDocument: TextDocument.create('', 'apim', 0, text) };
}

function partsIn(text: string): FileParts {
    return partsOf(language, sourceOf(text));
}

function changedIn(before: FileParts, text: string, change: TextChange): (FileParts & { changed: ChangedRows }) | undefined {
    return changedParts(language, before, sourceOf(text), change);
}

function agrees(read: FileParts, whole: FileParts, why: string): void {
    assert.deepEqual(numbersOf(read.rows), numbersOf(whole.rows), why);
    assert.deepEqual(read.gaps, whole.gaps, why);
}

function numbersOf(rows: FileRows): number[][] {
    const offsets = [FROM, BEGIN, TO, NAME, NAME_END, VERSION, VERSION_END, TITLE, TITLE_END];
    return Array.from({ length: rows.count }, (_, place) => {
        const { members, from, to } = rows.membersOf(place);
        return [rows.kindOf(place), rows.ownerOf(place), ...offsets.map(column => rows.at(place, column)), ...members.subarray(from, to)];
    });
}

/** What was not read anew is written as it was, apart from an organization around the change. */
function movesOnly(before: FileRows, old: string, { front, back }: ChangedRows, rows: FileRows, text: string): void {
    const written = (rows: FileRows, place: number, text: string) => text.slice(rows.at(place, FROM), rows.at(place, TO));
    for (let place = 0; place < back; place++) assert.equal(written(rows, rows.count - 1 - place, text), written(before, before.count - 1 - place, old));
    let around = 0;
    for (let place = 0; place < front; place++) around += written(rows, place, text) === written(before, place, old) ? 0 : 1;
    assert.ok(around <= 1);
}
