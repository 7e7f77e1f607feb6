import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseProjectFile } from '../project/project-file.ts';
import { Workplace } from './support/apim.ts';
import { openProject } from './support/project.ts';
import { startStubGateway } from './support/stub-gateway.ts';

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
    for (const name of ['README.md', ...['docs'].flatMap(folder => readdirSync(join(root, folder)).filter(file => file.endsWith('.md') && file !== 'rules.md').map(file => `${folder}/${file}`))]) {
        it(`${name} shows only examples that parse and have no error`, () => {
            for (const [, example = ''] of read(name).matchAll(/```apim\n([\s\S]*?)```/g)) {
                assert.deepEqual(openProject(example).all().filter(({ severity }) => severity === 'error').map(({ message }) => message), []);
            }
        });
    }

    it('show only an apim.yaml that has no mistake', () => {
        const examples = ['README.md', 'docs/environments.md', 'docs/language.md'].flatMap(name => [...read(name).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, example = '']) => example));
        assert.ok(examples.length >= 3);
        assert.deepEqual(examples.flatMap(example => parseProjectFile(example).findings), []);
    });

    for (const name of ['headless', 'registration']) {
        it(`docs/${name}.md shows only commands that work, in their order`, async () => {
            const [place, stub] = [new Workplace(), await startStubGateway()];
            place.write({
                apim: `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'cli/main.ts')}" "$@"\n`, sops: '#!/bin/sh\ncat "$2"\n',
                ...(name === 'registration' ? { 'apim.yaml': `environments:\n  test:\n    gateway: { url: "${stub.url}" }\n` } : {})
            });
            for (const program of ['apim', 'sops']) chmodSync(join(place.folder, program), 0o700);
            const commands = [...read(`docs/${name}.md`).matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, lines = '']) => lines.trim().split('\n'));
            assert.ok(commands.length >= 4 && commands.every(line => line.startsWith('apim ')));
            for (const line of commands) {
                await promisify(execFile)('bash', ['-c', line], {
                    cwd: place.folder, env: { HOME: place.folder, PATH: `${place.folder}:${process.env['PATH']}`, APIM_USER: 'anna@shop.example', APIM_SECRET_SHOPPASSWORD: 'x' }
                });
                if (existsSync(join(place.folder, 'keys.json'))) copyFileSync(join(place.folder, 'keys.json'), join(place.folder, 'keys.sops.json'));
            }
            await stub.stop();
            place.remove();
        });
    }

    it('README.md links to files that exist', () => {
        const links = [...read('README.md').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? '');
        assert.deepEqual(links.filter(path => !existsSync(join(root, path))), []);
    });
});
