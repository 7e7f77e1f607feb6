import { randomBytes } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Result } from './failure.ts';
import { codeOf } from './project-folder.ts';

/**
 * Writes a file as a whole or not at all: beside its place first, then in one step to it. What is no ordinary file, such as a pipe, is
 * written to. With `secret` only its owner may read it.
 */
export async function writeOutputFile(file: string, content: string, { secret = false } = {}): Promise<Result<void>> {
    let draft: string | undefined;
    try {
        const target = await realpath(file).catch(() => path.resolve(file));
        const existing = await stat(target).catch(() => undefined);
        if (existing && !existing.isFile()) {
            await writeFile(target, content);
            return succeed(undefined);
        }
        draft = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}`);
        await writeFile(draft, content, { flag: 'wx', mode: secret ? 0o600 : (existing?.mode ?? 0o666) & 0o777 });
        await rename(draft, target);
        return succeed(undefined);
    } catch (error) {
        if (draft !== undefined) {
            await rm(draft, { force: true }).catch(() => undefined);
        }
        return fail({ kind: 'disk', path: file, code: codeOf(error) });
    }
}
