import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFailure, exitCodeOf } from '../../registration/failure.ts';
import { lockEnvironment } from '../../registration/lock.ts';

describe('one registration at a time in an environment', () => {
    let project: string;
    beforeEach(async () => { project = await mkdtemp(join(tmpdir(), 'apim-')); });
    afterEach(async () => rm(project, { recursive: true, force: true }));

    it('a second one waits, then says who is at it', async () => {
        const first = await lockEnvironment(project, 'production');
        assert.ok(first.ok);
        const second = await lockEnvironment(project, 'production', { milliseconds: 60 });
        assert.ok(!second.ok);
        assert.equal(exitCodeOf(second.failure), 6);
        assert.match(describeFailure(second.failure), new RegExp(`process ${process.pid}`));
        assert.ok((await lockEnvironment(project, 'local', { milliseconds: 60 })).ok);
        const third = lockEnvironment(project, 'production', { milliseconds: 5_000 });
        await first.value.release();
        assert.ok((await third).ok);
    });

    it('a run that ended without a word holds nobody up', async () => {
        const first = await lockEnvironment(project, 'production');
        assert.ok(first.ok);
        const ended = spawnSync(process.execPath, ['-e', '']).pid;
        await writeFile(join(project, '.apim/locks/production.lock'), `${ended}\n`);
        const racers = await Promise.all(Array.from({ length: 4 }, () => lockEnvironment(project, 'production', { milliseconds: 200 })));
        assert.equal(racers.filter(({ ok }) => ok).length, 1);
    });

    it('a folder that cannot be written is a failure in words', async () => {
        await writeFile(join(project, '.apim'), '');
        const result = await lockEnvironment(project, 'production');
        assert.ok(!result.ok && result.failure.kind === 'disk');
    });
});
