import assert from 'node:assert/strict';
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../support/apim.ts';

const broken = { 'a.apim': 'organization A {\n  published private api X@1 { endpoint: "https://x.example" }\n  client C@1\n}\n' };

describe('apim check', () => {
    it('says that nothing is wrong, and ends with 0', async () => {
        const run = await new Workplace().apim('check');
        assert.deepEqual(run, { exit: 0, out: '', err: 'No problems in 3 files.\n' });
    });

    it('shows a mistake with the line that it stands in, and ends with 1', async () => {
        const { exit, out } = await new Workplace(broken).apim('check');
        assert.equal(exit, 1);
        assert.match(out, /a\.apim:2:25/);
        assert.match(out, /A private API needs at least one plan/);
        assert.match(out, /private-without-plan/);
        assert.match(out, /published private api X@1/);
    });

    it('prints the JSON that scripts rely on', async () => {
        const { exit, out } = await new Workplace(broken).apim('check', '--format', 'json');
        const result = JSON.parse(out) as { diagnostics: unknown[]; summary: unknown };
        assert.equal(exit, 1);
        assert.deepEqual(result.summary, { files: 1, errors: 1, warnings: 1, infos: 0, hints: 3 });
        assert.deepEqual(result.diagnostics.find(found => (found as { severity: string }).severity === 'error'), {
            file: 'a.apim', range: { start: { line: 1, character: 24 }, end: { line: 1, character: 25 } }, severity: 'error', code: 'private-without-plan',
            message: 'A private API needs at least one plan before it can be published.', related: []
        });
    });
});

describe('apim build', () => {
    it('prints the document; secret parameters stay placeholders, and it says so', async () => {
        const { exit, out, err } = await new Workplace().apim('build');
        assert.equal(exit, 0);
        assert.equal(out, readFileSync(join(import.meta.dirname, '../goldens/shop/local.json'), 'utf8'));
        assert.match(err, /shopPassword/);
    });

    it('fills secrets in where it is told to', async () => {
        const place = new Workplace();
        place.environment['APIM_SECRET_SHOPPASSWORD'] = 'canary-4711';
        assert.match((await place.apim('build', '--with-secrets')).out, /canary-4711/);
        assert.doesNotMatch((await place.apim('build')).out, /canary-4711/);
    });

    it('writes a file in one piece, and refuses what has errors before it writes anything', async () => {
        const place = new Workplace();
        assert.equal((await place.apim('build', '--out', 'all.json')).exit, 0);
        assert.deepEqual(Object.keys(JSON.parse(readFileSync(join(place.folder, 'all.json'), 'utf8')) as object), ['apis', 'clients']);
        const wrong = new Workplace(broken);
        const { exit, err } = await wrong.apim('build', '--out', 'all.json');
        assert.equal(exit, 1);
        assert.match(err, /private-without-plan/);
        assert.equal(statSync(join(wrong.folder, 'all.json'), { throwIfNoEntry: false }), undefined);
    });
});

describe('apim format', () => {
    it('finds what is not formatted, formats it, and then finds nothing', async () => {
        const place = new Workplace({ 'a.apim': 'organization A{plan P@1\n}\n' });
        assert.equal((await place.apim('format', '--check')).exit, 2);
        const { exit, out } = await place.apim('format');
        assert.deepEqual([exit, out], [0, 'a.apim\n']);
        assert.equal(readFileSync(join(place.folder, 'a.apim'), 'utf8'), 'organization A {\n  plan P@1\n}\n');
        assert.equal((await place.apim('format', '--check')).exit, 0);
    });

    it('names what it cannot read, and formats the others', async () => {
        const place = new Workplace({ 'a.apim': '', 'b.apim': 'organization  B\n', 'latin.apim': '' });
        // Larger than what Node reads: whoever runs the tests may read everything else.
        truncateSync(join(place.folder, 'a.apim'), 2 ** 31);
        writeFileSync(join(place.folder, 'latin.apim'), 'organization A "\u00E4"\n', 'latin1');
        const { exit, out, err } = await place.apim('format');
        assert.deepEqual([exit, out], [1, 'b.apim\n']);
        assert.match(err, /^a\.apim: left as it is: it cannot be read \(ERR_FS_FILE_TOO_LARGE\)\.\nlatin\.apim: left as it is: it is not UTF-8\.\n1 of 3 files changed\.\n$/);
        place.remove();
    });
});

describe('bad input', () => {
    const cases: [name: string, files: Record<string, string>, args: string[], exit: number, message: RegExp][] = [
        ['an unknown command', {}, ['chekc'], 64, /check/],
        ['a folder without a project', {}, ['check'], 64, /There is no project in .*: neither an apim\.yaml nor an \.apim file/],
        ['a folder that does not exist', {}, ['-C', 'nowhere', 'check'], 64, /There is no folder .*nowhere/],
        ['an environment that does not exist', { 'apim.yaml': 'environments:\n  test:\n    gateway: local\n', 'a.apim': '' }, ['-e', 'tset', 'build'], 64, /There is no environment 'tset'; did you mean 'test'\?/],
        ['an apim.yaml that is not YAML', { 'apim.yaml': 'environments: [', 'a.apim': '' }, ['register', '--yes'], 1, /apim\.yaml/],
        ['a local gateway that does not run', { 'a.apim': 'organization A' }, ['register', '--yes'], 5, /The local gateway of this project does not run\. Start it with: apim gateway start/],
        ['a gateway that does not answer', { 'apim.yaml': 'environments:\n  test:\n    gateway: { url: "http://127.0.0.1:9" }\n', 'a.apim': 'organization A' }, ['plan'], 5, /http:\/\/127\.0\.0\.1:9 cannot be reached/],
        ['a password that would be readable on the way', { 'apim.yaml': 'environments:\n  test:\n    gateway: { url: "http://gateway.example", auth: { type: basic, username: u } }\n', 'a.apim': '' }, ['plan'], 1, /would be readable on the way/],
        ['a protected environment that is not confirmed', { 'apim.yaml': 'environments:\n  test:\n    gateway: local\n    protected: true\n', 'a.apim': '' }, ['register', '--yes'], 6, /--confirm test/],
        ['nobody who could confirm', { 'a.apim': 'organization A' }, ['register'], 6, /--yes/]
    ];
    for (const [name, files, args, exit, message] of cases) {
        it(`${name} ends with ${exit} and one clear sentence`, async () => {
            const place = new Workplace(files);
            place.environment['APIM_PASSWORD_TEST'] = 'canary-4711';
            const run = await place.apim(...args);
            assert.equal(run.exit, exit, run.err);
            assert.match(run.err, message);
            assert.equal(run.out, '');
            assert.doesNotMatch(place.printed, /canary|\bat .*\.ts:/);
            place.remove();
        });
    }

    it('a secret as an argument is refused without being repeated', async () => {
        const run = await new Workplace().apim('register', '--password=canary-4711');
        assert.equal(run.exit, 64);
        assert.doesNotMatch(run.out + run.err, /canary/);
    });
});

describe('apim --help', () => {
    for (const command of ['check', 'build', 'plan', 'register', 'clients', 'key', 'gateway', 'format']) {
        it(`explains ${command} with examples`, async () => {
            const { exit, out } = await new Workplace({}).apim(command, '--help');
            assert.equal(exit, 0);
            assert.match(out, new RegExp(`Usage: apim ${command}`));
            assert.match(out, new RegExp(`Examples:[\\s\\S]*apim ${command}`));
        });
    }
});
