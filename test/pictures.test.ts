import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const taken = globSync(['docs/images/*.png', 'extension/walkthrough/*.png'], { cwd: root });

/** The pictures that a document, or the manifest, shows. */
function shownIn(document: string): string[] {
    return [...read(document).matchAll(/(?:\]\(|src="|srcset="|": ")((?!https:)[\w./-]+\.png)/g)].map(([, picture]) => path.posix.join(path.posix.dirname(document), picture!));
}

describe('the pictures', () => {
    const shown = ['README.md', 'package.json', ...globSync('docs/*.md', { cwd: root })].flatMap(shownIn).filter(picture => !picture.startsWith('extension/icons/'));

    it('are there wherever a document shows one, and none is shown nowhere', () => {
        // Of a picture that a document shows in one theme only the other is there, too: the command takes both.
        const themes = (picture: string) => ['dark', 'light'].map(theme => picture.replace(/\.(dark|light)\.png$/, `.${theme}.png`));
        assert.deepEqual([...new Set(shown.flatMap(themes))].toSorted(), taken.toSorted());
    });

    it('are all taken by npm run pictures', () => {
        const names = new Set([...read('test/vscode/pictures.ts').matchAll(/both\('([\w-]+)'/g)].map(([, name]) => name));
        assert.deepEqual(taken.filter(picture => !names.has(path.basename(picture).replace(/\.(dark|light)\.png$/, ''))), []);
    });

    it('are small, those above all that everybody downloads', () => {
        const size = (picture: string) => statSync(path.join(root, picture)).size;
        assert.deepEqual(taken.filter(picture => size(picture) > 80_000), []);
        assert.ok(taken.filter(picture => picture.startsWith('extension/')).reduce((sum, picture) => sum + size(picture), 0) < 400_000);
    });
});
