import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatText } from '../../../language-server/features/formatting.ts';
import { disk } from '../../../language-server/session/disk.ts';
import { ProjectSession } from '../../../language-server/session/project-session.ts';
import { environmentNames } from '../../../project/environment.ts';
import { comparable, importInto } from '../../support/importing.ts';
import { language } from '../../support/language.ts';

const samples = join(import.meta.dirname, '../../../samples');

describe('the samples, imported from what they compile to', () => {
    for (const sample of readdirSync(samples)) {
        it(`${sample} compiles to the same again, without an error, a secret or a needless policy`, async () => {
            const session = await ProjectSession.open(join(samples, sample), disk, language);
            for (const name of environmentNames(session.parsed.file)) {
                const found = session.environment(name);
                assert.ok(found.kind === 'environment');
                const secretOf = (parameter: string) => `the value of ${parameter}`;
                const document = session.compile(found.environment, secretOf).document;
                const imported = importInto({}, document);
                assert.deepEqual(comparable(imported.compiled), comparable(document));
                assert.deepEqual(imported.findings, []);
                assert.deepEqual(imported.edited.diagnostics().flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === 'error'), []);
                assert.deepEqual([...imported.secrets.values()].map(secret => secret.reveal()).sort(), session.compile(found.environment).secretsUsed.map(({ name: parameter }) => secretOf(parameter)).sort());
                for (const text of Object.values(imported.files)) {
                    assert.doesNotMatch(text, /the value of/);
                    assert.equal(formatText(language.services, text), text);
                }
                const written = (texts: Iterable<string>) => [...texts].join('\n').match(/^ *policy (?!type)/gm)?.length ?? 0;
                assert.ok(written(Object.values(imported.files)) <= written([...session.project.files.values()].map(file => file.document.textDocument.getText())));
            }
        });
    }
});
