import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openProject } from './support/project.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('docs/architecture.md', () => {
    const text = read('docs/architecture.md');

    it('names only paths that exist', () => {
        const paths = [...text.matchAll(/`([a-z][\w.-]*\/[\w./-]*|\.(?:ci|oxlintrc)[\w./-]*)`/g)].map(([, path]) => path ?? '').filter(path => !path.startsWith('langium/'));
        assert.ok(paths.length > 20);
        assert.deepEqual(paths.filter(path => !existsSync(join(root, path))), []);
    });

    it('can be read in one go', () => {
        assert.ok(text.split(/\s+/).length <= 1500);
    });
});

describe('the documents', () => {
    for (const name of ['README.md', ...readdirSync(join(root, 'docs')).filter(file => file.endsWith('.md') && file !== 'rules.md').map(file => `docs/${file}`)]) {
        it(`${name} shows only examples that parse and have no error`, () => {
            for (const [, example = ''] of read(name).matchAll(/```apim\n([\s\S]*?)```/g)) {
                assert.deepEqual(openProject(example).all().filter(({ severity }) => severity === 'error').map(({ message }) => message), []);
            }
        });
    }

    it('README.md links to files that exist', () => {
        const links = [...read('README.md').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? '');
        assert.deepEqual(links.filter(path => !existsSync(join(root, path))), []);
    });
});
