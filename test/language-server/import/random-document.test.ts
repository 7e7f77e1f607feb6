import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatText } from '../../../language-server/features/formatting.ts';
import { comparable, importInto, type Imported } from '../../support/importing.ts';
import { language } from '../../support/language.ts';
import { documents, plainPolicies, wildPolicies } from '../../support/random-document.ts';
import { runs } from '../../support/random.ts';

const leftOut = ({ findings }: Imported) => findings.filter(({ kind }) => kind === 'left-out');
const errors = ({ edited }: Imported) => edited.diagnostics().flatMap(({ diagnostics }) => diagnostics).filter(({ code }) => code === 'syntax' || code === 'option-type' || code === 'unknown-option' || code === 'unresolved-reference');
const policiesIn = ({ files }: Imported) => Object.values(files).join('\n').match(/^ *policy (?!type)/gm)?.length ?? 0;

describe('documents at random, imported', () => {
    it('compile to what they were, in no more policies than were written, as the formatter writes', () => {
        fc.assert(fc.property(documents(plainPolicies), ({ document, written }) => {
            const imported = importInto({}, document);
            assert.deepEqual(leftOut(imported), []);
            assert.deepEqual(comparable(imported.compiled), comparable(document));
            assert.deepEqual(errors(imported), []);
            assert.ok(policiesIn(imported) <= written, `${policiesIn(imported)} policies instead of ${written}:\n${Object.values(imported.files).join('\n')}`);
            for (const text of Object.values(imported.files)) {
                assert.equal(formatText(language.services, text), text);
                assert.doesNotMatch(text, /secret of the|hidden-word/);
            }
        }), { numRuns: runs(80) });
    });

    it('are the same source when what they compile to is imported again', () => {
        fc.assert(fc.property(documents(plainPolicies), ({ document }) => {
            const once = importInto({}, document);
            assert.deepEqual(importInto({}, once.compiled).files, once.files);
            assert.deepEqual(importInto(once.files, once.compiled).files, {});
        }), { numRuns: runs(30) });
    });

    it('lose nothing without a word, whatever they hold', () => {
        fc.assert(fc.property(documents(wildPolicies), ({ document }) => {
            const imported = importInto({}, document);
            const told = new Set(imported.findings.map(({ entity }) => entity));
            const silent = (beans: Record<string, string>) => Object.fromEntries(Object.entries(beans).filter(([name]) => !told.has(name.slice(name.indexOf(' ') + 1))));
            assert.deepEqual(silent(comparable(imported.compiled)), silent(withoutNulls(comparable(document))));
            assert.deepEqual(errors(imported), []);
        }), { numRuns: runs(80) });
    });
});

/** Members that are null are absent, for the gateway too. */
function withoutNulls(beans: Record<string, string>): Record<string, string> {
    const strip = (value: unknown): unknown => Array.isArray(value) ? value.map(strip)
        : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null).map(([name, member]) => [name, strip(member)])) : value;
    return Object.fromEntries(Object.entries(beans).map(([name, text]) => [name, JSON.stringify(strip(JSON.parse(text)))]));
}
