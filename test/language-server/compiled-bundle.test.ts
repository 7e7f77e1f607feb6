import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const loader = pathToFileURL(path.join(import.meta.dirname, '../../language-server/compiled-bundle.ts')).href;

describe('a bundle that is loaded with what was compiled of it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'apim-compiled-'));
    after(() => rmSync(folder, { recursive: true }));
    const bundle = path.join(folder, 'bundle.cjs');
    writeFileSync(bundle, `exports.answer = function answer() { return require('./beside.cjs') + 1; };\nexports.where = [__filename, __dirname];\n`);
    writeFileSync(path.join(folder, 'beside.cjs'), 'module.exports = 41;\n');
    const program = path.join(folder, 'program.mjs');
    writeFileSync(program, `import { enableCompileCache } from 'node:module';
        import { compiledBundle } from ${JSON.stringify(loader)};
        if (process.env.KEPT) enableCompileCache(process.env.KEPT);
        const loaded = compiledBundle(process.env.FILE ?? ${JSON.stringify(bundle)}, process.argv[2]);
        console.log(JSON.stringify(loaded && [process.env.IDLE ? 0 : loaded.module.answer(), loaded.module.where]));
        if (!process.env.FAILS) loaded?.keep();`);
    const kept = path.join(folder, 'kept');

    const answered = JSON.stringify([42, [bundle, folder]]);
    function run(build: string, environment: NodeJS.ProcessEnv = { KEPT: kept }): string {
        const { stdout, stderr, status } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, build], { env: { ...process.env, NODE_COMPILE_CACHE: undefined, ...environment }, encoding: 'utf8' });
        assert.equal(status, 0, stderr);
        return stdout.trim();
    }
    /** What was kept of a build, and when. */
    function keptOf(build: string): { file: string; bytes: Buffer; inode: number } {
        const [name, ...others] = readdirSync(kept, { recursive: true, encoding: 'utf8' }).filter(found => path.basename(found).startsWith(`bundle.cjs-${build}`));
        assert.ok(name !== undefined && others.length === 0, 'one file, and no draft of one');
        const file = path.join(kept, name);
        return { file, bytes: readFileSync(file), inode: statSync(file).ino };
    }

    it('says the same, and is compiled once', () => {
        assert.equal(run('one'), answered);
        const first = keptOf('one');
        run('idle', { KEPT: kept, IDLE: '1' });
        assert.ok(first.bytes.length > keptOf('idle').bytes.length, 'what was called is in it');
        assert.equal(run('one'), answered);
        assert.equal(keptOf('one').inode, first.inode);
    });

    it('is compiled again where what was kept is damaged', () => {
        run('damaged');
        const { file, bytes } = keptOf('damaged');
        for (const damaged of [Buffer.alloc(0), bytes.subarray(0, 3), bytes.subarray(0, -8), Buffer.concat([bytes, Buffer.alloc(1)]), ...[0, 20, 100, bytes.length - 1].map(at => Buffer.from(bytes).fill(bytes[at]! ^ 0x10, at, at + 1))]) {
            writeFileSync(file, damaged);
            assert.equal(run('damaged'), answered);
            assert.notDeepEqual(keptOf('damaged').bytes, damaged);
        }
    });

    it('is kept by a run that comes far enough', () => {
        run('early', { KEPT: kept, FAILS: '1' });
        assert.deepEqual(readdirSync(kept, { recursive: true, encoding: 'utf8' }).filter(name => name.includes('bundle.cjs-early')), []);
        run('early');
        keptOf('early');
    });

    it('is compiled again for another build', () => {
        run('first');
        run('second');
        assert.notEqual(keptOf('first').file, keptOf('second').file);
    });

    it('takes with it what was left long ago, of this bundle only', () => {
        const other = path.join(kept, 'v1-old');
        mkdirSync(other);
        const [before, yesterday] = [40, 1].map(days => new Date(Date.now() - days * 24 * 3_600_000));
        const left = (name: string, when: Date) => {
            writeFileSync(path.join(other, name), '');
            utimesSync(path.join(other, name), when, when);
        };
        for (const name of ['bundle.cjs-gone', 'bundle.cjs-killed.1', 'another.cjs-gone', 'bundle.cjs']) left(name, before!);
        left('bundle.cjs-young', yesterday!);
        run('sweeping');
        assert.deepEqual(readdirSync(other).sort(), ['another.cjs-gone', 'bundle.cjs', 'bundle.cjs-young']);
        keptOf('sweeping');
    });

    it('is left to others where nothing may be kept, or there is none', () => {
        assert.equal(run('none', { KEPT: kept, FILE: path.join(folder, 'nothing.cjs') }), 'undefined');
        assert.equal(run('none', {}), 'undefined');
        assert.equal(run('none', { KEPT: kept, NODE_DISABLE_COMPILE_CACHE: '1' }), 'undefined');
    });
});
