import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const json = (file: string): Record<string, string> => JSON.parse(read(file));

const manifest: { l10n: string } = JSON.parse(read('package.json'));
const languages = globSync('bundle.l10n.*.json', { cwd: path.join(root, manifest.l10n) }).map(file => file.split('.')[2]!);
/** The extension speaks by `vscode.l10n`, the language server and what stands under it by `@vscode/l10n`, all from the one bundle. */
const files = globSync(['extension/**/*.ts', 'language-server/**/*.ts', 'registration/**/*.ts', 'compiler/**/*.ts', 'project/**/*.ts'], { cwd: root });
/** What they say, as it stands in the source: English is the key of its translations. */
const said = files
    .flatMap(file => [...read(file).matchAll(/\b(?:l10n\.)?t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)].map(([, single, double]) => (single ?? double)!.replaceAll("\\'", "'")));

describe('translations', () => {
    it('are there for German', () => assert.ok(languages.includes('de')));

    it('have only texts that can be found in the source', () => {
        for (const file of files) {
            const spoken = file.startsWith('extension') ? /l10n\.t\(\s*[^'"\s]/ : /(?<![\w.])t\(\s*[^'"\s]/;
            assert.doesNotMatch(read(file), spoken, `${file}: a text that is put together cannot be translated`);
        }
        assert.ok(said.length > 100);
    });

    for (const language of languages) {
        const pairs: [what: string, english: Record<string, string>, translated: Record<string, string>][] = [
            ['what the extension and the language server say', Object.fromEntries(said.map(text => [text, text])), json(`${manifest.l10n}/bundle.l10n.${language}.json`)],
            ['what its manifest says', json('package.nls.json'), json(`package.nls.${language}.json`)],
        ];
        for (const [what, english, translated] of pairs) {
            it(`${language}: ${what} is translated, all of it and nothing else`, () => {
                assert.deepEqual(Object.keys(translated).toSorted(), Object.keys(english).toSorted());
                for (const [key, text] of Object.entries(translated)) {
                    assert.notEqual(text.trim(), '', key);
                    assert.deepEqual(partsOf(text), partsOf(english[key]!), key);
                }
            });
        }
    }
});

/** What a translation must keep: blanks, icons, commands behind links, and code. */
function partsOf(text: string): string[] {
    return [...text.matchAll(/\{\d+\}|\$\([\w-]+\)|\]\(command:[^)]+\)|`[^`]+`/g)].map(([part]) => part).toSorted();
}
