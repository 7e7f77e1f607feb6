import assert from 'node:assert/strict';
import { KnownFiles } from '../../language-server/known-files.ts';
import type { FileSystem } from '../../project/file-system.ts';

/** Files that are there, told at once, or when `tell` says so. */
function known(there: Set<string>, isSlow: boolean) {
    const asked: string[] = [];
    const learned: string[] = [];
    const waiting: (() => void)[] = [];
    const files: FileSystem = {
        readFile: async () => undefined, readDirectory: async () => [],
        exists: path => {
            asked.push(path);
            return isSlow ? new Promise<boolean>(resolve => { waiting.push(() => resolve(there.has(path))); }) : there.has(path);
        }
    };
    const tell = async () => {
        for (const answer of waiting.splice(0)) answer();
        await new Promise(resolve => { setImmediate(resolve); });
    };
    return { files: new KnownFiles(files, path => learned.push(path)), asked, learned, tell };
}

describe('which files are there', () => {
    it('is looked up each time where that takes no time, so that it is never stale', () => {
        const there = new Set(['/a']);
        const { files, asked, learned } = known(there, false);
        assert.deepEqual([files.exists('/a'), files.exists('/b')], [true, false]);
        there.delete('/a');
        assert.equal(files.exists('/a'), false);
        assert.deepEqual([asked, learned], [['/a', '/b', '/a'], []]);
    });

    it('is asked once where it takes a while, and told who waits for it', async () => {
        const { files, asked, learned, tell } = known(new Set(['/a']), true);
        assert.ok(files.exists('/a') instanceof Promise);
        assert.ok(files.exists('/a') instanceof Promise);
        await tell();
        assert.deepEqual([files.exists('/a'), asked, learned], [true, ['/a'], ['/a']]);
    });

    it('is forgotten of a file or of a whole folder, and asked again', async () => {
        const { files, asked, tell } = known(new Set(['/specs/a', '/specs/deep/b', '/specsheet']), true);
        for (const path of ['/specs/a', '/specs/deep/b', '/specsheet']) void files.exists(path);
        await tell();
        files.forget(new Set(['/specs']));
        void files.exists('/specs/a');
        void files.exists('/specs/deep/b');
        assert.equal(files.exists('/specsheet'), true, 'that is another name, and no part of the folder');
        assert.deepEqual(asked.slice(3), ['/specs/a', '/specs/deep/b']);
    });

    it('is not what an answer says that was overtaken', async () => {
        const there = new Set<string>();
        const { files, learned, tell } = known(there, true);
        void files.exists('/a');
        files.forget(new Set(['/a']));
        await tell();
        assert.deepEqual(learned, [], 'nobody waits for what was forgotten');
        there.add('/a');
        void files.exists('/a');
        await tell();
        assert.deepEqual([files.exists('/a'), learned], [true, ['/a']]);
    });

    it('is taken for granted where nobody can say', () => {
        const files: FileSystem = { readFile: async () => undefined, readDirectory: async () => [] };
        assert.equal(new KnownFiles(files, () => assert.fail()).exists('/a'), true);
    });
});
