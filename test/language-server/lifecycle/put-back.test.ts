import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { keyOf } from '../../../language/declarations.ts';
import { formatText } from '../../../language-server/features/formatting.ts';
import type { LifecycleWish } from '../../../language-server/lifecycle/change.ts';
import { lifecycleChange } from '../../../language-server/lifecycle/lifecycle.ts';
import { putBack, type PutBack } from '../../../language-server/lifecycle/put-back.ts';
import { parseRestoreDocument, restoreDocumentOf, type RestoreDocument } from '../../../language-server/lifecycle/restore-document.ts';
import { textsAfter } from '../../../language-server/lifecycle/standing.ts';
import { language } from '../../support/language.ts';
import { wishOf } from '../../support/lifecycle.ts';
import { openProject } from '../../support/project.ts';

type Files = Record<string, string>;

/** The files with an action done, and what it removed, as it stands on disk. */
function done(files: Files, wish: LifecycleWish): { left: Files; document: RestoreDocument | undefined } | undefined {
    const { project, uri } = openProject({ files });
    const change = lifecycleChange(project, wish);
    if (change.kind === 'refusal') return undefined;
    const texts = textsAfter(project, change.edits);
    const document = restoreDocumentOf(project, change, '2026-01-01T00:00:00.000Z', file => file.slice(uri('').length));
    return {
        left: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, texts.get(uri(name)) ?? text])),
        document: document && parseRestoreDocument(JSON.stringify(document))
    };
}

function restored(files: Files, document: RestoreDocument): { files: Files; answer: PutBack } {
    const { project, uri } = openProject({ files });
    const answer = putBack(project, document, uri);
    if (answer.kind === 'refusal') assert.fail(answer.message);
    const texts = textsAfter(project, answer.edits);
    return { files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, texts.get(uri(name)) ?? text])), answer };
}

function removed(files: Files, words: string): { left: Files; document: RestoreDocument } {
    const result = done(files, wishOf(words));
    assert.ok(result?.document);
    return { left: result.left, document: result.document };
}

const samples = new URL('../../../samples/', import.meta.url);
const read = (name: string): Files => Object.fromEntries(readdirSync(new URL(`${name}/`, samples), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.apim$|apim\.yaml$/.test(file)).map(file => [file, readFileSync(new URL(`${name}/${file}`, samples), 'utf8')]));

describe('every action on every element of the samples', () => {
    for (const name of ['shop', 'hospital', 'energy']) {
        for (const windows of [false, true]) {
            it(`leaves ${name} formatted and without syntax errors${windows ? ', with Windows line ends' : ''}, and what was removed comes back as it stood`, () => {
                const files = Object.fromEntries(Object.entries(read(name)).map(([file, text]) => [file, windows ? text.replaceAll('\n', '\r\n') : text]));
                const { project } = openProject({ files });
                const elements = [...project.files.keys()].flatMap(uri => project.index.inFile(uri)).map(({ declaration }) => declaration).filter(({ kind }) => kind === 'plan' || kind === 'api' || kind === 'client');
                let [carriedOut, putBackAgain] = [0, 0];
                for (const declaration of elements) {
                    const wish = { entity: keyOf(declaration), kind: declaration.kind as NonNullable<LifecycleWish['kind']>, version: '99', withContracts: true };
                    for (const action of ['publish', 'retire', 'delete', 'new-version'] as const) {
                        const result = done(files, { ...wish, action });
                        if (!result) continue;
                        carriedOut += 1;
                        for (const [file, text] of Object.entries(result.left)) {
                            if (file.endsWith('.apim')) assert.equal(formatText(language.services, text), text, `${action} ${wish.entity}: ${file}`);
                        }
                        if (!result.document) continue;
                        putBackAgain += 1;
                        const back = restored(result.left, result.document);
                        if (action === 'delete') assert.deepEqual([back.files, back.answer.notes], [files, []]);
                        else assert.deepEqual(back.answer.notes, []);
                    }
                }
                assert.ok(carriedOut >= elements.length && putBackAgain > 0);
            });
        }
    }
});

describe('what was removed', () => {
    const files: Files = {
        'one.apim': 'organization A {\n  client B@1\n\n  /** Doc. */\n  client C@1 {\n    contract X@1 via G // note\n  }\n\n  client D@1\n}\n',
        'two.apim': 'organization A {\n  locked plan G@1\n  published api X@1 { offers G@1 with approval for C@1, D@1 }\n}\n'
    };
    const { left, document } = removed(files, 'delete A/C@1');

    it('is text of the source, its place, and nothing else', () => {
        assert.deepEqual(document.pieces.map(({ file, what, owner, text, own }) => [file, what, owner, text, own]), [
            ['one.apim', 'declaration', 'A', '  /** Doc. */\n  client C@1 {\n    contract X@1 via G // note\n  }\n\n', '/** Doc. */\n  client C@1 {\n    contract X@1 via G // note\n  }'],
            ['two.apim', 'approval', 'A/X@1', 'C@1, ', 'C@1']
        ]);
        assert.equal(parseRestoreDocument('{"format":1}'), undefined);
        assert.equal(parseRestoreDocument('no JSON'), undefined);
    });

    it('comes back as it stood, also after edits elsewhere, and with other line ends', () => {
        assert.deepEqual(restored(left, document).files, files);
        const elsewhere = (all: Files): Files => ({ ...all, 'one.apim': `// new\n${(all['one.apim'] ?? '').replace('client D@1\n', 'client D@1\n  client E@1\n')}` });
        assert.deepEqual(restored(elsewhere(left), document).files, elsewhere(files));
        const windows = (all: Files): Files => Object.fromEntries(Object.entries(all).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]));
        assert.deepEqual(restored(windows(left), document).files, windows(files));
    });

    it('comes to the end of its organization where its place is gone, in whichever file that is now', () => {
        const moved = { 'three.apim': `${left['two.apim'] ?? ''}organization A {\n  client Z@1\n}\n` };
        const back = restored(moved, document);
        assert.equal(back.files['three.apim'], `${(moved['three.apim'] ?? '').replace('G@1 with approval for D@1 }\n}', 'G@1 with approval for D@1 }\n\n  /** Doc. */\n  client C@1 {\n    contract X@1 via G // note\n  }\n}')}`);
        assert.deepEqual(back.answer.notes, [
            'The client A/C@1 stands at the end of A now: its place in one.apim is gone.', 'The approval of A/C@1 by A/X@1 could not be put back (C@1): what it belonged to is gone or was changed.'
        ]);
        assert.deepEqual(restored({ 'three.apim': 'organization A "T"\n' }, removed({ 'one.apim': 'organization A { client C@1 }' }, 'delete A/C@1').document).files, { 'three.apim': 'organization A "T" {\n  client C@1\n}\n' });
        assert.deepEqual(restored({ 'three.apim': 'organization A { client B@1 }\n' }, removed({ 'one.apim': 'organization A { client C@1 }' }, 'delete A/C@1').document).files, { 'three.apim': 'organization A { client B@1 client C@1 }\n' });
    });

    it('does not come back where it is declared already, or its organization is gone', () => {
        const refusal = (texts: Files) => {
            const { project, uri } = openProject({ files: texts });
            const answer = putBack(project, document, uri);
            return answer.kind === 'refusal' ? answer.message : '';
        };
        assert.match(refusal(files), /A\/C@1 is declared: there is nothing to put back/);
        assert.match(refusal({ 'one.apim': 'organization B { }' }), /no organization A any more.*organization A \{ \}/);
    });

    it('can be contracts, which come back to their clients', () => {
        const retired = removed(files, 'retire A/X@1 --with-contracts');
        assert.deepEqual(restored(retired.left, retired.document).files['one.apim'], files['one.apim']);
        const changed = { ...retired.left, 'one.apim': 'organization A {\n  client C@1 "Other"\n}\n' };
        assert.equal(restored(changed, retired.document).files['one.apim'], 'organization A {\n  client C@1 "Other" {\n    contract X@1 via G // note\n  }\n}\n');
    });
});
