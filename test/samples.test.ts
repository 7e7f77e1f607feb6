import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatText } from '../language-server/features/formatting.ts';
import { disk } from '../language-server/session/disk.ts';
import { ProjectSession } from '../language-server/session/project-session.ts';
import { environmentNames } from '../project/environment.ts';
import { language } from './support/language.ts';

const samples = join(import.meta.dirname, '../samples');
const goldens = join(import.meta.dirname, 'goldens');
/** `npm run goldens` writes what the samples yield now. */
const rewrite = process.env['APIM_REWRITE_GOLDENS'] === '1';

describe('samples', () => {
    const names = readdirSync(samples, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name);

    for (const name of names) {
        describe(name, () => {
            it('yields the diagnostics on file, and no error', async () => {
                const session = await open(name);
                const lines = session.diagnostics().flatMap(({ uri, diagnostics }) => diagnostics.map(({ range, severity, code, message }) =>
                    `${session.relative(uri)}:${range.start.line + 1}:${range.start.character + 1} ${severity} ${code} ${message}`));
                assert.deepEqual(lines.filter(line => line.includes(' error ')), []);
                golden(join(name, 'diagnostics.txt'), lines.map(line => `${line}\n`).join(''));
            });

            it('compiles to the documents on file, in every environment', async () => {
                const session = await open(name);
                for (const environmentName of environmentNames(session.parsed.file)) {
                    const found = session.environment(environmentName);
                    assert.equal(found.kind, 'environment');
                    if (found.kind !== 'environment') continue;
                    golden(join(name, `${environmentName}.json`), `${JSON.stringify(session.compile(found.environment).document, undefined, 2)}\n`);
                }
            });

            it('is formatted', async () => {
                for (const file of (await open(name)).project.files.values()) {
                    const text = file.document.textDocument.getText();
                    assert.equal(formatText(language.services, text), text, file.uri);
                }
            });
        });
    }

    it('are what the goldens are about', () => {
        assert.deepEqual(readdirSync(goldens).sort(), names.sort());
    });
});

function open(name: string): Promise<ProjectSession> {
    return ProjectSession.open(join(samples, name), disk, language);
}

function golden(path: string, actual: string): void {
    const file = join(goldens, path);
    if (rewrite) {
        mkdirSync(join(file, '..'), { recursive: true });
        writeFileSync(file, actual);
    }
    assert.ok(existsSync(file), `${path} is missing: run npm run goldens, and look at what it wrote.`);
    assert.equal(actual, readFileSync(file, 'utf8'));
}
